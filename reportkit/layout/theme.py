"""A theme, read from its folder: tokens, style sheet, fonts."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType

from reportkit.errors import ConfigError
from reportkit.layout.installed import templates_folder
from reportkit.model.theme import FontFace, Theme, WordFont


def theme_names() -> tuple[str, ...]:
    """Return the names of the themes that ship with the product."""
    return tuple(sorted(each.name for each in templates_folder().joinpath("themes").iterdir() if each.is_dir()))


@cache
def load_theme(name: str) -> Theme:
    """Return the theme of this name, with all files that a renderer may fetch; read once in a process.

    Raises:  ConfigError: there is none.
    """
    if name not in theme_names():
        raise ConfigError(name, "no such theme", f"name one of {', '.join(theme_names())}")
    folder = templates_folder().joinpath("themes", name)
    declared = tomllib.loads(folder.joinpath("theme.toml").read_text("utf-8"))
    fonts = tuple(FontFace(**face) for face in declared["fonts"])
    return Theme(
        name=name,
        colours=MappingProxyType(declared["colours"]),
        css=folder.joinpath("theme.css").read_text("utf-8"),
        fonts=fonts,
        word_fonts=_word_fonts(declared["word_fonts"]),
        files=_files(folder, fonts),
    )


def _word_fonts(declared: Mapping[str, Mapping[str, str | list[str]]]) -> Mapping[str, WordFont]:
    return MappingProxyType(
        {role: WordFont(name=str(font["name"]), fallbacks=tuple(font["fallbacks"])) for role, font in declared.items()}
    )


def _files(folder: Traversable, fonts: tuple[FontFace, ...]) -> Mapping[str, bytes]:
    names = [name for face in fonts for name in (face.file, face.web_file) if name]
    return MappingProxyType({name: folder.joinpath(*name.split("/")).read_bytes() for name in names})
