"""The HTML file: self-contained, semantic, and nothing in it that the tree did not say."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from reportkit.model.artefact import OutputFormat
from reportkit.model.article import Field
from reportkit.model.document import Method
from reportkit.model.report import (
    Align,
    Container,
    Heading,
    Link,
    ListBlock,
    Paragraph,
    Report,
    SemanticClass,
    Table,
    Text,
)
from reportkit.settings import PageSize, Settings
from reportkit.writers.html import write_html
from reportkit.writers.html_page import GENERATOR, is_right_to_left, w3c_date
from tests.support.articles import article_of
from tests.support.every_node import every_node
from tests.support.trees import (
    annex,
    default_theme,
    heading,
    inlines,
    numbered,
    paragraph,
    report_of,
    section,
    table,
)

HOSTILE = '"></title></style><script>alert(1)</script><img src=x onerror=alert(1)>&amp;'


def written(report: Report, chosen: Settings | None = None) -> str:
    """The file as text."""
    return write_html(report, default_theme(), chosen or Settings()).data.decode("utf-8")


def parsed(report: Report, chosen: Settings | None = None) -> lxml_html.HtmlElement:
    """The file as a browser's parser sees it."""
    return lxml_html.document_fromstring(written(report, chosen))


def style_of(text: str) -> str:
    """What stands in the one style element."""
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    return str(style)


def test_the_file_is_an_html_document_in_utf_8() -> None:
    """The format is named, and the first bytes are those of HTML5."""
    artefact = write_html(report_of(), default_theme(), Settings())
    assert artefact.format is OutputFormat.HTML
    assert artefact.data.startswith(b'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">')
    assert artefact.notices == ()


def test_the_same_report_gives_the_same_bytes() -> None:
    """Nothing of the moment enters the file."""
    assert written(every_node()) == written(every_node())


def test_nothing_is_fetched_and_nothing_runs() -> None:
    """No script, no address that a browser would load; the policy admits the one style sheet by its digest."""
    text = written(every_node())
    assert "<script" not in text
    assert not re.findall(r"""\ssrc=|url\((?!data:)|@import|<link|<iframe|\son\w+=""", text)
    digest = base64.b64encode(hashlib.sha256(style_of(text).encode()).digest()).decode()
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
    assert unescape(policy).split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "font-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_the_fonts_are_inside() -> None:
    """Every face of the theme comes as WOFF2, whole."""
    faces = re.findall(r"src:url\(data:font/woff2;base64,([^)]*)\)", style_of(written(report_of())))
    theme = default_theme()
    assert [base64.b64decode(face) for face in faces] == [
        theme.files[face.web_file] for face in theme.fonts if face.web_file
    ]
    assert len(faces) == 5


def test_another_theme_brings_its_own_style() -> None:
    """What is kept of one theme does not end up in another's file."""
    other = replace(default_theme(), colours={"accent": "#123456"}, fonts=())
    assert "--accent:#0b5c6b" in written(report_of())
    assert "--accent:#123456" in write_html(report_of(), other, Settings()).data.decode()
    assert "--accent:#0b5c6b" in written(report_of())


def test_hostile_text_stays_text_wherever_it_stands() -> None:
    """Title, footer, author, description and body are escaped; no element comes of them."""
    article = article_of("A sentence.", title=HOSTILE)
    article = replace(article, byline=Field(value=(HOSTILE,), method=Method.STATED, evidence="line 1"))
    report = replace(report_of(paragraph(HOSTILE), title=HOSTILE, article=article), footer=HOSTILE, language=HOSTILE)
    text = written(report)
    page = lxml_html.document_fromstring(text)
    assert page.findtext(".//title") == HOSTILE
    assert page.xpath("//meta[@name='author']/@content") == [HOSTILE]
    assert page.xpath("//html/@lang") == [HOSTILE]
    assert page.xpath("string(//main/p)") == HOSTILE
    assert page.xpath("//script | //img") == []


@settings(max_examples=150)
@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_text_comes_back_from_the_file(text: str) -> None:
    """A parser finds in a paragraph, a heading, an item and a cell exactly the text that the tree held."""
    blocks = (
        Paragraph(children=(Text(text),)),
        Heading(level=2, children=(Text(text),), anchor="a"),
        ListBlock(items=((Paragraph(children=(Text(text),)),),)),
        Table(header=((Text(text),),), rows=(((Text(text),),),), align=(Align.START,)),
    )
    page = parsed(replace(report_of(), blocks=blocks))
    places = ("p", "h2", "ul/li", "table/thead/tr/th", "table/tbody/tr/td")
    assert [page.xpath(f"string(//main/{place})") for place in places] == [text] * 5


def test_properties_that_are_known_are_told() -> None:
    """Author, description, maker and creation date stand in the head."""
    article = article_of("A sentence.")
    article = replace(article, byline=Field(value=("Ann Lee", "Bo Ray"), method=Method.STATED, evidence="line 1"))
    page = parsed(report_of(article=article), Settings(date=datetime(2026, 11, 24, 8, 30, tzinfo=UTC)))
    assert [(meta.get("name"), meta.get("content")) for meta in page.xpath("//meta[@name]")] == [
        ("author", "Ann Lee"),
        ("author", "Bo Ray"),
        ("description", "What happened, in a sentence."),
        ("generator", GENERATOR),
        ("dcterms.created", "2026-11-24T08:30:00+00:00"),
        ("viewport", "width=device-width, initial-scale=1"),
    ]


def test_properties_that_are_not_known_are_absent() -> None:
    """No author, no description, no date: no element."""
    report = report_of()
    page = parsed(replace(report, briefing=replace(report.briefing, executive_summary=())))
    assert page.xpath("//meta[@name]/@name") == ["generator", "viewport"]


def test_a_moment_without_a_zone_counts_as_utc() -> None:
    """The machine's own zone has no say."""
    assert w3c_date(datetime(2026, 1, 2, 3, 4, 5)) == "2026-01-02T03:04:05+00:00"  # noqa: DTZ001 - that is the case


def test_sections_are_named_by_their_headings() -> None:
    """A container with a heading is a section with its name, the title block a header, any other a division."""
    bare = Container(blocks=(paragraph("Words."),), classes=(SemanticClass.NOTE,))
    main = parsed(report_of(section("Key points", numbered("One."), classes=(SemanticClass.KEY_POINTS,)), bare)).find(
        ".//main"
    )
    assert main is not None
    assert [(child.tag, dict(child.attrib)) for child in main] == [
        ("header", {"class": "title-block"}),
        ("section", {"class": "key-points", "aria-labelledby": "key-points"}),
        ("div", {"class": "note"}),
    ]
    assert main.xpath("section/h2/@id") == ["key-points"]


def test_every_id_stands_once_and_every_inner_link_arrives() -> None:
    """Links inside the file lead to something."""
    page = parsed(report_of(paragraph("A word. [1.1] [2.1]"), annex(("One.",), ("Two.",))))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href.removeprefix("#") for href in page.xpath("//a/@href")]
    assert targets == ["paragraph-1", "paragraph-2"]
    assert set(targets) <= set(ids)


def test_a_citation_says_what_its_numbers_mean() -> None:
    """It is a link with words for those who cannot see it; without a target it is no link."""
    page = parsed(report_of(paragraph("A word. [2.5]"), annex(("One.",), ("Two.",))))
    (link,) = page.xpath("//main/p//a")
    assert (link.text, link.get("class"), link.get("aria-label")) == (
        "[2.5]",
        "citation",
        "paragraph 2, sentence 5 of the source",
    )
    plain = Paragraph(children=inlines("A word. [2.5]", annexed=False))
    assert parsed(report_of(plain)).xpath("//main/p//a") == []


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("https://example.org/a b/ü", "https://example.org/a%20b/%C3%BC"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("#überblick", "#%C3%BCberblick"),
        ("javascript:alert(1)", None),
        (" javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//example.org", None),
        ("https:///", None),
        ("relative/path", None),
        ("", None),
    ],
)
def test_links_lead_out_by_http_and_mail_only(target: str, href: str | None) -> None:
    """Anything else keeps its words and is no link."""
    page = parsed(
        report_of(Paragraph(children=(Text("See "), Link(target, (Text(" the page "),)), Text("."))), title="T")
    )
    assert page.xpath("string(//main/p)") == "See  the page ."
    assert page.xpath("//main/p//a/@href") == ([] if href is None else [href])


def test_a_link_without_words_is_left_out() -> None:
    """An empty link would be a stop for the keyboard with nothing to say."""
    assert parsed(report_of(Paragraph(children=(Link("https://example.org", ()),)))).xpath("//main//a") == []


def test_tables_say_what_heads_what() -> None:
    """Column heads have a scope, the caption stands first, the column of citations is known by its class."""
    shown = parsed(report_of(table(("Date", "Event", "Source"), ("May 2024", "It opened", "[1.1]"), caption="Dates")))
    (found,) = shown.xpath("//table")
    assert found.xpath("*[1]/text()") == ["Dates"]
    assert found.xpath("thead/tr/th/@scope") == ["col"] * 3
    assert [cell.get("class") for cell in found.xpath("tbody/tr/td")] == ["keep", None, "refs keep"]


def test_columns_are_aligned_as_the_tree_says() -> None:
    """Centre and end are classes; the start needs none."""
    aligned = Table(
        header=(inlines("A"), inlines("B"), inlines("C")),
        rows=((inlines("a" * 30), inlines("b"), inlines("c")),),
        align=(Align.START, Align.CENTER, Align.END),
    )
    page = parsed(report_of(aligned))
    assert [cell.get("class") for cell in page.xpath("//th")] == [None, "center", "end"]
    assert [cell.get("class") for cell in page.xpath("//td")] == [None, "center", "end"]


def test_many_columns_are_set_smaller() -> None:
    """Seven columns make a wide table; its first cells may wrap."""
    wide = tuple("1234567")
    page = parsed(report_of(table(wide, wide), table(wide[:6], wide[:6])))
    assert page.xpath("//table/@class") == ["wide"]
    assert page.xpath("//table[@class='wide']//td/@class") == ["end"]


def test_a_list_begins_where_the_tree_says() -> None:
    """The first number is an attribute where it is not 1, and only on numbered lists."""
    items = ((paragraph("One."),),)
    page = parsed(
        report_of(ListBlock(items=items, ordered=True, start=7), numbered("a"), ListBlock(items=items, start=3))
    )
    assert [(each.tag, each.get("start")) for each in page.xpath("//main/ol | //main/ul")] == [
        ("ol", "7"),
        ("ol", None),
        ("ul", None),
    ]


def test_long_titles_are_set_smaller() -> None:
    """A title of more than two lines gets a class of its own, a short one none."""
    assert parsed(report_of(title="Short")).xpath("//h1/@class") == []
    assert parsed(report_of(title="Long " * 30)).xpath("//h1/@class") == ["lengthy"]


def test_levels_below_six_are_headings_of_level_six() -> None:
    """HTML has six levels."""
    assert parsed(report_of(heading(8, "Deep"))).xpath("//h6/text()") == ["Deep"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", True), ("he-IL", True), ("en", False), ("az-Arab", True), ("ar-Latn", False), ("ks-Deva-IN", False)],
)
def test_the_direction_follows_from_the_language(language: str, expected: bool) -> None:  # noqa: FBT001 - a case
    """A script subtag decides, then the language."""
    assert is_right_to_left(language) is expected
    assert parsed(report_of(language=language)).xpath("//html/@dir") == (["rtl"] if expected else [])


def test_paper_and_footer_are_the_settings_and_the_reports() -> None:
    """When printed, the page has the size asked for; nothing in a footer can end its CSS string."""
    report = replace(report_of(), footer='Brief "ing" \\ </style>\n· x', page_of='{pages}"; {page}')
    style = style_of(written(report, Settings(page=PageSize.LETTER)))
    rule = style[style.rindex("@page{") :].strip()
    assert rule == (
        '@page{size:Letter;@bottom-left{content:"Brief \\22 ing\\22  \\5c  \\3c \\2f style\\3e  \\b7  x"}'
        '@bottom-right{content:counter(pages) "\\22 \\3b  " counter(page)}}'
    )


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_all_text_can_be_read_by_day_and_by_night() -> None:
    """Each colour of text on each ground it stands on has a contrast of 4.5 at least (WCAG 2, 1.4.3)."""
    theme = default_theme()
    (dark_rule,) = re.findall(
        r"prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}\s*html \{ background: (#\w+)", theme.css
    )
    dark = dict(re.findall(r"--(\w+): (#\w+)", dark_rule[0]))
    for colours, ground in ((theme.colours, "#ffffff"), (dark, dark_rule[1])):
        on_ground = {name: _contrast(colours[name], ground) for name in ("accent", "ink", "grey", "light")}
        on_tint = {name: _contrast(colours[name], colours["tint"]) for name in ("accent", "ink")}
        assert min(*on_ground.values(), *on_tint.values()) >= 4.5, (on_ground, on_tint)


def test_the_style_sheet_leaves_the_text_alone() -> None:
    """Upper case by CSS, justification and automatic hyphens change what a machine reads."""
    css = default_theme().css
    assert "text-transform" not in css
    assert "justify" not in css
    assert re.findall(r"hyphens: (\w+)", css) == ["manual"]
