"""The front matter of a Markdown file: YAML between `---`, TOML between `+++`, or Pandoc's `%` lines."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reportkit.model.document import FieldName, Metadatum
from reportkit.notices import Notice, NoticeCode

_YAML = re.compile(r"---[ \t]*\n(?P<body>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<body>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|\Z)")
_PERCENT = re.compile(
    r"%[ \t]*(?P<title>.*\n(?:[ \t]+\S.*\n)*)(?:%[ \t]*(?P<authors>.*\n(?:[ \t]+\S.*\n)*))?(?:%[ \t]*(?P<date>.*)\n)?\s*\n"
)
_KEY = re.compile(r"^[\"']?[A-Za-z_][\w -]*[\"']?[ \t]*[:=]", re.MULTILINE)
_CHARACTERS = 64 * 1024
"""A longer block is no front matter."""
_DEPTH = 20
"""Levels of nesting that a front matter may have; YAML's and TOML's loaders recurse."""

KEYS: Mapping[FieldName, tuple[str, ...]] = MappingProxyType(
    {
        FieldName.TITLE: ("title", "headline"),
        FieldName.STANDFIRST: (
            "standfirst",
            "subtitle",
            "dek",
            "deck",
            "lede",
            "description",
            "summary",
            "abstract",
            "excerpt",
        ),
        FieldName.BYLINE: ("byline", "authors", "author", "creator", "by"),
        FieldName.PUBLISHED: ("date", "published", "date_published", "publish_date", "publishdate", "pubdate"),
        FieldName.OUTLET: ("outlet", "publisher", "publication", "site_name", "sitename", "site", "source"),
        FieldName.URL: (
            "canonical_url",
            "canonical",
            "url",
            "link",
            "permalink",
            "source_url",
            "original_url",
            "source",
        ),
        FieldName.LANGUAGE: ("lang", "language", "locale"),
    }
)
"""What keys of front matter (Pandoc, Jekyll, Hugo, clippers) mean, the best witness first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stands before the text, and where the text begins."""

    metadata: tuple[Metadatum, ...] = ()
    ignored: str = ""
    """The block as text where it could not be understood."""
    length: int = 0
    """Characters that the block takes up."""
    notices: tuple[Notice, ...] = ()


def read_front_matter(text: str) -> FrontMatter:
    """Return the front matter at the head of a Markdown text.

    Notices: `front-matter-ignored`.
    """
    if match := _PERCENT.match(text):
        return FrontMatter(metadata=tuple(_read_percent(match)), length=match.end())
    match = _YAML.match(text) or _TOML.match(text)
    if match is None or match.end() > _CHARACTERS:
        return FrontMatter()
    if not _KEY.search(match["body"]) and match["body"].strip():
        return FrontMatter()
    load = _load_yaml if text.startswith("-") else _load_toml
    loaded = load(match["body"])
    if isinstance(loaded, str):
        notice = Notice(code=NoticeCode.FRONT_MATTER_IGNORED, detail=loaded, where="line 1")
        return FrontMatter(ignored=match["body"], length=match.end(), notices=(notice,))
    return FrontMatter(metadata=tuple(_read_keys(loaded)), length=match.end())


def _load_yaml(body: str) -> Mapping[str, object] | str:
    """Return the mapping of a YAML block, every scalar as written, or what is wrong with it."""
    import yaml

    try:
        if _is_deep(body):
            return f"the front matter nests more than {_DEPTH} deep"
        loaded = yaml.load(body, Loader=yaml.BaseLoader)  # noqa: S506 - builds strings, lists and mappings only
    except yaml.YAMLError as exc:
        return f"the front matter is not valid YAML ({_first_line(exc)})"
    if loaded is None or loaded == "":
        return {}
    if not isinstance(loaded, dict):
        return "the front matter is YAML, but not a mapping of keys"
    return {str(key): value for key, value in loaded.items()}


def _is_deep(body: str) -> bool:
    """Return whether the YAML nests too deep; its events come without recursion."""
    import yaml

    depth = 0
    for event in yaml.parse(body, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEPTH:
            return True
    return False


def _load_toml(body: str) -> Mapping[str, object] | str:
    """Return the table of a TOML block, or what is wrong with it."""
    depth = deepest = 0
    for character in body:
        depth += (character in "[{") - (character in "]}")
        deepest = max(deepest, depth)
    if deepest > _DEPTH:
        return f"the front matter nests more than {_DEPTH} deep"
    try:
        return tomllib.loads(body)
    except tomllib.TOMLDecodeError as exc:
        return f"the front matter is not valid TOML ({_first_line(exc)})"


def _first_line(exc: Exception) -> str:
    """Return what a loader says, without its picture of the place."""
    return " ".join(str(exc).split())[:120]


def _read_keys(loaded: Mapping[str, object]) -> Iterator[Metadatum]:
    """Yield the values of the keys that mean a field."""
    keys = {key.lower().replace("-", "_"): key for key in loaded}
    for field, names in KEYS.items():
        for name in names:
            if name not in keys:
                continue
            for value in _read_values(loaded[keys[name]]):
                is_url = value.startswith(("http://", "https://"))
                if is_url == (field is FieldName.URL):
                    yield Metadatum(name=field, value=value, evidence=f"front matter {keys[name]}")


def _read_values(value: object) -> Iterator[str]:
    """Yield the strings of a value: itself, those of a list, the `name` of a mapping."""
    match value:
        case list():
            for each in value:
                if not isinstance(each, list):
                    yield from _read_values(each)
        case dict():
            name = value.get("name")
            if isinstance(name, str):
                yield name
        case bool():
            return
        case _:
            yield str(value)


def _read_percent(match: re.Match[str]) -> Iterator[Metadatum]:
    """Yield title, authors and date of Pandoc's title block; authors are parted by semicolons or lines."""
    if title := match["title"].strip():
        yield Metadatum(name=FieldName.TITLE, value=title, evidence="title block, line 1")
    for author in re.split(r"[;\n]", match["authors"] or ""):
        if author.strip():
            yield Metadatum(name=FieldName.BYLINE, value=author, evidence="title block, authors")
    if date := (match["date"] or "").strip():
        yield Metadatum(name=FieldName.PUBLISHED, value=date, evidence="title block, date")
