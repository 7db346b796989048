"""Rules about links."""

from pathlib import Path

import pytest

from macros.checks.run import check_repository
from macros.core.problems import Position
from tests.support import TODAY, Example, assert_found, codes, spoil, swap

PAGE = "docs/roles/clerk/pay.md"
PROSE = "A sentence of prose."
FAQS = "data/faqs/general.yaml"
TERMS = "data/terms.yaml"
PLAIN = "A book in which every line stays."


def link(name: str, path: str, old: str, new: str, says: str, code: str = "dead-link") -> Example:
    """A link that became another."""
    return Example(
        name=name,
        code=code,
        edits=(swap(path, old, new),),
        path=path,
        at=new.splitlines()[-1],
        says=(says,),
        fix="" if code == "dead-link" else "write https,",
    )


EXAMPLES = (
    link(
        "a link on a page to no part of a page",
        *(PAGE, PROSE, "See [the overview](index.md#part-role-scopes)."),
        'leads to no part of /roles/clerk/. Did you mean "part-role-scope"?',
    ),
    link(
        "a link to no part of the page itself",
        *(PAGE, PROSE, "See [below](#below)."),
        '"#below" leads to no part of /roles/clerk/pay/.',
    ),
    link(
        "a link on a page to a page without .md",
        *(PAGE, PROSE, "See [questions](interview)."),
        '"interview" is not the file of a page. Did you mean "interview/index.md"?',
    ),
    link(
        "a link on a page to an address",
        *(PAGE, PROSE, "See [the other clerk](/roles/senior-clerk/)."),
        'is not the file of a page. Did you mean "../senior-clerk/index.md"?',
    ),
    link(
        "a link on a page to a file that is made once the pages are",
        *(PAGE, PROSE, "See [the terms](../../api/v1/terms.json)."),
        '"../../api/v1/terms.json" is not the file of a page.',
    ),
    link(
        "a link whose target stands on a line of its own",
        *(PAGE, PROSE, "See [questions][1].\n\n[1]: interview"),
        '"interview" is not the file of a page.',
    ),
    link(
        "a link in a text to no page",
        *(TERMS, PLAIN, "A [book](/books/)."),
        '"/books/" does not answer.',
    ),
    link(
        "a link in a text to no part of a page",
        *(TERMS, PLAIN, "A [book](/glossary/#diary)."),
        '"/glossary/#diary" does not answer.',
    ),
    link(
        "a link in a text to a part of no page",
        *(TERMS, PLAIN, "A [book](#diary)."),
        '"#diary" does not answer.',
    ),
    link(
        "a link in a text to a file that is not made",
        *(TERMS, PLAIN, "A [book](/api/v1/term.json)."),
        '"/api/v1/term.json" does not answer. Did you mean "/api/v1/terms.json"?',
    ),
    link(
        "a link on a page to an encoded path out of it",
        *(PAGE, PROSE, "See [pay](%2e%2e/%2e%2e/%2e%2e/pay.md)."),
        "is not the file of a page.",
    ),
    link(
        "a picture that is not there",
        *(PAGE, PROSE, "![A desk](desk.png)"),
        '"desk.png" is not the file of a picture.',
    ),
    link(
        "a page in the place of a picture",
        *(PAGE, PROSE, "![A page](index.md)"),
        '"index.md" is not the file of a picture.',
    ),
    link(
        "an answer that leads to no part of a page",
        *(FAQS, "page: /roles/clerk/", "page: /roles/clerk/#nowhere"),
        '"/roles/clerk/#nowhere" does not answer.',
    ),
    link(
        "an address in the data that is not encrypted",
        *("data/tools/post.yaml", "https://example.org/pigeon", "http://example.org/pigeon"),
        *('"http://example.org/pigeon" is not encrypted.', "plain-http"),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_link_that_breaks_a_rule_is_reported(copy: Path, example: Example) -> None:
    """A link that leads nowhere is named with its line and what it leads to."""
    assert_found(copy, example)


@pytest.mark.parametrize(
    "text",
    [
        "See [pay](../../pay/freedonia.md#freedonia-clerks).",
        "See [the\nindex](index.md), [here](#part-role-pay) or [there](https://example.org/).",
        "Write `[pay](nowhere.md)` and [mail us](mailto:clerk@example.org).",
        "```\n[pay](nowhere.md)\n```",
    ],
)
def test_link_that_leads_somewhere_passes(copy: Path, text: str) -> None:
    """Parts that macros make count, links may break over a line, and code is no link."""
    spoil(copy, PAGE, PROSE, text)

    assert codes(check_repository(copy, today=TODAY)[1]) == set()


@pytest.mark.parametrize(
    ("path", "old", "new", "at"),
    [
        pytest.param(
            PAGE, PROSE, "A `](x)`,\nthen [pay](../pa.md) and more.", "../pa.md", id="page"
        ),
        pytest.param(TERMS, PLAIN, ">-\n      A\n      [book](/books/).", "/books/", id="text"),
        pytest.param(
            FAQS, "page: /roles/clerk/", "page: /roles/clerk/#no", "/roles/clerk/#no", id="see"
        ),
        pytest.param(
            "data/redirects.yaml", "to: /tools/storage/", "to: /tols/", "/tols/", id="move"
        ),
    ],
)
def test_link_is_told_at_its_letter(copy: Path, path: str, old: str, new: str, at: str) -> None:
    """Line and column are those of the address itself, in a text of many lines too."""
    spoil(copy, path, old, new)
    places = {p.place for p in check_repository(copy, today=TODAY)[1] if at in p.message}
    lines = (copy / path).read_text(encoding="utf-8").splitlines()
    line = next(number for number, line in enumerate(lines, 1) if at in line)

    assert places == {Position(path, line, lines[line - 1].index(at) + 1)}


def test_address_that_is_a_name_may_be_plain(copy: Path) -> None:
    """A classification names its occupations by addresses that begin with http."""
    spoil(copy, "data/roles/clerk.yaml", '"https://example.org/soc"', '"http://example.org/soc"')

    assert codes(check_repository(copy, today=TODAY)[1]) == set()
