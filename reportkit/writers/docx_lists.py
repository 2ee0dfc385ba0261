"""`numbering.xml`: numbers and bullets of lists. Each numbered list of a report is an instance that starts anew."""

from dataclasses import dataclass

from reportkit.model.theme import Theme
from reportkit.writers.docx_styles import DEPTHS, MM, SANS, list_indent_mm
from reportkit.writers.docx_tokens import colour, fonts, twips
from reportkit.writers.docx_xml import Xml, element, part

_NUMBERS = (
    ("decimal", "%{}"),
    ("lowerLetter", "%{}"),
    ("lowerRoman", "%{}"),
    ("decimal", "%{}"),
    ("lowerLetter", "%{}"),
)
_BULLETS = (("bullet", "•"), ("bullet", "–"), ("bullet", "•"), ("bullet", "–"), ("bullet", "•"))
_HANGING_PT = 8 * MM
"""From a number to the text beside it; deeper levels have less room."""
_HANGING_DEEP_PT = 6 * MM

_DEFINITIONS = ((False, False), (True, False), (False, True), (True, True))
"""(ordered, boxed) of the abstract definitions, whose ids are their places here."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The number or bullet that an item's first paragraph bears."""

    instance: int
    depth: int
    """From 1."""

    def properties(self) -> Xml:
        """Return it as a paragraph's property."""
        return element("numPr", element("ilvl", val=min(self.depth, DEPTHS) - 1), element("numId", val=self.instance))


def numbering(theme: Theme) -> bytes:
    """Return `word/numbering.xml` with an instance of every definition; that of bullets serves all bullet lists."""
    return part(
        "numbering",
        *(_definition(place, theme) for place in range(len(_DEFINITIONS))),
        *(element("num", element("abstractNumId", val=place), numId=place + 1) for place in range(len(_DEFINITIONS))),
    )


class Instances:
    """Hands out list instances while a document is written."""

    def __init__(self) -> None:
        """Begin after those that every document has."""
        self.written: list[Xml] = []

    def bullets(self, *, boxed: bool) -> int:
        """Return the id of the one instance for bullets."""
        return _DEFINITIONS.index((False, boxed)) + 1

    def numbers(self, start: int, depth: int, *, boxed: bool) -> int:
        """Return the id of a new instance that counts from `start`."""
        identity = len(_DEFINITIONS) + len(self.written) + 1
        override = element("lvlOverride", element("startOverride", val=start), ilvl=min(depth, DEPTHS) - 1)
        definition = element("abstractNumId", val=_DEFINITIONS.index((True, boxed)))
        self.written.append(element("num", definition, override, numId=identity))
        return identity


def _definition(place: int, theme: Theme) -> Xml:
    ordered, boxed = _DEFINITIONS[place]
    formats = _NUMBERS if ordered else _BULLETS
    levels = (
        _level(depth, form, shown.format(depth), theme, boxed=boxed)
        for depth, (form, shown) in enumerate(formats, start=1)
    )
    # nsid tells Word which definitions are the same when text is copied between documents
    return element(
        "abstractNum",
        element("nsid", val=f"5E47C0D{place}"),
        element("multiLevelType", val="multilevel"),
        element("tmpl", val=f"5E47C0E{place}"),
        *levels,
        abstractNumId=place,
    )


def _level(depth: int, form: str, shown: str, theme: Theme, *, boxed: bool) -> Xml:
    hanging = _HANGING_PT if depth == 1 else _HANGING_DEEP_PT
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val=form),
        element("lvlText", val=shown),
        element("lvlJc", val="left"),
        element(
            "pPr",
            element("ind", left=twips(list_indent_mm(depth, boxed=boxed) * MM), hanging=twips(hanging)),
        ),
        element(
            "rPr",
            fonts(theme, SANS),
            element("b"),
            element("bCs"),
            element("i", val=0),
            element("color", val=colour(theme, "accent")),
            element("sz", val=17),
            element("szCs", val=17),
        ),
        ilvl=depth - 1,
    )
