"""Rules about the words: nothing unwritten, nothing banned, nothing too long."""

from pathlib import Path

import pytest

from macros.checks import wording
from macros.checks.run import check_repository
from tests.support import DUMMY, TODAY, Example, append, assert_found, codes, spoil, swap

CLERK = "data/roles/clerk.yaml"
FAQS = "data/faqs/general.yaml"
QUESTIONS = "data/questions/manners.yaml"
PAGE = "docs/roles/clerk/pay.md"
MANNERS = "data/skills/manners.yaml"
#: The text of the first exhibit, told from the others by what follows.
EXHIBIT = """|
          total < 10
    evidence:
      - "If they ask for the index: it lists 1"""
SUMMARY = "summary: A clerk keeps the books."
PROSE = "A sentence of prose."
LONG = f"This sentence {'goes on and ' * 7}ends right here."
ANSWER = "A clerk keeps the books of the dummy in order."
FIRST = "Signs with theirs on the following morning out of revenge."
SECOND = "Waits for the owner to notice both hands are alike."
FORTY = " ".join(["A clerk keeps books."] * 10)


def wrong(name: str, code: str, path: str, old: str, new: str, says: str, fix: str) -> Example:
    """A text that became one a rule refuses."""
    return Example(
        name=name,
        code=code,
        edits=(swap(path, old, new),),
        path=path,
        at=new.strip().splitlines()[-1],
        says=(says,),
        fix=fix,
    )


UNWRITTEN = "words are missing here."
MISSING = tuple(
    wrong(name, "missing-words", path, old, new, says, fix)
    for name, path, old, new, says, fix in (
        (
            *("a text that was begun", CLERK, SUMMARY, "summary: A clerk is a TODO."),
            *("`summary`: ", "write it."),
        ),
        (
            *("a number", "data/loops/clerk.yaml", "minutes: 30", "minutes: TODO"),
            *("`minutes`: ", "write a whole number."),
        ),
        (
            *("an id of a record", CLERK, "loop: clerk", "loop: TODO"),
            *("`loop`: ", "write the id of the loop: one of clerk, senior-clerk."),
        ),
        (
            *(
                "an id of a choice in a list",
                QUESTIONS,
                "levels: [junior, senior]",
                "levels: [TODO]",
            ),
            *("`levels`: ", "write the id of the role level: one of junior, senior."),
        ),
        (
            *("a text beside a choice", MANNERS, "expert: Decides how", "expert: TODO how"),
            *("`expert`: ", "write it."),
        ),
        (
            *("a link", FAQS, "page: /roles/clerk/", "page: TODO"),
            *("`page`: ", "write it."),
        ),
        (
            *("a word to search by", CLERK, "exclude: [Owner]", "exclude: [TODO]"),
            *("`exclude`: ", "write it."),
        ),
        (
            *("a word of the checker", "data/phrases.yaml", "rockstar", "TODO"),
            *("`words`: ", "write it."),
        ),
        ("a page", PAGE, PROSE, "TODO write this part.", UNWRITTEN, "write them."),
        ("a heading", PAGE, "## Part role pay {", "## TODO {", UNWRITTEN, "write them."),
        (
            *("a title of a page", PAGE, "title: clerk pay", "title: TODO title"),
            *("`title`: the page's name in search results", "write it."),
        ),
        (
            *("a name in the navigation", "mkdocs.yml", "- Glossary:", "- TODO:"),
            *("the name in the navigation", "write them."),
        ),
    )
)
EXHIBITS = (
    Example(
        name="an exhibit",
        code="missing-words",
        edits=(
            swap(QUESTIONS, EXHIBIT, EXHIBIT.replace("|\n          total < 10", "TODO # the log")),
        ),
        path=QUESTIONS,
        at="TODO # the log",
        says=("`text`: ",),
        fix="write it.",
    ),
)
BANNED = tuple(
    wrong(name, "banned-wording", path, old, new, f'"{found}": It describes', "Name the task.")
    for name, path, old, new, found in (
        ("a banned word in capitals", CLERK, SUMMARY, "summary: A Rockstar.", "Rockstar"),
        ("a banned word on a page", PAGE, PROSE, "Find a rockstar.", "rockstar"),
        (
            "a banned word in what search engines show",
            *(PAGE, "description: A page", "description: For a rockstar, a page"),
            "rockstar",
        ),
        (
            "a banned word in a vocabulary",
            *("data/vocabularies.yaml", "The junior choice of", "The rockstar choice of"),
            "rockstar",
        ),
        (
            "a banned word in what every advert says",
            *(
                "data/posting.yaml",
                "We decide on what you show",
                "A rockstar decides on what you show",
            ),
            "rockstar",
        ),
    )
)
SPREAD = Example(
    name="banned words in capitals, in two lines, with another ending",
    code="banned-wording",
    edits=(
        swap("data/phrases.yaml", "[rockstar]", "[hit the ground run*]"),
        swap(PAGE, PROSE, "A clerk who will Hit  THE\nground Running."),
    ),
    path=PAGE,
    at="A clerk who will",
    says=('"Hit  THE ground Running": It describes',),
    fix="Name the task.",
)
LENGTHS = (
    wrong(
        "a sentence of more than 25 words on a page",
        *("long-sentence", PAGE, PROSE, LONG),
        *("26 words in one sentence", "make two sentences of it."),
    ),
    wrong(
        "an answer of more than 40 words",
        *("long-answer", FAQS, ANSWER, f"{FORTY} So."),
        *("41 words in the short answer, 40 at most.", "move the rest to why or do."),
    ),
    Example(
        name="two scores described alike but for a capital",
        code="equal-anchors",
        edits=(
            swap(
                QUESTIONS,
                f"    anchors:\n      - {FIRST}\n",
                f"    anchors: # here\n      - {SECOND.swapcase()}\n",
            ),
        ),
        path=QUESTIONS,
        at="anchors: # here",
        says=('two anchors of "manners-second" are the same.',),
        fix="describe what each score looks like.",
        also=frozenset({"near-duplicate"}),
    ),
)
EXAMPLES = (*MISSING, *EXHIBITS, *BANNED, SPREAD, *LENGTHS)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example.name))
def test_text_that_breaks_a_rule_is_reported(copy: Path, example: Example) -> None:
    """A text that breaks a rule is named with its line, the reason and a fix."""
    assert_found(copy, example)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        pytest.param(CLERK, SUMMARY, "summary: Rockstars are people.", id="part of a longer word"),
        pytest.param(
            CLERK,
            SUMMARY,
            f"summary: It {'goes on ' * 10}here. It {'ends ' * 20}.",
            id="two sentences",
        ),
        pytest.param(CLERK, SUMMARY, f"summary: {LONG.replace('right ', '')}", id="25 words"),
        pytest.param(FAQS, ANSWER, FORTY, id="an answer of 40 words"),
        pytest.param(PAGE, PROSE, f"```text\n{LONG}\n```", id="a block of code"),
        pytest.param(PAGE, PROSE, f"| {LONG} |", id="a row of a table"),
        pytest.param(
            "data/sources.yaml",
            "title: Dummy wage survey",
            "title: Rockstar wage survey",
            id="the title of a source",
        ),
        pytest.param(PAGE, PROSE, "Write `TODO` for later.\n\n```\nTODO\n```", id="code on a page"),
        pytest.param(
            QUESTIONS,
            'total < 10\n    evidence:\n      - "If they ask for the index: it lists 2',
            f'{LONG}\n    evidence:\n      - "If they ask for the index: it lists 2',
            id="an exhibit",
        ),
    ],
)
def test_text_that_no_rule_is_about_passes(copy: Path, path: str, old: str, new: str) -> None:
    """Words of others, code and tables are not judged as sentences of ours."""
    spoil(copy, path, old, new)

    assert check_repository(copy, today=TODAY)[1] == []


@pytest.mark.parametrize(
    ("words", "found"),
    [(349, {"posting-length"}), (350, set()), (650, set()), (651, {"posting-length"})],
)
def test_advert_has_350_to_650_words(
    monkeypatch: pytest.MonkeyPatch, words: int, found: set[str]
) -> None:
    """An advert of 350 and one of 650 words may be posted, one word off may not."""
    monkeypatch.setattr(wording, "length", lambda description: words)

    assert codes(check_repository(DUMMY, today=TODAY)[1]) == found


def test_list_items_and_lines_of_a_paragraph_are_judged_as_one_reads_them(copy: Path) -> None:
    """A paragraph is judged over its line breaks, and every item of a list on its own."""
    half = LONG[: len(LONG) // 2].strip()
    append(PAGE, f"\n- {half}\n- {half}\n\n{half}\n{LONG[len(half) :].strip()}\n")(copy)
    (problem,) = check_repository(copy, today=TODAY)[1]

    assert problem.code == "long-sentence"
    assert problem.place.line == len((copy / PAGE).read_text(encoding="utf-8").splitlines()) - 1
