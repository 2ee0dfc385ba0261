"""The table of Word styles: sizes, colours and distances.

They are those of the theme's style sheet, rounded to what Word can hold (half points of type, twentieths of a point of
space); the sans is a little larger, since Calibri, which mostly takes its place, is small. Distances between lines are
"at least": Word's "exactly" cuts tall letters off.
"""

from collections.abc import Iterator
from dataclasses import replace

from reportkit.model.report import Align
from reportkit.writers.docx_styles import (
    BAR_INDENT_MM,
    BOX_INDENT_MM,
    DEPTHS,
    MM,
    MONO,
    SANS,
    CellKind,
    CharacterStyle,
    Edges,
    ListKind,
    ParagraphStyle,
    cell_name,
    character_name,
    heading_name,
    list_indent_mm,
    list_name,
)

_ITEM_GAP_PT = 2.6 * MM

_TEXT: tuple[ParagraphStyle, ...] = (
    ParagraphStyle(name="Body Text", after_pt=_ITEM_GAP_PT),
    ParagraphStyle(
        name="Kind",
        font=SANS,
        size_pt=9,
        line_pt=13,
        after_pt=4,
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
    *(ParagraphStyle(name=f"{name} After Table", based_on=name, before_pt=9) for name in ("Body Text", "Meta")),
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
        name="Code Block", font=MONO, size_pt=9, line_pt=13, after_pt=_ITEM_GAP_PT, indent_mm=5 / MM, edges=Edges.FILL
    ),
    ParagraphStyle(name="caption", font=SANS, size_pt=9, line_pt=13, after_pt=4, colour="grey", keep_next=True),
    ParagraphStyle(name="Rule", line_pt=6, after_pt=12, edges=Edges.BOTTOM),
    ParagraphStyle(name="Table Gap", line_pt=12),
    ParagraphStyle(name="footer", font=SANS, size_pt=8, line_pt=11, colour="light", end_tab=True),
)

_HEADINGS: tuple[ParagraphStyle, ...] = (
    ParagraphStyle(
        name="heading 1", font=SANS, size_pt=11, line_pt=14, before_pt=8 * MM, after_pt=2.4 * MM, colour="accent"
    ),
    ParagraphStyle(name="heading 2", font=SANS, size_pt=9.5, line_pt=13, before_pt=10, after_pt=1.5, colour="grey"),
    *(
        ParagraphStyle(
            name=f"heading {n}", font=SANS, size_pt=8.5, line_pt=13, before_pt=8, after_pt=1.5, colour="grey"
        )
        for n in (3, 4, 5)
    ),
)

_CHARACTERS: tuple[CharacterStyle, ...] = (
    CharacterStyle(name="Citation", font=SANS, size_pt=8, colour="accent"),
    CharacterStyle(name="Sentence Number", font=SANS, size_pt=7.5, colour="light"),
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
        yield ParagraphStyle(name=text, font=SANS, size_pt=9.5, line_pt=13, align=align)
        yield ParagraphStyle(name=cell_name(CellKind.LEAD, align), based_on=text, bold=True)
        yield ParagraphStyle(name=cell_name(CellKind.HEAD, align), based_on=text, size_pt=9, colour="grey", bold=True)
