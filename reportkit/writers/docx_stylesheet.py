"""`styles.xml`: the styles of `docx_style_table` with a theme's colours and fonts, as WordprocessingML.

Source: ECMA-376 part 1, 17.7; the order of the elements is the schema's.
"""

from dataclasses import dataclass
from typing import assert_never

from reportkit.model.report import Align
from reportkit.model.theme import Theme
from reportkit.writers.docx_style_table import character_styles, paragraph_styles
from reportkit.writers.docx_styles import (
    MM,
    MONO,
    SERIF,
    CharacterStyle,
    Edges,
    ParagraphStyle,
    style_id,
)
from reportkit.writers.docx_tokens import colour, fonts, twips
from reportkit.writers.docx_xml import NOTHING, Xml, element, join, part

TABLE_STYLE = "Report Table"
CELL_GAP = 200
"""Between the text of neighbouring cells, in twips."""

_OFFERED = (
    *("Title", "heading 1", "heading 2", "heading 3", "Body Text", "Executive Summary", "List Number", "List Bullet"),
    *("Quote", "Note", "Annex Text", "caption", "Kind", "Meta", "Strong", "Emphasis", "Hyperlink", "Citation"),
)
"""What Word shows in its gallery of styles, in this order; the others appear in its list once they are used."""
_BUILT_IN = frozenset({"Title", "Body Text", "Quote", "Hyperlink", "Strong", "Emphasis"})

_ALIGNMENTS = {Align.START: "left", Align.CENTER: "center", Align.END: "right"}
"""Word turns left and right round by itself where the text runs from right to left."""
_SIDES = ("top", "left", "bottom", "right")
_BOX_PADDING_PT = 14
_FILL_PADDING_PT = 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the styles depend on beside their own table."""

    theme: Theme
    language: str
    rtl: bool
    text_width: int
    """Between the margins, in twips."""


def stylesheet(sheet: Sheet) -> bytes:
    """Return `word/styles.xml`."""
    return part(
        "styles",
        _defaults(sheet),
        # of Word's own styles none is offered until somebody asks for it
        element(
            "latentStyles",
            defLockedState=0,
            defUIPriority=99,
            defSemiHidden=1,
            defUnhideWhenUsed=1,
            defQFormat=0,
            count=376,
        ),
        *_basic_styles(sheet.theme),
        *(_paragraph_style(style, sheet) for style in paragraph_styles()),
        *(_character_style(style, sheet.theme) for style in character_styles()),
        _table_style(sheet.theme),
    )


def _defaults(sheet: Sheet) -> Xml:
    run = element(
        "rPr",
        fonts(sheet.theme, SERIF),
        *_size(10.5),
        element("lang", val=sheet.language, eastAsia=sheet.language, bidi=sheet.language),
    )
    paragraph = element(
        "pPr",
        element("widowControl"),
        element("bidi") if sheet.rtl else NOTHING,
        element("spacing", before=0, after=0, line=twips(15.75), lineRule="atLeast"),
    )
    return element("docDefaults", element("rPrDefault", run), element("pPrDefault", paragraph))


def _basic_styles(theme: Theme) -> tuple[Xml, ...]:
    """Return the four styles that every Word file builds on.

    The ink is Normal's, not a default of the document: LibreOffice lays defaults over character styles in tables.
    """
    ink = element("rPr", element("color", val=colour(theme, "ink")))
    hidden = join(element("uiPriority", val=99), element("semiHidden"), element("unhideWhenUsed"))
    widths = (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
    margins = element("tblCellMar", *(element(side, w=width, type="dxa") for side, width in widths))
    table = element("tblPr", element("tblInd", w=0, type="dxa"), margins)
    kinds = (
        ("paragraph", "Normal", "Normal", join(element("qFormat"), ink)),
        ("character", "Default Paragraph Font", "DefaultParagraphFont", hidden),
        ("table", "Normal Table", "TableNormal", join(hidden, table)),
        ("numbering", "No List", "NoList", hidden),
    )
    return tuple(
        element("style", element("name", val=name), content, type=kind, default=1, styleId=identity)
        for kind, name, identity, content in kinds
    )


def _paragraph_style(style: ParagraphStyle, sheet: Sheet) -> Xml:
    custom = {} if _is_built_in(style.name) else {"customStyle": 1}
    return element(
        "style",
        element("name", val=style.name),
        element("basedOn", val=style_id(style.based_on)),
        element("next", val=style_id(style.next_style)) if style.next_style else NOTHING,
        _rank(style.name),
        _paragraph_properties(style, sheet),
        _run_properties(style, sheet.theme),
        type="paragraph",
        styleId=style_id(style.name),
        **custom,
    )


def _paragraph_properties(style: ParagraphStyle, sheet: Sheet) -> Xml:
    borders, fill = _edges(style.edges, sheet)
    return element(
        "pPr",
        element("keepNext") if style.keep_next else NOTHING,
        element("keepLines") if style.keep_lines else NOTHING,
        borders,
        fill,
        element("tabs", element("tab", val="right", pos=sheet.text_width)) if style.end_tab else NOTHING,
        _spacing(style),
        _indent(style),
        element("jc", val=_ALIGNMENTS[style.align]) if style.align is not Align.START else NOTHING,
        element("outlineLvl", val=style.outline) if style.outline is not None else NOTHING,
    )


def _spacing(style: ParagraphStyle) -> Xml:
    values: dict[str, str | int] = {}
    if style.before_pt is not None:
        values["before"] = twips(style.before_pt)
    if style.after_pt is not None:
        values["after"] = twips(style.after_pt)
    if style.line_pt is not None:
        values |= {"line": twips(style.line_pt), "lineRule": "atLeast"}
    return element("spacing", **values) if values else NOTHING


def _indent(style: ParagraphStyle) -> Xml:
    ends = {Edges.BOX: _BOX_PADDING_PT, Edges.FILL: _FILL_PADDING_PT}
    values: dict[str, str | int] = {}
    if style.indent_mm is not None:
        values["left"] = twips(style.indent_mm * MM)
    if style.edges in ends:
        values["right"] = twips(ends[style.edges])
    return element("ind", **values) if values else NOTHING


def _edges(edges: Edges, sheet: Sheet) -> tuple[Xml, Xml]:
    """Return borders and fill; in a box the borders in the colour of the tint are its padding."""
    lead, trail = ("right", "left") if sheet.rtl else ("left", "right")
    match edges:
        case Edges.NONE:
            return NOTHING, NOTHING
        case Edges.BOX:
            sides = {
                "top": ("tint", 8, 10),
                lead: ("accent", 18, 16),
                "bottom": ("tint", 8, 13),
                trail: ("tint", 8, _BOX_PADDING_PT),
            }
        case Edges.TOP_STRONG:
            sides = {"top": ("accent", 12, 7)}
        case Edges.TOP:
            sides = {"top": ("light", 4, 12)}
        case Edges.BOTTOM:
            sides = {"bottom": ("rule", 4, 1)}
        case Edges.BAR:
            sides = {lead: ("rule", 8, 12)}
        case Edges.FILL:
            sides = dict.fromkeys(("top", "left", "bottom", "right"), ("tint", 8, _FILL_PADDING_PT))
        case _:
            assert_never(edges)
    borders = element("pBdr", *(_border(side, sides[side], sheet.theme) for side in _SIDES if side in sides))
    filled = edges in {Edges.BOX, Edges.FILL}
    return borders, element("shd", val="clear", color="auto", fill=colour(sheet.theme, "tint")) if filled else NOTHING


def _border(side: str, drawn: tuple[str, int, int], theme: Theme) -> Xml:
    token, eighths, space = drawn
    return element(side, val="single", sz=eighths, space=space, color=colour(theme, token))


def _run_properties(style: ParagraphStyle | CharacterStyle, theme: Theme) -> Xml:
    underline = isinstance(style, CharacterStyle) and style.underline
    return element(
        "rPr",
        fonts(theme, style.font) if style.font else NOTHING,
        join(element("b"), element("bCs")) if style.bold else NOTHING,
        join(element("i"), element("iCs")) if style.italic else NOTHING,
        element("noProof") if style.font == MONO else NOTHING,
        element("color", val=colour(theme, style.colour)) if style.colour else NOTHING,
        *(_size(style.size_pt) if style.size_pt else ()),
        element("u", val="single") if underline else NOTHING,
    )


def _size(points: float) -> tuple[Xml, Xml]:
    half_points = round(points * 2)
    return element("sz", val=half_points), element("szCs", val=half_points)


def _character_style(style: CharacterStyle, theme: Theme) -> Xml:
    custom = {} if _is_built_in(style.name) else {"customStyle": 1}
    return element(
        "style",
        element("name", val=style.name),
        element("basedOn", val="DefaultParagraphFont"),
        _rank(style.name),
        _run_properties(style, theme),
        type="character",
        styleId=style_id(style.name),
        **custom,
    )


def _table_style(theme: Theme) -> Xml:
    """Return the one table style: hairlines between rows, a darker one under the head, text flush with the margins."""
    hairline = element("insideH", val="single", sz=4, space=0, color=colour(theme, "rule"))
    last = element("bottom", val="single", sz=4, space=0, color=colour(theme, "rule"))
    under_head = element("bottom", val="single", sz=4, space=0, color=colour(theme, "light"))
    sides = (("top", 100), ("left", 0), ("bottom", 100), ("right", CELL_GAP))
    return element(
        "style",
        element("name", val=TABLE_STYLE),
        element("basedOn", val="TableNormal"),
        _rank(TABLE_STYLE),
        element(
            "tblPr",
            element("tblInd", w=0, type="dxa"),
            element("tblBorders", last, hairline),
            element("tblCellMar", *(element(side, w=width, type="dxa") for side, width in sides)),
        ),
        element("tblStylePr", element("tcPr", element("tcBorders", under_head)), type="firstRow"),
        element("tblStylePr", element("tcPr", element("tcMar", element("right", w=0, type="dxa"))), type="lastCol"),
        type="table",
        styleId=style_id(TABLE_STYLE),
        customStyle=1,
    )


def _rank(name: str) -> Xml:
    if name in _OFFERED:
        return join(element("uiPriority", val=_OFFERED.index(name) + 1), element("qFormat"))
    return join(element("uiPriority", val=99), element("semiHidden"), element("unhideWhenUsed"))


def _is_built_in(name: str) -> bool:
    return name[0].islower() or name in _BUILT_IN or name.startswith("List ")
