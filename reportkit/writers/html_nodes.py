"""The content tree as HTML: every node has one element, every class is the node's own, all text is escaped.

What is written here is the body of both `--to html` and the PDF; the two differ in their fonts only.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import assert_never
from urllib.parse import quote

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
from reportkit.writers.glue import KEEP_CITATIONS, NO_BREAK_SPACE, Inlines, glued

LENGTHY_TITLE = 110
"""Characters from which on a title is set smaller: two lines and a half in the default theme."""
NARROW_TABLE = 4
"""Columns up to which a short first cell stays on one line: a date beside long text would be squeezed otherwise."""
WIDE_TABLE = 7
"""Columns from which on a table is set smaller."""
SHORT_CELL = 24
"""Characters of a first cell that count as short."""
KEEP_CHARACTERS = 30
"""Longest word that is kept on one line; longer ones would run out of a phone's page or a table's cell."""

_OUTWARD = re.compile(r"https?://[^/]|mailto:.", re.IGNORECASE)
_ADDRESS_CHARACTERS = "%:/?#[]@!$&'()*+,;=~"
_WORD = re.compile(rf"[^ \t\r\n\f{NO_BREAK_SPACE}]+")


def blocks_html(blocks: Iterable[Block]) -> str:
    """Return the blocks as HTML, one a line."""
    return "\n".join(map(_block, blocks))


def _block(block: Block) -> str:  # noqa: PLR0911 - one return for each kind of node
    match block:
        case Heading():
            return _heading(block)
        case Paragraph():
            return f"<p{_classes(block.classes)}>{inlines_html(block.children)}</p>"
        case ListBlock():
            return _list(block)
        case Table():
            return _table(block)
        case Quote():
            return f"<blockquote{_classes(block.classes)}>\n{blocks_html(block.blocks)}\n</blockquote>"
        case CodeBlock():
            return f"<pre{_classes(block.classes)}><code>{escape(block.text)}</code></pre>"
        case Container():
            return _container(block)
        case Rule():
            return "<hr>"
    assert_never(block)


def _heading(block: Heading) -> str:
    level = min(block.level, 6)
    classes = [*map(str, block.classes)]
    if level == 1 and len(plain_text(block.children)) > LENGTHY_TITLE:
        classes.append("lengthy")
    return f'<h{level} id="{escape(block.anchor)}"{_classes(classes)}>{inlines_html(block.children)}</h{level}>'


def _container(container: Container) -> str:
    """Return a header for the title block, a section named by its heading where it has one, a plain division otherwise."""
    heading = next((block for block in container.blocks if isinstance(block, Heading)), None)
    if SemanticClass.TITLE_BLOCK in container.classes:
        element, label = "header", ""
    elif heading is None:
        element, label = "div", ""
    else:
        element, label = "section", f' aria-labelledby="{escape(heading.anchor)}"'
    return f"<{element}{_classes(container.classes)}{label}>\n{blocks_html(container.blocks)}\n</{element}>"


def _list(block: ListBlock) -> str:
    element = "ol" if block.ordered else "ul"
    start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
    items = "\n".join(f"<li>{_item(item)}</li>" for item in block.items)
    return f"<{element}{start}{_classes(block.classes)}>\n{items}\n</{element}>"


def _item(blocks: tuple[Block, ...]) -> str:
    """Return an item's content; its first paragraph needs no element of its own."""
    if blocks and isinstance(blocks[0], Paragraph) and not blocks[0].classes:
        return "\n".join([inlines_html(blocks[0].children), *map(_block, blocks[1:])])
    return blocks_html(blocks)


def _table(table: Table) -> str:
    classes = [[] if align is Align.START else [align.value] for align in table.align]
    if any(row and _holds_citation(row[-1]) for row in table.rows):
        classes[-1] = [SemanticClass.REFS.value]
    caption = f"<caption>{inlines_html(table.caption)}</caption>\n" if table.caption else ""
    head = "".join(
        f'<th scope="col"{_classes(names)}>{inlines_html(cell)}</th>'
        for cell, names in zip(table.header, classes, strict=True)
    )
    rows = "\n".join(f"<tr>{_row(row, classes)}</tr>" for row in table.rows)
    names = [*map(str, table.classes), *(["wide"] if len(table.header) >= WIDE_TABLE else [])]
    return f"<table{_classes(names)}>\n{caption}<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _row(cells: tuple[Inlines, ...], classes: list[list[str]]) -> str:
    return "".join(
        f"<td{_classes([*names, 'keep'] if _is_kept(cells, place) else names)}>{inlines_html(cell)}</td>"
        for place, (cell, names) in enumerate(zip(cells, classes, strict=True))
    )


def _is_kept(cells: tuple[Inlines, ...], place: int) -> bool:
    """Return whether a cell stays on one line: a short one that opens a row of few, and a few citations alone."""
    cell = cells[place]
    citations = sum(isinstance(inline, Citation) for inline in cell)
    if citations and not plain_text(tuple(each for each in cell if not isinstance(each, Citation))).strip():
        return citations <= KEEP_CITATIONS
    return place == 0 and len(cells) <= NARROW_TABLE and len(plain_text(cell)) <= SHORT_CELL


def _holds_citation(cell: Inlines) -> bool:
    return any(isinstance(inline, Citation) for inline in cell)


def inlines_html(inlines: Inlines) -> str:
    """Return inline content as HTML."""
    return "".join(map(_inline, glued(inlines)))


def _inline(inline: Inline) -> str:  # noqa: PLR0911 - one return for each kind of node
    match inline:
        case Text(text=text):
            return _text(text)
        case Strong(children=children):
            return f"<strong>{inlines_html(children)}</strong>"
        case Emphasis(children=children):
            return f"<em>{inlines_html(children)}</em>"
        case Code(text=text):
            return f"<code>{_text(text)}</code>"
        case Link():
            return _link(inline)
        case Citation():
            return _citation(inline)
        case Span():
            anchor = f' id="{escape(inline.anchor)}"' if inline.anchor else ""
            return f"<span{anchor}{_classes(inline.classes)}>{inlines_html(inline.children)}</span>"
        case LineBreak():
            return "<br>"
    assert_never(inline)


def _link(link: Link) -> str:
    """Return a link out by HTTP or mail or to an anchor; of any other only the words.

    The words are bare, and spaces around them stand outside: an element inside a link would get a second link
    annotation of its own in the PDF.
    """
    text = plain_text(link.children)
    words = escape(text.strip())
    if link.target.startswith("#"):
        address = _internal(link.target[1:])
    elif _OUTWARD.match(link.target):
        address = escape(quote(link.target, safe=_ADDRESS_CHARACTERS))
    else:
        address = ""
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f'{before}<a href="{address}">{words}</a>{after}' if address and words else escape(text)


def _citation(citation: Citation) -> str:
    """Return the visible label; what is read aloud says what the numbers mean."""
    if citation.target is None:
        return f'<span class="citation">{citation.label}</span>'
    spoken = escape(citation.spoken)
    return f'<a class="citation" href="{_internal(citation.target)}" aria-label="{spoken}">{citation.label}</a>'


def _internal(anchor: str) -> str:
    return "#" + quote(anchor)


def _text(text: str) -> str:
    """Return escaped text: words with a slash in a span that does not wrap, overlong words in one that may break anywhere."""
    if "/" not in text and all(len(word) <= KEEP_CHARACTERS for word in text.split()):
        return escape(text)
    return _WORD.sub(_word, text)


def _word(found: re.Match[str]) -> str:
    word = escape(found.group())
    if len(found.group()) > KEEP_CHARACTERS:
        return f'<span class="long">{word}</span>'
    return f'<span class="keep">{word}</span>' if "/" in word else word


def _classes(classes: Sequence[str]) -> str:
    return f' class="{" ".join(classes)}"' if classes else ""
