"""PDF files: paragraphs rebuilt across lines, columns and pages."""

import ctypes
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportkit.errors import DamagedSourceError, EmptySourceError, LockedSourceError, SourceTooLargeError
from reportkit.limits import PDF_PAGES, SOURCE_CHARACTERS
from reportkit.model.document import (
    Document,
    FieldName,
    Locator,
    LocatorUnit,
    Metadatum,
    Table,
)
from reportkit.model.source import InputFormat, Source
from reportkit.notices import Notice, NoticeCode
from reportkit.readers.assembly import assemble, too_long
from reportkit.readers.pdf_blocks import Builder
from reportkit.readers.pdf_furniture import PageRows, drop_furniture
from reportkit.readers.pdf_lines import Line, Row, make_line, make_rows, order_rows
from reportkit.readers.pdf_tables import find_tables, split_cells
from reportkit.readers.pdf_words import read_words
from reportkit.readers.properties import is_name, is_title

if TYPE_CHECKING:
    import pypdfium2

_SCANNED = "run text recognition (OCR) on it first, with ocrmypdf for instance"


def read_pdf(source: Source) -> Document:
    """Paragraphs, headings, lists and tables of a PDF, in reading order.

    Shape:   a heading is a line set larger or bolder than the text; a table is rows that line up; running headers,
             footers, page numbers, notes' marks and hyphens at line ends are left out.
    Unit:    locators are pages, from 1: the page where a block begins.
    Notices: `page-without-text`, `part-unreadable`, `characters-removed`.
    Raises:  DamagedSourceError: PDFium cannot open it.
             LockedSourceError: it asks for a password.
             EmptySourceError: no page holds text.
             SourceTooLargeError: more pages or text than a source may have.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as exc:
        raise _explain(source.name, exc) from exc
    with pdf:
        return _read(source.name, pdf)


def _explain(subject: str, exc: "pypdfium2.PdfiumError") -> LockedSourceError | DamagedSourceError:
    """Return what PDFium's code for a file that it did not open means."""
    import pypdfium2.raw as pdfium

    if exc.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
        return LockedSourceError(subject, "is protected by a password", "save it without the password")
    return DamagedSourceError(subject, f"is no whole PDF ({exc})", "get the file again, or print it to PDF anew")


def _read(subject: str, pdf: "pypdfium2.PdfDocument") -> Document:
    """Return the document of an open PDF."""
    if len(pdf) > PDF_PAGES:
        problem = f"has {len(pdf):,} pages, more than the limit PDF_PAGES = {PDF_PAGES:,}"
        raise SourceTooLargeError(subject, problem, "cut it to the part that the briefing is about")
    pages = _Pages(subject)
    for number in range(len(pdf)):
        pages.add(pdf, number)
    if not any(page.rows for page in pages.pages):
        raise EmptySourceError(subject, "holds no text, only pictures of pages, or nothing", _SCANNED)
    kept, dropped = drop_furniture(pages.pages)
    builder = Builder(_elements(kept))
    blocks = builder.blocks()
    return assemble(
        InputFormat.PDF,
        blocks,
        metadata=_read_metadata(pdf),
        dropped=pages.dropped + dropped + builder.dropped,
        notices=pages.notices(),
    )


class _Pages:
    """The pages read so far."""

    def __init__(self, subject: str) -> None:
        """Begin with none."""
        self._subject = subject
        self._characters = 0
        self._empty: list[int] = []
        self._broken: list[int] = []
        self.pages: list[PageRows] = []
        self.dropped: Counter[str] = Counter()

    def add(self, pdf: "pypdfium2.PdfDocument", number: int) -> None:
        """Read one page more.

        Raises:  SourceTooLargeError: more text than a source may hold.
        """
        import pypdfium2

        rows: list[Row] = []
        bottom = top = 0.0
        try:
            page = pdf[number]
            text = read_words(page, page.get_textpage())
        except pypdfium2.PdfiumError:
            self._broken.append(number + 1)
        else:
            rows, bottom, top = make_rows(text.words), text.bottom, text.top
            self.dropped += text.dropped
            self._characters += sum(len(word.text) for word in text.words)
            if not rows and next(page.get_objects(max_depth=1), None) is not None:
                self._empty.append(number + 1)
        if self._characters > SOURCE_CHARACTERS:
            raise too_long(self._subject, self._characters)
        self.pages.append(PageRows(rows, bottom, top))

    def notices(self) -> Iterator[Notice]:
        """Yield the notices about pages without text, and about those that could not be read."""
        if self._empty:
            detail = f"{_pages(self._empty)} without text, probably scanned: {_SCANNED}"
            yield Notice(code=NoticeCode.PAGE_WITHOUT_TEXT, detail=detail, where=f"page {self._empty[0]}")
        if self._broken:
            detail = f"{_pages(self._broken)} cannot be read"
            yield Notice(code=NoticeCode.PART_UNREADABLE, detail=detail, where=f"page {self._broken[0]}")


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


def _read_metadata(pdf: "pypdfium2.PdfDocument") -> Iterator[Metadatum]:
    """Yield title, author and language, as far as a person gave them; the day the file was made dates no article."""
    title, author = pdf.get_metadata_value("Title"), pdf.get_metadata_value("Author")
    if is_title(title):
        yield Metadatum(name=FieldName.TITLE, value=title, evidence="document property Title")
    for name in author.split(";"):
        if is_name(name):
            yield Metadatum(name=FieldName.BYLINE, value=name, evidence="document property Author")
    if language := _read_language(pdf):
        yield Metadatum(name=FieldName.LANGUAGE, value=language, evidence="catalog entry Lang")


def _read_language(pdf: "pypdfium2.PdfDocument") -> str:
    """Return the language that the catalog declares, empty for none."""
    import pypdfium2.raw as pdfium

    length = pdfium.FPDFCatalog_GetLanguage(pdf, None, 0)
    if not 2 < length <= 200:  # noqa: PLR2004 - UTF-16 with its final zero; a tag is short
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFCatalog_GetLanguage(pdf, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")
