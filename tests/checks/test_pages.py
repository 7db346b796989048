"""Rules about the pages: front matter, macro calls, and a page for everything (invariant 4)."""

import shutil
from pathlib import Path

import pytest

from macros.checks import pages
from macros.checks.run import check_repository
from macros.render.registry import parameters
from tests.support import (
    DUMMY,
    TODAY,
    TOP,
    Example,
    append,
    assert_found,
    codes,
    duplicate,
    each,
    line_of,
    remove,
    spoil,
    swap,
)

PAGE = "docs/roles/clerk/pay.md"
START = "docs/index.md"
FAQS = "data/faqs/general.yaml"
MKDOCS = "mkdocs.yml"
NAV = "  - Start: index.md\n"

FRONT_MATTER = (
    Example(
        name="a page without a title",
        code="front-matter",
        edits=(swap(START, "title: Dummy\ndesc", "title:\ndesc"),),
        path=START,
        at=TOP,
        says=('"title" is missing.',),
        fix="add `title: …`.",
    ),
    Example(
        name="a page without a description",
        code="front-matter",
        edits=(swap(PAGE, "description: A page", "# A page"),),
        path=PAGE,
        at=TOP,
        says=('"description" is missing.',),
        fix="add `description: …`.",
    ),
    Example(
        name="a number in the place of a title",
        code="front-matter",
        edits=(swap(PAGE, "title: clerk pay", "title: 12"),),
        path=PAGE,
        at="title: 12",
        says=('"title" holds text, found 12.',),
        fix="write text.",
    ),
    Example(
        name="a description that would end the attribute it stands in",
        code="front-matter",
        edits=(swap(PAGE, "description: A page", "description: A 'so-called' \"page\""),),
        path=PAGE,
        at="so-called",
        says=('"description" holds a double quote, which the theme prints unescaped.',),
        fix="say it without the quote.",
    ),
    Example(
        name="a title that would run",
        code="front-matter",
        edits=(swap(PAGE, "title: clerk pay", "title: clerk {{ pay }}"),),
        path=PAGE,
        at="title: clerk {{",
        says=('"title" holds "{", which the theme prints unescaped.',),
        fix='say it without "{".',
    ),
    Example(
        name="a title that would begin an element once its entities are resolved",
        code="front-matter",
        edits=(swap(PAGE, "title: clerk pay", "title: clerk &lt/title&gt pay"),),
        path=PAGE,
        at="title: clerk &lt",
        says=('"title" holds an entity such as &lt;, which the theme resolves.',),
        fix="write the sign itself, or say it in words.",
    ),
    Example(
        name="a part of the theme that is none",
        code="front-matter",
        edits=(swap(START, "title: Dummy\n", "title: Dummy\nhide: [navigation, tok]\n"),),
        path=START,
        at="hide: [navigation",
        says=('"tok" does nothing in "hide". Did you mean "toc"?',),
        fix="use one of: footer, navigation, toc.",
    ),
    Example(
        name="a number among the ways people ask",
        code="front-matter",
        edits=(swap(START, "asked: [", "asked: [12, "),),
        path=START,
        at="[12, ",
        says=('"asked" holds texts, found 12.',),
        fix="write text, in quotes if need be.",
    ),
    Example(
        name="text in the place of a list",
        code="front-matter",
        edits=(swap(START, "title: Dummy\n", "title: Dummy\nhide: toc\n"),),
        path=START,
        at="hide: toc",
        says=("\"hide\" holds a list, found 'toc'.",),
        fix="write a list.",
    ),
)
CALLS = (
    Example(
        name="a macro without its argument",
        code="unknown-macro",
        edits=(swap(PAGE, 'role_pay("clerk")', "role_pay()"),),
        path=PAGE,
        at="role_pay()",
        says=('"role_pay" takes 1 arguments, found 0.',),
        fix="write role_pay(role).",
    ),
    Example(
        name="a macro with an argument too many",
        code="unknown-macro",
        edits=(swap(START, "ladder()", 'ladder("clerk")'),),
        path=START,
        at='ladder("clerk")',
        says=('"ladder" takes 0 arguments, found 1.',),
        fix="write ladder().",
    ),
    Example(
        name="an id that is none",
        code="unknown-macro-id",
        edits=(swap(PAGE, 'role_pay("clerk")', "role_pay('')"),),
        path=PAGE,
        at="role_pay('')",
        says=('"" is not a role.',),
        fix="use one of: clerk, senior-clerk.",
    ),
)
PLACES = (
    Example(
        name="invariant 4: a role's page that does not say whose it is",
        code="page-without-subject",
        edits=(swap(PAGE, "role: clerk\n", ""),),
        path=PAGE,
        at="title: clerk pay",
        says=("this page is about clerk and its front matter does not say so.",),
        fix="write `role: clerk`.",
    ),
    Example(
        name="invariant 4: a page in the roles' folder that no role owns",
        code="page-without-subject",
        edits=(
            duplicate("docs/glossary.md", "docs/roles/words.md"),
            swap(MKDOCS, NAV, f"{NAV}  - Words: roles/words.md\n"),
        ),
        path="docs/roles/words.md",
        at=TOP,
        says=("no entity of the data belongs to this page.",),
        fix="remove it, or rename it to the id it is about.",
        also=frozenset({"page-title", "page-description"}),
    ),
    Example(
        name="invariant 4: a role without one of its pages",
        code="entity-without-page",
        edits=(remove(PAGE), swap(MKDOCS, "      - pay: roles/clerk/pay.md\n", "")),
        path="data/roles/clerk.yaml",
        at="title: Clerk",
        says=('the role "clerk" has no page docs/roles/clerk/pay.md.',),
        fix="write docs/roles/clerk/pay.md",
    ),
    Example(
        name="invariant 4: a country without its page",
        code="entity-without-page",
        edits=(
            remove("docs/pay/freedonia.md"),
            swap(MKDOCS, "  - Freedonia: pay/freedonia.md\n", ""),
            swap(FAQS, "page: /pay/freedonia/", "page: /pay/"),
        ),
        path="data/pay/freedonia.yaml",
        at="title: Freedonia",
        says=('the country "freedonia" has no page docs/pay/freedonia.md.',),
        fix="write docs/pay/freedonia.md",
    ),
    Example(
        name="invariant 4: a skill without its page",
        code="entity-without-page",
        edits=(
            remove("docs/skills/manners.md"),
            swap(MKDOCS, "  - manners: skills/manners.md\n", ""),
        ),
        path="data/skills/manners.yaml",
        at="title: Manners",
        says=('the skill "manners" has no page docs/skills/manners.md.',),
        fix="write docs/skills/manners.md",
    ),
    Example(
        name="a page that the navigation leaves out",
        code="navigation",
        edits=(swap(MKDOCS, "  - Glossary: glossary.md\n", ""),),
        path="docs/glossary.md",
        at=TOP,
        says=("the page is not in the navigation.",),
        fix="add glossary.md to nav in mkdocs.yml.",
    ),
    Example(
        name="a page that the navigation lists twice",
        code="navigation",
        edits=(swap(MKDOCS, NAV, f"{NAV}  - Again: glossary.md\n"),),
        path=MKDOCS,
        at="- Glossary: glossary.md",
        says=("glossary.md",),
        fix="remove",
    ),
    Example(
        name="a script in the navigation",
        code="navigation",
        edits=(swap(MKDOCS, NAV, f"{NAV}  - Run: javascript:alert(1)\n"),),
        path=MKDOCS,
        at="- Run:",
        says=('"javascript:alert(1)" is not a page.',),
        fix="remove the line, or write the page.",
    ),
    Example(
        name="a title of the navigation that would run",
        code="navigation",
        edits=(swap(MKDOCS, "  - Glossary: glossary.md", "  - Glossary {% x %}: glossary.md"),),
        path=MKDOCS,
        at="- Glossary {%",
        says=('the title "Glossary {% x %}" holds "{", which the theme prints unescaped.',),
        fix='say it without "{".',
    ),
    Example(
        name="invariant 4: an answer that leads to no page",
        code="unknown-page",
        edits=(swap(FAQS, "page: /roles/clerk/", "page: /roles/clerc/#scope"),),
        path=FAQS,
        at="page: /roles/clerc/",
        says=('"/roles/clerc/" is no page. Did you mean "/roles/clerk/"?',),
        fix="write the address of a page.",
    ),
    Example(
        name="a change that leads to no page",
        code="unknown-page",
        edits=(swap("data/changes.yaml", "/tools/post/#pigeon", "/tools/posts/#pigeon"),),
        path="data/changes.yaml",
        at="/tools/posts/",
        says=('"/tools/posts/" is no page. Did you mean "/tools/post/"?',),
        fix="write the address of a page.",
    ),
)
TEXTS = (
    Example(
        name="a title that no card can hold",
        code="page-title",
        edits=(swap(PAGE, "title: clerk pay", f"title: clerk pay {'and more ' * 7}"),),
        path=PAGE,
        at="title: clerk pay and more",
        says=("72 characters in a title, 70 at most.",),
        fix="move what comes last to the description.",
    ),
    Example(
        name="a title in letters that the cards do not have",
        code="page-title",
        edits=(swap(PAGE, "title: clerk pay", "title: clerk pay in 円"),),
        path=PAGE,
        at="title: clerk pay in 円",
        says=('the type of the title cards has no "円".',),
        fix="write it in other letters.",
    ),
    Example(
        name="two pages of one description",
        code="page-description",
        edits=(swap(PAGE, "about clerk pay,", "about clerk faq,"),),
        path=PAGE,
        at="about clerk faq,",
        says=("it is the description of docs/roles/clerk/faq.md too.",),
        fix="say what is different here.",
    ),
)
EXAMPLES = (*FRONT_MATTER, *CALLS, *PLACES, *TEXTS)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_page_that_breaks_a_rule_is_reported(copy: Path, example: Example) -> None:
    """A page that breaks a rule is named with its line, the reason and a fix."""
    assert_found(copy, example)


@each("key", lambda: ["render_macros", "ignore_macros", "template", "ladder", "include_yaml"])
def test_key_that_the_engine_obeys_is_refused(tmp_path: Path, key: str) -> None:
    """Front matter neither turns macros off, nor names a template, nor takes a macro's name."""
    root = Path(shutil.copytree(DUMMY, tmp_path / key))
    spoil(root, PAGE, "title: clerk pay", f"{key}: {{}}\ntitle: clerk pay")

    assert [(p.place.line, p.code) for p in check_repository(root, today=TODAY)[1]] == [
        (2, "front-matter")
    ]


def test_no_key_of_front_matter_is_a_macro() -> None:
    """A key would take the macro's place on its page."""
    assert not pages.FRONT_MATTER.keys() & parameters().keys()


def test_address_elsewhere_may_stand_in_the_navigation(copy: Path) -> None:
    """A full address in the navigation needs no page."""
    spoil(copy, MKDOCS, NAV, f"{NAV}  - Elsewhere: https://example.org/\n")

    assert check_repository(copy, today=TODAY)[1] == []


def test_page_of_no_folder_may_show_any_role(copy: Path) -> None:
    """Only a page about one entity is held to that entity."""
    append(START, '\n{{ role_pay("clerk") }}\n\n{{ role_scope("senior-clerk") }}\n')(copy)

    assert check_repository(copy, today=TODAY)[1] == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        pytest.param(b"  - Start: index: md # here\n", "yaml-syntax", id="no YAML"),
        pytest.param(b"  - Start: \x07 # here\n", "hidden-character", id="a control character"),
        pytest.param(b"  - Start: \xe9 # here\n", "not-utf-8", id="no UTF-8"),
    ],
)
def test_navigation_that_cannot_be_read_is_placed(copy: Path, line: bytes, code: str) -> None:
    """A fault of mkdocs.yml has its line like any other, beside those of other files."""
    file = copy / MKDOCS
    file.write_bytes(file.read_bytes().replace(NAV.encode(), line))
    append("data/terms.yaml", "more: []\n")(copy)
    number = file.read_bytes().split(b"# here")[0].count(b"\n") + 1
    problems = check_repository(copy, today=TODAY)[1]

    assert {(p.place.path, p.place.line, p.code) for p in problems if p.place.path == MKDOCS} == {
        (MKDOCS, number, code)
    }
    assert "wrong-shape" in codes(problems)


@pytest.mark.parametrize("key", ["{ a: b }", "[a]", "*a"])
def test_key_of_a_setting_is_text(copy: Path, key: str) -> None:
    """A key that is itself a list or a mapping stops MkDocs, so it is told with its line."""
    append(MKDOCS, f"? {key} # here\n: c\n")(copy)
    (problem,) = check_repository(copy, today=TODAY)[1]

    assert (problem.code, problem.place.line) == ("yaml-syntax", line_of(copy, MKDOCS, "# here"))


def test_settings_may_have_tags_and_anchors(copy: Path) -> None:
    """What MkDocs reads of its own is none of our business."""
    append(MKDOCS, "extra:\n  a: !ENV [A, b]\n  c: &c !!python/name:x.y\n  d: *c\n")(copy)

    assert check_repository(copy, today=TODAY)[1] == []


def test_repository_without_navigation_file_is_reported(copy: Path) -> None:
    """Without mkdocs.yml there is one problem, and not one for every page."""
    remove(MKDOCS)(copy)

    assert [(p.place.path, p.code) for p in check_repository(copy, today=TODAY)[1]] == [
        (MKDOCS, "missing-file")
    ]
