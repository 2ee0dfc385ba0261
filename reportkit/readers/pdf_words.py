"""The words of a PDF page with their places, upright: the page's dominant direction is turned to run left to right."""

import ctypes
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_HYPHENS = frozenset({0x02, 0xFFFE})
"""What PDFium gives for a hyphen at a line's end (2) and for a soft one."""
_BULLETS = frozenset({0xF0A7, 0xF0A8, 0xF0B7, 0xF0D8, 0xF0FC, 0xF076, 0xF0E0, 0x25AA, 0x25CF, 0x2023, 0x25E6})
"""Places of bullets in symbol fonts, and rarer bullets."""
SOFT_HYPHEN = "\u00ad"
"""Stands for a hyphen that PDFium or the file itself takes for one at a line's end."""
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_GAP = 0.2
"""Share of the size from which a gap without a space parts words."""
_RISE = 0.6
"""Share of the size by which a character of one word may stand above or below another."""
_RAISED = 0.8
"""Share of the word's size under which a raised figure is a superscript."""
_SUPERSCRIPT = dict(zip("0123456789*†‡", "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡", strict=True))
_ACCENTS = {"¨": "\u0308", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "˚": "\u030a", "¸": "\u0327"}
_ACCENTED = re.compile(r"([¨´ˆ˜ˇ˚¸])([^\W\d_])")
_DOTLESS = {"ı": "i", "ȷ": "j"}
_ASLANT = 0.03
"""Share of a quarter turn (some 3 degrees) that scanned text may lean."""
_TURNS: tuple[Callable[[float, float], tuple[float, float]], ...] = (
    lambda x, y: (x, y),
    lambda x, y: (y, -x),
    lambda x, y: (-x, -y),
    lambda x, y: (-y, x),
)
"""Upright place of a point, by the quarter turns of the text."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place, in points from the left and from the bottom of the page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character as PDFium places it."""

    text: str
    turn: int
    """Quarter turns against the clock; -1 for text that is aslant."""
    x: float
    y: float
    end_x: float
    end_y: float
    """Where the next character would begin, roughly."""
    size: float
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The words of a page, in the order of its content stream, and the edges of the page."""

    words: list[Word]
    dropped: Counter[str]
    """Characters left out, by reason."""
    bottom: float = 0.0
    top: float = 0.0
    is_picture: bool = False
    """No text, and yet something is drawn: a scan."""
    is_broken: bool = False
    """PDFium could not read it."""


def read_page(page: "pypdfium2.PdfPage") -> PageText:
    """Return the words of a page, turned so that most of its text stands upright.

    Raises:  pypdfium2.PdfiumError: PDFium cannot read its text.
    """
    text_page = page.get_textpage()
    glyphs = list(_glyphs(text_page))
    turns = Counter(glyph.turn for glyph in glyphs if not glyph.text.isspace() and glyph.turn >= 0)
    turn = turns.most_common(1)[0][0] if turns else 0
    left, bottom, right, top = page.get_bbox()
    (x0, y0), (x1, y1) = _TURNS[turn](left, bottom), _TURNS[turn](right, top)
    dropped: Counter[str] = Counter()
    words: list[Word] = []
    for run in _split([_upright(glyph) if glyph.turn == turn else glyph for glyph in glyphs]):
        if run[0].turn != turn:
            dropped["turned text"] += len(run)
            continue
        base = max(run, key=lambda glyph: glyph.size)
        if not (min(x0, x1) <= base.x <= max(x0, x1) and min(y0, y1) <= base.y <= max(y0, y1)):
            dropped["text off the page"] += len(run)
            continue
        raised = (_raise(glyph, base, before) for glyph, before in zip(run, [None, *run], strict=False))
        text = "".join(raised)
        dropped["note marks"] += max(0, len(run) - len(text))
        if text:
            left, right = min(glyph.x for glyph in run), max(glyph.end_x for glyph in run)
            words.append(Word(_set_accents(text), left, right, base.y, base.size, _is_bold(text_page, base.index)))
    is_picture = not words and next(page.get_objects(max_depth=1), None) is not None
    return PageText(words=words, dropped=dropped, bottom=min(y0, y1), top=max(y0, y1), is_picture=is_picture)


def _glyphs(text_page: "pypdfium2.PdfTextPage") -> Iterator[_Glyph]:
    """Yield the characters of a page with their places."""
    import pypdfium2.raw as pdfium

    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    size, turn = 1.0, 0
    for index in range(text_page.count_chars()):
        text = _character(pdfium.FPDFText_GetUnicode(text_page, index))
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        if not pdfium.FPDFText_IsGenerated(text_page, index) and pdfium.FPDFText_GetMatrix(text_page, index, matrix):
            size = abs(pdfium.FPDFText_GetFontSize(text_page, index)) * math.hypot(matrix.c, matrix.d) or 1.0
            turn = _turn(matrix.a, matrix.b)
        ends = (box.right, y.value), (x.value, box.top), (box.left, y.value), (x.value, box.bottom)
        end_x, end_y = ends[turn]
        yield _Glyph(text, turn, x.value, y.value, end_x, end_y, size, index)


def _turn(along: float, up: float) -> int:
    """Return the quarter turns of a direction, -1 for one aslant."""
    if not math.isfinite(along) or not math.isfinite(up):
        return -1
    quarters = math.atan2(up, along) / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < _ASLANT else -1


def _upright(glyph: _Glyph) -> _Glyph:
    """Return the glyph where it stands when the page is turned so that its text runs left to right."""
    x, y = _TURNS[glyph.turn](glyph.x, glyph.y)
    end_x, end_y = _TURNS[glyph.turn](glyph.end_x, glyph.end_y)
    return _Glyph(glyph.text, glyph.turn, x, y, end_x, end_y, glyph.size, glyph.index)


def _character(code: int) -> str:
    """Return the text of a character code."""
    if code in _HYPHENS:
        return SOFT_HYPHEN
    if code in _BULLETS:
        return "•"
    return _LIGATURES.get(code) or (chr(code) if 0 < code <= sys.maxunicode else " ")


def _split(glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    """Yield the runs of characters between spaces, gaps and line ends."""
    run: list[_Glyph] = []
    for glyph in glyphs:
        space = glyph.text.isspace()
        if run and (space or _is_apart(run[-1], glyph)):
            yield run
            run = []
        if not space:
            run.append(glyph)
    if run:
        yield run


def _is_apart(before: _Glyph, glyph: _Glyph) -> bool:
    """Return whether two characters that follow one another stand in different words."""
    size = max(before.size, glyph.size)
    ahead, back = glyph.x - before.end_x, before.x - glyph.x
    if RIGHT_TO_LEFT.match(before.text) or RIGHT_TO_LEFT.match(glyph.text):
        ahead, back = before.x - glyph.end_x, glyph.end_x - before.end_x
    return before.turn != glyph.turn or max(ahead, back) > size * _GAP or abs(glyph.y - before.y) > size * _RISE


def _raise(glyph: _Glyph, base: _Glyph, before: _Glyph | None) -> str:
    """Return the character; a small raised figure as a superscript behind a figure or unit, else as nothing: a note's mark."""
    if glyph.size >= base.size * _RAISED or glyph.y <= base.y + base.size * 0.1 or glyph.text not in _SUPERSCRIPT:
        return glyph.text
    if before is not None and (before.text.isdigit() or (before.text == "m" and glyph.text in "23")):
        return _SUPERSCRIPT[glyph.text]
    return ""


def _set_accents(text: str) -> str:
    """Return the word with the accents that TeX draws beside their letter (`na¨ıve`) upon it."""
    return _ACCENTED.sub(lambda match: _DOTLESS.get(match[2], match[2]) + _ACCENTS[match[1]], text)


def _is_bold(text_page: "pypdfium2.PdfTextPage", index: int) -> bool:
    """Return whether a character is set in a bold font, by the font's name or weight."""
    import pypdfium2.raw as pdfium

    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page, index, buffer, len(buffer), flags)
    name = buffer.value.lower()
    return any(part in name for part in (b"bold", b"black", b"heavy", b"semibd", b"-bd")) or _is_forced_bold(
        flags.value
    )


def _is_forced_bold(flags: int) -> bool:
    """Return whether a font descriptor's flags ask for bold (ISO 32000-1, table 123, bit 19)."""
    return flags > 0 and bool(flags & 1 << 18)
