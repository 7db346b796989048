"""Pages as written: front matter, macro calls, and the address each is served at."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, nodes

from macros.core.pages import MOST_FAULTS, Call, parse_page, read_pages, served_at
from macros.core.problems import HandbookError, Position, Problem
from macros.core.template import calls_in, faults_in
from tests.support import DUMMY, append, each

HEAD = "---\ntitle: A\ndescription: B\n---\n"


def refusal(text: str) -> Problem:
    with pytest.raises(HandbookError) as caught:
        parse_page(text, path="a/b.md")
    (problem,) = caught.value.problems
    return problem


def calls(body: str) -> list[Call]:
    return list(parse_page(HEAD + body, path="a/b.md").calls)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        pytest.param("index.md", "/", id="the front page"),
        pytest.param("roles/index.md", "/roles/", id="the index of a folder"),
        pytest.param("glossary.md", "/glossary/", id="a page"),
        pytest.param("roles/clerk/pay.md", "/roles/clerk/pay/", id="a page in a folder"),
        pytest.param("guides/reindex.md", "/guides/reindex/", id="a name that ends in index"),
    ],
)
def test_page_is_served_at_an_address_without_file_names(path: str, address: str) -> None:
    """The address of a page ends in a slash and names no file."""
    assert served_at(path) == address


def test_page_falls_into_front_matter_and_body() -> None:
    """The keys, the body and the line the body begins at are all known."""
    page = parse_page("---\ntitle: A\ndescription: B\nrole: c\n---\n\n# A\n", path="a/b.md")

    assert page.meta == {"title": "A", "description": "B", "role": "c"}
    assert (page.body, page.first_line) == ("\n# A\n", 6)
    assert (page.name, page.address) == ("docs/a/b.md", "/a/b/")
    assert page.front.place(("role",)) == Position("docs/a/b.md", 4, 1)


@pytest.mark.parametrize(
    "name", ["a.markdown", "a.mkd", "a.md~", "a.MD", "a.md.bak", "a.yml", "README.md"]
)
def test_what_only_looks_like_a_page_is_refused(copy: Path, name: str) -> None:
    """MkDocs takes some of these for pages, which nothing has judged, and publishes the rest."""
    append(f"docs/{name}", "{{ x }}\n")(copy)
    (problem,) = read_pages(copy)[1]

    assert (problem.place.path, problem.code) == (f"docs/{name}", "stray-file")


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "says"),
    [
        pytest.param("# A\n", "front-matter", 1, 1, "does not begin with front matter", id="none"),
        pytest.param("\n" + HEAD, "front-matter", 1, 1, "does not begin", id="an empty line first"),
        pytest.param("---\ntitle: A\n", "front-matter", 1, 1, "does not begin", id="not closed"),
        pytest.param("---\n---\n", "front-matter", 2, 1, "holds no `key: value`", id="empty"),
        pytest.param("---\n- a\n---\n", "front-matter", 2, 1, "holds no `key", id="a list"),
        pytest.param("---\njust text\n---\n", "front-matter", 2, 1, "holds no", id="a sentence"),
        pytest.param(
            "---\ntitle: A\ndescription: B: C\n---\n", "yaml-syntax", 3, 15, "a colon", id="a colon"
        ),
        pytest.param(
            "---\ntitle: no\n---\n", "ambiguous-scalar", 2, 8, "no without", id="a trap of YAML"
        ),
        pytest.param(
            "---\ntitle: A\ntitle: B\n---\n", "duplicate-key", 3, 1, '"title"', id="a key twice"
        ),
        pytest.param(
            "---\ntitle: 2026-13-45\n---\n", "front-matter", 2, 1, "something else", id="no date"
        ),
        pytest.param(
            "---\ntitle: =\n---\n", "front-matter", 2, 1, "something else", id="a sign of YAML"
        ),
        pytest.param(HEAD + "\n\n {{ f( }}\n", "template-syntax", 7, 2, "", id="an open bracket"),
        pytest.param(HEAD + "a\n\n{{ f }\n", "template-syntax", 7, 1, "", id="half a brace"),
    ],
)
def test_page_that_cannot_be_read_is_refused_in_its_place(
    text: str, code: str, line: int, column: int, says: str
) -> None:
    """A fault of a page gives its line in the file, the reason and a fix."""
    problem = refusal(text)

    assert problem.place == Position("docs/a/b.md", line, column)
    assert problem.code == code
    assert says in problem.message
    assert problem.fix.endswith(".")


def test_calls_are_found_with_arguments_and_places() -> None:
    """Every macro call is found where it stands, with the ids it gives."""
    assert calls('Text.\n\nSee {{ cite("x") }} and {{ ladder() }}.\n') == [
        Call("cite", ("x",), Position("docs/a/b.md", 7, 5)),
        Call("ladder", (), Position("docs/a/b.md", 7, 25)),
    ]


NO_CALLS = (
    *("{% if x %}", "{% raw %}", "{% set x = 1 %}", "{%- include 'a.md' -%}"),
    *("{## a comment ##}", "{##}", "## Title {##id}"),
    *("{{ ladder }}", "{{ 1 }}", "{{ 'x' }}", "{{}}", "{{ }}", "{{ f(g('a')) }}", "{{ f(g) }}"),
    *("{{ f('a').b }}", "{{ f('a')['b'] }}", "{{ a.f('b') }}", "{{ ''.f() }}", "{{ f()() }}"),
    *("{{ f('a') | upper }}", "{{ f('a') if g }}", "{{ f('a') ~ 'b' }}", "{{ f('a') is string }}"),
    *("{{ f(a='b') }}", "{{ f(*'ab') }}", "{{ f(**{'a': 'b'}) }}", "{{ f(['a']) }}", "{{ f(1) }}"),
    *(
        "{{ f('a' 'b') }}",
        "{{ f('a' + 'b') }}",
        "{{ f('a', ) }}",
        "{{ f('\\x61') }}",
        "{{ f('a b') }}",
    ),
    *("{{{ f() }}", "{{ f() }", "{{ f() }}{{", "`{{ x }}`", "```\n{{ x }}\n```", "{{- f() -}}"),
    *(
        "{{ f('a\nb') }}",
        "{{ f('<b>') }}",
        "{{ f('](x)') }}",
        "{{ F() }}",
        "{{ _f() }}",
        "{{ é() }}",
    ),
)


@each("text", lambda: NO_CALLS)
def test_what_is_no_call_of_a_macro_is_refused(text: str) -> None:
    """A page asks the template engine for macros, by ids in quotes, and for nothing else."""
    problem = refusal(f"{HEAD}Text.\n\n{text}\n")

    assert problem.code == "template-syntax"
    assert problem.place.line >= 7
    assert problem.fix.startswith('write {{ name("id") }}')


@given(st.lists(st.sampled_from((*NO_CALLS, "{{ f('a') }}", "{", "}", "#", "%", "'", "\n", "a"))))
def test_what_is_accepted_is_only_calls_to_the_engine(parts: list[str]) -> None:
    """Jinja's own parser sees text and calls with constants in every text that has no fault."""
    text = "".join(parts)
    if any(faults_in(text)):
        return
    tree = Environment(comment_start_string="{##", comment_end_string="##}").parse(text)  # noqa: S701
    printed = [node for output in tree.body for node in output.iter_child_nodes()]
    called = [node for node in printed if isinstance(node, nodes.Call)]

    assert {type(node) for node in tree.body} <= {nodes.Output}
    assert {type(node) for node in printed} <= {nodes.TemplateData, nodes.Call}
    assert {type(part) for node in called for part in node.args} <= {nodes.Const}
    assert [(node.node, *(arg.as_const() for arg in node.args)) for node in called] == [
        (nodes.Name(name, "load"), *ids) for _, name, ids in calls_in(text)
    ]
    assert not any(node.kwargs or node.dyn_args or node.dyn_kwargs for node in called)


def test_anchor_of_a_heading_is_no_comment() -> None:
    """`{#id}` after a heading is an anchor, and what follows it is read."""
    page = parse_page(HEAD + '## A {#a}\n\n{{ cite("x") }}\n\n## B {#b}\n', path="a/b.md")

    assert [call.name for call in page.calls] == ["cite"]
    assert "{#a}" in page.body


def test_three_dots_end_front_matter_as_in_the_engine() -> None:
    """What MkDocs takes for the body is the body, and is judged as one."""
    page = parse_page("---\ntitle: A\n...\n# <script>\n---\n", path="a/b.md")

    assert (page.meta, page.body, page.first_line) == ({"title": "A"}, "# <script>\n---\n", 4)


def test_every_page_below_docs_is_read() -> None:
    """Pages are found in every folder, by their path."""
    pages, problems = read_pages(DUMMY)

    assert problems == []
    assert {"index.md", "roles/clerk/pay.md", "api/v1/index.md"} <= set(pages)
    assert pages["tools/post.md"].meta["category"] == "post"


def test_bad_pages_do_not_hide_each_other(copy: Path) -> None:
    """Two pages that cannot be read give two problems, and the rest is read."""
    (copy / "docs/index.md").write_text("# No front matter\n", encoding="utf-8")
    (copy / "docs/glossary.md").write_bytes(b"---\ntitle: caf\xe9\n---\n")
    pages, problems = read_pages(copy)

    assert sorted((p.place.path, p.place.line, p.code) for p in problems) == [
        ("docs/glossary.md", 2, "not-utf-8"),
        ("docs/index.md", 1, "front-matter"),
    ]
    assert "sources.md" in pages


@pytest.mark.parametrize(
    ("body", "line", "says"),
    [
        pytest.param("a\n" * 5001, 5001, "5,000 lines", id="lines"),
        pytest.param("a\n" + "a " * 2501, 2, "5,000 characters", id="a line"),
        pytest.param("a\n" + "[\n" * 2001, 2002, "2,000 brackets", id="brackets"),
        pytest.param("a\n" + "<a\n" * 2001, 2002, "2,000 brackets", id="angle brackets"),
        pytest.param("a\n" + "> " * 21, 2, "20 lists or quotes", id="quotes"),
        pytest.param("a\n" + "- " * 21 + "a", 2, "20 lists or quotes", id="lists on a line"),
        pytest.param("- a\n" + "    " * 21 + "- a", 2, "20 lists or quotes", id="nested lists"),
    ],
)
def test_page_that_would_take_minutes_is_refused(body: str, line: int, says: str) -> None:
    """What grows with its square, or nests by calls, has a limit that no page comes near."""
    problem = refusal(HEAD + body)

    assert (problem.code, problem.place.line - 4) == ("too-large", line)
    assert says in problem.message


@pytest.mark.parametrize(
    "call",
    [
        *("(" * 2000, "(" * 900 + "1" + ")" * 900, "[" * 1500, "{" * 2000, "not " * 1000 + "a"),
        *("a." * 2000 + "a", "a+" * 2000 + "a", "9" * 4500, "-" * 4000 + "1"),
    ],
)
def test_template_without_end_is_refused_in_its_line(call: str) -> None:
    """What a parser of templates would give up at is told at the line it stands in."""
    with pytest.raises(HandbookError) as caught:
        calls(f"A long line of words that are no template at all.\n{{{{ {call} }}}}\n")

    told = {(problem.code, problem.place.line) for problem in caught.value.problems}
    assert told == {("template-syntax", 6)}
    assert len(caught.value.problems) <= MOST_FAULTS
