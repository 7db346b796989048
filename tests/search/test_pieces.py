"""The pieces of the index: the same again, few of them touched by an edit, and light to load."""

import gzip
import json
import re
from pathlib import Path
from shutil import copytree

from macros.address.patterns import address_of
from macros.search.pieces import FOLDER, export_search
from macros.site.current import current_edition
from tests.support import DUMMY, TODAY, made, real_edition, spoil, tiny_edition


def test_the_same_data_gives_the_same_bytes() -> None:
    """In whatever order they are made."""
    pieces = list(export_search(tiny_edition()))

    assert made(pieces) == made(reversed(list(export_search(tiny_edition()))))
    assert {piece.path.rpartition("/")[0] for piece in pieces} == {
        FOLDER,
        *(f"{FOLDER}/{part}" for part in ("words", "near", "shown")),
    }


def test_an_edit_touches_the_pieces_that_hold_its_words(tmp_path: Path) -> None:
    """One new word renews its piece, and that of the text."""
    root = Path(copytree(DUMMY, tmp_path / "dummy"))
    before = made(export_search(current_edition(root, site_url=None, today=TODAY)))
    spoil(root, "docs/index.md", "so that a test can look.", "so that a xylophone can look.")
    after = made(export_search(current_edition(root, site_url=None, today=TODAY)))
    changed = {path for path in after if after[path] != before.get(path)}

    assert before.keys() == after.keys()
    assert any(b'"xylophone"' in after[path] for path in changed)
    assert len([path for path in changed if "/shown/" in path]) == 1
    assert len(changed) < len(after) / 3, sorted(changed)


def test_a_phrase_leads_to_the_page_or_to_the_section_it_names(tmp_path: Path) -> None:
    """What stands after the > is no word to find."""
    root = Path(copytree(DUMMY, tmp_path / "dummy"))
    spoil(root, "docs/roles/clerk/pay.md", "path 37]", "wombat, quokka > part-role-pay]")
    pieces = made(export_search(current_edition(root, site_url=None, today=TODAY)))
    words = {
        word: entry
        for path, piece in pieces.items()
        if "/words/" in path
        for word, entry in json.loads(piece).items()
    }
    shown = {
        key: text
        for path, piece in pieces.items()
        if "/shown/" in path
        for key, text in json.loads(piece).items()
    }

    def led_to(word: str) -> str:
        ((page, document, *_),) = words[word]
        return str(shown[f"{page}.{document}"][0])

    assert (led_to("wombat"), led_to("quokka")) == ("", "part-role-pay")


def test_every_page_and_section_is_there_and_questions_once() -> None:
    """What stands on several pages is found where it is told whole."""
    edition = real_edition()
    pieces = made(export_search(edition))
    index = json.loads(pieces[f"{FOLDER}/index.json"])
    shown = {
        index["pages"][int(key.partition(".")[0])][0] + (f"#{text[0]}" if text[0] else "")
        for path, piece in pieces.items()
        if "/shown/" in path
        for key, text in json.loads(piece).items()
    }
    book = edition.handbook

    assert {page.address for page in edition.pages.values()} <= shown
    questions = book.questions.values()
    assert {address_of("skill_question", one.skill, one) for one in questions} <= shown
    assert {address_of("tool", one.category, one) for one in book.tools.values()} <= shown
    again = {address for address in shown if address.rpartition("#")[2] in book.questions}
    assert {address for address in again if not address.startswith("/skills/")} == set()
    assert len(shown) == index["documents"]


def test_what_interviewers_alone_read_is_left_out() -> None:
    """Follow-ups and scores make no search noisier."""
    edition = real_edition()
    pieces = made(export_search(edition))
    told = b" ".join(piece for path, piece in pieces.items() if "/shown/" in path).decode()
    told = re.sub(r"\\(.)", r"\1", told)

    assert [one.id for one in edition.handbook.questions.values() if one.anchors[0] in told] == []


def test_a_search_stays_light() -> None:
    """The index is a few kilobytes, and so is each piece, so that a search loads under 200 KB."""
    sizes = {
        path: len(gzip.compress(piece))
        for path, piece in made(export_search(real_edition())).items()
    }

    assert sizes.pop(f"{FOLDER}/index.json") < 10_000
    assert max(sizes.values()) < 10_000
