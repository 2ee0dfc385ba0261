"""A web page as a tree: parsed once, from text that we decoded, with a bounded depth."""

import re
from typing import TYPE_CHECKING

from reportkit.errors import DamagedSourceError, EmptySourceError, SourceTooLargeError
from reportkit.limits import HTML_ELEMENTS, XML_DEPTH

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INLINE = tuple(
    "a abbr b big code em font i ins label mark nobr s small span strike strong sub sup tt u".split()  # noqa: SIM905 - names read best as a line
)
_DECLARED = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"\s*<\?xml\b[^>]*\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096
"""Bytes in which a page must declare its encoding: browsers look at 1024, pages with long scripts need more."""
_ATTRIBUTES = 2_000
"""Attributes of one tag; libxml2 2.14 takes 10 ms for as many, and two minutes for 200,000."""
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_CAPACITY = 2_000
"""Levels below which libxml2 (2.14) drops text without a word."""


def declared_encoding(data: bytes) -> str | None:
    """Return the label of the encoding that the page gives itself."""
    head = data[:_DECLARED_WITHIN]
    match = _DECLARED.search(head) or _XML_DECLARED.match(head)
    return match[1].decode("ascii") if match else None


def parse_html(text: str, *, subject: str) -> "HtmlElement":
    """Return the root of the page; comments are left out.

    Tags that old editors never close (`<font>` in `<font>`) nest without end and mean nothing here: inline tags are
    dissolved where the page would be too deep with them.

    Raises:  EmptySourceError: nothing but comments.
             DamagedSourceError: nested deeper than `limits.XML_DEPTH`, or thousands of attributes on a tag.
             SourceTooLargeError: more elements than `limits.HTML_ELEMENTS`.
    """
    from lxml import etree, html

    _check_attributes(text, subject)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root: HtmlElement = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as exc:
        raise EmptySourceError(subject, "this page holds no text") from exc
    depth, elements = _measure(root)
    if elements > HTML_ELEMENTS:
        problem = f"has {elements:,} elements, more than the limit HTML_ELEMENTS = {HTML_ELEMENTS:,}"
        raise SourceTooLargeError(subject, problem, "cut it to the part that the briefing is about")
    if depth > XML_DEPTH and depth < _CAPACITY:
        etree.strip_tags(root, *_INLINE)
        depth, _ = _measure(root)
    if depth > XML_DEPTH:
        raise DamagedSourceError(subject, f"nests its elements more than {XML_DEPTH} deep", "save the page's text")
    return root


def _check_attributes(text: str, subject: str) -> None:
    """Look for tags whose attributes would take libxml2 minutes: its time grows with the square of their number.

    Raises:  DamagedSourceError: a tag has more than `_ATTRIBUTES` attributes.
    """
    for piece in text.split("<"):
        if len(piece) > _ATTRIBUTES * 2:
            bare = _QUOTED.sub("", piece).partition(">")[0]
            if max(bare.count("="), len(bare.replace("/", " ").split())) > _ATTRIBUTES:
                problem = f"has a tag with more than {_ATTRIBUTES:,} attributes"
                raise DamagedSourceError(subject, problem, "save the page's text")


def _measure(root: "HtmlElement") -> tuple[int, int]:
    """Return the greatest depth and the number of elements."""
    from lxml import etree

    depth = deepest = elements = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            depth, elements = depth + 1, elements + 1
            deepest = max(deepest, depth)
        else:
            depth -= 1
    return deepest, elements
