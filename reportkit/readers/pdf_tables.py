"""Tables of a PDF page: rows whose words stand in the same columns, one below the other."""

from itertools import pairwise
from statistics import median

from reportkit.readers.lists import BULLET
from reportkit.readers.pdf_lines import Row
from reportkit.readers.pdf_words import Word

_GAP = 1.0
"""Width of the space between cells, in sizes; spaces of justified lines reach it too, but do not line up."""
_ROWS = 3
"""Rows that make a table."""
_CELL = 60
"""Characters of a cell; longer ones are lines of text."""


def find_tables(rows: list[Row]) -> list[tuple[int, int]]:
    """Return first and last row of each table among the rows of a column."""
    cells = [split_cells(row) for row in rows]
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(rows):
        end = start
        while (
            end + 1 < len(rows)
            and _line_up(cells[start : end + 1], cells[end + 1])
            and _are_near(rows[end], rows[end + 1])
        ):
            end += 1
        if end - start + 1 >= _ROWS and _is_table(cells[start : end + 1]):
            found.append((start, end))
        start = end + 1
    return found


def split_cells(row: Row) -> list[list[Word]]:
    """Return the words of a row as cells, parted by wide spaces."""
    cells = [[row[0]]]
    for before, word in pairwise(row):
        if word.left - before.right >= _GAP * max(word.size, before.size):
            cells.append([])
        cells[-1].append(word)
    return cells


def _are_near(above: Row, below: Row) -> bool:
    """Return whether two rows follow one another without a wide space."""
    return above[0].baseline - below[0].baseline < 3 * above[0].size


def _line_up(table: list[list[list[Word]]], cells: list[list[Word]]) -> bool:
    """Return whether a row has as many cells as those above it, each above or below another at one edge or the middle."""
    above = table[-1]
    if len(cells) < 2 or len(cells) != len(above):  # noqa: PLR2004 - a table has two columns
        return False
    return all(_aligned(one, other) for one, other in zip(above, cells, strict=True))


def _aligned(one: list[Word], other: list[Word]) -> bool:
    """Return whether two cells share their left edge, right edge or middle."""
    slack = one[0].size * 0.5
    lefts, rights = one[0].left - other[0].left, one[-1].right - other[-1].right
    return min(abs(lefts), abs(rights), abs(lefts + rights) / 2) <= slack


def _is_table(table: list[list[list[Word]]]) -> bool:
    """Return whether the cells are short, as in tables."""
    if all(BULLET.match(f"{row[0][0].text} .") for row in table):
        return False
    lengths = [sum(len(word.text) + 1 for word in cell) for row in table for cell in row]
    return max(lengths) <= _CELL and median(lengths) <= _CELL / 2
