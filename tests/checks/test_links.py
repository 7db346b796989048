"""Rules about links."""

from pathlib import Path

import pytest

from macros.checks.run import check_repository
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
        '"interview" is not the file of a page. Did you mean "interview.md"?',
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


def test_address_that_is_a_name_may_be_plain(copy: Path) -> None:
    """A classification names its occupations by addresses that begin with http."""
    spoil(copy, "data/roles/clerk.yaml", '"https://example.org/soc"', '"http://example.org/soc"')

    assert codes(check_repository(copy, today=TODAY)[1]) == set()
