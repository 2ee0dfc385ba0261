"""What a Word style is, and what each is called: every semantic class has one, nothing is formatted by hand."""

from dataclasses import dataclass
from enum import StrEnum

from reportkit.model.report import Align, SemanticClass

DEPTHS = 5
"""Levels of headings and of lists that Word has styles of its own for; what is nested deeper looks like the fifth."""

MM = 72 / 25.4
"""Points in a millimetre."""

SERIF, SANS, MONO = "serif", "sans", "mono"


class ListKind(StrEnum):
    """The families of list styles."""

    NUMBER = "Number"
    BULLET = "Bullet"
    CONTINUE = "Continue"
    """An item's further paragraphs."""


class CellKind(StrEnum):
    """The families of styles in tables."""

    HEAD = "Head"
    LEAD = "Lead"
    """The first column."""
    TEXT = "Text"


class Edges(StrEnum):
    """Borders and fill that a paragraph style can have; neighbours of one box join."""

    NONE = "none"
    BOX = "box"
    """Tint all round, a rule in the accent at the leading edge."""
    TOP_STRONG = "top-strong"
    """The rule that opens the title block."""
    TOP = "top"
    """The hairline that opens the annex."""
    BOTTOM = "bottom"
    """A thematic break."""
    BAR = "bar"
    """A hairline at the leading edge, for quotations and notes."""
    FILL = "fill"
    """Tint only, for literal lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """A paragraph style; `None` is inherited from the style it is based on."""

    name: str
    based_on: str = "Normal"
    font: str | None = None
    size_pt: float | None = None
    line_pt: float | None = None
    before_pt: float | None = None
    after_pt: float | None = None
    colour: str | None = None
    """Token of the theme."""
    bold: bool = False
    italic: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    """Level in the document's outline, from 0; only headings have one."""
    indent_mm: float | None = None
    edges: Edges = Edges.NONE
    align: Align = Align.START
    end_tab: bool = False
    """A tab stop at the trailing margin, for the footer."""
    next_style: str | None = None
    """What Word gives the paragraph after it while typing; `None`: the same style."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterStyle:
    """A character style; `None` is inherited from the paragraph."""

    name: str
    font: str | None = None
    size_pt: float | None = None
    colour: str | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False


def style_id(name: str) -> str:
    """Return the id that goes with a style's name: `heading 1` is `Heading1`, as Word itself writes it."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def heading_name(level: int, *, boxed: bool = False, ruled: bool = False) -> str:
    """Return the style of a heading of the tree: level 1 is Word's Title, level 2 its Heading 1."""
    if level == 1:
        return "Title"
    depth = min(level - 1, DEPTHS)
    if boxed:
        return f"Heading {depth} Boxed"
    return "Heading 1 Ruled" if ruled and depth == 1 else f"heading {depth}"


def list_name(kind: ListKind, depth: int, *, boxed: bool = False) -> str:
    """Return the style of a list's paragraphs."""
    if boxed:
        return f"Boxed List {kind}"
    return f"List {kind}" if depth == 1 else f"List {kind} {min(depth, DEPTHS)}"


def cell_name(kind: CellKind, align: Align) -> str:
    """Return the style of a table's cell."""
    return f"Table {kind}" if align is Align.START else f"Table {kind} {align.value.capitalize()}"


def character_name(kind: str | None, *, bold: bool, italic: bool) -> str | None:
    """Return the style of a run: one of `Hyperlink` and `Code`, or plain, with or without emphasis; `None` for plain text."""
    words = (kind, "Strong" if bold else None, "Emphasis" if italic else None)
    return " ".join(word for word in words if word) or None


PARAGRAPH_CLASSES = {
    SemanticClass.KIND: "Kind",
    SemanticClass.META: "Meta",
    SemanticClass.EXECUTIVE_SUMMARY: "Executive Summary",
    SemanticClass.NOTE: "Note",
    SemanticClass.ANNEX: "Annex Text",
}
"""The style of running text in a node of that class."""

SPAN_CLASSES = {SemanticClass.LABEL: "Label", SemanticClass.SENTENCE_NUMBER: "Sentence Number"}

LIST_STEP_MM = 6.0
LIST_INDENT_MM = 8.0
"""Where the text of a list's first level begins; its number stands at the margin."""
BOX_INDENT_MM = 6.6
BAR_INDENT_MM = 5.0


def list_indent_mm(depth: int, *, boxed: bool = False) -> float:
    """Return where the text of a list item begins."""
    return LIST_INDENT_MM + LIST_STEP_MM * (min(depth, DEPTHS) - 1) + (BOX_INDENT_MM if boxed else 0)
