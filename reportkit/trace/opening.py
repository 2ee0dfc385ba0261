"""The blocks of a report in whatever format it was written."""

from collections.abc import Iterator

from reportkit.errors import DamagedSourceError, EmptySourceError, UnknownFormatError
from reportkit.model.document import (
    Block,
    Document,
    FieldName,
    Heading,
    ListBlock,
    Locator,
    LocatorUnit,
    Metadatum,
    Paragraph,
    Table,
)
from reportkit.model.source import InputFormat, Source
from reportkit.readers import READERS, identify
from reportkit.readers.assembly import assemble
from reportkit.readers.pdf_process import ask_process, check_answer

_NOWHERE = Locator(LocatorUnit.PAGE, 1)


def open_report(source: Source) -> Document:
    """Return the blocks of a report: of a PDF by its tags, of a web page by its elements, else as the reader has them.

    Raises:  SourceError: it cannot be read, or is in a format that no report is written in.
    """
    kind = identify(source)
    match kind:
        case InputFormat.PDF:
            return _open_pdf(source)
        case InputFormat.HTML:
            return _open_page(source)
        case InputFormat.DOCX | InputFormat.MARKDOWN:
            return READERS[kind](source)
        case _:
            raise UnknownFormatError(
                source.name, "is no briefing of reportkit's", "name a PDF, DOCX, Markdown, HTML or JSON that it wrote"
            )


def _open_pdf(source: Source) -> Document:
    answer = ask_process(source, "tags")
    check_answer(source.name, answer)
    blocks = list(_tagged(answer["blocks"]))
    if not blocks:
        raise DamagedSourceError(
            source.name,
            "has no tags that tell its sentences apart",
            "trace the DOCX or the Markdown of the same briefing",
        )
    language = [Metadatum(name=FieldName.LANGUAGE, value=answer["language"], evidence="catalog entry Lang")]
    return assemble(InputFormat.PDF, blocks, metadata=language if answer["language"] else ())


def _tagged(found: list[dict[str, list[str]]]) -> Iterator[Block]:
    """Yield the blocks of a PDF; rows that follow one another are a table."""
    rows: list[tuple[str, ...]] = []
    for each in found:
        kind, cells = str(each["kind"]), each["cells"]
        if kind == "TR":
            rows.append(tuple(cells))
            continue
        yield from _table(rows)
        rows = []
        yield from _block(kind, " ".join(cells))
    yield from _table(rows)


def _open_page(source: Source) -> Document:
    """Return the blocks of a web page by its elements: nothing of it is passed over as the reader of articles would.

    Raises:  EmptySourceError: there is no element in it.
    """
    from lxml import etree, html

    try:
        page = html.document_fromstring(source.data, parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError as exc:  # comments and nothing else
        raise EmptySourceError(source.name, "holds no text") from exc
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "tr", "caption"):
        if element.tag == "tr":
            rows.append(tuple(_words(cell) for cell in element.iter("td", "th")))
            continue
        blocks += _table(rows)
        rows = []
        if not any(above.tag in {"li", "td"} for above in element.iterancestors()):
            blocks += _block(str(element.tag).upper(), _words(element))
    blocks += _table(rows)
    language = page.get("lang")
    declared = [Metadatum(name=FieldName.LANGUAGE, value=language, evidence="attribute lang")] if language else []
    return assemble(InputFormat.HTML, blocks, metadata=declared)


def _words(element: object) -> str:
    """Return the text of an element of a web page; a line break is a blank."""
    from lxml import etree

    if not isinstance(element, etree._Element):  # noqa: SLF001 - the type has no public name
        return ""
    for broken in element.iter("br"):
        broken.tail = f" {broken.tail or ''}"
    return " ".join("".join(map(str, element.itertext())).split())


def _block(kind: str, text: str) -> Iterator[Block]:
    """Yield the block of a tag; a caption is none."""
    if kind.startswith("H"):
        level = int(kind[1:]) if kind[1:].isdigit() else 2
        yield Heading(text=text, level=level, locator=_NOWHERE)
    elif kind == "LI":
        yield ListBlock(items=(text,), locator=_NOWHERE)
    elif kind == "P":
        yield Paragraph(text=text, locator=_NOWHERE)


def _table(rows: list[tuple[str, ...]]) -> Iterator[Block]:
    if rows:
        yield Table(rows=tuple(rows), locator=_NOWHERE)
