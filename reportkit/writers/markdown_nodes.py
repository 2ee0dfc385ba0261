"""The content tree as Markdown: every node has one form, all text is escaped."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
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

_BLANKS = re.compile(r"[ \t\n]+")
_BACKTICKS = re.compile("`+")
_BARE_ADDRESS = re.compile(r"[^\s<>()\\]+")
_MARKS = frozenset("*_`")
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
            return _lines(block.children)
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
    caption = f"{_lines(table.caption)}\n\n" if table.caption else ""
    return caption + "\n".join(lines)


def _lines(inlines: tuple[Inline, ...]) -> str:
    """Return content for a paragraph; a line break at its end would read as a backslash."""
    text = inlines_markdown(inlines).strip()
    while (len(text) - len(text.rstrip("\\"))) % 2:  # those of the text come in pairs
        text = text[:-1].rstrip()
    return text


def _line(inlines: tuple[Inline, ...]) -> str:
    """Return content for a place that has one line only: a heading, a cell."""
    return _lines(tuple(map(_unbroken, inlines)))


def _unbroken(inline: Inline) -> Inline:
    match inline:
        case LineBreak():
            return Text(" ")
        case Code(text=text) if "|" in text:
            return Text(text)  # in a cell a bar needs a backslash, elsewhere in code that would be shown
        case Text() | Code() | Citation():
            return inline
        case _:
            return replace(inline, children=tuple(map(_unbroken, inline.children)))


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands around a node in the source."""

    before: str = ""
    after: str = ""
    marks: str = ""
    """Marks of emphasis that are open."""


def inlines_markdown(inlines: tuple[Inline, ...]) -> str:
    """Return inline content as Markdown."""
    return _inlines(inlines, _Beside())


def _inlines(inlines: tuple[Inline, ...], beside: _Beside) -> str:
    followed_by = [beside.after]
    for inline in reversed(inlines[1:]):
        followed_by.append(plain_text((inline,))[:1] or followed_by[-1])
    written: list[str] = []
    before = beside.before
    for inline, after in zip(inlines, reversed(followed_by), strict=bool(inlines)):
        piece = _inline(inline, _Beside(before, after, beside.marks))
        if piece[:1] == before and before in _MARKS:
            piece = escape(plain_text((inline,)))  # two marks would be read as one
        written.append(piece)
        before = piece[-1:] or before
    return "".join(written)


def _inline(inline: Inline, beside: _Beside) -> str:  # noqa: PLR0911 - one return for each kind of node
    match inline:
        case Text(text=text):
            return escape(text)
        case Strong(children=children):
            return _marked("**", children, beside)
        case Emphasis(children=children):
            return _marked("_", children, beside)
        case Code(text=text):
            return _code(text)
        case Link():
            return f"[{_inlines(inline.children, _Beside(marks=beside.marks))}]({_destination(inline.target)})"
        case Citation():
            label = escape(inline.label)
            return label if inline.target is None else f"[{label}](#{inline.target})"
        case Span(children=children):
            return _marked("**", children, beside) if _BOLD.intersection(inline.classes) else _inlines(children, beside)
        case LineBreak():
            return "\\\n"
    assert_never(inline)


def _marked(mark: str, children: tuple[Inline, ...], beside: _Beside) -> str:
    """Return emphasised content; plain where CommonMark would not take the marks for marks (its section 6.2).

    That is so beside other marks of the kind, inside as outside, beside a blank inside, and beside a word outside: for
    `**` where punctuation is inside, for `_` always.
    """
    content = "" if mark in beside.marks else _inlines(children, _Beside(marks=beside.marks + mark))
    if not content or mark[0] in (content[0], content[-1], beside.before):
        return _inlines(children, beside)
    for outside, inside in ((beside.before, content[0]), (beside.after, content[-1])):
        loose = not outside or outside.isspace() or _is_punctuation(outside)
        if inside.isspace() or not (loose or (mark == "**" and not _is_punctuation(inside))):
            return _inlines(children, beside)
    return f"{mark}{content}{mark}"


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _code(text: str) -> str:
    """Return literal text between enough backticks; of its blanks one at each end would not be read."""
    flat = _BLANKS.sub(" ", text)
    if not flat:
        return ""
    fence = "`" * (1 + _longest_run(flat))
    padded = flat[0] == "`" or flat[-1] == "`" or (flat[0] == flat[-1] == " " and not flat.isspace())
    return f"{fence} {flat} {fence}" if padded else f"{fence}{flat}{fence}"


def _longest_run(text: str) -> int:
    return max(map(len, _BACKTICKS.findall(text)), default=0)


def _destination(target: str) -> str:
    if _BARE_ADDRESS.fullmatch(target):
        return target
    escaped = re.sub(r"[<>\\]", r"\\\g<0>", " ".join(target.split()))
    return f"<{escaped}>"
