"""Briefings become reports: all that is stated and nothing more, article text exactly as it is."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportkit.layout import lay_out, load_template, load_theme, template_settings
from reportkit.model.article import Article, Field, Role
from reportkit.model.briefing import Briefing, Event, Facts, FigureFact, NamedFact, Quotation, Statement
from reportkit.model.document import Method
from reportkit.model.report import (
    Block,
    Citation,
    Container,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    Quote,
    Report,
    SemanticClass,
    Span,
    Table,
    Text,
    plain_text,
)
from reportkit.notices import Notice, NoticeCode
from reportkit.settings import PageSize, Settings
from reportkit.text.clean import clean
from tests.support.articles import article_of
from tests.support.briefings import coalition_briefing
from tests.support.reports import coalition_report

TEMPLATES = ("briefing", "background", "executive-summary", "key-points", "one-page")


def report_of(briefing: Briefing, template: str = "briefing", **given: str) -> Report:
    """Return a briefing laid out by a template that ships."""
    chosen = load_template(template)
    return lay_out(briefing, chosen, load_theme("default"), template_settings(chosen, Settings(), given))


def leaves(blocks: tuple[Block, ...]) -> Iterator[tuple[Inline, ...]]:
    """Yield each line of content, in order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.children
            case Container() | Quote():
                yield from leaves(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield from leaves(item)
            case Table():
                yield from (line for row in (block.header, *block.rows) for line in row)
            case _:
                pytest.fail(f"no template of ours makes a {block}")


def lines(report: Report) -> list[str]:
    """Return the text of each line of content, its citations in brackets."""
    return [plain_text(line) for line in leaves(report.blocks)]


def citations(report: Report) -> list[Citation]:
    """Return the citations in order."""
    return [each for line in leaves(report.blocks) for each in line if isinstance(each, Citation)]


def headings(report: Report) -> list[str]:
    """Return the headings of level 1 and 2."""
    found = []
    for part in report.blocks:
        assert isinstance(part, Container)
        found += [plain_text(each.children) for each in part.blocks if isinstance(each, Heading) and each.level < 3]
    return found


def test_sections_of_the_default() -> None:
    """A full briefing has all sections, in the order in which a reader needs them."""
    assert headings(coalition_report()) == [
        "Antony Blinken warns that Daesh/ISIS may exploit ongoing Middle East conflicts",
        "Executive summary",
        "Key points",
        "Background",
        "Timeline",
        "People, organisations and places",
        "Figures",
        "Quotes",
        "Source",
        "The source, sentence by sentence",
    ]


def test_title_block() -> None:
    """The title block says what is known of the source, and says of the rest that it is not stated."""
    block = coalition_report().blocks[0]
    assert isinstance(block, Container)
    assert block.classes == (SemanticClass.TITLE_BLOCK,)
    kind, title, known, notes = block.blocks
    assert isinstance(kind, Paragraph)
    assert isinstance(title, Heading)
    assert isinstance(known, Paragraph)
    assert isinstance(notes, Paragraph)
    assert (kind.classes, known.classes, notes.classes) == (
        (SemanticClass.KIND,),
        (SemanticClass.META,),
        (SemanticClass.META,),
    )
    assert plain_text(known.children) == (
        "Source www.aa.com.tr\u00a0· Date not stated\u00a0· Author not stated\u00a0· Length\u00a0474 words"
    )
    labels = [each for each in known.children if isinstance(each, Span)]
    assert [plain_text(each.children) for each in labels] == ["Source", "Date", "Author", "Length"]
    assert plain_text(notes.children) == (
        "Title derived from the text. Numbers in brackets lead to the sentence of the source."
    )


def test_title_block_of_a_full_source() -> None:
    """What the source states stands there as it states it; further authors are counted out by an ellipsis."""
    article = replace(
        article_of("Text of it.", title="A title", published="2024-09-30T14:05+02:00", outlet="The Paper"),
        byline=Field(value=("A. One", "B. Two", "C. Three", "D. Four"), method=Method.STATED, evidence="by"),
    )
    found = lines(report_of(Briefing(article=article)))
    assert found[1] == "A title"
    assert (
        found[2]
        == "Source The Paper\u00a0· Date 30 September 2024\u00a0· Authors A. One, B. Two, C. Three …\u00a0· Length\u00a03 words"
    )
    assert found[3] == "Numbers in brackets lead to the sentence of the source."


def test_no_title() -> None:
    """Without a title the file's name stands in its place, and the report says so."""
    report = report_of(Briefing(article=article_of("Text of it.")))
    assert report.title == "test.txt"
    assert lines(report)[3].startswith("The source states no title; this is the name of its file.")


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_to_say(template: str) -> None:
    """A briefing with nothing in it gives a report without any of its sections: no heading, no empty table."""
    report = report_of(Briefing(article=article_of("Text of it.", title="T")), template)
    extra = {"one-page": [], "briefing": ["Source", "The source, sentence by sentence"]}
    assert headings(report) == ["T", *extra.get(template, ["Source"])]
    assert "" not in lines(report)


@pytest.mark.parametrize(
    ("template", "section"),
    [("executive-summary", "Executive summary"), ("key-points", "Key points"), ("background", "Background")],
)
def test_reports_of_their_own(template: str, section: str) -> None:
    """A report of one section has its title block, that section, its source, and the sentences it cites."""
    report = coalition_report(template)
    assert report.kind == section
    assert report.footer == f"{section} · www.aa.com.tr"
    assert headings(report)[1:] == [section, "Source", "The source, sentence by sentence"]
    cited = {f"{each.paragraph}.{each.sentence}" for each in citations(report)}
    numbers = [plain_text(each.children) for line in leaves(report.blocks) for each in line if isinstance(each, Span)]
    assert {number for number in numbers if "." in number} == cited


def test_annex_modes() -> None:
    """The annex holds every sentence, only those cited, or is absent; a citation leads there or is plain text."""
    full, cited, none = (coalition_report(annex=annex) for annex in ("full", "cited", "none"))
    sentences = [sentence.text for sentence in coalition_briefing().article.sentences().values()]
    text = "\n".join(lines(full))
    assert all(sentence in text for sentence in sentences)
    assert all(each.target == f"paragraph-{each.paragraph}" for each in citations(full))
    text = "\n".join(lines(cited))
    assert sentences[3] in text.split("Only the sentences cited above.")[1]
    assert "4.3" not in text
    assert all(each.target == f"paragraph-{each.paragraph}" for each in citations(cited))
    assert {each.target for each in citations(none)} == {None}
    assert "The source, sentence by sentence" not in headings(none)
    assert "Numbers in brackets name paragraph and sentence of the source." in lines(none)[3]


def test_annex_numbers_stand_before_their_sentences() -> None:
    """Each sentence of the annex bears its number as a span, in the source's order."""
    annex = coalition_report().blocks[-1]
    assert isinstance(annex, Container)
    _, heading, paragraph, *_ = annex.blocks
    assert isinstance(heading, Heading)
    assert isinstance(paragraph, Paragraph)
    assert (plain_text(heading.children), heading.anchor) == ("Paragraph 1", "paragraph-1")
    first, text, second, *_ = paragraph.children
    assert first == Span((Text("1.1"),), (SemanticClass.SENTENCE_NUMBER,))
    assert second == Span((Text("1.2"),), (SemanticClass.SENTENCE_NUMBER,))
    sentence = coalition_briefing().article.paragraphs[0].sentences[0].text
    assert text == Text(f" {sentence} ")


def test_table_of_the_source() -> None:
    """A table of the source stands row by row in the annex."""
    annex = report_of(Briefing(article=article_of(("a | b\nc | d", Role.TABLE)))).blocks[-1]
    assert isinstance(annex, Container)
    rows = annex.blocks[-1]
    assert isinstance(rows, Paragraph)
    assert rows.children.count(LineBreak()) == 1
    assert plain_text(rows.children) == "1.1 a | b 1.2 c | d"


def test_facts() -> None:
    """Described names are rows, bare names a line each kind, figures a table: with a caption and their places."""
    found = lines(coalition_report())
    assert "US Secretary of State" in found
    assert "Organisations Daesh/ISIS [1.1] · Global Coalition to Defeat Daesh/ISIS [3.2]" in found
    assert "Places Iraq [1.3] · Syria [1.2]" in found
    tables = [
        each
        for part in coalition_report().blocks
        if isinstance(part, Container)
        for each in part.blocks
        if isinstance(each, Table)
    ]
    assert [plain_text(table.caption) for table in tables] == [
        "Events that the source dates",
        "Those whom the source describes",
        "Numbers, and what they count",
    ]


def test_facts_without_roles() -> None:
    """Where the source describes nobody there is no table, and no empty line."""
    facts = Facts(people=(NamedFact(name="Ann Lee", refs=("p1.s1",)),))
    report = report_of(Briefing(article=article_of("Ann Lee spoke.", title="T"), facts=facts))
    part = report.blocks[1]
    assert isinstance(part, Container)
    assert [type(block) for block in part.blocks] == [Heading, Paragraph]
    assert "" not in lines(report)


def test_timeline_and_quotes() -> None:
    """Dates are in words, planned events are marked, a quotation has its marks and its speaker."""
    found = lines(coalition_report())
    assert "September 2014" in found
    assert "September 2025 (planned)" in found
    assert "“enormous volatility.” – Blinken [2.2]" in found


def test_source_citation() -> None:
    """A derived title stands in brackets, a stated one in quotation marks; an address is a link."""
    found = lines(coalition_report())
    assert (
        "[Antony Blinken warns that Daesh/ISIS may exploit ongoing Middle East conflicts], www.aa.com.tr, date not stated."
        in found
    )
    assert any(line.startswith("File source.txt · SHA-256 c7d43b5e5895e13f") for line in found)
    article = replace(
        article_of("Text of it.", title="T", published="2024", outlet="O"),
        byline=Field(value=("A. One",), method=Method.STATED, evidence="by"),
        url=Field(value="https://example.org/a_(b)", method=Method.DECLARED, evidence="x"),
    )
    assert "A. One: “T”, O, 2024. https://example.org/a_(b)" in lines(report_of(Briefing(article=article)))


def test_notices_are_told() -> None:
    """A report says what was lost on the way; many notices are cut short, and counted."""
    notices = tuple(
        Notice(code=NoticeCode.PAGE_WITHOUT_TEXT, detail="a page has no text", where=f"page {number}")
        for number in range(1, 8)
    )
    briefing = Briefing(article=article_of("Text of it."), notices=notices[:2])
    assert "Notes on this briefing a page has no text (page 1); a page has no text (page 2)." in lines(
        report_of(briefing)
    )
    found = lines(report_of(replace(briefing, notices=notices)))
    assert any(line.endswith("a page has no text (page 5); 2 more.") for line in found)


def test_timeline_says_each_sentence_once() -> None:
    """What the source says of several dates is one row at the first of them, with all of them; those to come are marked."""
    events = (("2013", False, "Two failed."), ("2014", False, "It stayed."), ("2017", False, "Two failed."))
    later = (("2019", False, "It pays until 2031."), ("2026-12", True, "It runs."), ("2030", True, "It runs."))
    timeline = tuple(
        Event(date=date, planned=planned, text=text, refs=("p1.s1",))
        for date, planned, text in (*events, *later, ("2031", True, "It pays until 2031."))
    )
    report = report_of(Briefing(article=article_of("Text of it.", title="T"), timeline=timeline))
    part = report.blocks[1]
    assert isinstance(part, Container)
    (table,) = (block for block in part.blocks if isinstance(block, Table))
    assert [tuple(map(plain_text, row)) for row in table.rows] == [
        ("2013, 2017", "Two failed.", "[1.1]"),
        ("2014", "It stayed.", "[1.1]"),
        ("2019, 2031 (planned)", "It pays until 2031.", "[1.1]"),
        ("December 2026, 2030 (planned)", "It runs.", "[1.1]"),
    ]


def test_one_word() -> None:
    """A single word is not several."""
    assert "Length\u00a01 word" in lines(report_of(Briefing(article=article_of("Halt"))))[2].split("\u00a0· ")


def test_language_of_the_words() -> None:
    """Labels, dates, quotation marks, kind and the words of citations are in the article's language."""
    article = article_of("Der Text.", title="Titel", published="2024-09-30", language="de-AT", outlet="Blatt")
    ref = ("p1.s1",)
    briefing = Briefing(
        article=article,
        executive_summary=(Statement(text="Der Text.", refs=ref),),
        timeline=(Event(date="2025-03-01", planned=True, text="Es geschieht.", refs=ref),),
        quotes=(Quotation(speaker="Anna Groß", quote="Der Text", refs=ref),),
    )
    report = report_of(briefing)
    found = lines(report)
    assert headings(report)[1:] == ["Kurzfassung", "Zeitleiste", "Zitate", "Quelle", "Die Quelle, Satz für Satz"]
    assert (
        found[2]
        == "Quelle Blatt\u00a0· Datum 30. September 2024\u00a0· Autor/-in nicht angegeben\u00a0· Umfang\u00a02 Wörter"
    )
    assert "1. März 2025 (geplant)" in found
    assert "„Der Text“ – Anna Groß [1.1]" in found
    assert "„Titel“, Blatt, 30. September 2024." in found
    assert (report.language, report.kind, report.footer) == ("de-AT", "Briefing", "Briefing · Blatt")
    assert report.page_of == "{page} von {pages}"
    assert {each.spoken for each in citations(report)} == {"Absatz 1, Satz 1 der Quelle"}
    assert report_of(briefing, "key-points").kind == "Kernpunkte"


def test_french_spaces() -> None:
    """French marks keep their no-break spaces."""
    article = replace(
        article_of("Texte.", title="Titre", published="2024-03-01", language="fr", outlet="Le Journal"),
        byline=Field(value=("Anne Roy",), method=Method.STATED, evidence="par"),
    )
    assert (
        "Anne Roy\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}Titre\N{NO-BREAK SPACE}», Le Journal, 1er mars 2024."
        in lines(report_of(Briefing(article=article)))
    )


def test_language_without_labels() -> None:
    """Without labels in its language an article has English ones, English dates with them, and stays in its language."""
    report = report_of(Briefing(article=article_of("Text.", title="T", published="2024-05-01", language="sv")))
    assert report.language == "sv"
    assert lines(report)[2].startswith("Source not stated\u00a0· Date 1 May 2024\u00a0·")


def test_language() -> None:
    """The document is in the article's language; where that is not known, in that of the labels."""
    assert report_of(Briefing(article=article_of("Texte.", language="fr"))).language == "fr"
    assert report_of(Briefing(article=article_of("Texte.", language=None))).language == "en"


WIDE_WORDS = (
    "between",
    "planned letters seventy",
    "women whom would warmly",
    "PLANE WORDS",
    "Das Landesverkehrsministerium der Bundesrepublik",
    "комиссия",
    "的",
)
SIZES = ((70, 49, 75), (20, 1, 104), (60, 13, 300), (40, 36, 20), (118, 60, 60))
"""Words of the summary, words of a key point, characters of the title: what leaves most of the lines of a page half empty."""


@pytest.mark.parametrize("page", list(PageSize))
@pytest.mark.parametrize("word", WIDE_WORDS)
def test_one_page(page: PageSize, word: str) -> None:
    """A one-page report is one page, whatever the article's length: the page used up, a long title, many names."""
    import pypdfium2

    from reportkit.writers.pdf import write_pdf

    template = load_template("one-page")
    presets = template_settings(template, Settings(), {"page": page.value, "summary_words": "120"})
    for summary, point, title in SIZES:
        briefing = overfull_briefing(word, summary, point, title)
        report = lay_out(briefing, template, load_theme("default"), presets)
        assert lines(report)[3].endswith("Numbers in brackets name paragraph and sentence of the source.")
        with pypdfium2.PdfDocument(write_pdf(report, load_theme("default"), presets).data) as document:
            assert len(document) == 1, (summary, point, title)


def overfull_briefing(word: str, summary: int, point: int, title: int) -> Briefing:
    """Return a briefing with more key points and more background than a page holds."""
    refs = ("p10.s5", "p12.s9")

    def statement(words: int) -> Statement:
        return Statement(text=f"{' '.join((word.split() * words)[:words])}.", refs=refs)

    article = replace(
        article_of(
            *["One two three. " * 9] * 12, outlet="Internationale Zeitung der Gesellschaft", published="2024-09-30"
        ),
        title=Field(value=(f"{word} " * (title // len(word) + 1))[:title].strip(), method=Method.DERIVED, evidence="x"),
        byline=Field(value=("Alexandra Featherstonehaugh",) * 9, method=Method.STATED, evidence="by"),
    )
    return Briefing(
        article=article,
        executive_summary=(statement(summary),),
        key_points=(statement(point),) * 6,
        background=(statement(4),) * 60,
    )


def test_one_page_shows_whole_statements() -> None:
    """What does not fit is left out whole, with all that comes after it."""
    points = tuple(Statement(text=f"{'word ' * 30}{number}.", refs=("p1.s1",)) for number in range(9))
    briefing = replace(coalition_briefing(), key_points=points, background=())
    found = [line for line in lines(report_of(briefing, "one-page")) if line.startswith("word")]
    assert 2 <= len(found) < len(points)
    assert found == [f"{point.text} [1.1]" for point in points[: len(found)]]


def test_one_page_has_all_its_sections() -> None:
    """However many key points there are, the first sentence of the background finds room, and without it they take it."""
    points = tuple(Statement(text="word " * 30, refs=("p1.s1",)) for _ in range(9))
    before = (Statement(text="That was so before.", refs=("p1.s1",)), Statement(text="long " * 200, refs=("p1.s1",)))
    briefing = replace(coalition_briefing(), key_points=points, background=before)
    full = lines(report_of(briefing, "one-page"))
    assert "That was so before. [1.1]" in full
    bare = lines(report_of(replace(briefing, background=before[1:]), "one-page"))
    assert "Background" not in bare
    assert len([line for line in bare if line.startswith("word")]) > len(
        [line for line in full if line.startswith("word")]
    )


FRAGMENTS = (
    *"\\`*_{}[]()<>#+-.!|~^$%&=:;@/\"'",
    *(
        "1. ",
        "- ",
        "> ",
        "# ",
        "::: note",
        "---",
        "***",
        "```",
        "&amp;",
        "<b>",
        "<!--",
        "[x](y)",
        "![x](y)",
        "[@p1.s1]",
    ),
    *(
        "{.meta}",
        "{id=p1}",
        "{{ x }}",
        "{% x %}",
        "{#",
        "| a |",
        "\\|",
        "é",
        "中",
        "😀",
        "www.a.b",
        "http://a.b",
        "\u00a0",
        "x",
    ),
)
NASTY = (
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=3)), max_size=10)
    .map(lambda parts: " ".join(clean("".join(parts)).split()))
    .map(lambda text: text or "a")
)


def nasty_article(texts: list[str]) -> Article:
    """Return an article that says all of this everywhere."""
    first, second, third = texts[:3]
    article = article_of(*((text, Role.LIST) for text in texts), title=first, outlet=second)
    return replace(article, byline=Field(value=(third, first), method=Method.STATED, evidence="x"))


@settings(deadline=None, max_examples=150)
@given(st.lists(NASTY, min_size=3, max_size=5))
def test_article_text_stays_text(texts: list[str]) -> None:
    """Whatever an article says, in its title or its tables, it stands in the tree exactly as it is, and nothing else comes of it."""
    first, second, third = texts[:3]
    ref = ("p1.s1",)
    briefing = Briefing(
        article=nasty_article(texts),
        executive_summary=(Statement(text=first, refs=ref),),
        key_points=tuple(Statement(text=text, refs=ref) for text in texts),
        background=(Statement(text=second, refs=ref),),
        facts=Facts(
            people=(NamedFact(name=first, role=second, refs=ref), NamedFact(name=third, refs=ref)),
            figures=(FigureFact(value=first, text=second, refs=ref),),
        ),
        timeline=(Event(date="2024", planned=False, text=first, refs=ref),),
        quotes=(Quotation(speaker=second, quote=third, refs=ref),),
        notices=(Notice(code=NoticeCode.PART_UNREADABLE, detail=second, where=third),),
    )
    report = report_of(briefing)
    found = lines(report)
    assert report.title == first
    assert len(report.blocks) == 10
    assert f"{first} [1.1]" in found  # the executive summary
    assert [line for line in found if line.endswith(" [1.1]")][1 : 1 + len(texts)] == [
        f"{text} [1.1]" for text in texts
    ]
    assert {first, second} <= set(found)  # cells
    assert f"“{third.removesuffix(',')}” – {second} [1.1]" in found
    assert f"Notes on this briefing {second} ({third})." in found
    annex = [
        line for line in leaves(report.blocks) if line and isinstance(line[0], Span) and "." in plain_text(line[:1])
    ]
    assert [plain_text(line[1:]) for line in annex] == [f" {text}" for text in texts]
    assert len(citations(report)) == 7 + len(texts)
