"""The body of a Word file, walked in order: paragraphs, list items and tables, as text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from reportkit.model.document import Block, Heading, Locator, LocatorUnit, Paragraph, Table, count_characters
from reportkit.readers.docx_names import attribute, child, is_on, local_name
from reportkit.readers.docx_styles import Numbering, Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "pPr", "rPr", "sectPr", "sdtPr", "tblPr"}
)
"""What is deleted, moved away, the code of a field, a pronunciation, or no text."""
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑"}
_LEAVES = frozenset({*_BREAKS, "t", "sym"})
_LAYOUT_CELL = 400
"""Characters from which a cell is a column of the page, not a cell of a table."""
_FRAME = 2_000
"""Elements of a table with tables inside from which it lays out the page."""
_BULLET = "•"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A paragraph that is an item of a list."""

    text: str
    numbering: Numbering
    ordered: bool
    locator: Locator


class Body:
    """One walk through a body."""

    def __init__(self, styles: Styles) -> None:
        """Begin before the first paragraph."""
        self._styles = styles
        self._paragraphs = 0
        self._fields: list[str] = []
        self._boxes: list[_Element] = []
        self.dropped: Counter[str] = Counter()
        self.titles: list[tuple[str, str]] = []
        """Texts in the styles Title and Subtitle, with the style's name."""

    def walk(self, parent: "_Element") -> Iterator[Block | Item]:
        """Yield the blocks and list items below an element, in order."""
        for element in parent:
            match local_name(element):
                case "p":
                    yield from self._paragraph(element)
                case "tbl":
                    yield from self._table(element)
                case "AlternateContent":
                    yield from self.walk(_choose(element))
                case name if name not in _LEFT_OUT and not _is_contents(element):
                    yield from self.walk(element)
                case name if name == "sdt":
                    self.dropped["table of contents"] += count_characters(self._text(element))
                case _:
                    pass  # deleted, or no text

    def _paragraph(self, element: "_Element") -> Iterator[Block | Item]:
        """Yield a paragraph, and what stands in the text boxes anchored in it."""
        text = self._text(element)
        self._fields = [state for state in self._fields if state == "result"]
        boxes, self._boxes = self._boxes, []
        if text.strip():
            self._paragraphs += 1
            yield from self._make(text, child(element, "pPr"))
        for box in boxes:
            yield from self.walk(box)

    def _make(self, text: str, properties: "_Element | None") -> Iterator[Block | Item]:
        """Yield the block that a paragraph's style makes of its text."""
        locator = Locator(LocatorUnit.PARAGRAPH, self._paragraphs)
        style = self._styles.name(properties)
        level = self._styles.heading_level(properties)
        numbering = self._styles.numbering(properties)
        if style.startswith("toc ") and style != "toc heading":
            self.dropped["table of contents"] += count_characters(text)
            return
        if style in {"title", "subtitle"}:
            self.titles.append((style, text))
        if level is not None:
            yield Heading(text=text, level=level, locator=locator)
        elif numbering is not None:
            ordered = self._styles.is_ordered(numbering)
            yield Item(text=text, numbering=numbering, ordered=ordered, locator=locator)
        else:
            yield Paragraph(text=text, locator=locator)

    def _table(self, element: "_Element") -> Iterator[Block | Item]:
        """Yield a table; one that only lays out the page is walked like the page."""
        if _is_frame(element):
            for cell in (cell for row in _find(element, "tr") for cell in _find(row, "tc")):
                yield from self.walk(cell)
            return
        rows = [row for row in _find(element, "tr") if child(child(row, "trPr"), "del") is None]
        cells = [list(_find(row, "tc")) for row in rows]
        texts = [[self._text(cell) for cell in row] for row in cells]
        longest = max((len(text) for row in texts for text in row), default=0)
        if max(map(len, texts), default=0) <= 1 or longest > _LAYOUT_CELL:
            for cell in (cell for row in cells for cell in row):
                yield from self.walk(cell)
            return
        self._boxes.clear()
        locator = Locator(LocatorUnit.PARAGRAPH, self._paragraphs + 1)
        self._paragraphs += sum(1 for row in texts for text in row if text.strip())
        yield Table(rows=tuple(map(tuple, texts)), locator=locator)

    def _text(self, element: "_Element") -> str:
        """Return the text below an element as Word shows it; text boxes are laid aside."""
        pieces: list[str] = []
        self._collect(element, pieces)
        return "".join(pieces)

    def _collect(self, parent: "_Element", pieces: list[str]) -> None:
        """Add the pieces of text below an element."""
        for element in parent:
            name = local_name(element)
            if name in _LEAVES:
                pieces.append(self._leaf(name, element))
            elif name == "fldChar":
                self._turn_field(attribute(element, "fldCharType"))
            elif name == "txbxContent":
                self._boxes.append(element)
            elif name == "AlternateContent":
                self._collect(_choose(element), pieces)
            elif name == "r" and is_on(child(child(element, "rPr"), "vanish")):
                self.dropped["hidden text"] += count_characters("".join(element.itertext()))
            elif name not in _LEFT_OUT:
                self._collect(element, pieces)
                pieces.append("\n" if name in {"p", "tc"} else "")

    def _leaf(self, name: str, element: "_Element") -> str:
        """Return the text of an element that holds no others."""
        if "code" in self._fields:
            return ""
        if name == "t":
            return element.text or ""
        return _symbol(element) if name == "sym" else _BREAKS[name]

    def _turn_field(self, kind: str | None) -> None:
        """Take note that a field begins, that its result begins, or that it ends."""
        if kind == "begin":
            self._fields.append("code")
        elif kind == "separate" and self._fields:
            self._fields[-1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()


def _choose(alternate: "_Element") -> "_Element":
    """Return the branch of alternate content that is read: the first that is offered, else the fallback."""
    choice = child(alternate, "Choice")
    branch = choice if choice is not None and len(choice) else child(alternate, "Fallback")
    return alternate if branch is None else branch


def _find(element: "_Element", name: str) -> Iterator["_Element"]:
    """Yield the rows of a table or the cells of a row, within content controls and insertions too."""
    for each in element:
        if local_name(each) == name:
            yield each
        elif local_name(each) in {"sdt", "sdtContent", "ins", "customXml", "moveTo"}:
            yield from _find(each, name)


def _is_frame(table: "_Element") -> bool:
    """Return whether a table frames others and much else: reading its cells as text would read those inside once more."""
    return any(local_name(each) == "tbl" for each in islice(table.iter(), 1, None)) and (
        sum(1 for _ in islice(table.iter(), _FRAME)) == _FRAME
    )


def _is_contents(element: "_Element") -> bool:
    """Return whether a content control holds a table of contents."""
    gallery = child(child(child(element, "sdtPr"), "docPartObj"), "docPartGallery")
    return attribute(gallery, "val") == "Table of Contents"


def _symbol(element: "_Element") -> str:
    """Return the character of a symbol font: as Unicode where it is that, a bullet where fonts have their own place."""
    code = attribute(element, "char") or ""
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return _BULLET if "\ue000" <= character <= "\uf8ff" else character
