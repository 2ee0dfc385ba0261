"""Tables: a repeated head, rows that no page break cuts, and columns as wide as their text asks for."""

from collections.abc import Sequence
from itertools import accumulate, pairwise, repeat
from unicodedata import east_asian_width

from reportkit.model.report import Align, Inline, Table
from reportkit.writers.docx_inlines import inlines_xml
from reportkit.writers.docx_links import Links
from reportkit.writers.docx_styles import CellKind, cell_name, style_id
from reportkit.writers.docx_stylesheet import CELL_GAP, TABLE_STYLE
from reportkit.writers.docx_xml import NOTHING, Xml, element
from reportkit.writers.html_glue import plain_text

_CHARACTER = 104
"""Width of an average character of a cell's type, in twips; what is wide in East Asian scripts counts double."""

Cell = tuple[Inline, ...]


def table_xml(table: Table, links: Links, *, text_width: int, rtl: bool, title: str) -> Xml:
    """Return the table without its caption; `title` is what is read aloud for it."""
    rows = (table.header, *table.rows)
    widths = column_widths([[plain_text(cell) for cell in row] for row in rows], text_width)
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
    head_kinds = [CellKind.HEAD] * len(widths)
    kinds = [CellKind.LEAD, *[CellKind.TEXT] * (len(widths) - 1)]
    head = _row(table.header, _styles(head_kinds, table.align), widths, links, head=True)
    body = (_row(row, _styles(kinds, table.align), widths, links) for row in table.rows)
    return element("tbl", properties, grid, head, *body)


def column_widths(rows: Sequence[Sequence[str]], available: int) -> list[int]:
    """Return widths that fill `available`: no column narrower than its longest word as long as there is room for that.

    Unit: twips. Shared out as browsers do it: by the longest cell where all fit on one line, else what is left beside
    the longest words by how much more each column could use.
    """
    columns = list(zip(*rows, strict=True))
    least = [max(_width(word) for cell in column for word in cell.split() or [""]) for column in columns]
    most = [max(_width(cell) for cell in column) for column in columns]
    if sum(most) <= available:
        shares = [available * wish / sum(most) for wish in most]
    elif sum(least) <= available:
        left = (available - sum(least)) / (sum(most) - sum(least))
        shares = [word + left * (wish - word) for word, wish in zip(least, most, strict=True)]
    else:
        shares = [available * word / sum(least) for word in least]
    edges = [round(edge) for edge in accumulate(shares, initial=0.0)]
    return [end - start for start, end in pairwise(edges)]


def _width(text: str) -> int:
    return CELL_GAP + _CHARACTER * sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _styles(kinds: Sequence[CellKind], align: Sequence[Align]) -> list[str]:
    return [style_id(cell_name(kind, side)) for kind, side in zip(kinds, align, strict=True)]


def _row(
    cells: Sequence[Cell], styles: Sequence[str], widths: Sequence[int], links: Links, *, head: bool = False
) -> Xml:
    properties = element("trPr", element("cantSplit"), element("tblHeader") if head else NOTHING)
    return element("tr", properties, *(map(_cell, cells, styles, widths, repeat(links))))


def _cell(cell: Cell, style: str, width: int, links: Links) -> Xml:
    paragraph = element("p", element("pPr", element("pStyle", val=style)), inlines_xml(cell, links))
    return element("tc", element("tcPr", element("tcW", w=width, type="dxa")), paragraph)
