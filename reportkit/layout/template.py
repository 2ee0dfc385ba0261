"""Templates as data: read once, all files of a template with it, nothing run.

A template is a folder: `template.toml` says what it is and which settings it takes, `report.md.j2` yields the report,
`sections/*.md.j2` are parts of it, `labels/<language>.toml` its fixed words. Sections and labels that a folder lacks are
those that the templates of the product share; so is each word that its labels lack.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from reportkit.errors import TemplateError
from reportkit.layout.declared import DeclaredSetting, Toml, declared_settings
from reportkit.layout.installed import templates_folder
from reportkit.limits import TEMPLATE_BYTES, TEMPLATE_FILES

MAIN = "report.md.j2"
_DECLARATION = "template.toml"
_KEYS = frozenset({"title", "titles", "description", "settings"})
SHARED = "shared/"
"""What stands before the name of a shared file of labels that a template has words of its own for."""
_LABELS = "labels"
_SHARED_FOLDERS = (("sections", ".md.j2"), (_LABELS, ".toml"))
"""Folders that templates share, and the files in them that count."""


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """One file of a template."""

    name: str
    """As other files of the template call it: `sections/key-points.md.j2`."""
    path: str
    """As an error message calls it: `templates/briefing/report.md.j2`."""
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template, read and found valid as far as that can be said without an article."""

    name: str
    title: str
    """The kind of report that it yields: `Briefing`."""
    description: str
    settings: Mapping[str, DeclaredSetting]
    titles: Mapping[str, str] = field(default_factory=dict)
    """The title in other languages, by their tag: `de`."""
    files: tuple[TemplateFile, ...] = field(repr=False)

    def file(self, name: str) -> TemplateFile:
        """Return a file that every template has, by its name."""
        return next(file for file in self.files if file.name == name)


def template_names() -> tuple[str, ...]:
    """Return the names of the templates that ship with the product, the default first, the rest by name."""
    names = [each.name for each in templates_folder().iterdir() if each.joinpath(_DECLARATION).is_file()]
    return tuple(sorted(names, key=lambda name: (name != "briefing", name)))


def load_template(name_or_path: str) -> Template:
    """Return a template by the name of one that ships with the product, or by the path of a folder.

    Raises:  TemplateError: there is none, or its files are not what a template's are.
    """
    if name_or_path in template_names():
        return _read(templates_folder().joinpath(name_or_path), name_or_path, f"templates/{name_or_path}")
    folder = Path(name_or_path)
    if not folder.is_dir():
        raise TemplateError(
            name_or_path,
            "no such template",
            f"name one of {', '.join(template_names())}, or a folder with a {_DECLARATION}",
        )
    return _read(folder, folder.resolve().name, str(folder))


def _read(folder: Traversable, name: str, shown: str) -> Template:
    """Return the template in a folder; `shown` is what error messages call the folder."""
    declaration = folder.joinpath(_DECLARATION)
    if not _is_own(declaration, folder):
        raise TemplateError(shown, f"the folder has no {_DECLARATION}", "see `reportkit template show briefing`")
    path = f"{shown}/{_DECLARATION}"
    try:
        declared: dict[str, Toml] = tomllib.loads(_text(declaration, path))
    except tomllib.TOMLDecodeError as exc:
        raise TemplateError(path, f"not valid TOML: {exc}") from exc
    if unknown := sorted(declared.keys() - _KEYS):
        raise TemplateError(path, f"unknown key {unknown[0]!r}", f"known: {', '.join(sorted(_KEYS))}")
    main = folder.joinpath(MAIN)
    if not _is_own(main, folder):
        raise TemplateError(shown, f"the folder has no {MAIN}")
    files = [TemplateFile(MAIN, f"{shown}/{MAIN}", _text(main, f"{shown}/{MAIN}"))]
    files += _shared_files(folder, shown)
    return Template(
        name=name,
        title=_words(declared, "title", path),
        description=_words(declared, "description", path),
        settings=MappingProxyType(declared_settings(declared.get("settings", {}), path)),
        titles=MappingProxyType(_titles(declared.get("titles", {}), path)),
        files=tuple(files),
    )


def _shared_files(folder: Traversable, shown: str) -> list[TemplateFile]:
    """Return sections and labels: the template's own in place of shared sections, and before shared labels, of the same name."""
    found: dict[str, TemplateFile] = {}
    for home, called in ((folder, shown), (templates_folder(), "templates")):
        for subfolder, suffix in _SHARED_FOLDERS:
            for file in _files(home, subfolder, suffix):
                name = f"{subfolder}/{file.name}"
                if name in found and subfolder == _LABELS:
                    name = SHARED + name
                elif name in found:
                    continue
                if len(found) == TEMPLATE_FILES:
                    raise TemplateError(shown, f"more than {TEMPLATE_FILES} files (TEMPLATE_FILES)")
                path = f"{called}/{name}"
                found[name] = TemplateFile(name, path, _text(file, path))
    return [found[name] for name in sorted(found)]


def _files(home: Traversable, subfolder: str, suffix: str) -> Iterator[Traversable]:
    """Yield the files of a folder in the template's folder that end so."""
    folder = home.joinpath(subfolder)
    if folder.is_dir() and _is_inside(folder, home):
        yield from (file for file in folder.iterdir() if file.name.endswith(suffix) and _is_own(file, folder))


def _is_own(file: Traversable, folder: Traversable) -> bool:
    return file.is_file() and _is_inside(file, folder)


def _is_inside(entry: Traversable, folder: Traversable) -> bool:
    """Tell whether an entry of a folder lies there, and is no link that leads out of it."""
    return not (isinstance(entry, Path) and isinstance(folder, Path)) or entry.resolve().parent == folder.resolve()


def _text(file: Traversable, path: str) -> str:
    """Return a file's text.

    Raises:  TemplateError: too large, not UTF-8, or not to be read.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(TEMPLATE_BYTES + 1)
    except OSError as exc:
        raise TemplateError(path, f"cannot be read: {exc.strerror or exc}") from exc
    if len(data) > TEMPLATE_BYTES:
        raise TemplateError(path, f"larger than {TEMPLATE_BYTES:,} bytes (TEMPLATE_BYTES)")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as exc:
        raise TemplateError(path, f"not UTF-8 (byte {exc.start})") from exc


def _titles(table: Toml, path: str) -> dict[str, str]:
    """Return the titles by language.

    Raises:  TemplateError: not a table of texts.
    """
    if not isinstance(table, dict):
        raise TemplateError(path, "titles is not a table")
    titles = {f"titles.{language}": words for language, words in table.items()}
    return {key.removeprefix("titles."): _words(titles, key, path) for key in titles}


def _words(declared: Mapping[str, Toml], key: str, path: str) -> str:
    value = declared.get(key)
    if not isinstance(value, str) or not value.strip():
        raise TemplateError(path, f"{key} is missing or not text")
    return value.strip()
