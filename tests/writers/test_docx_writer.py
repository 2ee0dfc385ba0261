"""A report as a Word file: what stands in it, what it links to, and that it is the same every time."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document

from reportkit.model.artefact import OutputFormat
from reportkit.model.article import Field
from reportkit.model.document import Method
from reportkit.model.report import (
    Align,
    Block,
    Heading,
    Link,
    ListBlock,
    Paragraph,
    Report,
    SemanticClass,
    Span,
    Table,
    Text,
)
from reportkit.settings import PageSize, Settings
from reportkit.writers.docx import write_docx
from tests.checks.docx_checks import faults
from tests.checks.docx_package import W, WordFile, attribute, text_of
from tests.support.every_node import every_node
from tests.support.trees import default_theme, heading, inlines, numbered, paragraph, report_of, section, table

NBSP = "\N{NO-BREAK SPACE}"


def written(report: Report, **settings: object) -> bytes:
    """The file of a report."""
    artefact = write_docx(report, default_theme(), replace(Settings(), **settings))  # type: ignore[arg-type]
    assert artefact.format is OutputFormat.DOCX
    return artefact.data


def opened(report: Report, **settings: object) -> Document:
    """The file of a report as python-docx reads it."""
    return docx.Document(BytesIO(written(report, **settings)))


def lines(*blocks: Block) -> list[tuple[str, str]]:
    """Style and words of each paragraph that the blocks become, tables' cells too."""
    file = WordFile(written(report_of(*blocks)))
    return [(file.style_name(each), text_of(each)) for each in file.paragraphs()][4:]


@pytest.mark.parametrize("page", PageSize)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_report_with_every_node_has_no_faults(page: PageSize, language: str) -> None:
    """Whatever the tree holds, the file is sound: package, structure, links, tables, contrast, no formatting by hand."""
    assert faults(written(every_node(language=language), page=page)) == []


def test_title_block() -> None:
    """Kind, title and what is known of the source each have a style; the title is the document's title."""
    document = opened(report_of(title="A harbour opens"))
    shown = [(each.style.name, each.text) for each in document.paragraphs if each.style is not None]
    assert shown == [
        ("Kind", "Briefing"),
        ("Title", "A harbour opens"),
        ("Meta", "Source www.aa.com.tr · Date not stated · Author not stated · Length 467 words"),
        ("Meta", "Title derived from the first sentence."),
    ]


def test_headings_are_words_own() -> None:
    """Level 2 of the tree is Word's Heading 1, as the title has a style of its own."""
    found = lines(*(heading(level, f"Level {level}") for level in (2, 3, 4, 5, 6)))
    assert found == [(f"heading {level - 1}", f"Level {level}") for level in (2, 3, 4, 5, 6)]


def test_the_summary_is_one_box() -> None:
    """All of the box stays on one page: every paragraph but its last keeps to the next one."""
    box = section(
        "Executive summary",
        paragraph("First."),
        numbered("One.", "Two."),
        paragraph("Last."),
        classes=(SemanticClass.EXECUTIVE_SUMMARY,),
    )
    file = WordFile(written(report_of(box, paragraph("Outside."))))
    kept = [(file.style_name(each), each.find(f"{W}pPr/{W}keepNext") is not None) for each in file.paragraphs()[4:]]
    assert kept == [
        ("Heading 1 Boxed", True),
        ("Executive Summary", True),
        ("Boxed List Number", True),
        ("Boxed List Number", True),
        ("Executive Summary", False),
        ("Body Text", False),
    ]


def test_citations_hold_to_the_last_word() -> None:
    """Three citations stay beside the word that they follow; further ones may go to the next line."""
    found = lines(paragraph("The harbour opens. [1.1] [1.2] [1.3] [1.4] It is [2.1] deep."))
    expected = f"The harbour opens.{NBSP}[1.1]{NBSP}[1.2]{NBSP}[1.3] [1.4] It is{NBSP}[2.1] deep."
    assert found == [("Body Text", expected)]


def test_sentence_numbers_hold_to_the_first_word() -> None:
    """No number of a sentence stands alone at the end of a line."""
    number = Span((Text("1.1"),), (SemanticClass.SENTENCE_NUMBER,))
    block = Paragraph(children=(number, Text(" The harbour opens.")))
    assert lines(block) == [("Body Text", f"1.1{NBSP}The harbour opens.")]


def test_citations_link_to_their_paragraph() -> None:
    """A citation is a link to a bookmark at the heading in the annex, and says where it leads."""
    target = Heading(level=3, children=(Text("Paragraph 1"),), anchor="paragraph-1")
    file = WordFile(written(report_of(paragraph("It opens. [1.1]"), target)))
    (link,) = file.body.iter(f"{W}hyperlink")
    mark = next(each for each in file.body.iter(f"{W}bookmarkStart") if attribute(each, "name") == "_paragraph_1")
    assert (text_of(link), attribute(link, "anchor"), attribute(link, "tooltip")) == (
        "[1.1]",
        "_paragraph_1",
        "paragraph 1, sentence 1 of the source",
    )
    holder = mark.getparent()
    assert holder is not None
    assert text_of(holder) == "Paragraph 1"


def test_a_citation_without_target_is_plain() -> None:
    """Where the report has no annex, a citation is text in its own style and no link."""
    file = WordFile(written(report_of(Paragraph(children=inlines("It opens. [1.1]", annexed=False)))))
    assert not list(file.body.iter(f"{W}hyperlink"))
    assert [attribute(each, "val") for each in file.body.iter(f"{W}rStyle")][-1] == "Citation"


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("https://example.org/a b?q=ü%20|<x>#p", "https://example.org/a%20b?q=%C3%BC%20%7C%3Cx%3E#p"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("https://[2001:db8::1]:8080/", "https://[2001:db8::1]:8080/"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://", None),
        ("https://[half", None),
        ("https://example.org:port/", None),
        ("https://exa mple.org/", None),
        ("mailto:nobody", None),
        ("https://example.org/" + "a" * 2083, None),
        ("#nowhere", None),
        ("relative.html", None),
    ],
)
def test_links_outside(target: str, address: str | None) -> None:
    """A link that Word could not open, or should not, is plain text; its words stay."""
    file = WordFile(written(report_of(Paragraph(children=(Link(target, (Text("words"),)),)))))
    ways = [way.target for way in file.relationships("word/document.xml").values() if way.external]
    assert ways == ([] if address is None else [address])
    assert text_of(file.paragraphs()[-1]) == "words"
    assert len(list(file.body.iter(f"{W}hyperlink"))) == len(ways)


def test_bookmarks_have_names_that_word_takes() -> None:
    """Anchors that differ in case, in signs or far behind only, or stand twice, still are bookmarks of their own."""
    anchors = ["Über uns", "über-uns", "a" * 60, "a" * 61, "A" * 60, "twice", "twice", "日本", "中国"]
    blocks = [Heading(level=2, children=(Text(f"Heading {anchor}"),), anchor=anchor) for anchor in anchors]
    links = [Paragraph(children=(Link(f"#{anchor}", (Text("link"),)),)) for anchor in anchors]
    data = written(report_of(*blocks, *links))
    assert faults(data) == []
    assert len(list(WordFile(data).body.iter(f"{W}hyperlink"))) == len(anchors)


def test_numbered_lists_begin_anew() -> None:
    """Each numbered list is an instance of its own with its own first number."""
    data = written(
        report_of(numbered("a", "b"), numbered("c"), ListBlock(items=((paragraph("d"),),), ordered=True, start=7))
    )
    file = WordFile(data)
    instances = [file.number(each) for each in file.paragraphs()[4:]]
    assert len(set(instances)) == 3
    assert instances[0] == instances[1]
    starts = {
        attribute(each, "numId"): attribute(each.find(f".//{W}startOverride"), "val")
        for each in file.xml["word/numbering.xml"].findall(f"{W}num")
    }
    assert [starts[number] for number in instances] == ["1", "1", "1", "7"]


def test_lists_in_lists() -> None:
    """Each depth has its style up to the fifth; what is deeper looks like it; further paragraphs have no number."""
    inner: Block = paragraph("innermost")
    for _ in range(7):
        inner = ListBlock(items=((paragraph("item"), inner),))
    names = [name for name, _ in lines(inner)]
    assert names == [
        "List Bullet",
        *(f"List Bullet {depth}" for depth in (2, 3, 4, 5, 5, 5)),
        "List Continue 5",
    ]


def test_an_item_without_a_paragraph_still_has_its_number() -> None:
    """An item that is empty, or begins with a list or a table, keeps its place in the count."""
    items: tuple[tuple[Block, ...], ...] = ((), (numbered("inner"),), (table(("a", "b")),))
    file = WordFile(written(report_of(ListBlock(items=items, ordered=True))))
    found = [(text_of(each), bool(file.number(each))) for each in file.paragraphs()[4:]]
    assert found == [("", True), ("", True), ("inner", True), ("", True), ("a", False), ("b", False)]


def test_tables() -> None:
    """A caption above, a head, a first column that leads, cells aligned as their column is."""
    block = Table(
        header=(inlines("Place"), inlines("Depth"), inlines("Source")),
        rows=((inlines("Quay"), inlines("14 m"), inlines("[1.1]")),),
        align=(Align.START, Align.CENTER, Align.END),
        caption=inlines("How deep it is"),
    )
    assert lines(block, paragraph("After it.")) == [
        ("caption", "How deep it is"),
        ("Table Head", "Place"),
        ("Table Head Center", "Depth"),
        ("Table Head End", "Source"),
        ("Table Lead", "Quay"),
        ("Table Text Center", "14 m"),
        ("Table Text End", "[1.1]"),
        ("Body Text After Table", "After it."),
    ]


def test_a_table_is_named_by_its_caption_or_its_heading() -> None:
    """What is read aloud for a table is its caption, without one the heading above it."""
    blocks = (heading(2, "Timeline"), table(("a", "b")), table(("c", "d"), caption="Depths"))
    file = WordFile(written(report_of(*blocks)))
    assert [attribute(each, "val") for each in file.body.iter(f"{W}tblCaption")] == ["Timeline", "Depths"]


def test_two_tables_stay_two() -> None:
    """Word makes one table of two that touch, so something stands between them."""
    file = WordFile(written(report_of(table(("a", "b")), table(("c", "d")))))
    tables = list(file.body.iter(f"{W}tbl"))
    between = tables[0].getnext()
    assert between is not None
    assert between.tag == f"{W}p"


@pytest.mark.parametrize(("rows", "kept"), [(1, 1), (8, 8), (9, 1)])
def test_a_short_table_stays_on_one_page(rows: int, kept: int) -> None:
    """Up to eight rows are kept together; of a longer table only the head is, with the first row."""
    file = WordFile(written(report_of(table(("a", "b"), *((str(row), "x") for row in range(rows))))))
    keeps = [each.find(f".//{W}keepNext") is not None for each in file.body.iter(f"{W}tr")]
    assert keeps == [True] * kept + [False] * (rows + 1 - kept)


def test_a_long_table_is_written_in_full() -> None:
    """A table of a thousand rows has a thousand and one, and each row's words."""
    rows = tuple((f"row {number}", f"value {number}") for number in range(1000))
    file = WordFile(written(report_of(table(("a", "b"), *rows))))
    found = [tuple(text_of(cell) for cell in row.iter(f"{W}tc")) for row in file.body.iter(f"{W}tr")]
    assert found == [("a", "b"), *rows]


@pytest.mark.parametrize(("page", "size"), [(PageSize.A4, (210, 297)), (PageSize.LETTER, (216, 279))])
def test_paper(page: PageSize, size: tuple[int, int]) -> None:
    """The paper is the one asked for, margins of 24 mm all round."""
    section_ = opened(report_of(), page=page).sections[0]
    assert section_.page_width is not None
    assert section_.page_height is not None
    assert section_.left_margin is not None
    assert (round(section_.page_width.mm), round(section_.page_height.mm)) == size
    assert round(section_.left_margin.mm) == 24


def test_footer() -> None:
    """The foot of every page: what this is at the left, page x of y at the right."""
    (foot,) = opened(report_of()).sections[0].footer.paragraphs
    assert foot.text == "Briefing · www.aa.com.tr\t of "
    assert text_of(foot._p) == "Briefing · www.aa.com.tr\t1 of 1"


def test_properties_say_what_is_known() -> None:
    """Title, kind, language and the gist; who wrote it and when only where that is known."""
    report = report_of(title="A harbour opens", language="en-GB")
    core = opened(report).core_properties
    assert (core.title, core.subject, core.language) == ("A harbour opens", "Briefing · www.aa.com.tr", "en-GB")
    assert core.comments == "What happened, in a sentence."
    assert (core.author, core.last_modified_by, core.created, core.modified) == ("", "", None, None)


def test_a_report_without_a_summary_has_no_gist() -> None:
    """Where there is no executive summary, no property says what the report says."""
    report = report_of()
    report = replace(report, briefing=replace(report.briefing, executive_summary=()))
    assert opened(report).core_properties.comments == ""


def test_properties_of_a_signed_and_dated_report() -> None:
    """Authors are those of the article; the date is the one given, in UTC."""
    report = report_of()
    byline: Field[tuple[str, ...]] = Field(
        value=("Ada Byron", "Ben Okri"), method=Method.STATED, evidence="By Ada Byron and Ben Okri"
    )
    article = replace(report.briefing.article, byline=byline)
    report = replace(report, briefing=replace(report.briefing, article=article))
    date = datetime(2024, 9, 30, 14, 5, tzinfo=timezone(timedelta(hours=2)))
    core = opened(report, date=date).core_properties
    assert core.author == "Ada Byron; Ben Okri"
    assert core.created == core.modified == datetime(2024, 9, 30, 12, 5, tzinfo=UTC)


def test_a_date_without_a_zone_is_utc() -> None:
    """A moment that names no zone is not moved by that of the machine."""
    core = opened(report_of(), date=datetime(2024, 9, 30, 14, 5)).core_properties  # noqa: DTZ001 - what is tested
    assert core.created == datetime(2024, 9, 30, 14, 5, tzinfo=UTC)


def test_a_title_that_is_too_long_for_a_property_is_cut_there_only() -> None:
    """Word shows 255 characters of a property; the page has all of the title."""
    title = "long " * 80 + "title"
    document = opened(report_of(title=title))
    assert document.core_properties.title == ("long " * 80)[:254].rstrip() + "…"
    assert document.paragraphs[1].text == title


def test_right_to_left() -> None:
    """A report in Arabic runs from right to left: paragraphs, tables, page; Latin names in it do not."""
    blocks = (paragraph("افتتح الميناء [1.1] Reuters"), table(("متى", "ماذا"), ("2019", "بدأ العمل")))
    file = WordFile(written(report_of(*blocks, language="ar")))
    assert file.xml["word/styles.xml"].find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}bidi") is not None
    assert file.body.find(f"{W}sectPr/{W}bidi") is not None
    assert file.body.find(f".//{W}tblPr/{W}bidiVisual") is not None
    runs = {text_of(run).strip(): run.find(f"{W}rPr/{W}rtl") is not None for run in file.paragraphs()[4].iter(f"{W}r")}
    assert runs == {"افتتح الميناء": True, "[1.1]": True, "Reuters": False}


def test_three_hundred_key_points() -> None:
    """A list as long as that is numbered to its end."""
    found = lines(numbered(*(f"Point {number}." for number in range(300))))
    assert found == [("List Number", f"Point {number}.") for number in range(300)]


RENDER = """
import hashlib, sys
from reportkit.settings import Settings
from reportkit.writers.docx import write_docx
from tests.support.every_node import every_node
from tests.support.trees import default_theme
print(hashlib.sha256(write_docx(every_node(), default_theme(), Settings()).data).hexdigest())
"""


def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """Time zone, locale, hash seed and working folder leave no trace in the file."""
    root = str(Path(__file__).parents[2])
    here = hashlib.sha256(written(every_node())).hexdigest()
    for zone, locale, seed in (("Asia/Tokyo", "C", "1"), ("America/Lima", "C.UTF-8", "2")):
        environment = os.environ | {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONPATH": root}
        run = subprocess.run(
            [sys.executable, "-c", RENDER], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        assert run.stdout.strip() == here


def test_another_theme_or_paper_is_not_mistaken_for_the_last() -> None:
    """The package that is kept from one document to the next is that of the same theme, paper and language."""
    first = written(report_of())
    red = replace(default_theme(), colours={**default_theme().colours, "accent": "#aa0000"})
    assert b"AA0000" in WordFile(write_docx(report_of(), red, Settings()).data).raw["word/styles.xml"]
    assert written(report_of(), page=PageSize.LETTER) != first
    assert written(report_of()) == first
