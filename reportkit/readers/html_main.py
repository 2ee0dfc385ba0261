"""The main content of a web page, as trafilatura finds it, in blocks."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportkit.model.document import Block, Heading, ListBlock, Locator, LocatorUnit, Paragraph, Quote, Table

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_BLOCK_TAGS = frozenset({"p", "head", "list", "quote", "code", "table", "div", "ab"})
_ANYWHERE = Locator(LocatorUnit.PARAGRAPH, 1)
"""Stands in until all blocks are found and numbered."""


def main_blocks(root: "HtmlElement") -> list[Block]:
    """Return the blocks of the page's main content, not yet numbered; none where it has none."""
    from trafilatura import bare_extraction

    found = bare_extraction(root, include_comments=False, include_tables=True, with_metadata=False)
    return [] if found is None or found.body is None else list(_blocks(found.body))


def _blocks(parent: "_Element") -> Iterator[Block]:
    """Yield the blocks below an element; text between them is a paragraph."""
    waiting: list[str] = [parent.text or ""]
    for child in parent:
        if child.tag in _BLOCK_TAGS:
            yield from _paragraphs("".join(waiting))
            waiting = []
            yield from _block(child)
        else:
            waiting.append(_text(child))
        waiting.append(child.tail or "")
    yield from _paragraphs("".join(waiting))


def _block(element: "_Element") -> Iterator[Block]:
    """Yield what one element of trafilatura's tree holds."""
    match element.tag:
        case "head":
            level = (element.get("rend") or "h2")[-1]
            yield Heading(text=_text(element), level=int(level) if level.isdigit() else 2, locator=_ANYWHERE)
        case "list":
            yield ListBlock(items=tuple(_items(element)), ordered=element.get("rend") == "ol", locator=_ANYWHERE)
        case "quote":
            for block in _blocks(element):
                yield Quote(text=block.text, locator=_ANYWHERE) if isinstance(block, Paragraph) else block
        case "table":
            rows = (tuple(_text(cell) for cell in row.iterchildren("cell")) for row in element.iter("row"))
            yield Table(rows=tuple(rows), locator=_ANYWHERE)
        case "code":
            yield Paragraph(text=_text(element), locator=_ANYWHERE)
        case _:
            yield from _blocks(element)


def _paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield the text as paragraphs; two line breaks in a row part them."""
    for part in re.split(r"\n\s*\n", text):
        if part.strip():
            yield Paragraph(text=part, locator=_ANYWHERE)


def _items(element: "_Element") -> Iterator[str]:
    """Yield the items of a list, each followed by those of the lists inside it."""
    for item in element.iterchildren("item"):
        nested = list(item.iterchildren("list"))
        yield _text(item, leave_out="list")
        for each in nested:
            yield from _items(each)


def _text(element: "_Element", leave_out: str | None = None) -> str:
    r"""Return the text below an element, line breaks as `\n`."""
    pieces = ["\n" if element.tag == "lb" else "", element.text or ""]
    for child in element:
        if child.tag != leave_out:
            space = " " if child.tag in _BLOCK_TAGS else ""
            pieces.append(f"{space}{_text(child, leave_out)}{space}")
        pieces.append(child.tail or "")
    return "".join(pieces)
