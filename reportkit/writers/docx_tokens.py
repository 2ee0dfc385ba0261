"""A theme's tokens as Word writes them: lengths, fonts, colours."""

from reportkit.model.theme import Theme
from reportkit.writers.docx_styles import MONO, SANS, SERIF
from reportkit.writers.docx_xml import Xml, element

MONO_FONT = "Consolas"
_COMPLEX_FONTS = {SERIF: "Times New Roman", SANS: "Arial", MONO: "Courier New"}
"""For Arabic, Hebrew and other scripts that Word calls complex; every Word has these."""


def twips(points: float) -> int:
    """Return a length as Word counts it: in twentieths of a point."""
    return round(points * 20)


def fonts(theme: Theme, role: str) -> Xml:
    """Return the fonts of a run: the theme's for Latin, Greek and Cyrillic, Word's own for complex scripts."""
    name = MONO_FONT if role == MONO else theme.word_fonts[role].name
    return element("rFonts", ascii=name, hAnsi=name, cs=_COMPLEX_FONTS[role])


def colour(theme: Theme, token: str) -> str:
    """Return a colour of the theme as Word writes it: six digits, upper case."""
    return theme.colours[token].lstrip("#").upper()
