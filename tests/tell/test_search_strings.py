"""Search strings: each is of its engine's grammar, inside its limits, and about the work only."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qs, unquote_plus, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.core.handbook import Handbook, UnknownIdError
from macros.model.search import Limit
from macros.public.api import export_api
from macros.render.registry import bound
from macros.render.view import View
from macros.tell.search_strings import (
    SearchString,
    any_of,
    measure,
    quoted,
    search_strings,
)
from macros.tell.search_words import search_terms_for, skills_of, title_phrases, words_in
from tests.markup import Markup
from tests.support import BOOKS, TODAY, each, made, real_edition, tiny_edition
from tests.tell.grammar import QUALIFIERS, Boolean, read_qualifiers, read_web


@dataclass(frozen=True)
class Case:
    """One string of one of the two handbooks."""

    book: str
    role: str
    dialect: str
    breadth: str
    number: int

    @property
    def handbook(self) -> Handbook:
        """The handbook the ids belong to."""
        return BOOKS[self.book]()

    @property
    def string(self) -> SearchString:
        """The string itself."""
        return search_strings(self.handbook, self.role, self.dialect)[self.breadth][self.number]

    @property
    def grammar(self) -> str:
        """The grammar of its dialect."""
        return self.handbook.search_dialects[self.dialect].grammar

    def __str__(self) -> str:
        return f"{self.book}: {self.role} {self.dialect} {self.breadth} {self.number}"


def cases() -> Iterator[Case]:
    for name, book in BOOKS.items():
        for role in book().roles:
            for dialect in book().search_dialects:
                for breadth, strings in search_strings(book(), role, dialect).items():
                    for number in range(len(strings)):
                        yield Case(name, role, dialect, breadth, number)


each_case = each("case", cases)
each_role = pytest.mark.parametrize("role", BOOKS["real"]().roles)


@each_case
def test_string_is_of_its_grammar(case: Case) -> None:
    """A small reader of the engine's grammar takes every string whole."""
    text = case.string.text
    if case.grammar == "keywords":
        assert Boolean(text).read().terms
    elif case.grammar == "web":
        terms, excluded = read_web(text)
        assert len(terms) >= 2
        assert excluded
    else:
        assert set(read_qualifiers(text)) - {""} <= QUALIFIERS[case.grammar]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('(Java or Golang) AND "x"', id="small operator"),
        pytest.param('("Backend Developer" OR Java', id="open parenthesis"),
        pytest.param('"Backend Developer', id="open quotation mark"),
        pytest.param("Java AND", id="operator without a side"),
        pytest.param("Java OR Golang", id="OR without parentheses"),
        pytest.param("NOT Recruiter", id="nothing asked for"),
        pytest.param("Java* AND SQL", id="wildcard"),
        pytest.param("Java -Recruiter", id="minus"),
        pytest.param("“Backend” AND Java", id="curled quotation marks"),
        pytest.param("", id="nothing"),
    ],
)
def test_reader_refuses_what_no_engine_takes(text: str) -> None:
    """The reader that judges the strings does fail."""
    with pytest.raises(ValueError, match=r"."):
        Boolean(text).read()


@each_case
def test_string_keeps_every_limit_of_its_dialect(case: Case) -> None:
    """Counted high, no string is longer than its engine reads."""
    limits = case.handbook.search_dialects[case.dialect].limits

    assert [one for one in limits if measure(case.string.text, one.unit) > one.most] == []


@each_case
def test_operators_of_github_are_never_needed(case: Case) -> None:
    """GitHub strings use qualifiers alone, and so stay clear of its five operators."""
    if case.grammar in QUALIFIERS:
        assert measure(case.string.text, "operators") == 0


@each_role
def test_every_must_is_in_the_narrow_string_or_left_to_the_interview(
    handbook: Handbook, role: str
) -> None:
    """Each must has a word in the narrow LinkedIn string, or a line that says where to look."""
    _, words = search_strings(handbook, role, "linkedin")["narrow"]
    asked = set(Boolean(words.text).read().terms)
    silent = Markup(bound(View(handbook, TODAY))["role_search_silent"](role))
    for skill in skills_of(handbook, role, "must"):
        if skill.in_profiles.habit == "never":
            assert any(link.endswith(f"skills/{skill.id}/") for link in silent.links)
        else:
            assert asked & set(words_in(handbook, skill.in_profiles.words)), skill.id


@each_role
def test_narrow_demands_each_must_that_people_write_down(handbook: Handbook, role: str) -> None:
    """One group of the narrow string belongs to each such must, and no other word is in it."""
    _, string = search_strings(handbook, role, "linkedin")["narrow"]
    groups = [set(Boolean(group).read().terms) for group in string.text.split(" AND ")]
    for skill in skills_of(handbook, role, "must"):
        if skill.in_profiles.habit == "often":
            own = set(words_in(handbook, skill.in_profiles.words))
            assert [group for group in groups if group <= own], skill.id


@each_role
def test_balanced_asks_for_one_word_only(handbook: Handbook, role: str) -> None:
    """A profile with a single word of the advert is found by the balanced string."""
    _, string = search_strings(handbook, role, "linkedin")["balanced"]

    assert " AND " not in string.text
    assert Boolean(string.text).read().terms


@each_role
def test_broad_takes_in_equivalents_and_the_level_below(handbook: Handbook, role: str) -> None:
    """Broad strings hold related titles, titles of the level below, and equivalents."""
    titles, words = search_strings(handbook, role, "linkedin")["broad"]
    record = handbook.roles[role]
    below = title_phrases(handbook.roles[record.based_on])[:1] if record.based_on else ()
    musts = skills_of(handbook, role, "must")
    often = [skill for skill in musts if skill.in_profiles.habit == "often"]
    alike = {word for s in often for word in words_in(handbook, s.in_profiles.equivalents)}

    assert {*record.search.related_titles, *below} <= set(Boolean(titles.text).read().terms)
    assert not alike or alike & set(Boolean(words.text).read().terms)


@each_role
def test_titles_hold_every_alternate_title(handbook: Handbook, role: str) -> None:
    """Nothing of the role's alternate titles is lost, whatever its punctuation."""
    titles, _ = search_strings(handbook, role, "linkedin")["narrow"]
    found = {term.casefold() for term in Boolean(titles.text).read().terms}
    record = handbook.roles[role]
    asked = (record.title, *record.alternate_titles)

    assert {" ".join(re.findall(r"\w+", one)).casefold() for one in asked} == found


@each_role
def test_whole_profiles_are_never_searched_for_words_to_drop(handbook: Handbook, role: str) -> None:
    """NOT stands with titles only: in a whole profile it drops everyone who was an intern."""
    for breadth, (titles, words) in search_strings(handbook, role, "linkedin").items():
        excluded = Boolean(titles.text).read().excluded
        assert excluded == (list(handbook.roles[role].search.exclude) if breadth != "broad" else [])
        assert "NOT" not in words.text


@each_role
def test_web_titles_are_dealt_out_once_each(handbook: Handbook, role: str) -> None:
    """Together the numbered strings hold the first titles, none of them twice."""
    wanted = search_terms_for(handbook, role)
    strings = search_strings(handbook, role, "google")["narrow"]
    dealt = [term for one in strings for term in Boolean(one.pieces[1].text).read().terms]

    assert dealt == list(wanted.titles[:6])
    numbered = [f"{number} of {len(strings)}" for number in range(1, len(strings) + 1)]
    assert [one.label for one in strings] == (numbered if len(strings) > 1 else [""])


@pytest.mark.parametrize("most", [24, 28, 32, 40, 200])
@each_role
def test_titles_are_dealt_out_for_any_limit(handbook: Handbook, role: str, most: int) -> None:
    """A tighter limit makes more strings and loses no title; only a lone title may be too long."""
    google = handbook.search_dialects["google"]
    limit = Limit.model_validate({**google.limits[0].model_dump(), "most": most})
    dialects = {"google": google.model_copy(update={"limits": (limit,)})}
    book = replace(handbook, search_dialects=dialects)
    for breadth, strings in search_strings(book, role, "google").items():
        titles = [Boolean(one.pieces[1].text).read().terms for one in strings]
        sizes = [measure(one.text, "words") for one in strings]
        whole = search_strings(replace_limit(book), role, "google")[breadth]

        assert [t for group in titles for t in group] == Boolean(
            whole[0].pieces[1].text
        ).read().terms
        assert all(size <= most or len(t) == 1 for size, t in zip(sizes, titles, strict=True))


def replace_limit(book: Handbook) -> Handbook:
    """The handbook with a web dialect that has no limit."""
    free = book.search_dialects["google"].model_copy(update={"limits": ()})
    return replace(book, search_dialects={"google": free})


@each_case
def test_link_opens_the_string_without_its_blanks(case: Case) -> None:
    """A blank that nobody filled in is not searched for; the rest is, to the letter."""
    string, dialect = case.string, case.handbook.search_dialects[case.dialect]
    address = string.address(dialect)
    if dialect.opens is None:
        assert address == ""
        return
    (query,) = parse_qs(urlsplit(address).query)["q"]

    assert address.startswith(dialect.opens)
    assert query == " ".join(piece.text for piece in string.pieces if not piece.blank)
    assert "[" not in unquote_plus(address)


@each_case
def test_blanks_stand_in_brackets_and_nothing_else_does(case: Case) -> None:
    """What the reader must fill in can be seen as such in the text alone."""
    for piece in case.string.pieces:
        assert ("[" in piece.text) == piece.blank


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("Java", "Java"),
        ("C#", '"C#"'),
        ("Node.js", '"Node.js"'),
        ("CI/CD", '"CI/CD"'),
        ("event-driven", '"event-driven"'),
        ("system design", '"system design"'),
        ("OR", '"OR"'),
        ("Not", '"Not"'),
    ],
)
def test_word_is_quoted_when_it_is_not_a_plain_one(word: str, shown: str) -> None:
    """Whatever an engine might split or obey stands in quotation marks."""
    assert quoted(word) == shown


@given(st.lists(st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9 .+#/&'-]{0,20}\Z"), min_size=2, max_size=9))
def test_any_words_make_a_group_that_reads_back(words: list[str]) -> None:
    """Whatever the data may hold as a word, the group holds it again, and nothing else."""
    assert Boolean(any_of(words)).read().terms == words


@pytest.mark.parametrize(
    ("text", "unit", "size"),
    [
        ("Java", "words", 1),
        ("(Java OR Golang)", "words", 3),
        ('"back-end developer"', "words", 3),
        ('site:linkedin.com/in -intitle:"chief of staff"', "words", 5),
        ('"C#" "[city]"', "words", 2),
        ("(a OR b) AND c NOT d", "operators", 3),
        ("or and not", "operators", 0),
        ("abc de", "characters", 6),
    ],
)
def test_strings_are_measured_high(text: str, unit: str, size: int) -> None:
    """Operators and parts of hyphenated words count, since no engine says that they do not."""
    assert measure(text, unit) == size


def test_unknown_ids_are_refused(handbook: Handbook) -> None:
    """A mistyped role or dialect is an error that names the nearest one."""
    with pytest.raises(UnknownIdError, match='"linkdin" is not a search_dialect'):
        search_strings(handbook, "backend-developer", "linkdin")
    with pytest.raises(UnknownIdError, match='"backend" is not a role'):
        search_strings(handbook, "backend", "linkedin")


@pytest.mark.parametrize("name", BOOKS)
def test_page_and_api_hold_the_same_strings(name: str) -> None:
    """Every string of the API stands on its role's page, to the letter, and the other way."""
    book = BOOKS[name]()
    edition = {"real": real_edition, "dummy": tiny_edition}[name]()
    files = made(export_api(edition))
    for role in book.roles:
        record = json.loads(files[f"api/v1/search-strings/{role}.json"])
        listed = [one["text"] for d in record["dialects"] for one in d["strings"]]
        page = bound(View(book, TODAY))["role_search_strings"](role)
        shown = [Markup(code).text for code in re.findall(r"<pre>(.*?)</pre>", page, re.DOTALL)]

        assert shown == listed
        assert record["url"] == f"/roles/{role}/search/"


def test_limit_past_its_review_is_not_printed(dummy: Handbook) -> None:
    """When a limit's source expires, a notice stands in its place; the strings stay."""
    before, after = (
        Markup(bound(View(dummy, day))["role_search_strings"]("clerk")).text
        for day in (TODAY, date(2030, 1, 1))
    )

    assert "20 words" in before
    assert "20 words" not in after
    assert "was due for review by" in after
    assert "site:linkedin.com/in" in after


@each_role
def test_signs_are_explained_with_the_roles_own_words(handbook: Handbook, role: str) -> None:
    """Every example of the primer is a string that works, made of this role's title and words."""
    page = bound(View(handbook, TODAY))["role_search_primer"](role)
    examples = [Markup(code).text for code in re.findall(r"<code>(.*?)</code>", page)]
    title = handbook.roles[role].title

    assert len(examples) == len(handbook.vocabularies.search_mark)
    assert next(one for one in examples if title in one) == f'"{title}"'
    for example in examples:
        assert Boolean(
            example if "(" in example or " OR " not in example else f"({example})"
        ).read()
