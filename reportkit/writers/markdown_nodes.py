"""The content tree as Markdown: every node has one form, all text is escaped."""

import re
import unicodedata
from collections.abc import Iterable
from typing import assert_never

from reportkit.model.report import (
    Align,
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
    SemanticClass,
    Span,
    Strong,
    Table,
    Text,
    plain_text,
)
from reportkit.text.markdown import escape

_BACKTICKS = re.compile("`+")
_BARE_ADDRESS = re.compile(r"[^\s<>()\\]+")
_DELIMITERS = {Align.START: "---", Align.CENTER: ":-:", Align.END: "--:"}
_BOLD = frozenset({SemanticClass.LABEL, SemanticClass.SENTENCE_NUMBER})
"""Classes of spans that stand out in every format."""


def blocks_markdown(blocks: Iterable[Block]) -> str:
    """Return the blocks, parted by blank lines."""
    return "\n\n".join(filter(None, map(_block, blocks)))


def _block(block: Block) -> str:  # noqa: PLR0911 - one return for each kind of node
    match block:
        case Heading():
            return f"{'#' * block.level} {_line(block.children)}".rstrip()
        case Paragraph():
            return inlines_markdown(block.children).strip()
        case ListBlock():
            return _list(block)
        case Table():
            return _table(block)
        case Quote():
            return _prefixed(blocks_markdown(block.blocks), "> ", "> ")
        case CodeBlock():
            fence = "`" * max(3, 1 + _longest_run(block.text))
            return f"{fence}\n{block.text.removesuffix(chr(10))}\n{fence}"
        case Container():
            return blocks_markdown(block.blocks)
        case Rule():
            return "---"
    assert_never(block)


def _list(block: ListBlock) -> str:
    """Return the list; its items are parted by blank lines where one of them is more than a paragraph."""
    loose = any(len(item) > 1 for item in block.items)
    written = []
    for number, item in enumerate(block.items, start=block.start):
        marker = f"{number}. " if block.ordered else "- "
        written.append(_prefixed(blocks_markdown(item), marker, " " * len(marker)))
    return ("\n\n" if loose else "\n").join(written)


def _prefixed(text: str, first: str, other: str) -> str:
    """Return the text with one prefix before its first line and another before the rest."""
    lines = text.split("\n")
    return "\n".join(f"{other if number else first}{line}".rstrip() for number, line in enumerate(lines))


def _table(table: Table) -> str:
    rows = [table.header, *table.rows]
    cells = [[_line(cell) for cell in row] for row in rows]
    delimiters = [_DELIMITERS[align] for align in table.align]
    lines = [f"| {' | '.join(row)} |" for row in (cells[0], delimiters, *cells[1:])]
    caption = f"{inlines_markdown(table.caption).strip()}\n\n" if table.caption else ""
    return caption + "\n".join(lines)


def _line(inlines: tuple[Inline, ...]) -> str:
    """Return content for a place that has one line only: a heading, a cell."""
    return inlines_markdown(tuple(Text(" ") if isinstance(each, LineBreak) else each for each in inlines)).strip()


def inlines_markdown(inlines: tuple[Inline, ...]) -> str:
    """Return inline content as Markdown."""
    if not inlines:
        return ""
    texts = [plain_text((inline,)) for inline in inlines]
    followed_by = [""]
    for text in reversed(texts[1:]):
        followed_by.append(text[:1] or followed_by[-1])
    written: list[str] = []
    before = ""
    for inline, text, after in zip(inlines, texts, reversed(followed_by), strict=True):
        written.append(_inline(inline, before, after))
        before = text[-1:] or before
    return "".join(written)


def _inline(inline: Inline, before: str, after: str) -> str:  # noqa: PLR0911 - one return for each kind of node
    """Return one node; `before` and `after` are the characters next to it."""
    match inline:
        case Text(text=text):
            return escape(text)
        case Strong(children=children):
            return _marked("**", children, before, after)
        case Emphasis(children=children):
            return _marked("*", children, before, after)
        case Code(text=text):
            return _code(text)
        case Link():
            return f"[{inlines_markdown(inline.children)}]({_destination(inline.target)})"
        case Citation():
            label = escape(inline.label)
            return label if inline.target is None else f"[{label}](#{inline.target})"
        case Span(children=children):
            if _BOLD.intersection(inline.classes):
                return _marked("**", children, before, after)
            return inlines_markdown(children)
        case LineBreak():
            return "\\\n"
    assert_never(inline)


def _marked(mark: str, children: tuple[Inline, ...], before: str, after: str) -> str:
    """Return emphasised content; plain where CommonMark would not take the marks for marks (its section 6.2)."""
    content = inlines_markdown(children)
    text = plain_text(children)
    if not text or not _opens(before, text[0]) or not _opens(after, text[-1]):
        return content
    return f"{mark}{content}{mark}"


def _opens(outside: str, inside: str) -> bool:
    """Tell whether a mark between these characters can open (or, seen from behind, close) emphasis."""
    if inside.isspace():
        return False
    return not _is_punctuation(inside) or not outside or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _code(text: str) -> str:
    """Return literal text between enough backticks; a bar would end a cell."""
    flat = " ".join(text.split()).replace("|", "\\|")
    fence = "`" * (1 + _longest_run(flat))
    space = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{space}{flat}{space}{fence}"


def _longest_run(text: str) -> int:
    return max(map(len, _BACKTICKS.findall(text)), default=0)


def _destination(target: str) -> str:
    if _BARE_ADDRESS.fullmatch(target):
        return target
    escaped = re.sub(r"[<>\\]", r"\\\g<0>", " ".join(target.split()))
    return f"<{escaped}>"
