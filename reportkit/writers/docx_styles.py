"""The Word styles: each semantic class of the tree has one, and nothing in a document is formatted by hand.

Sizes, colours and distances are those of the theme's style sheet, rounded to what Word can hold (half points of type,
twentieths of a point of space). Distances between lines are "at least": Word's "exactly" cuts tall letters off.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
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


_ITEM_GAP_PT = 2.6 * MM

_TEXT: tuple[ParagraphStyle, ...] = (
    ParagraphStyle(name="Body Text", after_pt=_ITEM_GAP_PT),
    ParagraphStyle(name="After Table", based_on="Body Text", before_pt=9),
    ParagraphStyle(
        name="Kind",
        font=SANS,
        size_pt=9,
        line_pt=13,
        after_pt=2,
        colour="accent",
        bold=True,
        keep_next=True,
        edges=Edges.TOP_STRONG,
        next_style="Title",
    ),
    ParagraphStyle(
        name="Title",
        size_pt=22,
        line_pt=26,
        after_pt=7,
        bold=True,
        keep_next=True,
        keep_lines=True,
        next_style="Meta",
    ),
    ParagraphStyle(name="Meta", font=SANS, size_pt=9, line_pt=13, colour="grey", keep_lines=True),
    ParagraphStyle(
        name="Executive Summary",
        size_pt=12,
        line_pt=18,
        after_pt=4,
        keep_lines=True,
        indent_mm=BOX_INDENT_MM,
        edges=Edges.BOX,
    ),
    ParagraphStyle(name="Note", after_pt=_ITEM_GAP_PT, indent_mm=BAR_INDENT_MM, edges=Edges.BAR),
    ParagraphStyle(name="Annex Text", size_pt=9.5, line_pt=14, after_pt=4, colour="grey"),
    ParagraphStyle(name="Quote", after_pt=_ITEM_GAP_PT, indent_mm=BAR_INDENT_MM, edges=Edges.BAR),
    ParagraphStyle(
        name="Code Block", font=MONO, size_pt=9, line_pt=13, after_pt=_ITEM_GAP_PT, indent_mm=2, edges=Edges.FILL
    ),
    ParagraphStyle(name="caption", font=SANS, size_pt=9, line_pt=13, after_pt=4, colour="grey", keep_next=True),
    ParagraphStyle(name="Rule", line_pt=6, after_pt=12, edges=Edges.BOTTOM),
    ParagraphStyle(name="Table Gap", line_pt=12),
    ParagraphStyle(name="footer", font=SANS, size_pt=8, line_pt=11, colour="light", end_tab=True),
)

_HEADINGS: tuple[ParagraphStyle, ...] = (
    ParagraphStyle(
        name="heading 1", font=SANS, size_pt=10.5, line_pt=14, before_pt=8 * MM, after_pt=2.4 * MM, colour="accent"
    ),
    ParagraphStyle(name="heading 2", font=SANS, size_pt=9, line_pt=13, before_pt=10, after_pt=1.5, colour="grey"),
    *(
        ParagraphStyle(
            name=f"heading {n}", font=SANS, size_pt=8.5, line_pt=13, before_pt=8, after_pt=1.5, colour="grey"
        )
        for n in (3, 4, 5)
    ),
)

_CHARACTERS: tuple[CharacterStyle, ...] = (
    CharacterStyle(name="Citation", font=SANS, size_pt=7.5, colour="accent"),
    CharacterStyle(name="Sentence Number", font=SANS, size_pt=7, colour="light"),
    CharacterStyle(name="Label", colour="ink"),
)


def paragraph_styles() -> Iterator[ParagraphStyle]:
    """Return all paragraph styles but `Normal`, in the order of the style sheet."""
    yield from _TEXT
    yield from _heading_styles()
    yield from _list_styles()
    yield from _cell_styles()


def character_styles() -> Iterator[CharacterStyle]:
    """Return all character styles; emphasis in links and code has styles of its own, for a run can bear only one."""
    yield from _CHARACTERS
    kinds = (
        (None, CharacterStyle(name="")),
        ("Hyperlink", CharacterStyle(name="", colour="accent", underline=True)),
        ("Code", CharacterStyle(name="", font=MONO, size_pt=9.5)),
    )
    for kind, base in kinds:
        for bold, italic in ((False, False), (True, False), (False, True), (True, True)):
            name = character_name(kind, bold=bold, italic=italic)
            if name:
                yield CharacterStyle(
                    name=name,
                    font=base.font,
                    size_pt=base.size_pt,
                    colour=base.colour,
                    underline=base.underline,
                    bold=bold,
                    italic=italic,
                )


def _heading_styles() -> Iterator[ParagraphStyle]:
    for depth, base in enumerate(_HEADINGS):
        yield replace(base, bold=True, keep_next=True, keep_lines=True, outline=depth, next_style="Body Text")
        yield ParagraphStyle(
            name=heading_name(depth + 2, boxed=True),
            based_on=base.name,
            after_pt=4,
            indent_mm=BOX_INDENT_MM,
            edges=Edges.BOX,
            next_style="Executive Summary",
        )
    yield ParagraphStyle(name=heading_name(2, ruled=True), based_on="heading 1", before_pt=10 * MM, edges=Edges.TOP)


def _list_styles() -> Iterator[ParagraphStyle]:
    for kind in ListKind:
        for depth in range(1, DEPTHS + 1):
            yield ParagraphStyle(
                name=list_name(kind, depth),
                after_pt=_ITEM_GAP_PT,
                keep_lines=True,
                indent_mm=list_indent_mm(depth) if kind is ListKind.CONTINUE else None,
            )
        yield ParagraphStyle(
            name=list_name(kind, 1, boxed=True),
            after_pt=4,
            keep_lines=True,
            indent_mm=list_indent_mm(1, boxed=True) if kind is ListKind.CONTINUE else None,
            edges=Edges.BOX,
        )


def _cell_styles() -> Iterator[ParagraphStyle]:
    for align in Align:
        text = cell_name(CellKind.TEXT, align)
        yield ParagraphStyle(name=text, font=SANS, size_pt=9, line_pt=13, align=align)
        yield ParagraphStyle(name=cell_name(CellKind.LEAD, align), based_on=text, bold=True)
        yield ParagraphStyle(
            name=cell_name(CellKind.HEAD, align), based_on=text, size_pt=8.5, colour="grey", bold=True, keep_next=True
        )
