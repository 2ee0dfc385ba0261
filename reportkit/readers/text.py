r"""Plain text: paragraphs from lines, whether each line is a paragraph or paragraphs are wrapped at some width."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reportkit.model.document import (
    Block,
    Document,
    Heading,
    ListBlock,
    Locator,
    LocatorUnit,
    Paragraph,
    block_text,
    count_characters,
)
from reportkit.model.source import InputFormat, Source
from reportkit.readers.assembly import Cleaner, assemble, check_length
from reportkit.readers.lists import BULLET, settle_lists
from reportkit.text.encoding import decode

_WIDEST_WRAP = 130
"""Columns; a longer line is a paragraph, no editor wraps there."""
_NARROWEST_WRAP = 40
_FILLED = 0.85
"""A wrapped line and the word after it reach this share of the width; people who wrap by hand stop early."""
_WRAPPED_SHARE = 0.5
"""Share of filled lines from which the breaks of a text are taken for wrapping."""
_UNDERLINE = re.compile(r"(={3,}|-{3,}|~{3,})[ \t]*")
_RULE = re.compile(r"[ \t]*([-=_*~#+.•—–][ \t]*){3,}")
_CJK = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number in the source."""

    number: int
    text: str


def read_text(source: Source) -> Document:
    """Paragraphs, lists and underlined headings of a plain text.

    Shape:   a heading only where the text is certain, underlined by `===` or `---`; a short first line is a paragraph.
    Unit:    locators are lines, from 1.
    Notices: `encoding-guessed`, `characters-replaced`, `characters-removed`.
    Raises:  SourceTooLargeError: more text than a source may hold.
    """
    decoded = decode(source.data)
    check_length(source.name, decoded.text)
    cleaner = Cleaner()
    text = cleaner.clean(decoded.text)
    blocks, markup = blocks_of_text(text)
    notices = (*decoded.notices, *cleaner.notices())
    return assemble(InputFormat.TEXT, blocks, dropped=markup, notices=notices)


def blocks_of_text(text: str, first_line: int = 1) -> tuple[list[Block], Counter[str]]:
    """Return the blocks of a clean text, and how many characters of it were markup: bullets, underlines, rules."""
    lines = [Line(first_line + at, line.rstrip()) for at, line in enumerate(text.split("\n"))]
    width = _find_width(lines)
    blocks = [block for part in _split(lines) for block in _read_part(part, width)]
    blocks = settle_lists(blocks)
    characters = sum(count_characters(block_text(block)) for block in blocks)
    return blocks, Counter({"markup": count_characters(text) - characters})


def _split(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield the runs of lines between blank lines and rules; an underline stays with the line above it."""
    part: list[Line] = []
    for line in lines:
        underline = bool(part) and _is_underline(line.text, part[-1].text)
        if line.text and (underline or not _RULE.fullmatch(line.text)):
            part.append(line)
        if part and (underline or not line.text or line is lines[-1] or _RULE.fullmatch(line.text)):
            yield part
            part = []


def _is_underline(text: str, above: str) -> bool:
    """Return whether the line is drawn under the one above, about as long as it."""
    return bool(_UNDERLINE.fullmatch(text)) and len(above) / 2 <= len(text) <= len(above) + 4


def _find_width(lines: list[Line]) -> int | None:
    """Return the column at which the lines are wrapped, `None` where each line is a paragraph.

    Wrapping shows at the breaks: the next word would not have fitted. Long lines cannot be wrapped ones.
    """
    pairs = [
        (above.text, below.text)
        for above, below in pairwise(lines)
        if above.text and below.text and len(above.text) <= _WIDEST_WRAP and not BULLET.match(below.text)
    ]
    width = max((len(above) for above, _ in pairs), default=0)
    if width < _NARROWEST_WRAP:
        return None
    filled = sum(_is_filled(above, below, width) for above, below in pairs)
    runs_on = any(below.lstrip()[0].islower() for _, below in pairs)
    if filled < len(pairs) * _WRAPPED_SHARE or not (runs_on or _CJK.search(pairs[0][0])):
        return None
    return width


def _is_filled(above: str, below: str, width: int) -> bool:
    """Return whether the first word below would have passed the width above."""
    below = below.lstrip()
    word = 1 if _CJK.match(below) else len(below.split(maxsplit=1)[0])
    return len(above) <= _WIDEST_WRAP and len(above) + 1 + word > width * _FILLED


def _read_part(part: list[Line], width: int | None) -> Iterator[Block]:
    """Yield the blocks of lines that no blank line parts."""
    if len(part) > 1 and _is_underline(part[-1].text, part[-2].text):
        level = 1 if part[-1].text.startswith("=") else 2
        yield from _read_part(part[:-2], width)
        yield Heading(text=part[-2].text.strip(), level=level, locator=_locate(part[-2]))
        return
    start = 0
    for at in range(1, len(part) + 1):
        if at == len(part) or not _runs_on(part, start, at, width):
            yield _make_block(part[start:at])
            start = at


def _runs_on(part: list[Line], start: int, at: int, width: int | None) -> bool:
    """Return whether the line `at` belongs to the paragraph or item that began with the line `start`."""
    above, below = part[at - 1].text, part[at].text
    if BULLET.match(below):
        return False
    item = BULLET.match(part[start].text)
    if item and _indent(below) >= item.end() > _indent(part[start].text):
        return True
    if width is None:
        return False
    if _indent(below) > _indent(above) and not item:
        return False
    return _is_filled(above, below, width) or (below.lstrip()[0].islower() and len(above) <= _WIDEST_WRAP)


def _indent(text: str) -> int:
    """Return the columns before the first character, a tab counting as four."""
    text = text.expandtabs(4)
    return len(text) - len(text.lstrip())


def _make_block(lines: list[Line]) -> Block:
    """Return the lines as one paragraph, or as a list of one item."""
    text = lines[0].text.strip()
    for line in lines[1:]:
        text = join_lines(text, line.text.strip())
    if BULLET.match(text):
        return ListBlock(items=(text,), locator=_locate(lines[0]))
    return Paragraph(text=text, locator=_locate(lines[0]))


def join_lines(above: str, below: str) -> str:
    """Return two lines of a paragraph as one; no space comes between Chinese or Japanese characters, or after a hyphen.

    A hyphen at the line's end stays: whether it belongs to the word cannot be told from plain text.
    """
    hyphen = above.endswith("-") and above[-2:-1].isalpha() and below[:1].islower()
    together = hyphen or (_CJK.match(above[-1:]) and _CJK.match(below[:1]))
    return f"{above}{below}" if together else f"{above} {below}"


def _locate(line: Line) -> Locator:
    """Return the place of a line."""
    return Locator(LocatorUnit.LINE, line.number)
