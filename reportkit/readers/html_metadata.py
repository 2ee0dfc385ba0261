"""What a web page says of itself: title, standfirst, authors, date, outlet, address and language, the best witness first.

Only what stands in the page is taken, never a guess from its address or from the numbers in its text.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportkit.model.document import FieldName, Metadatum, Method
from reportkit.readers.html_jsonld import read_jsonld
from reportkit.readers.html_stated import read_stated

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META: tuple[tuple[FieldName, tuple[str, ...]], ...] = (
    (
        FieldName.TITLE,
        (
            "og:title",
            "twitter:title",
            "citation_title",
            "parsely-title",
            "sailthru.title",
            "dc.title",
            "dcterms.title",
            "headline",
            "hdl",
            "title",
        ),
    ),
    (
        FieldName.STANDFIRST,
        ("og:description", "description", "twitter:description", "dc.description", "sailthru.description"),
    ),
    (
        FieldName.BYLINE,
        (
            "citation_author",
            "parsely-author",
            "author",
            "article:author",
            "dc.creator",
            "dcterms.creator",
            "sailthru.author",
            "byl",
            "dc.contributor",
        ),
    ),
    (
        FieldName.PUBLISHED,
        (
            "article:published_time",
            "og:article:published_time",
            "og:published_time",
            "datepublished",
            "parsely-pub-date",
            "citation_publication_date",
            "citation_online_date",
            "citation_date",
            "sailthru.date",
            "dcterms.issued",
            "dc.date.issued",
            "dcterms.created",
            "dc.date.created",
            "dcterms.date",
            "dc.date",
            "article.published",
            "published-date",
            "publish-date",
            "publish_date",
            "publishdate",
            "publication_date",
            "pubdate",
            "ptime",
            "displaydate",
            "date",
        ),
    ),
    (
        FieldName.OUTLET,
        (
            "og:site_name",
            "citation_publisher",
            "dc.publisher",
            "dcterms.publisher",
            "publisher",
            "application-name",
            "apple-mobile-web-app-title",
        ),
    ),
    (FieldName.URL, ("og:url", "twitter:url", "parsely-link")),
    (FieldName.LANGUAGE, ("content-language", "language", "dc.language", "dcterms.language", "og:locale")),
)
"""Names of `<meta>` elements by field, the best witness first; matched whatever the case and attribute."""
_MANY = frozenset({"citation_author", "article:author", "author", "dc.creator", "dcterms.creator"})
"""Names that are given once for each author."""
_AGREED = 3
"""Witnesses that agree on a title against the first one: the heading among them."""
_SEPARATOR = re.compile(r"\s+[|–—:·»-]\s+|\s*\|\s*")


def find_metadata(root: "HtmlElement") -> list[Metadatum]:
    """Return the values for each field, best witness first."""
    linked = read_jsonld(root)
    declared = list(_read_meta(root))
    stated = list(read_stated(root))
    found = [*_read_head(root), *linked, *declared, *stated]
    outlets = [datum.value for datum in found if datum.name is FieldName.OUTLET]
    headings = [datum.value for datum in stated if datum.name is FieldName.TITLE]
    return _heading_first([_cut_site(datum, outlets, headings) for datum in found], headings)


def _read_head(root: "HtmlElement") -> Iterator[Metadatum]:
    """Yield language, address and title as the page's frame gives them."""
    language = root.get("lang") or root.get("xml:lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language:
        yield Metadatum(name=FieldName.LANGUAGE, value=language, evidence="html lang")
    for link in root.iter("link"):
        href = link.get("href") or ""
        if (link.get("rel") or "").lower() == "canonical" and href.startswith(("http://", "https://")):
            yield Metadatum(name=FieldName.URL, value=href, evidence='link rel="canonical"')


def _read_meta(root: "HtmlElement") -> Iterator[Metadatum]:
    """Yield the values of `<meta>` and `<title>` elements."""
    values: dict[str, list[tuple[str, str]]] = {}
    for meta in root.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for key in (meta.get(attribute) or "").split():
                if content:
                    values.setdefault(key.lower(), []).append((content, f'meta {attribute}="{key}"'))
    for field, keys in _META:
        for key in keys:
            for content, evidence in values.get(key, [])[: None if key in _MANY else 1]:
                if content.startswith(("http://", "https://")) == (field is FieldName.URL):
                    yield Metadatum(name=field, value=content, evidence=evidence)
    title = root.find(".//title")
    if title is not None and (title.text or "").strip():
        yield Metadatum(name=FieldName.TITLE, value=title.text or "", evidence="title element")


def _heading_first(found: list[Metadatum], headings: list[str]) -> list[Metadatum]:
    """Return the values with the page's own heading as the best title, where the one declared as headline stands alone.

    An encyclopedia's page may declare as its headline what a thing is, while all others call it by its name.
    """
    titles = [datum for datum in found if datum.name is FieldName.TITLE]
    agreed = [datum for datum in titles[1:] if _fold(datum.value) in map(_fold, headings)]
    if len(agreed) < _AGREED or not _is_alone(titles[0].value, [datum.value for datum in titles[1:]]):
        return found
    return [*agreed, *(datum for datum in found if datum not in agreed)]


def _is_alone(title: str, others: list[str]) -> bool:
    """Return whether no other title has a word of this one."""
    words = set(re.findall(r"\w+", title.casefold()))
    return all(words.isdisjoint(re.findall(r"\w+", other.casefold())) for other in others)


def _cut_site(datum: Metadatum, outlets: list[str], headings: list[str]) -> Metadatum:
    """Return a title without the site's name, where the page's own words prove that the rest is the title."""
    if datum.name is not FieldName.TITLE or datum.method is Method.STATED:
        return datum
    parts = list(_SEPARATOR.finditer(datum.value))
    for separator in parts:
        head, tail = datum.value[: separator.start()].strip(), datum.value[separator.end() :].strip()
        if head and (_fold(head) in map(_fold, headings) or _fold(tail) in map(_fold, outlets)):
            return Metadatum(name=datum.name, value=head, method=datum.method, evidence=datum.evidence)
        if tail and (_fold(head) in map(_fold, outlets)) and _fold(tail) in map(_fold, headings):
            return Metadatum(name=datum.name, value=tail, method=datum.method, evidence=datum.evidence)
    return datum


def _fold(text: str) -> str:
    """Return letters and digits only, for comparing."""
    return re.sub(r"\W+", "", text).casefold()
