"""Tests of what a web page says of itself."""

import json

import pytest

from reportkit.model.document import FieldName, Metadatum, Method
from reportkit.readers.html_jsonld import read_jsonld
from reportkit.readers.html_metadata import find_metadata
from reportkit.readers.html_tree import parse_html


def found(markup: str, name: FieldName) -> list[Metadatum]:
    """Return what a page gives for a field."""
    root = parse_html(f"<html><head></head>{markup}</html>", subject="s.html")
    return [each for each in find_metadata(root) if each.name is name]


def values(markup: str, name: FieldName) -> list[str]:
    """Return the values that a page gives for a field."""
    return [each.value for each in found(markup, name)]


def linked(*nodes: object) -> str:
    """Return a script with JSON-LD."""
    return "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)


ARTICLE = {
    "@type": ["NewsArticle"],
    "headline": "Bridge &amp; ferry",
    "datePublished": "2025-01-03T10:00:00+01:00",
    "dateModified": "2025-01-04",
    "description": "Cracks were found.",
    "inLanguage": {"@type": "Language", "name": "en"},
    "author": [{"@type": "Person", "name": "Ana Ortiz"}, "Kim Lee", ["x"], {"@id": "#p"}, {}, 3],
    "publisher": {"@type": "Organization", "name": "The Ledger"},
    "url": "https://ledger.example/bridge",
}
PERSON = {"@type": "Person", "@id": "#p", "name": "Li Na"}


@pytest.mark.parametrize("wrapped", [ARTICLE | {}, [ARTICLE], {"@graph": [{"@type": "WebSite"}, ARTICLE]}])
def test_jsonld_in_all_its_wrappings(wrapped: object) -> None:
    """An article's node is found alone, in a list, in a graph; the day of change is no day of publication."""
    markup = linked(wrapped, PERSON)
    assert values(markup, FieldName.TITLE) == ["Bridge & ferry"]
    assert values(markup, FieldName.PUBLISHED) == ["2025-01-03T10:00:00+01:00"]
    assert values(markup, FieldName.STANDFIRST) == ["Cracks were found."]
    assert values(markup, FieldName.BYLINE) == ["Ana Ortiz", "Kim Lee", "Li Na"]
    assert values(markup, FieldName.OUTLET) == ["The Ledger"]
    assert values(markup, FieldName.LANGUAGE) == ["en"]
    assert values(markup, FieldName.URL) == ["https://ledger.example/bridge"]


def test_the_first_article_counts() -> None:
    """Articles after the first are teasers; a page's own node adds what the article lacks."""
    markup = linked({"@type": "WebPage", "headline": "Page"}, {"@type": "Article", "headline": "One"}, ARTICLE)
    assert values(markup, FieldName.TITLE) == ["Bridge & ferry", "Page"]
    assert values(linked({"@type": "Recipe", "headline": "Soup"}), FieldName.TITLE) == []


def test_creator_stands_in_for_author() -> None:
    """The creator is named where there is no author."""
    assert values(linked({"@type": "Article", "creator": "Ana Ortiz"}), FieldName.BYLINE) == ["Ana Ortiz"]
    both = {"@type": "Article", "author": "Kim Lee", "creator": "CMS"}
    assert values(linked(both), FieldName.BYLINE) == ["Kim Lee"]


@pytest.mark.parametrize(
    "script", ["", "{", "null", "3", '{"@type": 3}', "[" * 5_000, '{"a": "' + "x" * 1_100_000 + '"}', "// nothing"]
)
def test_broken_jsonld(script: str) -> None:
    """What is no JSON-LD, too deep or too long, is passed over."""
    root = parse_html(f'<html><script type="application/ld+json">{script}</script></html>', subject="s")
    assert read_jsonld(root) == []


@pytest.mark.parametrize("frame", ["<!-- {} -->", "//<![CDATA[\n{}\n//]]>", "{};", "\n{}\n"])
def test_jsonld_in_a_frame(frame: str) -> None:
    """Comments and CDATA marks around the JSON do no harm."""
    script = frame.replace("{}", json.dumps({"@type": "Article", "headline": "a\tb"}).replace("\\t", "\t"))
    root = parse_html(f'<html><body><p>x<script type="application/LD+json">{script}</script></html>', subject="s")
    assert [each.value for each in read_jsonld(root)] == ["a\tb"]


@pytest.mark.parametrize(
    ("markup", "name", "expected"),
    [
        ('<meta property="og:title" content="Bridge">', FieldName.TITLE, ["Bridge"]),
        ('<meta name="OG:TITLE" content="Bridge"><meta name="og:title" content="Other">', FieldName.TITLE, ["Bridge"]),
        ("<title>Bridge</title>", FieldName.TITLE, ["Bridge"]),
        ("<title> </title>", FieldName.TITLE, []),
        ('<meta name="description" content="Cracks.">', FieldName.STANDFIRST, ["Cracks."]),
        (
            '<meta name="citation_author" content="Ana"><meta name="citation_author" content="Kim">',
            FieldName.BYLINE,
            ["Ana", "Kim"],
        ),
        ('<meta property="article:author" content="https://social.example/ana">', FieldName.BYLINE, []),
        ('<meta property="article:published_time" content="2025-01-03">', FieldName.PUBLISHED, ["2025-01-03"]),
        ('<meta property="article:modified_time" content="2025-01-03">', FieldName.PUBLISHED, []),
        ('<meta property="og:site_name" content="The Ledger">', FieldName.OUTLET, ["The Ledger"]),
        ('<link rel="canonical" href="https://a.example/b">', FieldName.URL, ["https://a.example/b"]),
        ('<link rel="canonical" href="/b">', FieldName.URL, []),
        ('<meta property="og:url" content="https://a.example/b">', FieldName.URL, ["https://a.example/b"]),
        ('<meta http-equiv="content-language" content="de">', FieldName.LANGUAGE, ["de"]),
        ('<meta name="og:title" content="">', FieldName.TITLE, []),
    ],
)
def test_declared_in_the_head(markup: str, name: FieldName, expected: list[str]) -> None:
    """What the head declares is found, whatever the case and attribute; addresses are not names."""
    assert values(f"<head>{markup}</head>", name) == expected
    assert all(each.method is Method.DECLARED for each in found(f"<head>{markup}</head>", name))


@pytest.mark.parametrize(
    ("headline", "window", "expected"),
    [
        ("old trading port", "Harwick", ["Harwick"] * 3 + ["old trading port"]),
        ("Harwick, an old port", "Harwick", ["Harwick, an old port", "Harwick", "Harwick", "Harwick"]),
        ("old trading port", "Port of Ashdown", ["old trading port", "Harwick", "Port of Ashdown", "Harwick"]),
    ],
)
def test_a_headline_that_stands_alone(headline: str, window: str, expected: list[str]) -> None:
    """A declared headline gives way where the heading, the window and the page's card agree, and have no word of it."""
    linked = f'<script type="application/ld+json">{{"@type": "Article", "headline": "{headline}"}}</script>'
    card = '<meta property="og:title" content="Harwick">'
    page = f"<head>{linked}{card}<title>{window}</title></head><body><h1>Harwick</h1></body>"
    assert values(page, FieldName.TITLE) == expected


def test_language_of_the_page() -> None:
    """The language of the root element comes first."""
    root = parse_html('<html lang="de-AT"><meta name="language" content="en"></html>', subject="s")
    languages = [each.value for each in find_metadata(root) if each.name is FieldName.LANGUAGE]
    assert languages == ["de-AT", "en"]


@pytest.mark.parametrize(
    ("markup", "name", "expected"),
    [
        ("<h1> </h1><h1>The <i>bridge</i></h1><h1>More</h1>", FieldName.TITLE, ["The bridge"]),
        ('<p>By <a rel="author">Ana Ortiz</a></p>', FieldName.BYLINE, ["Ana Ortiz"]),
        ('<p itemprop="author"><span itemprop="name">Ana</span></p>', FieldName.BYLINE, ["Ana", "Ana"]),
        ('<p class="article-byline">By Ana Ortiz and Kim Lee</p>', FieldName.BYLINE, ["Ana Ortiz and Kim Lee"]),
        (f'<p class="byline">{"x" * 100}</p>', FieldName.BYLINE, []),
        ('<time datetime="2025-01-03">Friday</time><time>2020</time>', FieldName.PUBLISHED, ["2025-01-03"]),
        ("<time>3 January 2025</time>", FieldName.PUBLISHED, ["3 January 2025"]),
        ('<aside><time>2020</time></aside><p class="updated"><time>2021</time></p>', FieldName.PUBLISHED, []),
        ('<b itemprop="datePublished" content="2025-01-03"></b>', FieldName.PUBLISHED, ["2025-01-03"]),
        ('<span class="pub-date">3 January 2025</span>', FieldName.PUBLISHED, ["3 January 2025"]),
        ('<span class="date">Friday</span>', FieldName.PUBLISHED, []),
        ('<span class="comment-date">3 January 2025</span>', FieldName.PUBLISHED, []),
    ],
)
def test_stated_in_the_page(markup: str, name: FieldName, expected: list[str]) -> None:
    """What the page shows and marks is found and counts as stated."""
    assert values(f"<body>{markup}</body>", name) == expected
    assert all(each.method is Method.STATED for each in found(f"<body>{markup}</body>", name))


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<title>Bridge | The Ledger</title>", "<h1>Bridge</h1>", "Bridge"),
        (
            "<title>Bridge - open - The Ledger</title>",
            '<meta property="og:site_name" content="the ledger">',
            "Bridge - open",
        ),
        ("<title>The Ledger: x | Bridge</title>", "<h1>Bridge</h1>", "The Ledger: x | Bridge"),
        (
            "<title>The Ledger | Bridge</title>",
            '<meta property="og:site_name" content="The Ledger"><h1>Bridge</h1>',
            "Bridge",
        ),
        ("<title>Bridge - open</title>", "", "Bridge - open"),
    ],
)
def test_site_names_in_titles(head: str, body: str, expected: str) -> None:
    """A site's name is cut off a title only where heading or site name prove what is what."""
    assert values(f"<head>{head}</head><body>{body}</body>", FieldName.TITLE)[0] == expected
