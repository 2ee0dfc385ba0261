"""RSS and Atom files: each entry that carries its text is an input, as a small web page of its own.

Nothing is fetched: an entry that holds a link and no text is passed over, and told.
Source: RSS 2.0 (rssboard.org), RSS 1.0 with its content module, Atom (RFC 4287), Dublin Core elements.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from reportkit.batch.inputs import Found, Input, Skipped, Unreadable
from reportkit.errors import SourceError, SourceNotFoundError, SourceTooLargeError, UnknownFormatError, words_of
from reportkit.limits import FEED_BYTES
from reportkit.model.source import Source
from reportkit.text.paths import shown
from reportkit.text.xml import parse_xml

if TYPE_CHECKING:
    from lxml import etree

SUFFIXES = frozenset({"rss", "atom", "xml", "rdf"})

_ROOTS = frozenset({"rss", "feed", "RDF"})
_ENTRIES = frozenset({"item", "entry"})
_NAME_CHARACTERS = 80
_NO_NAME = re.compile(r"[^\w.-]+")
_TAG = re.compile(r"<[a-zA-Z][^<>]*>|&(?:[a-zA-Z]+|#\d+);")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article of a feed."""

    identity: str
    """Its `guid` or `id`, else its link, else its title."""
    name: str
    """A file name for it: the last part of its link, or the words of its title."""
    page: bytes
    """It as a web page that declares what the feed declares of it; empty where it has no text of its own."""


def list_feed(path: str) -> Iterator[Found]:
    """The entries of a feed, in its order."""
    try:
        entries = _entries(path, os.stat(path).st_mtime_ns)  # noqa: PTH116 - beside strings
    except OSError as exc:
        yield Unreadable(shown(path), SourceNotFoundError(shown(path), f"cannot be read: {words_of(exc)}"))
        return
    except SourceError as exc:
        yield Unreadable(shown(path), exc)
        return
    names = Counter(entry.name.casefold() for entry in entries.values())
    for entry in entries.values():
        if not entry.page:
            yield Skipped(f"{shown(path)}#{entry.identity}", "holds no text of its own, and links are not followed")
            continue
        twin = f"-{sha256(entry.identity.encode()).hexdigest()[:8]}" if names[entry.name.casefold()] > 1 else ""
        version = sha256(entry.page).hexdigest()
        yield Input(path, entry.identity, f"{entry.name}{twin}.html", version, 0)


def read_entry(path: str, identity: str) -> Source:
    """The source that an entry of a feed is.

    Raises: SourceError: the feed cannot be read any more, or has lost the entry.
    """
    try:
        entry = _entries(path, os.stat(path).st_mtime_ns).get(identity)  # noqa: PTH116 - beside strings
    except OSError as exc:
        raise SourceNotFoundError(shown(path), f"cannot be read: {words_of(exc)}") from exc
    if entry is None:
        raise SourceNotFoundError(identity, f"is no longer in {shown(path)}")
    return Source(name=f"{entry.name}.html", data=entry.page)


@lru_cache(maxsize=2)
def _entries(path: str, _changed_ns: int) -> dict[str, Entry]:
    """The entries by identity, read once for as long as the feed does not change; of twins the first.

    Raises: OSError: it cannot be read.
            SourceError: it is not well-formed, larger than a feed may be, or no feed.
    """
    with Path(path).open("rb") as file:
        data = file.read(FEED_BYTES + 1)
    if len(data) > FEED_BYTES:
        raise SourceTooLargeError(shown(path), f"is larger than {FEED_BYTES // 1024 // 1024} MB (FEED_BYTES)")
    root = parse_xml(data.lstrip(), subject=shown(path), part="the feed")
    if _local(root) not in _ROOTS:
        raise UnknownFormatError(shown(path), f"is XML, but no RSS or Atom feed (<{_local(root)}>)")
    outlet, language = _of_channel(root)
    found: dict[str, Entry] = {}
    for element in root.iter():
        if _local(element) in _ENTRIES and (entry := _entry(element, outlet, language)) is not None:
            found.setdefault(entry.identity, entry)
    return found


def _of_channel(root: "etree._Element") -> tuple[str, str]:
    """The feed's own title and language."""
    channel = next((each for each in root if _local(each) == "channel"), root)
    language = _text(channel, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    return _text(channel, "title"), language


def _entry(element: "etree._Element", outlet: str, language: str) -> Entry | None:
    """An entry; `None` for one without any sign by which to tell it from others."""
    title, link = _text(element, "title"), _link(element)
    identity = " ".join((_text(element, "guid") or _text(element, "id") or link or title).split())
    if not identity:
        return None
    body = _body(element)
    fields = {
        "og:title": title,
        "og:site_name": outlet,
        "author": _author(element),
        "article:published_time": _date(element),
    }
    page = _page(title, body, link, language, fields).encode() if body else b""
    return Entry(identity=identity, name=_name(link, title, identity), page=page)


def _body(element: "etree._Element") -> str:
    """The entry's text as HTML, the longest that it carries."""
    texts = (_html(each) for each in element if _local(each) in {"encoded", "content", "description", "summary"})
    return max(texts, key=len, default="")


def _html(element: "etree._Element") -> str:
    """What an element carries, as HTML: markup that is escaped inside it, or its own child elements."""
    from lxml import etree

    if len(element):
        return "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    text = (element.text or "").strip()
    if not text or _TAG.search(text):
        return text
    return "".join(f"<p>{escape(each.strip(), quote=False)}</p>" for each in re.split(r"\n\s*\n", text))


def _page(title: str, body: str, link: str, language: str, fields: dict[str, str]) -> str:
    metas = "".join(
        f'<meta {"property" if ":" in name else "name"}="{name}" content="{escape(value)}">\n'
        for name, value in fields.items()
        if value
    )
    canonical = f'<link rel="canonical" href="{escape(link)}">\n' if link else ""
    tag = f' lang="{escape(language)}"' if language else ""
    heading = escape(title, quote=False)
    return (
        f'<!DOCTYPE html>\n<html{tag}>\n<head>\n<meta charset="utf-8">\n<title>{heading}</title>\n{metas}{canonical}'
        f"</head>\n<body>\n<article>\n<h1>{heading}</h1>\n{body}\n</article>\n</body>\n</html>\n"
    )


def _link(element: "etree._Element") -> str:
    """The address of the article: RSS has it as text, Atom as an attribute of the link that is no other relation."""
    for each in element:
        if _local(each) == "link" and each.get("rel", "alternate") == "alternate":
            return (each.get("href") or each.text or "").strip()
    return ""


def _author(element: "etree._Element") -> str:
    for each in element:
        if _local(each) == "creator" or (_local(each) == "author" and not len(each)):
            return " ".join((each.text or "").split())
        if _local(each) == "author":
            return _text(each, "name")
    return ""


def _date(element: "etree._Element") -> str:
    """When the entry was published, in ISO 8601; empty where the feed does not say so in its own form."""
    if stated := _text(element, "published") or _text(element, "date"):
        return stated
    try:
        return parsedate_to_datetime(_text(element, "pubDate")).isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def _name(link: str, title: str, identity: str) -> str:
    """A file name without suffix."""
    last = unquote(urlsplit(link).path.rstrip("/").rpartition("/")[2]).rpartition(".")
    words = last[0] or last[2] or title or identity
    return _NO_NAME.sub("-", words)[:_NAME_CHARACTERS].strip("-.") or sha256(identity.encode()).hexdigest()[:16]


def _text(element: "etree._Element", name: str) -> str:
    """The text of the first child of this name, whatever its namespace, on one line."""
    child = next((each for each in element if _local(each) == name), None)
    return " ".join("".join(str(part) for part in child.itertext()).split()) if child is not None else ""


def _local(element: "etree._Element") -> str:
    return str(element.tag).rpartition("}")[2]
