"""What the styles and numberings of a Word file mean for a paragraph: heading, list item, title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportkit.readers.docx_names import attribute, child, children

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_CHAIN = 20
"""Styles that a style is based on, one upon the other; broken files have circles."""
_SMALL = re.compile(r"[0-9]{1,3}")
_BODY_LEVEL = 9
"""Outline level of running text; headings are 0 to 8."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph style."""

    name: str
    """In English for built-in styles, whatever the language of Word."""
    based_on: str | None
    properties: "_Element | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """The list that a paragraph belongs to, and how deep."""

    list_id: str
    level: int


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a file by id, and which levels of which lists are numbered."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: str | None = None
    ordered: frozenset[tuple[str, int]] = frozenset()
    """List and level of every numbered level; the others have bullets."""

    def name(self, properties: "_Element | None") -> str:
        """Return the name of a paragraph's style in lower case, empty for none."""
        style = self.styles.get(_style_id(properties) or self.default or "")
        return style.name if style else ""

    def heading_level(self, properties: "_Element | None") -> int | None:
        """Return the level of a heading, 1 to 9; `None` for running text. The style Title counts as level 1."""
        for each in self._chain(properties):
            level = _number(child(each, "outlineLvl"))
            if level is not None:
                return level + 1 if level < _BODY_LEVEL else None
        for name in self._names(properties):
            if name == "title":
                return 1
            word, _, number = name.partition(" ")
            if word == "heading" and number.isdecimal() and 1 <= int(number) <= _BODY_LEVEL:
                return int(number)
        return None

    def numbering(self, properties: "_Element | None") -> Numbering | None:
        """Return the list that a paragraph belongs to, by itself or by its style."""
        for each in self._chain(properties):
            number = child(each, "numPr")
            if number is None:
                continue
            list_id = attribute(child(number, "numId"), "val") or "0"
            if list_id == "0":
                return None
            return Numbering(list_id=list_id, level=_number(child(number, "ilvl")) or 0)
        return None

    def is_ordered(self, numbering: Numbering) -> bool:
        """Return whether the level of the list is numbered."""
        return (numbering.list_id, numbering.level) in self.ordered

    def _chain(self, properties: "_Element | None") -> Iterator["_Element"]:
        """Yield a paragraph's own properties, then those of its style and the styles that it is based on."""
        if properties is not None:
            yield properties
        for style in self._ancestry(properties):
            if style.properties is not None:
                yield style.properties

    def _names(self, properties: "_Element | None") -> Iterator[str]:
        """Yield the names of a paragraph's style and of those that it is based on."""
        for style in self._ancestry(properties):
            yield style.name

    def _ancestry(self, properties: "_Element | None") -> Iterator[Style]:
        """Yield a paragraph's style and the styles that it is based on."""
        style_id = _style_id(properties) or self.default
        for _ in range(_LONGEST_CHAIN):
            style = self.styles.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = style.based_on


def read_styles(styles: "_Element | None", numbering: "_Element | None") -> Styles:
    """Return what the parts `styles` and `numbering` say; either may be absent."""
    found: dict[str, Style] = {}
    default = None
    for element in children(styles, "style"):
        style_id = attribute(element, "styleId")
        if attribute(element, "type") != "paragraph" or not style_id:
            continue
        found[style_id] = Style(
            name=(attribute(child(element, "name"), "val") or style_id).lower(),
            based_on=attribute(child(element, "basedOn"), "val"),
            properties=child(element, "pPr"),
        )
        if attribute(element, "default") in {"1", "true", "on"}:
            default = style_id
    return Styles(found, default, frozenset(_ordered_levels(numbering)))


def _ordered_levels(numbering: "_Element | None") -> Iterator[tuple[str, int]]:
    """Yield list and level of each numbered level."""
    kinds: dict[str, list[tuple[int, str]]] = {}
    for abstract in children(numbering, "abstractNum"):
        levels = [
            (int(level), attribute(child(each, "numFmt"), "val") or "decimal")
            for each in children(abstract, "lvl")
            if _SMALL.fullmatch(level := attribute(each, "ilvl") or "")
        ]
        kinds[attribute(abstract, "abstractNumId") or ""] = levels
    for each in children(numbering, "num"):
        abstract_id = attribute(child(each, "abstractNumId"), "val") or ""
        for depth, kind in kinds.get(abstract_id, []):
            if kind not in {"bullet", "none"}:
                yield attribute(each, "numId") or "", depth


def _style_id(properties: "_Element | None") -> str | None:
    """Return the id of the style that a paragraph names."""
    return attribute(child(properties, "pStyle"), "val")


def _number(element: "_Element | None") -> int | None:
    """Return the number in an element's `val`, `None` where there is none."""
    value = attribute(element, "val") or ""
    return int(value) if _SMALL.fullmatch(value) else None
