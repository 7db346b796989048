"""The last gate of a page's template, in both engines: it calls our macros and does nothing else.

What passes has its cited passages expire with their sources (render/passages.py), begins with the
pages of its role (render/way_on.py), and ends with who reviewed it (render/page_end.py).

mkdocs.yml names this extension of Jinja (`j2_extensions`). What the engines give to a page beside
our macros (the environment's variables, the configuration, git, the files below docs/) stays
out of its reach, and so does every attribute of every object: text that asks for any of them is
never compiled. `handbook check` says the same earlier, with a column and a fix.
"""

from jinja2 import TemplateSyntaxError
from jinja2.ext import Extension

from macros.core.template import Fault, calls_in, faults_in
from macros.render.page_end import END
from macros.render.passages import dated
from macros.render.registry import MACROS
from macros.render.way_on import BEGIN


class OnlyCalls(Extension):
    """Refuses a template that holds anything but text and calls of our macros with ids."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source, dated, begun and ended; raises TemplateSyntaxError at what calls no macro."""
        unknown = (
            Fault(at, f'"{call}" is not a macro')
            for at, call, _ in calls_in(source)
            if call not in MACROS
        )
        for fault in (*faults_in(source), *unknown):
            line = source.count("\n", 0, fault.start) + 1
            raise TemplateSyntaxError(fault.message, line, name, filename)
        return f"{{{{ {BEGIN}() }}}}\n\n{dated(source)}\n\n{{{{ {END}() }}}}\n"
