"""What pages may hold of Markdown: nothing of an accepted text becomes more than it says."""

import re
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown  # type: ignore[import-untyped]
from mkdocs.config import load_config
from zensical.config import parse_config

from macros.core.markup import Link, faults_in, links_in
from tests.support import ROOT, each

SCRIPTS = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>"),
    *(
        "<b>",
        "</b>",
        "<!-- a -->",
        "<?php",
        "<![CDATA[",
        "<https://example.org>",
        "<a@example.org>",
    ),
    *("<javascript:alert(1)>", "<iframe>", "<div>", '<div class="a" onclick="x" markdown>'),
    *('<div style="a" markdown>', '<div class="a" markdown="1">', ' <div class="a" markdown>'),
    *('<div class="a" markdown>', "</div>", "`<b>", "``<b>`", "`a\n<b>`", "\\`<b>`", "`a\\` <b>`"),
    *("``` js title\n<b>\n```", "```{ onclick=x }\na\n```", "- ```\n  <b>\n  ```", "~~~\n<b>"),
    *('<div class="a" markdown>\n`</div>`\n</div>', "a\n```\n<b>\n```", "```\n<b>\n```\na"),
    "```\na\n```\nb\n```\n<b>\n```",
)
ATTRIBUTES = (
    *("# a { onclick=x }", "*a*{ onclick=x }", "a\n{: onclick=x }", "# a {#b onclick=x}", "{", "}"),
    *('[a](b.md){ style="x" }', "# a {#B}", "# a {#b_c}", "# a {#ü}", "| a { onclick=x } |", "{a}"),
)
LINKS = (
    *("[a](javascript:alert(1))", "[a](JavaScript:x)", "[a](data:text/html,x)", "[a](vbscript:x)"),
    *("[a](java&#115;cript:x)", "[a](javascript&colon;x)", "[a]( javascript:x)", "[a](\njava:x)"),
    *(
        "[a](<javascript:x>)",
        "[a](java\tscript:x)",
        "[a][b]\n\n[b]: javascript:x",
        "[b]:x",
        "[b]:\nx",
    ),
    *("[a](//example.org)", "[a](ftp://example.org)", "[a](https:example.org)", "[a](https://)"),
    *(
        "[a](https://user@example.org/)",
        "[a](mailto:a@b.example?cc=c@d.example)",
        "[a]()",
        "[a](b c)",
    ),
    *("[a](b(c))", "[a](b 'c')", '[a](b "c)', "[a](`b`)", '[a]({{ cite("b") }})', "[a](b\\)c)"),
    *(
        "![a](https://example.org/a.png)",
        "![a](//example.org/a.png)",
        "![a][b]",
        "![a]",
        "![a\n[b]](c)",
    ),
    *(
        "![a](data:image/png;base64,x)",
        "![a](javascript:x)",
        "[![a](https://example.org/b.png)](c.md)",
    ),
)
HEADINGS = (
    "a\n---",
    "a\n=",
    "> a\n> -",
    "- a\n  ===",
    '# {{ cite("a") }}',
    '- ## {{ cite("a") }} {#a}',
)
CODE_CALLS = ('`{{ cite("a") }}`', '```\n{{ cite("a") }}\n```')
REFUSED = (*SCRIPTS, *ATTRIBUTES, *LINKS, *HEADINGS, *CODE_CALLS)
ACCEPTED = (
    *("# A title\n\nWords of `<kind>`, ``a ` b`` and 1 < 2, p <0.05 & so on; \\* é 円 \u200c.", ""),
    *("## A {#a}\n\n### B {#b-c .wide}\n\n- #### C {#d--e}\n", "*a*{.b} {: .b .c }"),
    *("```\n<script>{{}\n```", "~~~ js\n# a `\n~~~", "---\n\na\n\n---\n"),
    *('<div class="a b" id="c" markdown>\n\n- a\n\n</div>\n\n<div markdown>\na\n</div>',),
    *("| a | b |\n| --- | :-: |\n| `c|d` | e |", '!!! note "A"\n    b', "> a\n\n1. b\n2. c"),
    *(
        "[a](b.md)",
        "[a](../b/c.md?d=e&f=g#h)",
        '[a](#b "a title (b)")',
        "![a](b.png)",
        "[a]\n\n[a]: b.md",
    ),
    *(
        "[a](https://example.org/b_c?d=e&f=%28#g)",
        "[a](mailto:a@example.org)",
        "[![a](b.png)](c.md)",
    ),
    *('Words {{ cite("a") }}.', '- {{ cite("a") }}', "[0, 1] (a) ! [b] c] d: e"),
)
#: What texts of the search below are made of; MEANT alone makes none that is refused for long.
MEANT = (
    *("\n", "\n\n", " ", "    ", "- ", "1. ", "> ", "| ", " |\n", "|---|---|\n", "# ", "a", "b c"),
    *(
        "`<b onclick=x>`",
        "`</div>`",
        "`<!--`",
        "`-->`",
        "`<?`",
        "`<textarea>`",
        "`|<i>`",
        "``<b> ` c``",
    ),
    *(
        "```\n<script>\n```\n",
        '<div class="a" markdown>\n',
        "\n</div>\n",
        "*",
        "**",
        "_",
        "{#a}",
        "{.b}",
    ),
    *(
        "[a](b.md)",
        "[a]",
        "\n\n[a]: https://example.org\n",
        "![a](b.png)",
        "&lt;b&gt;",
        "&#60;b&#62;",
    ),
    *("\\", "< ", "<5", '"', "'", "!", "=", '!!! note "a"\n    ', "[TOC]", "`{ onclick=x }`", "x:"),
)
ANY = (
    *MEANT,
    *SCRIPTS,
    *ATTRIBUTES,
    *LINKS,
    "`",
    "``",
    "```",
    "~~~",
    "[",
    "]",
    "(",
    ")",
    "](",
    "]:",
    "<",
)
_TAGS = frozenset(
    (
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "em", "strong", "code", "pre", "span"),
        *("ul", "ol", "li", "blockquote", "div", "hr", "br", "img"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    )
)
_VALUES = {
    "style": r"text-align: \w+;",
    "start": r"\d+",
    "src": r"(?!//)[\w./-]+",
    "href": r"https://.*|mailto:.*|(?!//)[^:]*|#.*",
}


class Found(HTMLParser):
    """Everything in HTML that accepted Markdown must not become."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.others: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element, whose every attribute has a form."""
        allowed = {**dict.fromkeys(("id", "class", "title", "alt"), r"(?s).*"), **_VALUES}
        self.others += [tag] * (tag not in _TAGS)
        for key, value in attrs:
            if key not in allowed or not re.fullmatch(allowed[key], value or ""):
                self.others.append(f"{tag} {key}={value}")

    def handle_comment(self, data: str) -> None:
        """A comment, or what a browser takes for one."""
        self.others.append(data)

    handle_pi = unknown_decl = handle_comment

    def handle_decl(self, decl: str) -> None:
        """A declaration."""
        self.others.append(decl)


@cache
def engines() -> tuple[Markdown, Markdown]:
    """Python-Markdown as MkDocs and as Zensical set it up for the site."""
    file = str(ROOT / "mkdocs.yml")
    made = []
    for config in (load_config(file), parse_config(file)):
        names = [name for name in config["markdown_extensions"] if "macros" not in name]
        kept = {name: config["mdx_configs"].get(name, {}) for name in names}
        made.append(Markdown(extensions=names, extension_configs=kept))
    return made[0], made[1]


def made_of(text: str) -> list[str]:
    """What either engine makes of a text beside what is meant."""
    return [other for md in engines() for other in Found(str(md.reset().convert(text))).others]


@each("text", lambda: REFUSED)
def test_markup_of_other_kinds_is_refused(text: str) -> None:
    """HTML, attributes, schemes, foreign pictures and half code are faults in their places."""
    faults = list(faults_in(f"Words.\n\n{text}\n\nWords.\n"))

    assert faults
    for fault in faults:
        assert 8 <= fault.start <= len(text) + 10
        assert fault.message.endswith(".")
        assert fault.fix.endswith(".")


@each("text", lambda: ACCEPTED)
def test_markup_that_pages_need_is_accepted(text: str) -> None:
    """Headings, lists, tables, code, boxes, links and pictures pass, and become nothing else."""
    assert list(faults_in(text)) == []
    assert made_of(text) == []


@pytest.mark.parametrize("parts", [MEANT, ANY], ids=["what is meant", "anything"])
def test_nothing_accepted_becomes_anything_else(parts: tuple[str, ...]) -> None:
    """However it is put together, an accepted text yields known elements and safe addresses."""
    accepted = 0

    @settings(max_examples=600)
    @given(st.lists(st.sampled_from(parts), min_size=1, max_size=14).map("".join))
    @example("".join(parts[:1]))
    def look(text: str) -> None:
        nonlocal accepted
        if not any(faults_in(text)):
            accepted += 1
            assert made_of(text) == []

    look()
    assert accepted > 20


def test_links_are_found_with_their_places() -> None:
    """Links, definitions and pictures are told apart; what stands in code is none."""
    text = '[a](b.md "c") ![d](e.png) `[f](g)` [h]\n\n[h]: #i'

    assert list(links_in(text)) == [
        Link(4, "b.md", is_picture=False),
        Link(text.index("e.png"), "e.png", is_picture=True),
        Link(text.index("#i"), "#i", is_picture=False),
    ]
