"""Markdown: CommonMark with tables, strikethrough and footnotes, and the front matter of site generators."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from reportkit.model.document import (
    Block,
    Document,
    Figure,
    Heading,
    ListBlock,
    Locator,
    LocatorUnit,
    Paragraph,
    Quote,
    Table,
    count_characters,
)
from reportkit.model.source import InputFormat, Source
from reportkit.readers.assembly import Cleaner, assemble, check_length
from reportkit.readers.front_matter import read_front_matter
from reportkit.text.encoding import decode

if TYPE_CHECKING:
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

_DIRECTIVE = re.compile(r"\s*(?:\{[%{<:#].*[%}>]?\}|:{3,}[^\n]*)\s*")
"""A line for a site generator: Liquid and Hugo tags, kramdown attributes, fenced containers."""
_TAGS = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*>", re.DOTALL | re.IGNORECASE)


def read_markdown(source: Source) -> Document:
    """Headings, paragraphs, lists, quotations and tables of a Markdown file; inline markup becomes plain text.

    Shape:   code in a named language, footnotes and generators' directives are left out; of raw HTML the text stays.
    Unit:    locators are lines, from 1, front matter counted.
    Notices: `front-matter-ignored`, `encoding-guessed`, `characters-replaced`, `characters-removed`.
    Raises:  SourceTooLargeError: more text than a source may hold.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode
    from mdit_py_plugins.footnote import footnote_plugin

    decoded = decode(source.data)
    check_length(source.name, decoded.text)
    cleaner = Cleaner()
    text = cleaner.clean(decoded.text)
    front = read_front_matter(text)
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
    tokens = parser.parse(text[front.length :])
    _flatten(tokens)
    walk = _Walk(text[: front.length].count("\n") + 1)
    blocks = list(walk.blocks(SyntaxTreeNode(tokens)))
    if front.ignored:
        blocks.insert(0, Paragraph(text=front.ignored, locator=Locator(LocatorUnit.LINE, 2)))
    return assemble(
        InputFormat.MARKDOWN,
        blocks,
        metadata=front.metadata,
        dropped=walk.dropped,
        notices=(*decoded.notices, *front.notices, *cleaner.notices()),
    )


class _Walk:
    """One walk over a tree, counting what it leaves out."""

    def __init__(self, first_line: int) -> None:
        """Begin at the line where the text begins."""
        self._first_line = first_line
        self.dropped: Counter[str] = Counter()

    def blocks(self, parent: "SyntaxTreeNode") -> Iterator[Block]:
        """Yield the blocks below a node; a rule yields none."""
        for node in parent.children:
            locator = Locator(LocatorUnit.LINE, (node.map[0] if node.map else 0) + self._first_line)
            match node.type:
                case "paragraph":
                    yield from self._paragraph(node, locator)
                case "blockquote":
                    for block in self.blocks(node):
                        yield _as_quote(block)
                case "fence" if node.info.strip():
                    self.dropped["code"] += count_characters(node.content)
                case "footnote_block":
                    self.dropped["footnotes"] += count_characters(_deep_text(node))
                case _:
                    yield from self._simple(node, locator)

    def _simple(self, node: "SyntaxTreeNode", locator: Locator) -> Iterator[Block]:
        """Yield the one block that a node is."""
        match node.type:
            case "heading":
                yield Heading(text=_inline_text(node), level=int(node.tag[1]), locator=locator)
            case "bullet_list" | "ordered_list":
                yield ListBlock(items=tuple(self._items(node)), ordered=node.type == "ordered_list", locator=locator)
            case "table":
                rows = (row for part in node.children for row in part.children)
                yield Table(rows=tuple(tuple(map(_inline_text, row.children)) for row in rows), locator=locator)
            case "html_block":
                yield Paragraph(text=_strip_tags(node.content), locator=locator)
            case "code_block" | "fence":
                yield Paragraph(text=node.content, locator=locator)
            case _:
                pass

    def _paragraph(self, node: "SyntaxTreeNode", locator: Locator) -> Iterator[Block]:
        """Yield a paragraph, a figure where it holds pictures only, nothing where it is a directive."""
        pictures = node.children[0].meta["pictures"]
        text = _inline_text(node)
        if pictures and not text.strip():
            yield from (Figure(text=picture, locator=locator) for picture in pictures)
            return
        lines = text.split("\n")
        kept = [line for line in lines if not _DIRECTIVE.fullmatch(line)]
        self.dropped["markup"] += count_characters(text) - count_characters("\n".join(kept))
        yield Paragraph(text="\n".join(kept), locator=locator)

    def _items(self, node: "SyntaxTreeNode") -> Iterator[str]:
        """Yield the items of a list, each followed by those of the lists inside it."""
        for item in node.children:
            text: list[str] = []
            nested: list[str] = []
            for child in item.children:
                if child.type in {"bullet_list", "ordered_list"}:
                    nested.extend(self._items(child))
                elif child.type == "fence" and child.info.strip():
                    self.dropped["code"] += count_characters(child.content)
                else:
                    text.append(_deep_text(child))
            yield " ".join(text)
            yield from nested


def _as_quote(block: Block) -> Block:
    """Return a block of a quotation as a quotation; tables and lists stay what they are."""
    return Quote(text=block.text, locator=block.locator) if isinstance(block, Paragraph | Heading) else block


def _inline_text(node: "SyntaxTreeNode") -> str:
    """Return what a reader sees of a heading, a paragraph or a cell."""
    return "".join(child.content for child in node.children)


def _flatten(tokens: "list[Token]") -> None:
    r"""Turn the inline content of the tokens into plain text, pictures into `meta`, line breaks into `\n`.

    Emphasis may nest as deep as a text is long; after this no walk over the tree goes deeper than its blocks.
    """
    for token in tokens:
        pictures, pieces = [], []
        for child in token.children or ():
            match child.type:
                case "text" | "code_inline":
                    pieces.append(child.content)
                case "softbreak" | "hardbreak":
                    pieces.append("\n")
                case "html_inline" if child.content.lower().startswith("<br"):
                    pieces.append("\n")
                case "image":
                    pictures.append(child.content)
                case _:
                    pass  # the marks of emphasis and links, tags, numbers of footnotes
        if token.type == "inline":
            token.content, token.children = "".join(pieces), []
            token.meta = {"pictures": pictures}


def _deep_text(node: "SyntaxTreeNode") -> str:
    """Return all text below a block."""
    pieces = []
    for each in node.walk():
        match each.type:
            case "inline" | "code_block" | "fence":
                pieces.append(each.content)
            case "html_block":
                pieces.append(_strip_tags(each.content))
            case _:
                continue
    return " ".join(pieces)


def _strip_tags(markup: str) -> str:
    """Return the text between the tags of raw HTML."""
    return unescape(_TAGS.sub(" ", markup))
