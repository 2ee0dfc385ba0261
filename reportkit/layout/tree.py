"""The blocks of a report from the Markdown that a template yields; what a report cannot hold is refused by name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reportkit.errors import TemplateError
from reportkit.layout.anchors import Anchors
from reportkit.layout.fault import fault
from reportkit.layout.syntax import parse
from reportkit.layout.template import Template
from reportkit.layout.tree_inlines import InlineBuilder, plain_text
from reportkit.model.report import (
    Align,
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
)

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_CAPTION = "caption"
_PARAGRAPH_ID = re.compile(r"p([0-9]+)")
_ALIGN = {"text-align:left": Align.START, "text-align:center": Align.CENTER, "text-align:right": Align.END}


def blocks_of(markdown: str, template: Template, sentences: frozenset[str], wording: str) -> tuple[Block, ...]:
    """Return the blocks of a report; `wording` says what a citation's numbers mean.

    Shape:   exactly one heading of level 1; levels never skip; each heading's anchor is its own; a citation leads to the
             heading that bears the `id` of its paragraph (`{id=p2}`), to nowhere where there is none.
    Raises:  TemplateError: an unknown class, raw HTML, a picture, a link that leads nowhere, a citation of no sentence,
             headings out of order.
    """
    root = parse(markdown)
    headings = [node for node in root.walk() if node.type == "heading"]
    _check_levels(headings, template)
    anchors = _anchors(headings)
    targets = {
        int(found[1]): anchor
        for node, anchor in zip(headings, anchors, strict=True)
        if (found := _PARAGRAPH_ID.fullmatch(str(node.attrs.get("id", ""))))
    }
    inlines = InlineBuilder(template, sentences, frozenset(anchors), targets, wording)
    return _BlockBuilder(template, inlines, iter(anchors)).blocks(root.children)


def _anchors(headings: Sequence["SyntaxTreeNode"]) -> list[str]:
    given = Anchors()
    return [given.give(plain_text(node.children[0])) for node in headings]


def _check_levels(headings: Sequence["SyntaxTreeNode"], template: Template) -> None:
    """Refuse headings that an outline cannot be made of.

    Raises:  TemplateError: none or two of level 1, a first heading of another level, a level skipped.
    """
    levels = [int(node.tag[1:]) for node in headings]
    if levels.count(1) != 1 or levels[0] != 1:
        problem = f"a report begins with its one heading of level 1, this one has {levels.count(1)}"
        raise fault(template, problem, "", "write the title as `# {{ title }}`, and sections as `## …`")
    for (before, after), node in zip(pairwise(levels), headings[1:], strict=True):
        if after > before + 1:
            problem = f"a heading of level {after} follows one of level {before}"
            raise fault(template, problem, f"{'#' * after} {plain_text(node.children[0])}")


class _BlockBuilder:
    """Builds the blocks of one report; headings take their anchors in order."""

    def __init__(self, template: Template, inlines: InlineBuilder, anchors: Iterator[str]) -> None:
        self._template = template
        self._inlines = inlines
        self._anchors = anchors

    def blocks(self, nodes: Sequence["SyntaxTreeNode"]) -> tuple[Block, ...]:
        """Return a block for each node; a paragraph of the class `caption` becomes part of the table behind it."""
        found: list[Block] = []
        caption: SyntaxTreeNode | None = None
        for node in nodes:
            if caption is None and node.attrs.get("class") == _CAPTION:
                caption = node
                continue
            block = self._block(node)
            if caption is not None:
                if not isinstance(block, Table):
                    break
                block, caption = replace(block, caption=self._text(caption)), None
            found.append(block)
        if caption is not None:
            raise self._fault("a caption without a table behind it", f".{_CAPTION}")
        return tuple(found)

    def _block(self, node: "SyntaxTreeNode") -> Block:  # noqa: PLR0911 - one return for each kind of block
        match node.type:
            case "heading":
                return self._heading(node)
            case "paragraph":
                return Paragraph(children=self._text(node), classes=self._classes(node))
            case "bullet_list" | "ordered_list":
                return self._list(node)
            case "table":
                return self._table(node)
            case "blockquote":
                return Quote(blocks=self.blocks(node.children), classes=self._classes(node))
            case "fence":
                return CodeBlock(text=node.content, classes=self._classes(node))
            case "container_part":
                return self._container(node)
            case "hr":
                return Rule()
            case _:  # what is left is `html_block`
                raise self._fault("raw HTML has no place in a report", node.content.splitlines()[0])

    def _heading(self, node: "SyntaxTreeNode") -> Heading:
        return Heading(
            level=int(node.tag[1:]),
            children=self._text(node),
            anchor=next(self._anchors),
            classes=self._classes(node, may_have_id=True),
        )

    def _list(self, node: "SyntaxTreeNode") -> ListBlock:
        return ListBlock(
            items=tuple(self.blocks(item.children) for item in node.children),
            ordered=node.type == "ordered_list",
            start=int(node.attrs.get("start", 1)),
            classes=self._classes(node),
        )

    def _table(self, node: "SyntaxTreeNode") -> Table:
        head, *bodies = node.children
        (header,) = head.children
        return Table(
            header=self._cells(header),
            rows=tuple(self._cells(row) for body in bodies for row in body.children),
            align=tuple(_ALIGN.get(str(cell.attrs.get("style")), Align.START) for cell in header.children),
            classes=self._classes(node),
        )

    def _container(self, node: "SyntaxTreeNode") -> Container:
        names = [*node.info.split(), *str(node.attrs.get("class", "")).split()]
        classes = tuple(self._inlines.semantic_class(name, f"{node.markup} {node.info.strip()}") for name in names)
        if not classes:
            raise self._fault("a part without a class", node.markup, "write `::: note`")
        return Container(blocks=self.blocks(node.children), classes=classes)

    def _cells(self, row: "SyntaxTreeNode") -> tuple[tuple[Inline, ...], ...]:
        return tuple(self._text(cell) for cell in row.children)

    def _text(self, node: "SyntaxTreeNode") -> tuple[Inline, ...]:
        return self._inlines.build(node.children[0]) if node.children else ()

    def _classes(self, node: "SyntaxTreeNode", *, may_have_id: bool = False) -> tuple[SemanticClass, ...]:
        allowed = {"class", "start", "style"} | ({"id"} if may_have_id else set())
        return self._inlines.classes(node, allowed)

    def _fault(self, problem: str, written: str, hint: str | None = None) -> TemplateError:
        return fault(self._template, problem, written, hint)
