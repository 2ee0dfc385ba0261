"""Which characters the theme's fonts can draw, and how it is told when they cannot."""

import pytest

from reportkit.writers.pdf_glyphs import glyph_notice, missing_glyphs
from tests.support.trees import default_theme


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("plain words", []),
        ("Žižek said “no” – 5 € … naïve Größe, Ελληνικά, Привет, Tiếng Việt, x² ≠ ½", []),
        ("a\u00a0b\u2009c\u200dd\u00ade\ufe0f\u3000", []),
        ("東京 and 京", ["京", "東"]),
        ("سلام", ["س", "ل", "ا", "م"]),
        ("\u0325", ["\u0325"]),
    ],
)
def test_what_the_default_theme_lacks(text: str, missing: list[str]) -> None:
    """Latin, Greek and Cyrillic are covered; what needs no glyph is never missing; order is that of code points."""
    assert missing_glyphs(text, default_theme()) == sorted(missing)


@pytest.mark.parametrize(
    ("boxes", "instead"),
    [
        ([], "a font of this machine stands in"),
        (["東"], "a font of this machine stands in, and empty boxes for 1 of them"),
        (["京", "東"], "empty boxes stand in"),
    ],
)
def test_what_stands_in_is_told(boxes: list[str], instead: str) -> None:
    """Another font, boxes, or both."""
    detail = glyph_notice(["京", "東"], boxes, default_theme()).detail
    assert detail == f"the fonts of the theme default lack 2 characters of the text (京 U+4EAC, 東 U+6771): {instead}"


def test_one_character_is_told_in_the_singular() -> None:
    """A sentence, not a form."""
    assert "lack 1 character of the text (東 U+6771)" in glyph_notice(["東"], [], default_theme()).detail
