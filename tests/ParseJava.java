import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Prints which of the files named to it the compiler's parser does not take for Java. */
public final class ParseJava {

    /** A text as the compiler reads it: a file, the inside of a class, or that of a method. */
    private static final List<String> FORMS = List.of("%s", "class X {%n%s%n}", "class X { void f() {%n%s%n} }");

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    public static void main(String[] names) throws Exception {
        for (String name : names) {
            String text = Files.readString(Path.of(name));
            if (FORMS.stream().noneMatch(form -> isJava(form.formatted(text)))) {
                System.out.println(name);
            }
        }
    }

    private static boolean isJava(String text) {
        var found = new DiagnosticCollector<JavaFileObject>();
        var file = new SimpleJavaFileObject(URI.create("string:///X.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        var task = COMPILER.getTask(new StringWriter(), null, found, List.of("-proc:none"), null, List.of(file));
        try {
            ((com.sun.source.util.JavacTask) task).parse();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return found.getDiagnostics().stream().noneMatch(one -> one.getKind() == javax.tools.Diagnostic.Kind.ERROR);
    }
}
