"""Inline content as runs of a Word paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never
from unicodedata import bidirectional

from reportkit.model.report import (
    Citation,
    Code,
    Emphasis,
    LineBreak,
    Link,
    Span,
    Strong,
    Text,
)
from reportkit.writers.docx_links import Links
from reportkit.writers.docx_styles import SPAN_CLASSES, character_name, style_id
from reportkit.writers.docx_xml import NOTHING, Xml, characters, element, join, tag
from reportkit.writers.glue import Inlines, glued

_CITATION, _CODE, _HYPERLINK = "Citation", "Code", "Hyperlink"
_FIXED_LOOKS = {_CITATION, *SPAN_CLASSES.values()}
"""Kinds of text that emphasis doesn't change."""

_CONTROL = re.compile(r"([\n\t])")
_CONTROLS = {"\n": element("br"), "\t": element("tab")}

_FLAT = str.maketrans("\t\n\r", "   ")
"""In running text tabs and line ends are spaces; those that stay are a code block's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A stretch of text of one look; a line end in it is a line break."""

    text: str
    style: str | None = None
    """A kind of text that has a look of its own: `Citation`, `Code`, `Label` …"""
    bold: bool = False
    italic: bool = False
    target: str | None = None
    """Where the link leads that it is part of."""
    tip: str | None = None
    """What is shown where a pointer rests on that link, if not the words of the place it leads to."""
    anchor: str | None = None


def inlines_xml(inlines: Inlines, links: Links, *, rtl: bool) -> Xml:
    """Return runs and links; a citation holds to the word before it, a sentence's number to the word after it.

    `rtl` says that the document runs from right to left.
    """
    pieces = _pieces(inlines, _Piece(text=""))
    written: list[Xml] = []
    for (target, tip), group in groupby(pieces, key=lambda piece: (piece.target, piece.tip)):
        way = None if target is None else links.way(target, tip)
        runs = join(*(_marked(piece, links, linked=way is not None, rtl=rtl) for piece in group))
        written.append(runs if way is None else element("hyperlink", runs, **way, history=1))
    return join(*written)


def literal_xml(text: str) -> Xml:
    """Return literal lines as one run; tabs and line ends stay what they are."""
    return _run(text, None, rtl=False)


def _pieces(inlines: Inlines, look: _Piece) -> Iterator[_Piece]:  # noqa: C901 - one branch for each kind of node
    for inline in glued(inlines):
        match inline:
            case Text(text=text):
                yield replace(look, text=text.translate(_FLAT))
            case Code(text=text):
                yield replace(look, text=text.translate(_FLAT), style=look.style or _CODE)
            case LineBreak():
                yield replace(look, text="\n")
            case Citation(target=target):
                place = f"#{target}" if target else None
                yield replace(look, text=inline.label, style=_CITATION, target=place, tip=inline.spoken)
            case Strong(children=children):
                yield from _pieces(children, replace(look, bold=True))
            case Emphasis(children=children):
                yield from _pieces(children, replace(look, italic=True))
            case Link(target=target, children=children):
                yield from _pieces(children, replace(look, target=target))
            case Span(children=children, classes=classes, anchor=anchor):
                if anchor is not None:
                    yield replace(look, text="", anchor=anchor)
                style = next((SPAN_CLASSES[name] for name in classes if name in SPAN_CLASSES), look.style)
                yield from _pieces(children, replace(look, style=style))
            case _:
                assert_never(inline)


def _marked(piece: _Piece, links: Links, *, linked: bool, rtl: bool) -> Xml:
    if piece.anchor is not None:
        return links.mark(piece.anchor, NOTHING)
    if piece.style in _FIXED_LOOKS:
        return _run(piece.text, piece.style, rtl=rtl)
    kind = _HYPERLINK if linked else piece.style
    return _run(piece.text, character_name(kind, bold=piece.bold, italic=piece.italic), rtl=rtl)


def _run(text: str, style: str | None, *, rtl: bool) -> Xml:
    if not text:
        return NOTHING
    look = join(
        element("rStyle", val=style_id(style)) if style else NOTHING,
        element("rtl") if rtl and not _is_left_to_right(text) else NOTHING,
    )
    return element(
        "r",
        element("rPr", look) if look else NOTHING,
        *(_CONTROLS.get(part) or _text(part) for part in _CONTROL.split(text) if part),
    )


def _text(text: str) -> Xml:
    """Return text whose spaces at either end are kept."""
    if text == text.strip(" ") and "  " not in text:
        return element("t", characters(text))
    return tag("w:t", characters(text), **{"xml:space": "preserve"})


def _is_left_to_right(text: str) -> bool:
    """Whether text among text from right to left has letters of the other direction only, a name in Latin letters say."""
    directions = {bidirectional(character) for character in text}
    return "L" in directions and directions.isdisjoint({"R", "AL"})
