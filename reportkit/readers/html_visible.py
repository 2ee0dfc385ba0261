"""What a reader of a web page sees, all of it: for pages without a clear main content, for mails, and to count."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportkit.model.document import (
    Block,
    Figure,
    Heading,
    ListBlock,
    Locator,
    LocatorUnit,
    Paragraph,
    Quote,
    Table,
)
from reportkit.readers.html_seen import is_seen, seen_texts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_TABLE = 2
"""Rows and columns of the smallest table of data."""
_CELL = 80
"""Characters of its cells, on average."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def visible_blocks(body: "HtmlElement") -> list[Block]:
    """Return all that a page or a mail shows, as blocks."""
    walk = _Walk()
    walk.enter(body)
    walk.flush()
    return walk.blocks


class _Walk:
    """Blocks found so far, and the inline text that waits for its paragraph's end."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.blocks: list[Block] = []
        self._waiting: list[str] = []
        self._wrap: type[Paragraph | Quote | Figure] = Paragraph

    def enter(self, element: "HtmlElement") -> None:
        """Take in what is in the element."""
        self._waiting.append(element.text or "")
        for child in element:
            if is_seen(child):
                self._take(child)
            self._waiting.append(child.tail or "")

    def flush(self) -> None:
        """End the paragraph that waits; two line breaks in a row end one as well."""
        text = "".join(self._waiting)
        self._waiting.clear()
        for part in re.split(r"\x1f\s*\x1f[\s\x1f]*", text):
            if words := part.replace("\x1f", " ").split():
                self.blocks.append(self._wrap(text=" ".join(words), locator=self._locator()))

    def _locator(self) -> Locator:
        """Return the place of the next block."""
        return Locator(LocatorUnit.PARAGRAPH, len(self.blocks) + 1)

    def _take(self, element: "HtmlElement") -> None:
        """Take in one element."""
        tag = element.tag
        if tag == "br":
            self._waiting.append("\x1f")
        elif tag in _HEADINGS:
            self.flush()
            if text := _text(element):
                self.blocks.append(Heading(text=text, level=_HEADINGS[tag], locator=self._locator()))
        elif tag in {"ul", "ol"}:
            self.flush()
            items = tuple(_items(element))
            if items:
                self.blocks.append(ListBlock(items=items, ordered=tag == "ol", locator=self._locator()))
        elif tag == "table" and _is_data(element):
            self.flush()
            self.blocks.append(Table(rows=tuple(_rows(element)), locator=self._locator()))
        elif tag in {"blockquote", "figcaption"}:
            self.flush()
            outer, self._wrap = self._wrap, Quote if tag == "blockquote" else Figure
            self.enter(element)
            self.flush()
            self._wrap = outer
        elif tag in _BLOCKS:
            self.flush()
            self.enter(element)
            self.flush()
        else:
            self.enter(element)


def _text(element: "HtmlElement") -> str:
    """Return the drawn text of an element on one line."""
    return " ".join("".join(seen_texts(element)).split())


def _items(element: "HtmlElement") -> Iterator[str]:
    """Yield the items of a list, each followed by those of the lists inside it."""
    for item in element:
        if not is_seen(item):
            continue
        if item.tag in {"ul", "ol"}:
            yield from _items(item)
            continue
        own = [item.text or ""]
        nested: list[HtmlElement] = []
        for child in item:
            if child.tag in {"ul", "ol"}:
                nested.append(child)
            elif is_seen(child):
                own.extend((" ", *seen_texts(child), " ") if child.tag in _BLOCKS else seen_texts(child))
            own.append(child.tail or "")
        if words := "".join(own).split():
            yield " ".join(words)
        for each in nested:
            yield from _items(each)


def _is_data(table: "HtmlElement") -> bool:
    """Return whether a table holds data: several columns, short cells, no table, list or heading inside."""
    if table.get("role") in {"presentation", "none"} or table.find(".//table") is not None:
        return False
    rows = list(_rows(table))
    cells = [cell for row in rows for cell in row if cell]
    if len(rows) < _TABLE or max(map(len, rows)) < _TABLE:
        return False
    blocks = sum(1 for _ in table.iter("p", "div", "ul", "ol"))
    return sum(map(len, cells)) / len(cells) <= _CELL and blocks <= len(cells)


def _rows(table: "HtmlElement") -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table."""
    for row in table.iter("tr"):
        cells = tuple(_text(cell) for cell in row if cell.tag in {"td", "th"} and is_seen(cell))
        if any(cells):
            yield cells
