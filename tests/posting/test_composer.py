"""Page and command line: the same choices give the same job description, in every format."""

import base64
import io
import json
import random
import re
from typing import Any

import docx
import pytest

from macros.files.job_descriptions import word_parts, written
from macros.posting.draft import NECESSITIES, Draft, Fault, read_draft
from macros.posting.recipe import Recipe, RecipeField, build_recipe
from macros.posting.write import FORMATS
from tests.node import run_module
from tests.support import TODAY, real

#: How many drafts of each role are compared, and which of all are compared as Word documents,
#: where one costs as much as fifty texts: enough to try every field and every word.
_DRAFTS = 40
_IN_WORD = slice(None, None, 5)
_WORDS = (
    *("Acme", "Øresund & Söhne", "C++ <team>", "# heading", "1. first", "- dash", "a*b_c`d\\e"),
    *("{company}", "[Team]", "$& $1 \\1", "😀 ok", "e\u0301", "  two\u2003spaces\n", "tab\there"),
    *("one\ntwo\n\nthree", "\n \r\n", "See www.a.example/x."),
    *("\u2028line", "nul\x00l", "\ufffe", "x" * 1201, "", "“quoted” – dash…", "http://a.example/?b=c&d"),
)  # fmt: skip
_FIGURES = (
    *("1", "2", "85000", "120000", "999999999", "1234567890", "0", "12.5", "45.50", "85000.00"),
    *("-3", "85,000", "٣", "1.234", "05", "."),
)
_OWN = (
    *("Keep the shop open", "# heading", "Call, 30 minutes", "Talk, 1 min", "none", "atlantis"),
    *("{company}", "__proto__", "[Team] lead", "ask ada@acme.example or acme.example/jobs."),
)
_DAYS = ("2026-12-05", "2024-02-29", "2023-02-29", "0000-01-01", "0001-01-01", "2026-13-01", "soon")
_CODES = ("EUR", "USD", "eur", "EURO", "€", "PT", "US")
_TWIN = """
import { readDraft, pairsOf } from "./posting/draft.js";
import { fill, Filler } from "./posting/fill.js";
import { toJobposting } from "./posting/jobposting.js";
import { dressOf, toWord } from "./posting/word.js";
import { toHtml, toMarkdown, toText } from "./posting/write.js";

const made = given.drafts.map(({ role, pairs }) => {
  const recipe = given.recipes[role];
  const { draft, faults } = readDraft(recipe, pairs, given.today);
  const again = readDraft(recipe, pairsOf(recipe, draft)).draft;
  const tree = fill(recipe, draft);
  const dress = dressOf(new Filler(recipe, draft));
  const word = Buffer.from(toWord(tree, given.word, dress)).toString("base64");
  const json = toJobposting(recipe, draft, tree);
  const texts = { md: toMarkdown(tree), txt: toText(tree), html: toHtml(tree), json, docx: word };
  return { ...texts, faults, again: toText(fill(recipe, again)) };
});
console.log(JSON.stringify(made));
"""


def value(dice: random.Random, field: RecipeField) -> str:
    """A value for a field: most can be used, some cannot."""
    pools = {
        "number": _FIGURES,
        "money": _FIGURES,
        "date": _DAYS,
        "currency": _CODES,
        "country": _CODES,
    }
    own = _OWN if field.input in ("list", "tools") else ["atlantis"]
    if field.options:
        return dice.choice([dice.choice([option.id for option in field.options]), dice.choice(own)])
    return dice.choice(pools.get(field.input, _WORDS))


def choices(dice: random.Random, recipe: Recipe) -> list[tuple[str, str]]:
    """Random choices for a role, as an address or a command line would hold them."""
    fields = [dice.choice(recipe.fields) for _ in range(dice.randint(0, 60))]
    pairs = [(field.id, value(dice, field)) for field in fields]
    for _ in range(dice.randint(0, 6)):
        id = dice.choice([*(one.id for one in recipe.requirements), *_OWN])
        pairs.append((dice.choice(NECESSITIES), id))
    pairs += [("utm_source", "mail")] if dice.random() < 0.1 else []
    dice.shuffle(pairs)
    return pairs


RECIPES = {role: build_recipe(real(), role) for role in real().roles}
_DICE = random.Random(4)  # noqa: S311
DRAFTS: list[tuple[str, list[tuple[str, str]]]] = [
    (role, choices(_DICE, recipe)) for role, recipe in RECIPES.items() for _ in range(_DRAFTS)
]


@pytest.fixture(scope="module")
def twin() -> list[dict[str, Any]]:
    """What the scripts of the page make of every draft."""
    recipes = {
        role: recipe.model_dump(mode="json", exclude_defaults=True)
        for role, recipe in RECIPES.items()
    }
    drafts = [{"role": role, "pairs": pairs} for role, pairs in DRAFTS]
    made: list[dict[str, Any]] = run_module(
        _TWIN,
        {
            "recipes": recipes,
            "drafts": drafts,
            "word": json.loads(word_parts()),
            "today": TODAY.isoformat(),
        },
    )
    return made


def read(role: str, pairs: list[tuple[str, str]]) -> tuple[Draft, list[Fault]]:
    """What Python makes of choices, on the day that the page is told."""
    return read_draft(RECIPES[role], pairs, today=TODAY)


def paragraphs(content: bytes) -> list[Any]:
    """A Word document: who wrote it, its language, each paragraph's style, runs and links."""
    document = docx.Document(io.BytesIO(content))
    whole = document.core_properties
    language = re.findall(r'<w:lang w:val="([^"]*)"', document.styles.element.xml)
    return [whole.title, whole.author, whole.last_modified_by, language] + [
        (
            str(one.style and one.style.name),
            one.paragraph_format.keep_with_next,
            [(run.text, bool(run.bold)) for run in one.runs],
            [(link.text, link.address) for link in one.hyperlinks],
        )
        for one in document.paragraphs
    ]


def test_the_drafts_try_every_field_and_every_fault() -> None:
    """The comparison below is worth something: all fields, usable and unusable values."""
    tried = {key for _, pairs in DRAFTS[_IN_WORD] for key, _ in pairs}
    words = {word for _, pairs in DRAFTS[_IN_WORD] for _, word in pairs}
    faults = sum(len(read(role, pairs)[1]) for role, pairs in DRAFTS)
    fields = {field.id for recipe in RECIPES.values() for field in recipe.fields}

    assert tried >= fields | set(NECESSITIES)
    assert words >= set(_WORDS)
    assert 100 < faults < sum(len(pairs) for _, pairs in DRAFTS) / 2


@pytest.mark.parametrize("format", [format for format in FORMATS if format != "docx"])
def test_page_and_command_line_write_the_same(twin: list[dict[str, Any]], format: str) -> None:
    """For any choice, each text format is equal to the letter."""
    for (role, pairs), mine in zip(DRAFTS, twin, strict=True):
        draft, _ = read(role, pairs)
        assert mine[format] == written(RECIPES[role], draft, format).decode(), pairs


@pytest.mark.slow
def test_page_and_command_line_write_the_same_word_document(twin: list[dict[str, Any]]) -> None:
    """For any choice, the document made in the page has the same paragraphs, styles and weight."""
    for (role, pairs), mine in zip(DRAFTS[_IN_WORD], twin[_IN_WORD], strict=True):
        draft, _ = read(role, pairs)
        theirs = paragraphs(written(RECIPES[role], draft, "docx"))
        assert paragraphs(base64.b64decode(mine["docx"])) == theirs, pairs


def test_page_and_command_line_refuse_the_same(twin: list[dict[str, Any]]) -> None:
    """What the command line calls a fault, the page leaves out, and nothing else.

    The fix is the same too, but for lists of what is legal, which a form offers to choose from.
    """
    for (role, pairs), mine in zip(DRAFTS, twin, strict=True):
        faults = read(role, pairs)[1]
        assert [one["key"] for one in mine["faults"]] == [one.key for one in faults], pairs
        for theirs, ours in zip(mine["faults"], faults, strict=True):
            assert ours.fix in (theirs["fix"], ours.fix if ours.fix.startswith("use ") else "")


def test_an_address_gives_the_same_draft_again(twin: list[dict[str, Any]]) -> None:
    """What the page writes into its address, it reads back as the same text."""
    assert [mine for mine in twin if mine["again"] != mine["txt"]] == []


def test_the_empty_word_document_is_light() -> None:
    """The page fetches it: it carries the styles in use and no pictures or unused tables."""
    parts = json.loads(word_parts())

    assert sum(map(len, parts.values())) < 100_000
    assert "<!--body-->" in parts["word/document.xml"]
    assert "[title]" in parts["docProps/core.xml"]
