"""Title cards: one for every page, of the right size, small, readable and the same each time."""

import io
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageColor

from macros.core.pages import parse_page
from macros.files import drawing
from macros.files.cards import _OTHER, SITE_PARTS, Card, card_of, card_path, export_cards
from macros.files.drawing import HEIGHT, WIDTH, draw
from tests.support import each, made, real_edition, tiny_edition

LARGEST = 40_000  # bytes of a card
CARD = Card("The Handbook", "Role", "Clerk", "Pay", "#0f5c4d", rung=0, rungs=2)


@cache
def cards() -> dict[str, bytes]:
    """Every card of the real handbook, by its path below the site."""
    return made(export_cards(real_edition()))


def picture(content: bytes) -> Image.Image:
    """The pixels of a card as they are seen."""
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_every_page_has_its_card() -> None:
    """A card lies at the address of its page; the front door's is called index."""
    pages = real_edition().pages
    addresses = {page.address.strip("/") for page in pages.values()} - {""}

    assert set(cards()) == {f"assets/cards/{name}.png" for name in {*addresses, "index"}}
    assert len(cards()) == len(pages)


@each("path", cards)
def test_card_is_as_previews_want_it(path: str) -> None:
    """A palette PNG of 1200 x 630 and less than 40 KB."""
    image = Image.open(io.BytesIO(cards()[path]))

    assert (image.format, image.mode, image.size) == ("PNG", "P", (WIDTH, HEIGHT))
    assert len(cards()[path]) < LARGEST


@each("path", cards)
def test_words_keep_clear_of_the_edge(path: str) -> None:
    """Nothing but the faint mark reaches the outer 60 pixels, which some previews cut off."""
    image = Image.open(io.BytesIO(cards()[path]))
    faint = drawing._SUBTLE // (256 // drawing._LEVELS)
    frame = image.copy()
    frame.paste(0, (60, 50, WIDTH - 60, HEIGHT - 50))

    assert brightest(frame) <= faint
    assert brightest(image) > faint


def brightest(image: Image.Image) -> int:
    """The highest place in the palette that a pixel has."""
    return max(place for place, count in enumerate(image.histogram()) if count)


def test_equal_cards_have_equal_bytes() -> None:
    """Drawn anew, without what is remembered, a card is the same to the byte."""
    before = draw(CARD)
    draw.cache_clear()
    for name in ("font", "mark", "sign", "rounded", "grounds", "set", "fitting"):
        getattr(drawing, f"_{name}").cache_clear()

    assert draw(CARD) == before


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"name": "Another"}, id="name"),
        pytest.param({"label": "Skill"}, id="label"),
        pytest.param({"title": "Clerks"}, id="title"),
        pytest.param({"part": "FAQ"}, id="part"),
        pytest.param({"color": "#1c4a70"}, id="color"),
        pytest.param({"rung": 1}, id="rung"),
        pytest.param({"rungs": 3}, id="rungs"),
    ],
)
def test_all_that_a_card_says_is_drawn(change: dict[str, str | int]) -> None:
    """A change of any field is seen in the picture."""
    assert draw(replace(CARD, **change)) != draw(CARD)  # type: ignore[arg-type]


def test_card_of_a_role_says_its_level() -> None:
    """A role's page names the role, its level with its rank, and which of its pages it is."""
    edition = tiny_edition()
    card = card_of(edition, edition.pages["roles/senior-clerk/pay.md"])

    assert (card.title, card.part) == ("senior-clerk pay", "")
    assert card.label == f"Role: {edition.handbook.standing('role_level', 'senior')}"
    assert card.rung == edition.handbook.rank("role_level", "senior")
    assert card.rungs == len(edition.handbook.vocabularies.role_level)


def test_title_of_a_role_page_is_split() -> None:
    """What stands behind the colon is set smaller, under the role."""
    front = "---\ntitle: 'Clerk: pay'\ndescription: Figures.\nrole: clerk\n---\n"
    card = card_of(tiny_edition(), parse_page(front, path="roles/clerk/pay.md"))

    assert (card.title, card.part) == ("Clerk", "Pay")


@pytest.mark.parametrize("rungs", [2, 5, 9])
def test_ladder_climbs_with_the_level(rungs: int) -> None:
    """The amber bar stands further right and higher on each level, however many there are."""
    boxes = []
    for rung in range(rungs):
        image = picture(draw(replace(CARD, rung=rung, rungs=rungs)))
        right = image.crop((WIDTH // 2, 200, WIDTH, HEIGHT))
        amber = ImageColor.getrgb("#f2c14e")
        mask = Image.new("L", right.size)
        mask.putdata([255 * (pixel == amber) for pixel in right.get_flattened_data()])
        boxes.append(mask.getbbox() or (0, 0, 0, 0))

    assert boxes == sorted(boxes)
    assert [box[1] for box in boxes] == sorted((box[1] for box in boxes), reverse=True)
    assert len({box[1] for box in boxes}) == rungs
    assert min(box[0] for box in boxes) > 720 + 76 - WIDTH // 2


def luminance(color: str) -> float:
    """Relative luminance (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    parts = [part / 255 for part in ImageColor.getrgb(color)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("ink", [drawing._PAPER, drawing._AMBER])
def test_both_inks_can_be_read_on_every_ground(ink: str) -> None:
    """Paper and amber stand out from the color of every section by 4.5 to 1 or more."""
    grounds = {section.color for section in (*SITE_PARTS.values(), _OTHER)}
    faint = [c for c in grounds if (luminance(ink) + 0.05) / (luminance(c) + 0.05) < 4.5]

    assert faint == []


def test_cards_are_not_all_of_one_color() -> None:
    """A list of shared links can be told apart at a glance."""
    assert len({part.color for part in SITE_PARTS.values()}) >= 5


def test_letters_that_the_fonts_lack_are_named() -> None:
    """A letter without a form of its own would be drawn as a box."""
    assert drawing.missing_letters("Ein Büro: 50% – “C#”") == ""
    assert drawing.missing_letters("字 and 字体") == "字体"


@given(st.lists(st.text("abcdefgW", min_size=1, max_size=14), min_size=1, max_size=9))
def test_any_title_of_usual_length_fits(parts: list[str]) -> None:
    """Seventy letters in words of up to fourteen never run off the card."""
    title = " ".join(parts)[:70].strip()
    size, lines = drawing._fitting(title, 720)

    assert " ".join(lines) == " ".join(title.split())
    assert all(drawing._font("display", size).getlength(line) <= 720 for line in lines)
    assert len(lines) * size * drawing._LEADING < HEIGHT - 2 * 76 - 88 - 60


def test_path_is_what_the_template_spells() -> None:
    """The front door and a deep page lie where overrides/main.html looks for them."""
    pages = tiny_edition().pages

    assert card_path(pages["index.md"]) == "assets/cards/index.png"
    assert card_path(pages["roles/clerk/pay.md"]) == "assets/cards/roles/clerk/pay.png"
