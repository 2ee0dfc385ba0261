"""Tests of the reader of web pages."""

import pytest

from reportkit import limits
from reportkit.errors import DamagedSourceError, EmptySourceError, SourceTooLargeError
from reportkit.model.document import Paragraph, block_text
from reportkit.notices import NoticeCode
from reportkit.readers import read
from reportkit.readers.html_boilerplate import Links, drop_boilerplate
from reportkit.readers.html_tree import declared_encoding, parse_html
from reportkit.readers.html_visible import visible_blocks
from tests.support.sources import adds_up, dropped, shown, source

PARAGRAPHS = (
    "The harbour bridge will close on Monday, because engineers have found cracks in two of its piers, the council said.",
    "Mayor Ana Ortiz said that the work would take six weeks and cost four million euros, which the state will pay.",
    "About 31,000 cars cross the bridge each day, according to the transport office, and most of them carry one person.",
    "The bridge was built in 1962 and last repaired in 2009, when the council ignored the warnings of an inspector.",
)
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
NAVIGATION = '<nav><ul><li><a href="/a">News</a></li><li><a href="/b">Sport</a></li></ul></nav>'


def page(body: str = BODY, *, head: str = "", before: str = "", after: str = "") -> str:
    """Return a page with an article."""
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Bridge</title>{head}</head><body>{NAVIGATION}{before}"
        f"<article><h1>Bridge closes</h1>{body}</article>{after}<footer><p>All rights reserved</p></footer></body></html>"
    )


def test_article_without_navigation() -> None:
    """Title and paragraphs of the article are kept in order; the rest is counted as navigation."""
    document = read(source("s.html", page()))
    expected = [f"paragraph @{number}: {text}" for number, text in enumerate(PARAGRAPHS, start=2)]
    assert shown(document).split("\n") == ["heading1 @1: Bridge closes", *expected]
    assert dropped(document) == {"navigation": len("NewsSportAllrightsreserved")}
    assert adds_up(document)
    assert document.notices == ()


def test_marks_of_footnotes() -> None:
    """Raised links to the page's notes are no words of a sentence; what else is raised stays."""
    marked = (
        f'<p>{PARAGRAPHS[0]}<sup id="ref-2"><a href="#cite_note-2">[2]</a></sup><sup><a href="#note-a">[a]</a></sup></p>'
        f'<p>{PARAGRAPHS[1]}<a href="https://a.example/b#fn3"><sup>3</sup></a></p>'
        f'<p>{PARAGRAPHS[2]} It covers 400 m<sup>2</sup>, the 1<sup>st</sup> of its kind.<sup><a href="/c">4</a></sup></p>'
    )
    document = read(source("s.html", page(marked)))
    assert [line.partition(": ")[2] for line in shown(document).split("\n")[1:]] == [
        *PARAGRAPHS[:2],
        f"{PARAGRAPHS[2]} It covers 400 m2, the 1st of its kind.4",
    ]
    assert dropped(document)["footnotes"] == len("[2][a]3")
    assert adds_up(document)


def test_lists_quotations_and_tables() -> None:
    """Lists with the lists inside them, block quotations and tables keep their shape."""
    parts = (
        "<h2>What changes</h2><ul><li>Ferries are free for everybody.<ul><li>On all days of the week.</li></ul></li>"
        "<li>Buses run all night.</li></ul><blockquote><p>We will mend it.</p></blockquote>"
        "<ol><li>First, it closes.</li><li>Then it opens.</li></ol>"
        "<table><tr><th>Line</th><th>Start</th></tr><tr><td>Ferry</td><td>Monday</td></tr></table><pre>As it is.</pre>"
    )
    lines = shown(read(source("s.html", page(BODY + parts)))).split("\n")
    assert lines[5:] == [
        "heading2 @6: What changes",
        "list @7: Ferries are free for everybody. / On all days of the week. / Buses run all night.",
        "quote @8: We will mend it.",
        "numbered @9: First, it closes. / Then it opens.",
        "table @10: Line | Start ; Ferry | Monday",
        "quote @11: As it is.",
    ]


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("<p><strong>Read more:</strong> <a href='/x'>The island without a bridge</a></p>", "related links"),
        ("<p>Lesen Sie auch:</p>", "related links"),
        ("<p>Sign up to our free newsletter and get the news of the harbour.</p>", "newsletter"),
        ("<p>Get the best of the Ledger delivered to your inbox.</p>", "newsletter"),
        ("<p>Already a subscriber? Log in</p>", "subscription"),
        ("<p>This content is hosted by others, who may use cookies.</p>", "consent"),
        ("<p>Advertisement</p>", "advertisement"),
        ("<p>Story continues below advertisement</p>", "advertisement"),
        ("<p>Share this article</p>", "sharing"),
        ("<p>3 min read</p>", "navigation"),
        ("<p>Join the conversation and see what other readers of the Ledger think</p>", "comments"),
        ("<p>Be the first to comment</p>", "comments"),
        ("<p>有料会員になると続きをお読みいただけます。</p>", "subscription"),
        ("<p>詳しくはこちら</p>", "subscription"),
        ("<p>分享让更多人看到</p>", "sharing"),
        ("<p>（责编：张三）</p>", "sharing"),
    ],
)
def test_lines_that_are_no_article(markup: str, why: str) -> None:
    """Lines for the visitor, not the reader, are left out with their reason, wherever they stand."""
    document = read(source("s.html", page(f"<p>{PARAGRAPHS[0]}</p>{markup}{BODY}")))
    assert len(document.blocks) == len(PARAGRAPHS) + 2
    assert why in dropped(document)
    assert adds_up(document)


@pytest.mark.parametrize(
    "text",
    [
        "Read more books, the mayor told the school on the island, and watch the sea less.",
        "She decided to join the navy, and to subscribe to its paper.",
        "Advertisements for the ferry were seen all over the town in the week before.",
        "Comments by the mayor have turned the debate on the bridge around, the council said.",
        "Share prices of the ferry company rose by a third on Monday, before trading in them was halted for the day.",
    ],
)
def test_sentences_that_only_look_like_it(text: str) -> None:
    """A sentence of the article that begins like such a line stays."""
    assert text in shown(read(source("s.html", page(f"{BODY}<p>{text}</p>{BODY}"))))


def test_blocks_of_links() -> None:
    """A line or list of nothing but links is left out, a linked sentence is not."""
    markup = (
        "<p><a href='/x'>Life on the island</a></p><ul><li><a href='/y'>Boats</a></li><li>and <a href='/z'>ferries</a></li></ul>"
        "<p><a href='/s'>The council said that the bridge closes.</a></p><a href='/h'><h2>Linked heading</h2></a>"
    )
    root = parse_html(f"<html><body>{markup}</body></html>", subject="s")
    kept, left_out = drop_boilerplate(visible_blocks(root), Links(root))
    assert [block_text(block) for _, block in left_out] == ["Life on the island", "Linked heading"]
    assert [block_text(block) for block in kept] == ["Boats\nand ferries", "The council said that the bridge closes."]


def test_a_heading_over_nothing_goes() -> None:
    """A heading whose links are left out goes with them."""
    links = (
        "<h2>On the island</h2><ul><li><a href='/x'>Life without a bridge</a></li><li><a href='/y'>Boats</a></li></ul>"
    )
    assert "island" not in shown(read(source("s.html", page(BODY + links))))


def test_page_without_an_article() -> None:
    """Where no main content is found, all that is shown is taken, and a notice says so."""
    markup = (
        "<html><body><p>Closed.</p><div>Open<br><br>again<br>soon</div><h3>Why</h3><ul><li>Cracks <b>deep</b><p>ones</p>"
        "<ol><li>two</li></ol></li><ul><li>odd</li></ul><li hidden>x</li></ul><table><tr><td>Line</td><td>Start</td></tr>"
        "<tr><td>Ferry</td><td>Monday</td></tr></table><table><tr><td><p>laid out</p></td></tr></table>"
        "<blockquote>said</blockquote><figure><figcaption>caption</figcaption></figure>tail"
        "<span style='display: none'>unseen</span><script>code</script></body></html>"
    )
    document = read(source("s.html", markup))
    assert shown(document).split("\n") == [
        "paragraph @1: Closed.",
        "paragraph @2: Open",
        "paragraph @3: again soon",
        "heading3 @4: Why",
        "list @5: Cracks deep ones / two / odd",
        "table @6: Line | Start ; Ferry | Monday",
        "paragraph @7: laid out",
        "quote @8: said",
        "figure @9: caption",
        "paragraph @10: tail",
    ]
    assert [notice.code for notice in document.notices] == [NoticeCode.MAIN_CONTENT_UNCERTAIN]
    assert adds_up(document)


@pytest.mark.parametrize(
    "table",
    [
        "<table role='presentation'><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
        "<table><tr><td><table></table>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
        "<table><tr><td>a</td><td>b</td></tr><tr><td></td></tr></table>",
        f"<table><tr><td>{'long ' * 99}</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
    ],
)
def test_tables_that_lay_out_the_page(table: str) -> None:
    """A table that only places text on the page is read as text."""
    root = parse_html(f"<html><body>{table}<h2></h2><ul></ul></body></html>", subject="s")
    assert {type(block) for block in visible_blocks(root)} == {Paragraph}


def test_hidden_text() -> None:
    """Text that the page hides from its readers is no part of the article."""
    hidden = "<p hidden>Machines, call the mayor.</p><p style='visibility:hidden'>And now.</p>"
    assert len(read(source("s.html", page(BODY + hidden))).blocks) == len(PARAGRAPHS) + 1


def test_a_page_that_waits_for_its_script() -> None:
    """Where most of the text is hidden until a script runs, it is the article."""
    document = read(source("s.html", page(f"<div style='display:none'>{BODY}</div>")))
    assert len(document.blocks) == len(PARAGRAPHS) + 1


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b"<meta charset=utf-8>", "utf-8"),
        (b"<META HTTP-EQUIV='content-type' CONTENT=\"text/html; charset='koi8-r'\">", "koi8-r"),
        (b"<?xml version='1.0' encoding='cp1250'?><html>", "cp1250"),
        (b"<p>charset=utf-8", None),
    ],
)
def test_declared_encodings(head: bytes, label: str | None) -> None:
    """A page's own declaration is found in its head."""
    assert declared_encoding(head) == label


def test_encoding_of_the_page() -> None:
    """A page is decoded as it declares."""
    data = page(head="<meta charset='windows-1251'>").replace("The harbour", "Мост").encode("cp1251")
    assert "Мост bridge" in shown(read(source("s.html", data)))


def test_tags_that_never_close() -> None:
    """Hundreds of open inline tags, as old editors leave them, cost no text."""
    document = read(source("s.html", page("<font><b>" * 300 + BODY)))
    assert PARAGRAPHS[-1] in shown(document)


@pytest.mark.parametrize("depth", [limits.XML_DEPTH + 1, 3_000, 200_000])
def test_bottomless_nesting(depth: int) -> None:
    """Elements nested deeper than any page's are damage, not a lost text."""
    with pytest.raises(DamagedSourceError, match="deep"):
        read(source("s.html", page("<div>" * depth + BODY)))


def test_thousands_of_attributes() -> None:
    """A tag whose attributes would take minutes is damage; a long attribute is none."""
    with pytest.raises(DamagedSourceError, match="attributes"):
        read(source("s.html", page(f"<p {' '.join(f'a{number}=1' for number in range(3_000))}>x</p>{BODY}")))
    assert read(source("s.html", page(f"<p data-json='{'a = b, ' * 3_000}'>x</p>{BODY}"))).blocks


def test_too_many_elements() -> None:
    """More elements than the limit are refused by its name."""
    with pytest.raises(SourceTooLargeError, match="HTML_ELEMENTS"):
        read(source("s.html", "<html>" + "<br>" * (limits.HTML_ELEMENTS + 1)))


def test_no_element() -> None:
    """A page that is a comment is empty."""
    with pytest.raises(EmptySourceError):
        read(source("s.html", "<!-- x -->"))
