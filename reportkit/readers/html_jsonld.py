"""What a page's JSON-LD says of its article (schema.org), as values for fields."""

import json
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from reportkit.model.document import FieldName, Metadatum

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARACTERS = 1024 * 1024
"""A longer script is not read."""
_DEPTH = 60
"""Levels of nesting that are read; Python's JSON parser recurses."""
_NODES = 5_000
"""Nodes of a page's JSON-LD that are looked at."""
_ARTICLES = (
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "Article",
    "Report",
    "ScholarlyArticle",
    "TechArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "SocialMediaPosting",
    "WebPage",
)
"""Types of nodes that speak of the article, the surest first."""

Node = dict[str, object]


def read_jsonld(root: "HtmlElement") -> list[Metadatum]:
    """Return the values that the page's JSON-LD gives, the surest node first."""
    nodes = [node for script in root.iter("script") if _is_jsonld(script) for node in _parse(script.text or "")]
    articles = sorted((node for node in nodes if _rank(node) is not None), key=lambda node: _rank(node) or 0)
    names = {str(node.get("@id")): node for node in nodes if node.get("@id") and node.get("name")}
    found: list[Metadatum] = []
    for node in _of_this_page(articles):
        found.extend(_read_article(node, names))
    return found


def _of_this_page(articles: list[Node]) -> list[Node]:
    """Return the first article and the page's other nodes; further articles are teasers."""
    first = [node for node in articles if "WebPage" not in _types(node)][:1]
    return first + [node for node in articles if "WebPage" in _types(node)][:1]


def _is_jsonld(script: "HtmlElement") -> bool:
    """Return whether a script element holds JSON-LD."""
    return (script.get("type") or "").strip().lower().startswith("application/ld+json")


def _parse(text: str) -> list[Node]:
    """Return the nodes of a script, none where it is not JSON: pages are full of broken ones."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = (
        text.removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
        .removeprefix("<![CDATA[")
        .removesuffix("]]>")
        .rstrip(" ;\n")
    )
    if len(text) > _CHARACTERS or _depth(text) > _DEPTH:
        return []
    try:
        loaded = json.loads(text, strict=False)
    except ValueError:
        return []
    return list(_nodes(loaded))


def _depth(text: str) -> int:
    """Return the depth of nesting, brackets within strings counted too."""
    depth = deepest = 0
    for character in text:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def _nodes(loaded: object) -> Iterator[Node]:
    """Yield the nodes of lists, graphs and what a page is mainly about."""
    waiting = [loaded]
    seen = 0
    while waiting and seen < _NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting[:0] = node
        elif isinstance(node, dict):
            yield node
            waiting.extend(node[key] for key in ("@graph", "mainEntity") if isinstance(node.get(key), list | dict))


def _types(node: Node) -> list[str]:
    """Return the types of a node, without a vocabulary's address."""
    types = node.get("@type")
    return [str(each).rsplit("/", 1)[-1] for each in (types if isinstance(types, list) else [types])]


def _rank(node: Node) -> int | None:
    """Return how surely the node is the article; `None` for other things."""
    return min((_ARTICLES.index(each) for each in _types(node) if each in _ARTICLES), default=None)


def _read_article(node: Node, names: dict[str, Node]) -> Iterator[Metadatum]:
    """Yield the fields of an article's node."""
    kind = next(each for each in _types(node) if each in _ARTICLES)
    keys = [
        (FieldName.TITLE, "headline"),
        (FieldName.PUBLISHED, "datePublished"),
        (FieldName.STANDFIRST, "description"),
        (FieldName.LANGUAGE, "inLanguage"),
        (FieldName.BYLINE, "author"),
        (FieldName.BYLINE, "creator"),
        (FieldName.OUTLET, "publisher"),
        (FieldName.URL, "url"),
        (FieldName.URL, "mainEntityOfPage"),
    ]
    for field, key in keys:
        if key == "creator" and node.get("author"):
            continue
        for value in _values(node.get(key), names):
            is_url = value.startswith(("http://", "https://"))
            if is_url == (field is FieldName.URL):
                yield Metadatum(name=field, value=value, evidence=f"JSON-LD {kind}.{key}")


def _values(value: object, names: dict[str, Node]) -> Iterator[str]:
    """Yield the strings of a value: itself, those of a list, the name or address of a node or of the node it points to."""
    match value:
        case str():
            yield unescape(value)
        case list():
            for each in value:
                if not isinstance(each, list):
                    yield from _values(each, names)
        case dict():
            pointed = names.get(str(value.get("@id")), {})
            for key in ("name", "@value", "alternateName", "@id"):
                found = value.get(key) or pointed.get(key)
                if isinstance(found, str | list) and found:
                    yield from (
                        unescape(each)
                        for each in ([found] if isinstance(found, str) else found)
                        if isinstance(each, str)
                    )
                    return
        case _:
            return
