"""The marks of footnotes in a web page's text: raised links within the page, such as `[2]`, that nobody reads out."""

import re
from typing import TYPE_CHECKING

from reportkit.model.document import count_characters
from reportkit.text.clean import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARK = re.compile(
    r"\s*(?:\[\s*(?:\d{1,3}|[a-z]{1,2}|(?:note|nb|n) \d{1,3})\s*\]|\d{1,3}|[*†‡§]{1,3})\s*", re.IGNORECASE
)
_WITHIN = re.compile(r"#(?:.*[-_])?(?:cite|fn|foot|end|note|ref)", re.IGNORECASE)
"""Where the mark of a note leads: to a place of the page whose name says so."""


def drop_note_marks(root: "HtmlElement") -> int:
    """Take the marks of footnotes out of the tree; the text goes on without them. Return how many characters they had."""
    marks = [each for each in root.iter("sup") if _is_mark(each)]
    for mark in marks:
        mark.drop_tree()
    return sum(count_characters(clean("".join(mark.itertext()))) for mark in marks)


def _is_mark(element: "HtmlElement") -> bool:
    """Return whether a raised piece of text is nothing but a mark that leads to a note."""
    if not _MARK.fullmatch("".join(element.itertext())):
        return False
    parent = element.getparent()
    links = [*element.iter("a"), *([parent] if parent is not None and parent.tag == "a" else [])]
    return any(_WITHIN.search(link.get("href") or "") for link in links)
