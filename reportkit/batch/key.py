"""What the outputs of a batch depend on beside their sources, as one digest: where it is the same, nothing need be done again."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import reportkit
from reportkit.layout import Template
from reportkit.model.document import FieldName
from reportkit.model.theme import Theme
from reportkit.settings import Settings

PACKAGES = (
    "charset-normalizer",
    "fonttools",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "numpy",
    "py3langid",
    "pydyf",
    "pypdfium2",
    "python-docx",
    "pyyaml",
    "tinycss2",
    "tinyhtml5",
    "trafilatura",
    "weasyprint",
)
"""Packages whose version may show in a byte of an output."""

_NOT_CONTENT = ("force", "template")
"""Settings that change no byte: `template` is a path, and what it leads to counts as a whole."""


def configuration_key(settings: Settings, template: Template, theme: Theme, supplied: Mapping[FieldName, str]) -> str:
    """The digest of settings, template, theme with its fonts, supplied fields, code and packages."""
    parts = {
        "version": reportkit.__version__,
        "code": _code(),
        "packages": {name: _version(name) for name in PACKAGES},
        "settings": {name: value for name, value in _plain(settings).items() if name not in _NOT_CONTENT},
        "template": [template.title, dict(template.titles), [(file.name, file.text) for file in template.files]],
        "theme": [theme.css, dict(theme.colours), *map(str, theme.fonts), str(sorted(theme.word_fonts.items()))],
        "files": {name: sha256(data).hexdigest() for name, data in theme.files.items()},
        "supplied": {name.value: value for name, value in supplied.items()},
    }
    return sha256(json.dumps(parts, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _plain(settings: Settings) -> dict[str, object]:
    """The settings as JSON knows them."""
    values = {name: getattr(settings, name) for name in settings.__dataclass_fields__}
    return {name: _as_json(value) for name, value in values.items()}


def _as_json(value: object) -> object:
    match value:
        case None | bool() | int():
            return value
        case Mapping():
            return {str(key): _as_json(each) for key, each in value.items()}
        case tuple():
            return [_as_json(each) for each in value]
        case _:
            return str(value)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


@cache
def _code() -> str:
    """The digest of our own files: a checkout changes without its version."""
    folder = Path(reportkit.__file__).parent
    return _digest(path for path in folder.rglob("*") if path.suffix in {".py", ".toml", ".json", ".npz", ".bin"})


def _digest(paths: Iterable[Path]) -> str:
    found = sha256()
    for path in sorted(paths):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
