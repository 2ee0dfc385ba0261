"""Which characters of a document the fonts of a theme cannot draw."""

import io
import unicodedata

from reportkit.model.theme import Theme
from reportkit.notices import Notice, NoticeCode

_NAMED = 10
"""How many characters a notice names."""

_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Categories that need no glyph: controls, marks of direction, spaces (the shaper makes those up)."""

_VARIATION_SELECTORS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))

_kept: list[tuple[Theme, frozenset[str]]] = []
"""The theme used last and what its fonts have."""


def missing_glyphs(text: str, theme: Theme) -> list[str]:
    """The characters of a text that no font of the theme has, in code point order."""
    if text.isascii():
        return []
    wanted = {character for character in set(text) if not character.isascii()} - _VARIATION_SELECTORS
    return sorted(c for c in wanted - _covered(theme) if unicodedata.category(c) not in _INVISIBLE)


def _covered(theme: Theme) -> frozenset[str]:
    if not _kept or _kept[0][0] != theme:
        from fontTools.ttLib import TTFont

        codes: set[int] = set()
        for face in theme.fonts:
            with TTFont(io.BytesIO(theme.files[face.file]), lazy=True) as font:
                codes.update(font.getBestCmap())
        _kept[:] = [(theme, frozenset(map(chr, codes)))]
    return _kept[0][1]


def glyph_notice(missing: list[str], boxes: list[str], theme: Theme) -> Notice:
    """What to tell of characters that the theme cannot draw: the first ten, how many, and what stands in their place."""
    named = ", ".join(f"{character} U+{ord(character):04X}" for character in missing[:_NAMED])
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    if not boxes:
        instead = "a font of this machine stands in"
    elif len(boxes) == len(missing):
        instead = "empty boxes stand in"
    else:
        instead = f"a font of this machine stands in, and empty boxes for {len(boxes)} of them"
    characters = "1 character" if len(missing) == 1 else f"{len(missing)} characters"
    return Notice(
        code=NoticeCode.GLYPH_MISSING,
        detail=f"the fonts of the theme {theme.name} lack {characters} of the text ({named}{more}): {instead}",
        where="pdf",
    )
