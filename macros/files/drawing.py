"""Draws a title card: the picture that a messenger or a feed shows beside a link.

Everything is paper or amber on one flat color, so a pixel is a step on one of two ramps from
that color. The two inks are drawn as gray masks and joined into a palette picture, so that no
colors have to be chosen afterwards; that is where drawing pictures this small spends its time.
"""

import io
import zlib
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

from macros.files.cards import Card

#: What previews show uncropped (https://ogp.me, and the large card of X), in pixels.
WIDTH, HEIGHT = 1200, 630
#: Static cuts (weights 600 and 500, by fontTools.varLib.instancer) of overrides/assets/fonts: type
#: that every FreeType opens, wherever the package is installed.
_FONTS = Path(__file__).parent / "fonts"
_PAPER, _AMBER = "#fdfcf9", "#f2c14e"
_MARGIN = 76
_SUBTLE = 26  # of 255: how far the watermark stands out from the ground
_LEVELS = 32  # steps of a ramp; more cannot be told apart at the edge of a letter
_TITLE_SIZES = range(112, 51, -6)
_MOST_LINES = 3
_LEADING = 1.14  # line to line, in sizes of the type
_STROKE = (-1.5, -1.5, 1.5, 1.5)  # half the width of the mark's strokes, outwards

Font = ImageFont.FreeTypeFont


@lru_cache(maxsize=2048)
def draw(card: Card) -> bytes:
    """The card as a PNG of 1200 x 630; the same card gives the same bytes, drawn once."""
    paper, amber = (ground.copy() for ground in _grounds(card.rung, card.rungs))
    paper.paste(255, (_MARGIN, 60), _mark())
    _write(paper, (_MARGIN + 74, 87), card.name, 255, "body", 34, "lm")
    size, lines = _fitting(card.title, 720 if card.rungs else WIDTH - 2 * _MARGIN)
    foot = HEIGHT - _MARGIN - 4
    if card.part:
        _write(paper, (_MARGIN, foot), card.part, 215, "display", 56)
        foot -= 88
    for line in reversed(lines):
        _write(paper, (_MARGIN, foot), line, 255, "display", size)
        foot -= round(size * _LEADING)
    label = (_MARGIN, foot + round(size * 0.16) - 12)
    _write(amber, label, card.label, 255, "body", 36)
    return _png(paper, amber, card.color)


def _write(
    page: Image.Image, at: tuple[int, int], words: str, ink: int, face: str, size: int, *anchor: str
) -> None:
    (left, top), mask = _set(words, face, size, *anchor)
    page.paste(ink, (at[0] + left, at[1] + top), mask)


@lru_cache(maxsize=512)
def _set(
    words: str, face: str, size: int, anchor: str = "ls"
) -> tuple[tuple[int, int], Image.Image]:
    """Words as a mask, and where its corner lies from their anchor; cards share most words."""
    font = _font(face, size)
    left, top, right, bottom = map(round, font.getbbox(words, anchor=anchor))
    mask = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(mask).text((-left, -top), words, 255, font, anchor=anchor)
    return (left, top), mask


@lru_cache(maxsize=512)
def _fitting(title: str, room: int) -> tuple[int, list[str]]:
    """The largest size at which a title fits, and its lines; the large sizes get two lines."""
    for size in _TITLE_SIZES:
        font = _font("display", size)
        lines = _wrapped(title, font, room)
        most = _MOST_LINES if size < 76 else 2
        if len(lines) <= most and all(font.getlength(line) <= room for line in lines):
            break
    return size, lines


def _wrapped(text: str, font: Font, room: int) -> list[str]:
    """The text in as few lines as `room` pixels allow, of widths as even as words allow."""
    best = _filled(text, font, room)
    low, high = 0, room
    while high - low > 8:
        middle = (low + high) // 2
        lines = _filled(text, font, middle)
        if len(lines) == len(best) and all(font.getlength(line) <= room for line in lines):
            best, high = lines, middle
        else:
            low = middle
    return best


def _filled(text: str, font: Font, room: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def missing_letters(text: str) -> str:
    """The letters of a text for which the type of the titles has no form of its own."""
    return "".join(letter for letter in dict.fromkeys(text) if _is_box(letter))


@cache
def _is_box(letter: str) -> bool:
    box, given = (_font("display", 40).getmask(one) for one in ("\uffff", letter))
    return (box.size, bytes(box)) == (given.size, bytes(given))


@cache
def _font(name: str, size: int) -> Font:
    files = {"display": "literata-semibold.ttf", "body": "atkinson-hyperlegible-next-medium.ttf"}
    return ImageFont.truetype(_FONTS / files[name], size)


@cache
def _grounds(rung: int, rungs: int) -> tuple[Image.Image, Image.Image]:
    """What stands in paper and in amber before any words do: the watermark, or a ladder.

    It has bars that rise to the right: those up to `rung` (from 0) in paper, that one in amber.
    """
    paper, amber = Image.new("L", (WIDTH, HEIGHT)), Image.new("L", (WIDTH, HEIGHT))
    if not rungs:
        paper.paste(_SUBTLE, (690, 150), _sign(600))
        return paper, amber
    pitch, foot = min(60, 300 // rungs), HEIGHT - _MARGIN
    width = round(pitch * 0.7)
    left = WIDTH - _MARGIN - (rungs - 1) * pitch - width
    for step in range(rungs):
        bar = _rounded(width, (step + 1) * pitch, 6)
        canvas, fill = (amber, 255) if step == rung else (paper, 150 if step < rung else 44)
        canvas.paste(fill, (left + step * pitch, foot - bar.height), bar)
    return paper, amber


@cache
def _mark() -> Image.Image:
    """The mark as it stands in the header: a rounded square with the sign cut out."""
    return ImageChops.subtract(_rounded(54, 54, 12), _sign(54))


@cache
def _rounded(width: int, height: int, radius: int) -> Image.Image:
    """A rectangle with round corners, smooth at the edge."""
    large = Image.new("L", (width * 4, height * 4))
    box = (0, 0, width * 4 - 1, height * 4 - 1)
    ImageDraw.Draw(large).rounded_rectangle(box, radius=radius * 4, fill=255)
    return large.resize((width, height), Image.Resampling.LANCZOS)


@cache
def _sign(size: int) -> Image.Image:
    """The H and its three scores, as in mark.svg (a view box of 32 units), `size` pixels wide."""
    scale = 4 if size < 200 else 2
    unit = size * scale / 32
    sign = Image.new("L", (size * scale, size * scale))
    pen = ImageDraw.Draw(sign)
    for x, y, right, bottom in ((9, 8, 9, 24), (9, 16, 17, 16), (17, 8, 17, 24)):
        edges = zip((x, y, right, bottom), _STROKE, strict=True)
        box = [(edge + side) * unit for edge, side in edges]
        pen.rounded_rectangle(box, radius=1.5 * unit, fill=255)
    for y in (11, 16, 21):
        pen.ellipse([22 * unit, (y - 2) * unit, 26 * unit, (y + 2) * unit], fill=255)
    return sign.resize((size, size), Image.Resampling.LANCZOS)


def _png(paper: Image.Image, amber: Image.Image, color: str) -> bytes:
    """Both inks as one palette picture: the first ramp leads to paper, the second to amber."""
    step = 256 // _LEVELS
    picture = paper.point([v // step for v in range(256)])
    box = amber.getbbox()
    light = amber.crop(box).point([_LEVELS + v // step if v >= step else 0 for v in range(256)])
    picture.paste(ImageChops.lighter(picture.crop(box), light), box)
    picture.putpalette([*_ramp(color, _PAPER), *_ramp(color, _AMBER)])
    buffer = io.BytesIO()
    # Rows of one color: looking for nothing else takes half the time, for a fifth more bytes.
    picture.save(buffer, "PNG", compress_type=zlib.Z_RLE)
    return buffer.getvalue()


def _ramp(ground: str, ink: str) -> list[int]:
    """The colors from the ground to an ink, three numbers (red, green, blue) each."""
    start, end = ImageColor.getrgb(ground)[:3], ImageColor.getrgb(ink)[:3]
    return [
        round(a + (b - a) * level / (_LEVELS - 1))
        for level in range(_LEVELS)
        for a, b in zip(start, end, strict=True)
    ]
