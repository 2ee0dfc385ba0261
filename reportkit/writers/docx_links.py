"""Where links of a Word file lead: bookmarks inside it, and addresses outside that Word can open.

Word calls a file damaged when one address in it is no valid URI, so what it might not like stays plain text.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import quote, urlsplit

from reportkit.model.report import (
    Block,
    Container,
    Emphasis,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Strong,
    Table,
    plain_text,
)
from reportkit.writers.docx_xml import Xml, element, join

_BOOKMARK_CHARACTERS = 40
_ADDRESS_CHARACTERS = 2083
_TIP_CHARACTERS = 250
"""The limits of Word, the last one with some room: it counts what it adds itself."""
_HOST = re.compile(r"[\w.-]+|[0-9A-Fa-f:.]+")
_MAILBOX = re.compile(r"[^@\s]+@[\w.-]+")
_URI_CHARACTERS = "%:/?#[]@!$&'()*+,;=~"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class _Bookmark:
    identity: int
    name: str
    words: str
    """What stands there; shown when a pointer rests on a link to it."""


class Links:
    """The places of one report that can be linked to, and the addresses that its links lead to."""

    def __init__(self, blocks: Iterable[Block], relate: Callable[[str], str]) -> None:
        """Find the anchors in the tree; `relate` enters an address outside into the package and returns its id."""
        self._relate = relate
        self._bookmarks = _bookmarks(blocks)
        self._unwritten = dict(self._bookmarks)

    def mark(self, anchor: str, content: Xml) -> Xml:
        """Return the content as the place that links to the anchor lead to; only the first of a name can be one."""
        bookmark = self._unwritten.pop(anchor, None)
        if bookmark is None:
            return content
        start = element("bookmarkStart", id=bookmark.identity, name=bookmark.name)
        return join(start, content, element("bookmarkEnd", id=bookmark.identity))

    def way(self, target: str, tip: str | None = None) -> dict[str, str] | None:
        """Return the attributes of a link to the target; `None` where it would lead nowhere.

        A `tip` is shown in place of the words of the heading that the link leads to.
        """
        if target.startswith("#"):
            bookmark = self._bookmarks.get(target[1:])
            return (
                None
                if bookmark is None
                else {"anchor": bookmark.name, "tooltip": (tip or bookmark.words)[:_TIP_CHARACTERS]}
            )
        uri = address(target)
        return None if uri is None else {"r_id": self._relate(uri)}


def address(target: str) -> str | None:
    """Return the target as a URI of HTTP or mail that Word accepts; `None` where it is not one."""
    try:
        parts = urlsplit(target)
        sound = parts.port is None or parts.port > 0
    except ValueError:
        return None
    if parts.scheme == "mailto":
        sound = _MAILBOX.fullmatch(parts.path) is not None
    elif parts.scheme in {"http", "https"}:
        sound = sound and _HOST.fullmatch(parts.hostname or "") is not None
    else:
        return None
    uri = _LONE_PERCENT.sub("%25", quote(target, safe=_URI_CHARACTERS))
    return uri if sound and len(uri) <= _ADDRESS_CHARACTERS else None


def _bookmarks(blocks: Iterable[Block]) -> dict[str, _Bookmark]:
    found: dict[str, _Bookmark] = {}
    taken: set[str] = set()
    for anchor, words in _anchors(blocks):
        if anchor not in found:
            identity = len(found)
            # hidden from Word's list of bookmarks by the line at its head; Word takes upper and lower case for the same
            name = f"_{re.sub('[^0-9A-Za-z]+', '_', anchor)}"[:_BOOKMARK_CHARACTERS]
            if name.lower() in taken:
                name = f"{name[: _BOOKMARK_CHARACTERS - 8]}_{identity}"
            taken.add(name.lower())
            found[anchor] = _Bookmark(identity, name, words)
    return found


def _anchors(nodes: Iterable[Block | Inline]) -> Iterator[tuple[str, str]]:
    """Yield each anchor of a tree with the words that stand there."""
    for node in nodes:
        if isinstance(node, Heading | Span) and node.anchor is not None:
            yield node.anchor, plain_text(node.children)
        match node:
            case Heading() | Paragraph() | Span() | Strong() | Emphasis() | Link():
                yield from _anchors(node.children)
            case Container() | Quote():
                yield from _anchors(node.blocks)
            case ListBlock():
                yield from _anchors(block for item in node.items for block in item)
            case Table():
                yield from _anchors(chain(node.caption, *node.header, *(chain(*row) for row in node.rows)))
            case _:
                pass
