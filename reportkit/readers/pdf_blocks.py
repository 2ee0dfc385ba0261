"""Lines and tables of a PDF, in reading order, to blocks."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from reportkit.model.document import Block, Heading, ListBlock, Locator, LocatorUnit, Paragraph, Table
from reportkit.readers.lists import BULLET, settle_lists
from reportkit.readers.pdf_hyphens import collect_words, join_all, join_lines
from reportkit.readers.pdf_lines import Line
from reportkit.readers.pdf_paragraphs import (
    Chunk,
    Measure,
    find_headings,
    is_unfinished,
    make_chunks,
    measure,
)

_NOTE_SIZE = 0.92
"""Share of the text's size under which lines at the foot of a column may be notes."""
_NOTE_SHARE = 0.4
"""Share of a column's lines that its notes may take up."""
_NOTE_MARK = re.compile(r"(?:\d{1,3}|[*†‡§])\s?[^\W\d]")


class Builder:
    """Blocks of one document."""

    def __init__(self, elements: Iterable[Line | Table]) -> None:
        """Take in all lines and tables: what is usual shows only in all of them."""
        self.dropped: Counter[str] = Counter()
        self._elements = list(elements)
        lines = [each for each in self._elements if isinstance(each, Line)]
        self._usual = measure(lines)
        self._words = collect_words(lines)

    def blocks(self) -> list[Block]:
        """Return the blocks in reading order."""
        parts: list[Table | list[Chunk]] = []
        for is_table, run in groupby(self._without_notes(), key=lambda each: isinstance(each, Table)):
            if is_table:
                parts.extend(each for each in run if isinstance(each, Table))
            else:
                parts.append(make_chunks([each for each in run if isinstance(each, Line)], self._usual))
        find_headings([chunk for part in parts if isinstance(part, list) for chunk in part], self._usual)
        blocks: list[Block] = []
        for part in parts:
            blocks = (
                [*blocks, part]
                if isinstance(part, Table)
                else self._bridge(blocks, [self._make(chunk) for chunk in part])
            )
        return settle_lists(blocks)

    def _without_notes(self) -> Iterator[Line | Table]:
        """Yield the elements without the notes at the foot of a column, which would break into its last paragraph."""
        for _, run in groupby(self._elements, key=lambda each: each.column if isinstance(each, Line) else -1):
            column = list(run)
            first = _first_note(column, self._usual)
            yield from column[:first]
            for each in column[first:]:
                self.dropped["footnotes"] += sum(map(len, each.text.split())) if isinstance(each, Line) else 0

    def _make(self, chunk: Chunk) -> Block:
        """Return a chunk of lines as a block."""
        text, hyphens = join_all(chunk.lines, self._words)
        self.dropped["hyphenation"] += hyphens
        locator = Locator(LocatorUnit.PAGE, chunk.lines[0].page)
        if chunk.level is not None:
            return Heading(text=text, level=chunk.level, locator=locator)
        if BULLET.match(text):
            return ListBlock(items=(text,), locator=locator)
        return Paragraph(text=text, locator=locator)

    def _bridge(self, blocks: list[Block], found: list[Block]) -> list[Block]:
        """Return both lists as one; a sentence that a table interrupts is made whole."""
        if not found or not isinstance(found[0], Paragraph) or not found[0].text[:1].islower():
            return blocks + found
        for at in range(len(blocks) - 1, -1, -1):
            before = blocks[at]
            if isinstance(before, Paragraph) and is_unfinished(before.text):
                text, hyphens = join_lines(before.text, found[0].text, self._words)
                self.dropped["hyphenation"] += hyphens
                return [*blocks[:at], replace(before, text=text), *blocks[at + 1 :], *found[1:]]
            if not isinstance(before, Table):
                break
        return blocks + found


def _first_note(column: list[Line | Table], usual: Measure) -> int:
    """Return where the notes at the foot of a column begin; its length where there are none."""
    first = len(column)
    for at in range(len(column) - 1, 0, -1):
        line = column[at]
        if not isinstance(line, Line) or line.size >= usual.size * _NOTE_SIZE:
            break
        if _NOTE_MARK.match(line.text):
            first = at
    return first if len(column) - first <= len(column) * _NOTE_SHARE else len(column)
