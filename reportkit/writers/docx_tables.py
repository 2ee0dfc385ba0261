"""Tables: a repeated head, rows that no page break cuts, and columns as wide as their text asks for."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import accumulate, chain, pairwise, repeat
from unicodedata import east_asian_width

from reportkit.model.report import (
    Citation,
    Inline,
    Table,
    plain_text,
)
from reportkit.writers.docx_inlines import inlines_xml
from reportkit.writers.docx_links import Links
from reportkit.writers.docx_styles import CellKind, cell_name, style_id
from reportkit.writers.docx_stylesheet import CELL_GAP, TABLE_STYLE
from reportkit.writers.docx_xml import NOTHING, Xml, element

_CHARACTER, _CITED_CHARACTER = 104, 70
"""Width of an average character of a cell's text and of its citations; what is wide in East Asia counts double."""

KEPT_ROWS = 8
"""A table of no more rows is kept on one page; a longer one may go on to the next, under its head again."""

Cell = tuple[Inline, ...]


def table_xml(table: Table, links: Links, *, text_width: int, rtl: bool, title: str) -> Xml:
    """Return the table without its caption; `title` is what is read aloud for it."""
    columns = zip(table.header, *table.rows, strict=True)
    widths = column_widths([max(map(cell_width, column)) for column in columns], text_width)
    properties = element(
        "tblPr",
        element("tblStyle", val=style_id(TABLE_STYLE)),
        element("bidiVisual") if rtl else NOTHING,
        element("tblW", w=sum(widths), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="07A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=1, noHBand=1, noVBand=1),
        element("tblCaption", val=title) if title else NOTHING,
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))

    def row(cells: Sequence[Cell], kinds: Iterable[CellKind], *properties: Xml, keep: bool) -> Xml:
        styles = [style_id(cell_name(kind, align)) for kind, align in zip(kinds, table.align, strict=False)]
        written = [inlines_xml(cell, links, rtl=rtl) for cell in cells]
        cell_row = map(partial(_cell, keep=keep), written, styles, widths)
        return element("tr", element("trPr", element("cantSplit"), *properties), *cell_row)

    last = len(table.rows) - 1
    head = row(table.header, repeat(CellKind.HEAD), element("tblHeader"), keep=True)
    body = (
        row(cells, chain([CellKind.LEAD], repeat(CellKind.TEXT)), keep=place < last < KEPT_ROWS)
        for place, cells in enumerate(table.rows)
    )
    return element("tbl", properties, grid, head, *body)


def column_widths(wishes: Sequence[int], available: int) -> list[int]:
    """Return widths that fill `available`: short columns get what they wish for, long ones share what is left.

    Unit: twips.
    """
    left: float = available
    widths = [0.0] * len(wishes)
    for number, place in enumerate(sorted(range(len(wishes)), key=wishes.__getitem__)):
        widths[place] = min(wishes[place], left / (len(wishes) - number))
        left -= widths[place]
    scale = available / sum(widths)  # more than 1 where all fit and there is room to spare
    edges = [round(edge * scale) for edge in accumulate(widths, initial=0.0)]
    return [end - start for start, end in pairwise(edges)]


def cell_width(cell: Cell) -> int:
    """Return about how wide a cell is on one line, in twips."""
    words = sum(2 if east_asian_width(character) in "WF" else 1 for character in plain_text(cell))
    cited = sum(len(inline.label) for inline in cell if isinstance(inline, Citation))
    return CELL_GAP + _CHARACTER * (words - cited) + _CITED_CHARACTER * cited


def _cell(content: Xml, style: str, width: int, *, keep: bool) -> Xml:
    properties = element("pPr", element("pStyle", val=style), element("keepNext") if keep else NOTHING)
    return element("tc", element("tcPr", element("tcW", w=width, type="dxa")), element("p", properties, content))
