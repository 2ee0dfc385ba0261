"""Lines of a PDF to paragraphs and headings: breaks found by space, indent, short lines and size."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from reportkit.readers.lists import BULLET
from reportkit.readers.pdf_hyphens import is_hyphenated
from reportkit.readers.pdf_lines import Line

_OTHER_SIZE = 0.08
"""Share by which sizes of one paragraph's lines may differ."""
_LEADING = 1.25
"""Share of the usual distance of lines from which a distance parts paragraphs."""
_HEADING_LEADING = 1.6
"""Distance of a heading's lines, in sizes."""
_BLOCK_LINES = 3
_BLOCK_WIDTH = 0.6
"""Share of a column's width from which three lines and more have an edge of their own."""
_HANGING = 0.4, 5.0
"""Indents of the second line of an item, in sizes."""
_SLACK = 0.5
"""Width of a space and what rounding costs, in sizes."""
_INDENT = (0.7, 6.0)
"""Indents of a first line, in sizes."""
_LARGER = 1.1
"""Share of the body's size from which a line is a heading's."""
_HEADING_CHARACTERS = 200
_BOLD_CHARACTERS = 120
_NO_HEADING_END = re.compile(r"[.,;:!…]$|[.!?][\"”»’)]+$")
_SENTENCE_END = re.compile(r"[.!?…:。！？؟][\"'”’»«)\]]*\d{0,2}$")


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document."""

    size: float
    """Size of most of its characters."""
    leading: float
    """Distance of most neighbouring lines, in sizes."""
    lefts: dict[int, float]
    """Left edge of each column."""
    rights: dict[Line, float]
    """Right edge that each line could have reached."""


@dataclass(slots=True)
class Chunk:
    """Lines that make one paragraph or heading."""

    lines: list[Line]
    level: int | None = None
    """Of a heading."""


def measure(lines: Sequence[Line]) -> Measure:
    """Return the usual size and distance of the lines, and the edges of the columns."""
    sizes: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    lefts: dict[int, float] = {}
    for line in lines:
        sizes[line.size] += len(line.text)
        lefts[line.column] = min(lefts.get(line.column, line.left), line.left)
    for above, below in pairwise(lines):
        step = (above.baseline - below.baseline) / max(above.size, 1.0)
        if above.column == below.column and _same_size(above, below) and 0.8 < step < 3:  # noqa: PLR2004 - single to triple spacing
            steps[round(step, 1)] += 1
    size = max(sizes, key=lambda each: (sizes[each], -each), default=1.0)
    leading = max(steps, key=lambda each: (steps[each], -each), default=1.2)
    return Measure(size, leading, lefts, _right_edges(lines, leading))


def _right_edges(lines: Sequence[Line], leading: float) -> dict[Line, float]:
    """Return how far right each line could have gone: to the edge of its column, or of its own narrower block."""
    rights: dict[Line, float] = {}
    for _, run in groupby(lines, key=lambda line: line.column):
        column = list(run)
        edge, left = _edge(column), min(line.left for line in column)
        for block in _blocks(column, leading):
            own = _edge(block)
            narrow = len(block) >= _BLOCK_LINES and own - left >= (edge - left) * _BLOCK_WIDTH
            rights.update(dict.fromkeys(block, own if narrow else edge))
    return rights


def _edge(lines: Sequence[Line]) -> float:
    """Return the right edge of lines; a few that stick out do not count."""
    rights = sorted((line.right for line in lines), reverse=True)
    return rights[len(rights) // 10]


def _blocks(column: Sequence[Line], leading: float) -> Iterator[list[Line]]:
    """Yield the lines of a column that follow one another at the usual distance."""
    block: list[Line] = []
    for line in column:
        if block and not _is_near(block[-1], line, leading):
            yield block
            block = []
        block.append(line)
    yield block


def _is_near(above: Line, below: Line, leading: float) -> bool:
    """Return whether a line follows another one of its size without extra space."""
    return _same_size(above, below) and above.baseline - below.baseline <= leading * _LEADING * above.size


def make_chunks(lines: Sequence[Line], usual: Measure) -> list[Chunk]:
    """Return the lines as paragraphs, headings not yet known; a paragraph may run over the end of a column or page."""
    chunks: list[Chunk] = []
    for line in lines:
        if chunks and _runs_on(chunks[-1], line, usual):
            chunks[-1].lines.append(line)
        else:
            chunks.append(Chunk([line]))
    return chunks


def _same_size(above: Line, below: Line) -> bool:
    """Return whether two lines are set in one size."""
    return abs(above.size - below.size) <= max(above.size, below.size) * _OTHER_SIZE


def _runs_on(chunk: Chunk, line: Line, usual: Measure) -> bool:
    """Return whether a line goes on with the paragraph before it."""
    above = chunk.lines[-1]
    if not _same_size(above, line) or BULLET.match(line.text + " ."):
        return False
    if above.size > usual.size * _LARGER:
        return above.column == line.column and above.baseline - line.baseline < above.size * _HEADING_LEADING
    if above.bold and not line.starts_bold:
        return False
    return _runs_over(above, line, usual) if above.column != line.column else _goes_on(chunk, line, usual)


def _goes_on(chunk: Chunk, line: Line, usual: Measure) -> bool:
    """Return whether a paragraph goes on with the next line of its column."""
    above = chunk.lines[-1]
    if not _is_near(above, line, usual.leading):
        return False
    if _continues_item(chunk, line) or is_hyphenated(above.text, line.text):
        return True
    return not _is_indented(chunk, line, usual) and _is_full(above, line, usual)


def _continues_item(chunk: Chunk, line: Line) -> bool:
    """Return whether a line hangs below the text of a list's item."""
    first = chunk.lines[0]
    least, most = (share * line.size for share in _HANGING)
    return bool(BULLET.match(first.text)) and first.page == line.page and least < line.left - first.left < most


def _runs_over(above: Line, line: Line, usual: Measure) -> bool:
    """Return whether a paragraph goes on in the next column or on the next page."""
    if line.text[:1].islower():
        return True
    indented = line.left - usual.lefts[line.column] > _INDENT[0] * line.size
    return not indented and _is_full(above, line, usual) and not _SENTENCE_END.search(above.text)


def _is_full(above: Line, line: Line, usual: Measure) -> bool:
    """Return whether the next word would not have fitted into the line above."""
    return above.right + line.first_word + above.size * _SLACK >= usual.rights[above]


def _is_indented(chunk: Chunk, line: Line, usual: Measure) -> bool:
    """Return whether a line begins further right than the lines before it, as first lines do."""
    before = min(each.left for each in chunk.lines[-2:] if each.column == line.column)
    least, most = (share * line.size for share in _INDENT)
    return least < line.left - max(usual.lefts[line.column], before) < most


def find_headings(chunks: list[Chunk], usual: Measure) -> None:
    """Give the headings their level: larger sizes first, then what is bold at the size of the text."""
    larger = sorted({_round(chunk) for chunk in chunks if _is_larger(chunk, usual)}, reverse=True)
    for at, chunk in enumerate(chunks):
        if _is_larger(chunk, usual):
            chunk.level = min(larger.index(_round(chunk)) + 1, 9)
        elif _is_bold_heading(chunk, usual) and at + 1 < len(chunks):
            chunk.level = min(len(larger) + 1, 9)


def _round(chunk: Chunk) -> int:
    """Return a heading's size in whole points: sizes that an eye cannot tell apart are one."""
    return round(chunk.lines[0].size)


def _text_of(chunk: Chunk) -> str:
    """Return the text of a chunk, for judging it."""
    return " ".join(line.text for line in chunk.lines)


def _is_larger(chunk: Chunk, usual: Measure) -> bool:
    """Return whether a chunk is set larger than the text, and short."""
    text = _text_of(chunk)
    large = chunk.lines[0].size > usual.size * _LARGER
    return large and len(text) <= _HEADING_CHARACTERS and any(map(str.isalpha, text))


def _is_bold_heading(chunk: Chunk, usual: Measure) -> bool:
    """Return whether a chunk is a short bold line of its own that is no sentence."""
    text = _text_of(chunk)
    bold = all(line.bold for line in chunk.lines) and abs(chunk.lines[0].size - usual.size) <= usual.size * _LARGER
    return bold and len(text) <= _BOLD_CHARACTERS and not _NO_HEADING_END.search(text) and any(map(str.isalpha, text))


def is_unfinished(text: str) -> bool:
    """Return whether a paragraph stops in the middle of a sentence."""
    return not _SENTENCE_END.search(text)
