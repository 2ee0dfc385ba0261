"""Lines of a PDF to paragraphs and headings: breaks found by space, indent, short lines and size."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportkit.readers.lists import BULLET
from reportkit.readers.pdf_lines import Line

_OTHER_SIZE = 0.08
"""Share by which sizes of one paragraph's lines may differ."""
_LEADING = 1.25
"""Share of the usual distance of lines from which a distance parts paragraphs."""
_HEADING_LEADING = 1.6
"""Distance of a heading's lines, in sizes."""
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
    edges: dict[int, tuple[float, float]]
    """Left and right edge of each column."""


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
    edges: dict[int, tuple[float, float]] = {}
    for line in lines:
        sizes[line.size] += len(line.text)
        left, right = edges.get(line.column, (line.left, line.right))
        edges[line.column] = min(left, line.left), max(right, line.right)
    size = max(sizes, key=lambda each: (sizes[each], -each), default=1.0)
    for above, below in pairwise(lines):
        step = (above.baseline - below.baseline) / max(above.size, 1.0)
        if above.column == below.column and _same_size(above, below) and 0.8 < step < 3:  # noqa: PLR2004 - single to triple spacing
            steps[round(step, 1)] += 1
    leading = max(steps, key=lambda each: (steps[each], -each), default=1.2)
    return Measure(size, leading, edges)


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
    if above.column != line.column:
        return _runs_over(above, line, usual)
    near = above.baseline - line.baseline <= usual.leading * _LEADING * above.size
    return near and not _is_indented(chunk, line, usual) and _is_full(above, line, usual)


def _runs_over(above: Line, line: Line, usual: Measure) -> bool:
    """Return whether a paragraph goes on in the next column or on the next page."""
    if line.text[:1].islower():
        return True
    left, _ = usual.edges[line.column]
    indented = line.left - left > _INDENT[0] * line.size
    return not indented and _is_full(above, line, usual) and not _SENTENCE_END.search(above.text)


def _is_full(above: Line, line: Line, usual: Measure) -> bool:
    """Return whether the next word would not have fitted into the line above."""
    _, right = usual.edges[above.column]
    return above.right + line.first_word + above.size * 0.2 >= right - above.size * 0.3


def _is_indented(chunk: Chunk, line: Line, usual: Measure) -> bool:
    """Return whether a line begins further right than the lines before it, as first lines do."""
    left, _ = usual.edges[line.column]
    before = min(each.left for each in chunk.lines[-2:] if each.column == line.column)
    least, most = (share * line.size for share in _INDENT)
    hanging = len(chunk.lines) == 1 and BULLET.match(chunk.lines[0].text)
    return least < line.left - max(left, before) < most and not hanging


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


def join_chunk(chunk: Chunk, words: frozenset[str]) -> tuple[str, int]:
    """Return the text of a chunk with hyphenation undone, and the number of hyphens that went."""
    text, gone = chunk.lines[0].text, 0
    for line in chunk.lines[1:]:
        joined, hyphens = join_lines(text, line.text, words)
        text, gone = joined, gone + hyphens
    return text, gone


_HYPHENATED = re.compile(r"([^\W\d_]+)([-\u2010\u00ad])$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


def collect_words(lines: Sequence[Line]) -> frozenset[str]:
    """Return the words of the document that stand whole on a line, and their parts between hyphens."""
    found: set[str] = set()
    for line in lines:
        for match in _WORD.finditer(line.text):
            if match.end() < len(line.text) - 1:
                found.add(match[0].lower().replace("\u2010", "-"))
    return frozenset(found)


def join_lines(above: str, below: str, words: frozenset[str]) -> tuple[str, int]:
    """Return two lines as one, and 1 where a hyphen went.

    A hyphen goes where the rest of the word begins small, unless the document writes the word with a hyphen elsewhere,
    or knows both halves as words and not the whole.
    """
    match = _HYPHENATED.search(above)
    after = _WORD.match(below)
    if match is None:
        return (
            f"{above}{below}"
            if above.endswith(("-", "–", "/")) and not above.endswith((" -", " –"))
            else f"{above} {below}"
        ), 0
    if after is None or not after[0][0].islower():
        return above[: match.start(2)] + "-" + below, 0
    first, second = match[1].lower(), after[0].lower()
    whole, compound = first + second in words, f"{first}-{second}" in words
    both = first in words and second in words and match[2] != "\u00ad"
    if not whole and (compound or (both and len(first) > 2)):  # noqa: PLR2004 - `re-` and `in-` are words too
        return above[: match.start(2)] + "-" + below, 0
    return above[: match.start(2)] + below, 1


def is_unfinished(text: str) -> bool:
    """Return whether a paragraph stops in the middle of a sentence."""
    return not _SENTENCE_END.search(text)
