"""A theme: how semantic classes look, as tokens, a style sheet and fonts. It knows nothing of content."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFace:
    """One static font file of a theme."""

    family: str
    """The CSS family name that the style sheet uses."""
    weight: int
    italic: bool
    file: str
    """Key in `Theme.files`."""
    web_file: str | None = None
    """Key of its small WOFF2 twin that HTML carries inside itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFont:
    """The font that Word styles name, and what Word takes where that is not installed."""

    name: str
    fallbacks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Everything that writers need to know of the look."""

    name: str
    colours: Mapping[str, str]
    """Token to `#rrggbb`: `accent`, `ink`, `grey`, `light`, `tint`, `rule`."""
    css: str = field(repr=False)
    """Style sheet of HTML and PDF; uses the tokens as custom properties `--accent` …"""
    fonts: tuple[FontFace, ...]
    word_fonts: Mapping[str, WordFont]
    """For `serif` (what is said) and `sans` (what is about it)."""
    files: Mapping[str, bytes] = field(repr=False)
    """The theme's own files by name relative to its folder: all that a renderer may fetch."""
