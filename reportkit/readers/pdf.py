"""PDF files: paragraphs rebuilt across lines, columns and pages."""

from collections import Counter
from collections.abc import Iterator

from reportkit.errors import EmptySourceError
from reportkit.model.document import Document, FieldName, Locator, LocatorUnit, Metadatum, Table
from reportkit.model.source import InputFormat, Source
from reportkit.notices import Notice, NoticeCode
from reportkit.readers.assembly import assemble
from reportkit.readers.pdf_blocks import Builder
from reportkit.readers.pdf_furniture import PageRows, drop_furniture
from reportkit.readers.pdf_lines import Line, Row, make_line, make_rows, order_rows
from reportkit.readers.pdf_process import PdfText, open_pages
from reportkit.readers.pdf_tables import find_tables, split_cells
from reportkit.readers.properties import is_name, is_title

_SCANNED = "run text recognition (OCR) on it first, with ocrmypdf for instance"


def read_pdf(source: Source) -> Document:
    """Paragraphs, headings, lists and tables of a PDF, in reading order.

    Shape:   a heading is a line set larger or bolder than the text; a table is rows that line up; running headers,
             footers, page numbers, notes, notes' marks and hyphens at line ends are left out.
    Unit:    locators are pages, from 1: the page where a block begins.
    Notices: `page-without-text`, `part-unreadable`, `characters-removed`.
    Raises:  DamagedSourceError: PDFium cannot open it, or fails on it.
             LockedSourceError: it asks for a password.
             EmptySourceError: no page holds text.
             SourceTooLargeError: more pages, text, memory or time than a source may take.
    """
    found = open_pages(source)
    pages = [PageRows(make_rows(page.words), page.bottom, page.top) for page in found.pages]
    if not any(page.rows for page in pages):
        raise EmptySourceError(source.name, "holds no text, only pictures of pages, or nothing", _SCANNED)
    kept, furniture = drop_furniture(pages)
    builder = Builder(_elements(kept))
    blocks = builder.blocks()
    dropped = sum((page.dropped for page in found.pages), Counter[str]())
    return assemble(
        InputFormat.PDF,
        blocks,
        metadata=_read_metadata(found),
        dropped=dropped + furniture + builder.dropped,
        notices=_notices(found),
    )


def _notices(found: PdfText) -> Iterator[Notice]:
    """Yield the notices about pages without text, and about those that could not be read."""
    empty = [number for number, page in enumerate(found.pages, start=1) if page.is_picture]
    broken = [number for number, page in enumerate(found.pages, start=1) if page.is_broken]
    if empty:
        detail = f"{_pages(empty)} without text, probably scanned: {_SCANNED}"
        yield Notice(code=NoticeCode.PAGE_WITHOUT_TEXT, detail=detail, where=f"page {empty[0]}")
    if broken:
        yield Notice(
            code=NoticeCode.PART_UNREADABLE, detail=f"{_pages(broken)} cannot be read", where=f"page {broken[0]}"
        )


def _pages(numbers: list[int]) -> str:
    """Return page numbers as a phrase."""
    shown = ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")  # noqa: PLR2004 - enough to look
    return f"page{'s' if len(numbers) > 1 else ''} {shown}"


def _elements(pages: list[list[Row]]) -> Iterator[Line | Table]:
    """Yield lines and tables in reading order."""
    column = 0
    for number, rows in enumerate(pages, start=1):
        for part, _ in order_rows(rows):
            column += 1
            tables = dict(find_tables(part))
            last_of_table = -1
            for at, row in enumerate(part):
                if at in tables:
                    last_of_table = tables[at]
                    yield _make_table(part[at : last_of_table + 1], number)
                elif at > last_of_table:
                    yield make_line(row, number, column)


def _make_table(rows: list[Row], page: int) -> Table:
    """Return rows that line up as a table."""
    cells = tuple(tuple(" ".join(word.text for word in cell) for cell in split_cells(row)) for row in rows)
    return Table(rows=cells, locator=Locator(LocatorUnit.PAGE, page))


def _read_metadata(found: PdfText) -> Iterator[Metadatum]:
    """Yield title, author and language, as far as a person gave them; the day the file was made dates no article."""
    if is_title(found.title):
        yield Metadatum(name=FieldName.TITLE, value=found.title, evidence="document property Title")
    for name in found.author.split(";"):
        if is_name(name):
            yield Metadatum(name=FieldName.BYLINE, value=name, evidence="document property Author")
    if found.language:
        yield Metadatum(name=FieldName.LANGUAGE, value=found.language, evidence="catalog entry Lang")
