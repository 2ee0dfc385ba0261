"""What a web page shows of title, authors and date, where its markup says which is which."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from reportkit.model.document import FieldName, Metadatum, Method
from reportkit.readers.html_seen import is_small, seen_texts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NOT_PUBLISHED = re.compile(
    r"modif|updat|aktualis|comment|related|teaser|aside|sidebar|footer|recommend|promo|card|listing|event",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:by-?lines?|authors?(?:[_-]?names?)?)(?:$|[\s_-])", re.IGNORECASE)
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:pub(?:lished|lish|lication)?[_-]?(?:date|time|on)?|posted|datum|date|timestamp|entry-date|date-?line)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BY = re.compile(r"\s*(?:by|von|par|por|di|door|av|af)[:\s]\s*", re.IGNORECASE)
_SHORT = 80
"""Characters that a line with authors or a date has at most."""
_MOST = 200
"""Elements of a kind that are looked at; the article's own come first."""


def read_stated(root: "HtmlElement") -> Iterator[Metadatum]:
    """Yield the page's first heading, marked authors, marked dates."""
    heading = next((text for heading in root.iter("h1") if (text := _line(heading))), None)
    if heading:
        yield Metadatum(name=FieldName.TITLE, value=heading, method=Method.STATED, evidence="h1 element")
    yield from _read_authors(root)
    yield from _read_dates(root)


def _read_authors(root: "HtmlElement") -> Iterator[Metadatum]:
    """Yield the authors that links or attributes mark; failing those, a line whose class says that it is the byline."""
    marked = [
        (element, evidence)
        for path, evidence in (
            (".//*[@itemprop='author']//*[@itemprop='name']", 'itemprop="author"'),
            (".//*[@itemprop='author']", 'itemprop="author"'),
            (".//*[@rel='author']", 'rel="author"'),
        )
        for element in islice(root.iterfind(path), _MOST)
    ]
    names = [(text, evidence) for element, evidence in marked if (text := _line(element))]
    if not names:
        lines = _of_class(root, _BYLINE_CLASS, "p", "div", "span", "address", "a")
        names = [(text, f'class "{element.get("class")}"') for element in lines if (text := _line(element))][:1]
    for text, evidence in names:
        if len(text) <= _SHORT:
            value = _BY.sub("", text, count=1) if _BY.match(text) else text
            yield Metadatum(name=FieldName.BYLINE, value=value, method=Method.STATED, evidence=evidence)


def _read_dates(root: "HtmlElement") -> Iterator[Metadatum]:
    """Yield the dates that elements mark as the day of publication."""
    for element in islice(root.iterfind(".//*[@itemprop='datePublished']"), _MOST):
        value = element.get("datetime") or element.get("content") or _line(element)
        yield from _date(value, 'itemprop="datePublished"')
    for element in islice(root.iter("time"), _MOST):
        value = element.get("datetime") or _line(element)
        if value and not _is_about_other(element):
            yield from _date(value, "time element")
            break
    for element in _of_class(root, _DATE_CLASS, "p", "div", "span", "li"):
        text = _line(element)
        if len(text) <= _SHORT and re.search(r"\d", text) and not _is_about_other(element):
            yield from _date(text, f'class "{element.get("class")}"')
            break


def _date(value: str, evidence: str) -> Iterator[Metadatum]:
    """Yield the date, where there is one."""
    if value:
        yield Metadatum(name=FieldName.PUBLISHED, value=value, method=Method.STATED, evidence=evidence)


def _of_class(root: "HtmlElement", words: re.Pattern[str], *tags: str) -> Iterator["HtmlElement"]:
    """Yield the first elements of these kinds whose class says what they hold."""
    found = (element for element in root.iter(*tags) if words.search(element.get("class") or ""))
    yield from islice(found, _MOST)


def _is_about_other(element: "HtmlElement") -> bool:
    """Return whether an element, by its class or what it stands in, dates a change, a comment or another article."""
    near = [element, *element.iterancestors()]
    return any(
        each.tag in {"aside", "footer", "nav"} or _NOT_PUBLISHED.search(f"{each.get('class')} {each.get('id')}")
        for each in near
        if each.tag not in {"body", "html"}
    )


def _line(element: "HtmlElement") -> str:
    """Return the drawn text of an element on one line; empty for one that is more than a line of the page."""
    return " ".join("".join(seen_texts(element)).split()) if is_small(element) else ""
