"""The content tree as the body of a Word document: each block in the style of its class, nothing formatted by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from reportkit.model.report import (
    Block,
    CodeBlock,
    Container,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    SemanticClass,
    Table,
    plain_text,
)
from reportkit.writers.docx_inlines import inlines_xml, literal_xml
from reportkit.writers.docx_links import Links
from reportkit.writers.docx_lists import Instances, Marker
from reportkit.writers.docx_styles import PARAGRAPH_CLASSES, ListKind, heading_name, list_name, style_id
from reportkit.writers.docx_tables import table_xml
from reportkit.writers.docx_xml import NOTHING, Xml, element

BODY_TEXT = "Body Text"
AFTER_TABLE = {BODY_TEXT: "Body Text After Table", "Meta": "Meta After Table"}
"""Nothing but a paragraph can keep a distance to the table above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where in the tree a block stands, as far as its look depends on it."""

    text: str = BODY_TEXT
    """Style of running text."""
    item: str | None = None
    """Style of the paragraph that opens an item of the list around it."""
    boxed: bool = False
    ruled: bool = False
    """The next heading opens the annex."""
    keep: bool = False
    """More of the same box follows: stay on its page."""
    depth: int = 0
    """Lists around it."""


class Body:
    """Writes the blocks of one report; keeps what they share: places to link to, instances of lists."""

    def __init__(self, links: Links, *, text_width: int, rtl: bool) -> None:
        """Take what the blocks are to be written with; `text_width` in twips."""
        self._links = links
        self._text_width = text_width
        self._rtl = rtl
        self._written: list[Xml] = []
        self._marker: Marker | None = None
        """Number or bullet that the next paragraph bears."""
        self._heading = ""
        """Words of the last heading: the name of a table that has no caption."""
        self._after_table = False
        self.instances = Instances()

    def write(self, blocks: Iterable[Block]) -> list[Xml]:
        """Return paragraphs and tables in order."""
        self._blocks(tuple(blocks), _Place())
        return self._written

    def _blocks(self, blocks: Sequence[Block], place: _Place) -> None:
        for number, block in enumerate(blocks, start=1):
            more = place.boxed and number < len(blocks)
            self._block(block, replace(place, keep=more or place.keep, ruled=place.ruled and number == 1))

    def _block(self, block: Block, place: _Place) -> None:
        match block:
            case Heading():
                self._heading = plain_text(block.children)
                style = heading_name(block.level, boxed=place.boxed, ruled=place.ruled)
                self._paragraph(style, self._links.mark(block.anchor, self._inlines(block.children)), place)
            case Paragraph():
                self._paragraph(self._text_style(block, place), self._inlines(block.children), place)
            case ListBlock():
                self._list(block, place)
            case Table():
                self._table(block, place)
            case Quote():
                self._blocks(block.blocks, replace(place, text="Quote", item=None))
            case CodeBlock():
                self._paragraph("Code Block", literal_xml(block.text.removesuffix("\n")), place)
            case Container():
                self._blocks(block.blocks, _inside(block, place))
            case Rule():
                self._paragraph("Rule", NOTHING, place)
            case _:
                assert_never(block)

    def _inlines(self, inlines: tuple[Inline, ...]) -> Xml:
        return inlines_xml(inlines, self._links, rtl=self._rtl)

    def _text_style(self, paragraph: Paragraph, place: _Place) -> str:
        style = _class_style(paragraph.classes)
        if style is None and self._marker is not None and place.item is not None:
            return place.item
        style = style or place.text
        return AFTER_TABLE.get(style, style) if self._after_table else style

    def _paragraph(self, style: str, content: Xml, place: _Place) -> None:
        properties = element(
            "pPr",
            element("pStyle", val=style_id(style)),
            element("keepNext") if place.keep else NOTHING,
            self._marker.properties() if self._marker else NOTHING,
        )
        self._written.append(element("p", properties, content))
        self._marker = None
        self._after_table = False

    def _list(self, block: ListBlock, place: _Place) -> None:
        self._place_marker(place)
        depth = place.depth + 1
        kind = ListKind.NUMBER if block.ordered else ListKind.BULLET
        if block.ordered:
            instance = self.instances.numbers(block.start, depth, boxed=place.boxed)
        else:
            instance = self.instances.bullets(boxed=place.boxed)
        inside = replace(
            place,
            item=list_name(kind, depth, boxed=place.boxed),
            text=list_name(ListKind.CONTINUE, depth, boxed=place.boxed),
            depth=depth,
        )
        for number, item in enumerate(block.items, start=1):
            more = place.boxed and number < len(block.items)
            here = replace(inside, keep=more or place.keep)
            self._marker = Marker(instance, depth)
            self._blocks(item, here)
            self._place_marker(here)

    def _place_marker(self, place: _Place) -> None:
        """Write the number or bullet of an item that has no paragraph of its own to bear it."""
        if self._marker is not None and place.item is not None:
            self._paragraph(place.item, NOTHING, place)

    def _table(self, table: Table, place: _Place) -> None:
        self._place_marker(place)
        if table.caption:
            self._paragraph("caption", self._inlines(table.caption), place)
        elif self._after_table:
            self._paragraph("Table Gap", NOTHING, place)  # without it Word makes one table of the two
        title = plain_text(table.caption) or self._heading
        self._written.append(table_xml(table, self._links, text_width=self._text_width, rtl=self._rtl, title=title))
        self._after_table = True


def _class_style(classes: Iterable[SemanticClass]) -> str | None:
    return next((PARAGRAPH_CLASSES[name] for name in classes if name in PARAGRAPH_CLASSES), None)


def _inside(container: Container, place: _Place) -> _Place:
    return replace(
        place,
        text=_class_style(container.classes) or place.text,
        boxed=place.boxed or SemanticClass.EXECUTIVE_SUMMARY in container.classes,
        ruled=place.ruled or SemanticClass.ANNEX in container.classes,
    )
