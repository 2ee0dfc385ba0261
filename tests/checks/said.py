"""What a report says, block by block: from its tree, and extracted again from each format that was written.

White space counts for nothing, since formats break lines as they like, and neither do the marks of lists.
"""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple, assert_never

from lxml import etree, html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reportkit.model.artefact import OutputFormat
from reportkit.model.report import (
    Block,
    Citation,
    Code,
    CodeBlock,
    Container,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Span,
    Strong,
    Table,
    Text,
)
from tests.checks.docx_package import WordFile, text_of

HAS_POPPLER = shutil.which("pdfinfo") is not None

_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200E, 0x200F, 0x2060])
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HTML_BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "th", "td", "caption", "pre")
_PDF_BLOCKS = {"H1", "H2", "H3", "H4", "H5", "H6", "P", "LBody", "TD", "TH", "Caption", "Code", "BlockQuote"}


class Said(NamedTuple):
    """The words of one block."""

    level: int
    """Of a heading; 0 for all else."""
    words: str


def said_by(blocks: Iterable[Block]) -> list[Said]:
    """What the tree says."""
    return _said(_tree(blocks))


def said_in_docx(data: bytes) -> list[Said]:
    """What the body of a Word file says."""
    file = WordFile(data)
    levels = ((file.heading_level(each), each) for each in file.paragraphs())
    return _said((0 if level is None else level + 1, text_of(each)) for level, each in levels)


def said_in_html(data: bytes) -> list[Said]:
    """What the body of a web page says: each text belongs to the nearest block around it."""
    page = html.document_fromstring(data.decode("utf-8"))
    texts = ((_around(node, before=node.is_tail), str(node)) for node in page.xpath("//body//text()"))
    found = []
    for block, group in groupby(texts, key=lambda pair: pair[0]):
        name = "" if block is None else str(block.tag)
        found.append((int(name[1]) if re.fullmatch("h[1-6]", name) else 0, "".join(text for _, text in group)))
    return _said(found)


def said_in_markdown(data: bytes) -> list[Said]:
    """What a Markdown file says, as CommonMark with tables."""
    text = _FRONT_MATTER.sub("", data.decode("utf-8"))
    found = []
    level = 0
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "inline":
            found.append((level, _inline_words(token.children or [])))
            level = 0
        elif token.type in {"fence", "code_block"}:
            found.append((0, token.content))
        elif token.type == "html_block":
            found.append((0, html.fromstring(f"<div>{token.content}</div>").text_content()))
    return _said(found)


def said_in_pdf(data: bytes) -> list[Said]:
    """What the structure tree of a PDF says, so that headers and footers, which are no content, are left out."""
    run = subprocess.run(["pdfinfo", "-struct-text", "-"], input=data, capture_output=True, check=True)
    stack: list[_Tag] = []
    texts: list[tuple[_Tag, str]] = []
    for number, line in enumerate(run.stdout.decode("utf-8").splitlines()):
        indent = len(line) - len(line.lstrip(" "))
        content = line.strip()
        while stack and stack[-1].indent >= indent:
            stack.pop()
        if content.startswith('"'):
            if all(tag.role != "Lbl" for tag in stack):
                texts.append((_block_tag(stack), content[1:-1]))
        elif content and not content.startswith("/"):
            stack.append(_Tag(indent, content.split(" ")[0].rstrip(":"), number))
    found = []
    for tag, group in groupby(texts, key=lambda pair: pair[0]):
        level = int(tag.role[1]) if re.fullmatch("H[1-6]", tag.role) else 0
        found.append((level, " ".join(text for _, text in group)))
    return _said(found)


class _Tag(NamedTuple):
    """A structure element as pdfinfo lists it."""

    indent: int
    role: str
    number: int


def _block_tag(stack: list[_Tag]) -> _Tag:
    """The innermost block that a text belongs to."""
    return next((tag for tag in reversed(stack) if tag.role in _PDF_BLOCKS), stack[0])


SAID_IN: Mapping[OutputFormat, Callable[[bytes], list[Said]]] = {
    OutputFormat.PDF: said_in_pdf,
    OutputFormat.DOCX: said_in_docx,
    OutputFormat.MD: said_in_markdown,
    OutputFormat.HTML: said_in_html,
}
"""The formats that are written from the tree; JSON is written from the briefing."""


def _said(found: Iterable[tuple[int, str]]) -> list[Said]:
    normal = (Said(level, _normal(words)) for level, words in found)
    return [said for said in normal if said.words]


def _normal(words: str) -> str:
    text = unicodedata.normalize("NFKC", words).translate(_UNSEEN).replace("\N{HYPHEN}", "-")
    return re.sub(r"\s+", "", text)


def _tree(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    for block in blocks:
        match block:
            case Heading():
                yield block.level, _words(block.children)
            case Paragraph():
                yield 0, _words(block.children)
            case ListBlock():
                yield from _tree(child for item in block.items for child in item)
            case Table():
                yield 0, _words(block.caption)
                yield from ((0, _words(cell)) for row in (block.header, *block.rows) for cell in row)
            case Quote() | Container():
                yield from _tree(block.blocks)
            case CodeBlock():
                yield 0, block.text
            case Rule():
                pass
            case _:
                assert_never(block)


def _words(inlines: Iterable[Inline]) -> str:
    return "".join(_word(inline) for inline in inlines)


def _word(inline: Inline) -> str:
    match inline:
        case Text(text=text) | Code(text=text):
            return text
        case Citation():
            return inline.label
        case LineBreak():
            return "\n"
        case Strong() | Emphasis() | Link() | Span():
            return _words(inline.children)
        case _:
            assert_never(inline)


def _around(text: etree._ElementUnicodeResult, *, before: bool) -> etree._Element | None:
    """The nearest block around a text; `before` says that the text follows the element that lxml hangs it on."""
    node = text.getparent()
    if before and node is not None:
        node = node.getparent()
    while node is not None and node.tag not in _HTML_BLOCKS:
        node = node.getparent()
    return node


def _inline_words(tokens: Iterable[Token]) -> str:
    shown = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(shown.get(token.type, token.content) for token in tokens if token.type != "html_inline")
