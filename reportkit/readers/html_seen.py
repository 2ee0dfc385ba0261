"""Which of a web page's elements and texts its readers see, as far as its own markup tells."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from reportkit.model.document import count_characters

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "select",
        "option",
        "textarea",
        "datalist",
        "canvas",
        "audio",
        "video",
        "map",
        "svg",
        "math",
        "title",
        "meta",
        "link",
        "input",
    ]
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])", re.IGNORECASE
)
_SMALL = 40
"""Elements of a line of text with its links and emphases."""


def is_seen(element: "HtmlElement") -> bool:
    """Return whether the element and what is in it are drawn, as far as its own attributes tell."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return False
    return "hidden" not in element.attrib and not _HIDDEN_STYLE.search(element.get("style") or "")


def seen_texts(element: "HtmlElement") -> Iterator[str]:
    """Yield the pieces of text that are drawn, in order."""
    if element.text:
        yield element.text
    for child in element:
        if is_seen(child):
            yield from seen_texts(child)
        if child.tail:
            yield child.tail


def is_small(element: "HtmlElement") -> bool:
    """Return whether few enough elements lie in this one to look at each: a line of the page, not its frame.

    Pages nest hundreds of frames; looking into each of them anew would take the square of the page's length.
    """
    return sum(1 for _ in islice(element.iter(), _SMALL + 1)) <= _SMALL


def drop_unseen(root: "HtmlElement") -> None:
    """Take what is hidden by its own attributes out of the tree: no reader saw it, and some of it is meant for machines.

    A page that hides more than it shows waits for its script to show it: there the attributes go and the text stays.
    """
    hidden = [
        each for each in root.iter() if each.tag not in _UNSEEN and isinstance(each.tag, str) and not is_seen(each)
    ]
    shown = sum(map(count_characters, seen_texts(root)))
    if sum(sum(map(count_characters, seen_texts(each))) for each in hidden) > shown:
        for element in hidden:
            element.attrib.pop("hidden", None)
            element.attrib.pop("style", None)
        return
    for element in hidden:
        if element.getparent() is not None:
            element.drop_tree()
