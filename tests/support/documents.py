"""Documents for tests of what comes after the readers, from a few lines of text."""

from itertools import groupby

from reportkit.model.document import (
    Block,
    Document,
    FieldName,
    Figure,
    Heading,
    ListBlock,
    Locator,
    LocatorUnit,
    Metadatum,
    Method,
    Paragraph,
    Quote,
    Table,
    block_text,
    count_characters,
)
from reportkit.model.source import InputFormat

_LIST, _TABLE = "- ", "| "


def document_of(text: str, *, form: InputFormat = InputFormat.TEXT) -> Document:
    """Return the document that the lines describe, a block a line.

    `# ` and `## ` are headings, `- ` an item, `> ` a quote, `| ` a row with cells parted by `|`, `! ` a picture's
    caption; `@title og:title = Words` is what the container declares, `@title* h1 element = Words` what it states; `⏎` is a line end within a paragraph.
    """
    numbered = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    content = [(number, line) for number, line in numbered if not line.startswith("@")]
    blocks = tuple(block for kind, lines in groupby(content, key=_kind) for block in _blocks(kind, list(lines)))
    return Document(
        format=form,
        blocks=blocks,
        metadata=tuple(_metadatum(line) for _, line in numbered if line.startswith("@")),
        characters_in=sum(count_characters(block_text(block)) for block in blocks),
    )


def _kind(numbered: tuple[int, str]) -> str:
    """Return the mark of lines that make one block together, the line's own number for others."""
    number, line = numbered
    return line[:2] if line[:2] in {_LIST, _TABLE} else str(number)


def _blocks(kind: str, lines: list[tuple[int, str]]) -> list[Block]:
    """Return the blocks of lines of one kind."""
    locator = Locator(LocatorUnit.LINE, lines[0][0])
    if kind == _LIST:
        return [ListBlock(items=tuple(line[2:] for _, line in lines), locator=locator)]
    if kind == _TABLE:
        rows = tuple(tuple(cell.strip() for cell in line[2:].split("|")) for _, line in lines)
        return [Table(rows=rows, locator=locator)]
    return [_block(lines[0][1].replace("⏎", "\n"), locator)]


def _block(line: str, locator: Locator) -> Block:
    """Return the block of a line that stands by itself."""
    mark, _, rest = line.partition(" ")
    if mark and set(mark) == {"#"}:
        return Heading(text=rest, level=len(mark), locator=locator)
    if mark == ">":
        return Quote(text=rest, locator=locator)
    if mark == "!":
        return Figure(text=rest, locator=locator)
    return Paragraph(text=line, locator=locator)


def _metadatum(line: str) -> Metadatum:
    """Return what `@title og:title = Words` declares or `@title* …` states."""
    left, _, value = line[1:].partition(" = ")
    name, _, evidence = left.partition(" ")
    method = Method.STATED if name.endswith("*") else Method.DECLARED
    return Metadatum(name=FieldName(name.rstrip("*")), value=value, method=method, evidence=evidence)
