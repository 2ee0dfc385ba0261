"""Lines of a PDF page in reading order: words on one baseline, columns one after the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reportkit.readers.pdf_words import RIGHT_TO_LEFT, Word

_SAME_LINE = 0.35
"""Share of the size by which words of one line may differ in height."""
_MARK = re.compile(r"[\d,;*†‡§¶∗+]{1,6}|[a-z]")
_MARK_RISE = 0.7
"""Share of the size by which the mark of a note may be raised."""
_MARK_SIZE = 0.85
_GUTTER = 0.8
"""Width of the narrowest gutter between columns, in sizes."""
_GUTTER_ROWS = 4
"""Rows with text on both sides that prove a gutter; spaces of justified text line up over two or three."""
_CANDIDATES = 20
"""Places of a page at which a gutter is looked for, the likeliest first."""
_COLUMN_ROWS = 300
"""Rows of a page from which it has no columns of prose: no page in print has a third as many."""
_COLUMN = 11
"""Width of the narrowest column of text, in sizes."""
_COLUMN_FILLED = 0.6
"""Share of a column's width that its lines fill; cells of a table fill less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words on one baseline within one column."""

    text: str
    first_word: float
    """Width of the first word."""
    left: float
    """Where it begins; a line from right to left is mirrored, so that lines begin left in every script."""
    right: float
    baseline: float
    """Height above the bottom of the page."""
    size: float
    """Size of most of its words, in points."""
    bold: bool
    """Whether all of it is bold."""
    starts_bold: bool
    page: int
    column: int
    """Counts columns over the whole document."""


def make_line(row: "Row", page: int, column: int) -> Line:
    """Return a row of one column as a line; a script from right to left is read that way."""
    letters = "".join(word.text for word in row)
    backwards = len(RIGHT_TO_LEFT.findall(letters)) > len(letters) / 2
    words = row[::-1] if backwards else row
    left, right = row[0].left, max(word.right for word in row)
    return Line(
        text=" ".join(word.text for word in words),
        first_word=words[0].right - words[0].left,
        left=-right if backwards else left,
        right=-left if backwards else right,
        baseline=median(word.baseline for word in row),
        size=round(median(word.size for word in row), 1),
        bold=all(word.bold for word in row),
        starts_bold=words[0].bold,
        page=page,
        column=column,
    )


Row = list[Word]


def make_rows(words: list[Word]) -> list[Row]:
    """Return the words by baseline from the top, each row from left to right (from right to left in such scripts)."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda word: (-word.baseline, word.left)):
        if rows and _is_level(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda word: word.left)
    return _drop_marks(rows)


def _drop_marks(rows: list[Row]) -> list[Row]:
    """Return the rows without those that hold only raised marks of notes, small and close above the next row."""
    return [
        row
        for row, below in zip(rows, [*rows[1:], None], strict=False)
        if below is None or not all(_is_mark(word, below) for word in row)
    ]


def _is_mark(word: Word, below: Row) -> bool:
    """Return whether a word is the mark of a note to the row below it."""
    size = max(each.size for each in below)
    near = word.baseline - below[0].baseline < size * _MARK_RISE and word.size < size * _MARK_SIZE
    return near and bool(_MARK.fullmatch(word.text))


def _is_level(row: Row, word: Word) -> bool:
    """Return whether a word stands on the row's line."""
    size = max(word.size, row[0].size)
    return abs(row[0].baseline - word.baseline) <= size * _SAME_LINE


def order_rows(rows: list[Row]) -> Iterator[tuple[list[Row], int]]:
    """Yield the rows of each column in reading order, with the number of columns that stand side by side there."""
    if not rows:
        return
    found = _find_gutter(rows) if len(rows) <= _COLUMN_ROWS else None
    if found is None:
        yield rows, 1
        return
    first, last, middle = found
    yield from order_rows(rows[:first])
    inside = rows[first : last + 1]
    for side in (_cut(inside, None, middle), _cut(inside, middle, None)):
        yield from ((part, count + 1) for part, count in order_rows(side))
    yield from order_rows(rows[last + 1 :])


def _cut(rows: list[Row], left: float | None, right: float | None) -> list[Row]:
    """Return what of the rows stands between two edges."""
    parts = (
        [word for word in row if (left is None or word.left >= left) and (right is None or word.left < right)]
        for row in rows
    )
    return [part for part in parts if part]


def _find_gutter(rows: list[Row]) -> tuple[int, int, float] | None:
    """Return first and last row and the middle of the gutter that parts most rows, `None` for a single column."""
    best: tuple[int, int, float] | None = None
    for middle in _candidates(rows):
        for first, last in _runs(rows, middle):
            taller = best is None or last - first > best[1] - best[0]
            if taller and _is_gutter(rows[first : last + 1], middle):
                best = first, last, middle
    return best


def _candidates(rows: list[Row]) -> list[int]:
    """Return places where a gutter may be: the middles of gaps that are wide on several rows."""
    gaps = [
        (before.right, after.left)
        for row in rows
        for before, after in pairwise(row)
        if after.left - before.right >= _GUTTER * after.size
    ]
    if len(gaps) < _GUTTER_ROWS:
        return []
    places = sorted({round((left + right) / 2) for left, right in gaps})
    support = {place: sum(left < place < right for left, right in gaps) for place in places}
    likely = sorted(places, key=lambda place: -support[place])[:_CANDIDATES]
    return [place for place in likely if support[place] >= _GUTTER_ROWS]


def _runs(rows: list[Row], middle: float) -> Iterator[tuple[int, int]]:
    """Yield first and last row of the runs that no word crosses at this place."""
    start: int | None = None
    for at, row in enumerate(rows):
        crossed = any(word.left < middle < word.right for word in row) or _is_narrow(row, middle)
        if not crossed and start is None:
            start = at
        elif crossed and start is not None:
            yield start, at - 1
            start = None
    if start is not None:
        yield start, len(rows) - 1


def _is_narrow(row: Row, middle: float) -> bool:
    """Return whether the words on both sides of a place stand too close for a gutter."""
    for before, after in pairwise(row):
        if before.right <= middle <= after.left:
            return after.left - before.right < _GUTTER * after.size
    return False


def _is_gutter(rows: list[Row], middle: float) -> bool:
    """Return whether enough rows have text on both sides, and that text fills its column as prose does."""
    lefts, rights = _cut(rows, None, middle), _cut(rows, middle, None)
    both = sum(1 for row in rows if row[0].left < middle < row[-1].right)
    return both >= _GUTTER_ROWS and all(map(_is_column, (lefts, rights)))


def _is_column(rows: list[Row]) -> bool:
    """Return whether the rows look like lines of prose."""
    left, right = min(row[0].left for row in rows), max(row[-1].right for row in rows)
    size = median(word.size for row in rows for word in row)
    widths = [row[-1].right - row[0].left for row in rows]
    return right - left >= _COLUMN * size and median(widths) >= (right - left) * _COLUMN_FILLED
