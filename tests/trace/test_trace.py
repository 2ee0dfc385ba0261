"""Briefings traced from the files that they were written to."""

import json
from collections.abc import Mapping
from functools import cache
from io import BytesIO

import docx
import pytest

from reportkit.errors import DamagedSourceError, EmptySourceError, SourceError, UnknownFormatError
from reportkit.layout import load_template, load_theme, template_settings
from reportkit.model.artefact import OutputFormat
from reportkit.model.document import Document, Heading, ListBlock, Locator, LocatorUnit, Paragraph
from reportkit.model.source import InputFormat, Source
from reportkit.pipeline import Rendered, render
from reportkit.readers.pdf_tags import _joined, _Piece
from reportkit.settings import Settings
from reportkit.trace import Trace, trace
from reportkit.trace.opening import open_report
from reportkit.trace.written import written_in
from tests.support.briefings import SOURCE

STORY = Source(name="source.txt", data=SOURCE.read_bytes())
DATED = """\
The ferry company Norlake lays off 40 people

LINDAU, 3 June 2025 - Norlake said on Tuesday that it would lay off about 40 people by September 2026. It ran at a loss \
of 2.3 million euros in 2024. “Nobody saw this coming,” said Petra Vossberg, the head of the works council. The company \
was founded in March 1951 and runs 12 ferries.

However, the town council of Lindau voted on 2 June 2025 to keep the line. The vote costs the town 1.2 million euros.
"""
TEMPLATES = {
    "briefing": "full",
    "executive-summary": "cited",
    "key-points": "full",
    "background": "full",
    "one-page": "none",
}


@cache
def rendered(template: str, annex: str, language: str | None = None, data: bytes = STORY.data) -> Rendered:
    """Return a story in all formats, laid out by a template."""
    chosen = load_template(template)
    settings = template_settings(chosen, Settings(to=tuple(OutputFormat), language=language), {"annex": annex})
    return render(Source(name="source.txt", data=data), settings, chosen, load_theme("default"))


def untagged() -> bytes:
    """Return a PDF without tags."""
    import pikepdf

    file = pikepdf.new()
    file.add_blank_page()
    data = BytesIO()
    file.save(data)
    return data.getvalue()


def written(made: Rendered, kind: OutputFormat) -> Source:
    """Return one of the outputs as a file."""
    (data,) = [each.data for each in made.artefacts if each.format is kind]
    return Source(name=f"b.{kind.value}", data=data)


def said(traced: Trace) -> list[tuple[str, bool]]:
    """Return the statements with their verdicts."""
    return [(each.text, each.verdict.holds) for each in traced.statements]


@pytest.mark.parametrize("kind", OutputFormat)
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_traces_back_from_every_format(template: str, kind: OutputFormat) -> None:
    """Each statement is found again with its citations, and holds against the source; with an annex also without it."""
    annex = TEMPLATES[template]
    made = rendered(template, annex)
    traced = trace(written(made, kind), STORY, Settings())
    assert all(holds for _, holds in said(traced)), traced
    assert traced.doubts == ()
    briefing = made.briefing
    parts = {
        "executive-summary": briefing.executive_summary,
        "key-points": briefing.key_points,
        "background": briefing.background,
        "one-page": briefing.executive_summary,
        "briefing": (*briefing.executive_summary, *briefing.key_points, *briefing.background),
    }
    found = {(each.text, each.refs) for each in traced.statements}
    assert {(each.text, each.refs) for each in parts[template]} <= found
    if annex != "none":
        alone = trace(written(made, kind), None, Settings())
        assert said(alone) == said(traced)
        assert kind is OutputFormat.JSON or alone.against == "its annex"


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "nl", "pt", "tr"])
@pytest.mark.parametrize("kind", [OutputFormat.MD, OutputFormat.HTML, OutputFormat.DOCX])
def test_the_fixed_words_of_every_language_are_known(language: str, kind: OutputFormat) -> None:
    """Headings, captions, dates and `planned` in the language of the report are no statements, and names lose their label."""
    made = rendered("briefing", "full", language)
    traced = trace(written(made, kind), None, Settings())
    assert all(holds for _, holds in said(traced)), [each for each in traced.statements if not each.verdict.holds]
    facts = made.briefing.facts
    assert {fact.name for fact in (*facts.organisations, *facts.places)} <= {each.text for each in traced.statements}


def test_figures_in_an_annex_are_no_numbers_of_its_sentences() -> None:
    """`2.3 million` in paragraph 1 and `1.2 million` in paragraph 2 stay figures; dates and quotations trace as well."""
    made = rendered("briefing", "full", None, DATED.encode())
    for kind in OutputFormat:
        traced = trace(written(made, kind), None, Settings())
        assert all(holds for _, holds in said(traced)), (
            kind,
            [each for each in traced.statements if not each.verdict.holds],
        )
    annex = written_in(_document(made)).annex
    assert annex == {ref: sentence.text for ref, sentence in made.article.sentences().items()}


def _document(made: Rendered) -> Document:
    from reportkit.readers import read

    return read(written(made, OutputFormat.MD))


FAULTS = {
    "September 2025, amid": ("September 2026, amid", "September 2026"),
    "prepares to conclude the military mission in Iraq by September 2025, amid": (
        "concludes the military mission in Iraq by September 2025, amid",
        "concludes",
    ),
    "transitioning operational": ("not transitioning operational", "“not” is not in the source"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", [OutputFormat.MD, OutputFormat.HTML])
def test_a_fault_put_into_a_report_is_found(fault: str, kind: OutputFormat) -> None:
    """A statement changed in the file no longer holds against the annex, which was left as it was."""
    made = written(rendered("briefing", "full"), kind)
    other, reason = FAULTS[fault]
    changed = made.data.decode().replace(fault, other, 1)
    traced = trace(Source(name=made.name, data=changed.encode()), None, Settings())
    wrong = [each for each in traced.statements if not each.verdict.holds]
    assert wrong
    assert any(reason in each for one in wrong for each in one.verdict.reasons)


def test_a_sentence_without_a_citation_is_found() -> None:
    """What somebody wrote behind the last citation, or as a paragraph of its own, refers to nothing."""
    file = docx.Document(BytesIO(written(rendered("briefing", "full"), OutputFormat.DOCX).data))
    summary = next(
        each for each in file.paragraphs if each.text.startswith("Antony Blinken warns") and "[1.1]" in each.text
    )
    summary.add_run(" Peace is near.")
    summary.insert_paragraph_before("All is well.")
    changed = BytesIO()
    file.save(changed)
    traced = trace(Source(name="b.docx", data=changed.getvalue()), STORY, Settings())
    wrong = {each.text: each.verdict.reasons for each in traced.statements if not each.verdict.holds}
    nothing = ("it refers to no sentence of the source",)
    assert wrong == {"Peace is near.": nothing, "All is well.": nothing}


def test_an_editors_change_to_the_json_is_found() -> None:
    """The article in it is the evidence."""
    given = json.loads(written(rendered("briefing", "full"), OutputFormat.JSON).data)
    given["key_points"][0]["text"] = given["key_points"][0]["text"].replace("enormous", "little")
    traced = trace(Source(name="b.json", data=json.dumps(given).encode()), None, Settings())
    (wrong,) = [each for each in traced.statements if not each.verdict.holds]
    assert (wrong.part, traced.against) == ("key_points", "the article in it")
    assert any("“little” stands where the source has “enormous”" in each for each in wrong.verdict.reasons)


@pytest.mark.parametrize("kind", OutputFormat)
def test_another_source_is_told(kind: OutputFormat) -> None:
    """Held against a source that it was not made from a briefing does not hold, and why is said."""
    other = Source(name="other.txt", data=DATED.encode())
    traced = trace(written(rendered("briefing", "full"), kind), other, Settings())
    assert not all(holds for _, holds in said(traced))
    assert traced.doubts[0].startswith("other.txt is not the file that the briefing was made from: its SHA-256 is ")


def test_a_changed_annex_is_told() -> None:
    """Who changes a statement and the annex with it is found out where the source is at hand."""
    made = written(rendered("briefing", "full"), OutputFormat.MD)
    changed = made.data.decode().replace("September 2025, amid", "September 2026, amid")
    given = Source(name=made.name, data=changed.encode())
    assert all(holds for text, holds in said(trace(given, None, Settings())) if "amid discussions" in text)
    traced = trace(given, STORY, Settings())
    assert traced.doubts == ("1 of the 19 sentences in the briefing's annex differ from source.txt: p1.s3",)
    assert [text for text, holds in said(traced) if not holds]


def test_what_a_template_of_ones_own_says_is_judged_by_its_looks() -> None:
    """Under a heading that is none of ours a cell may be a statement, a name, a quotation or a date."""
    page = """\
# Report

## In short

| Who | What | When | Words | Where |
|---|---|---|---|---|
| Antony Blinken | He emphasizes transitioning operational responsibilities to the Iraqi government and maintaining U.S. \
counterterrorism actions in Syria. | September 2025 | “enormous volatility” | [1.2] [2.1] [2.2] [2.4] |
| Antony Blinken | nobody | | | [2.1] |

Prepared by hand.
"""
    traced = trace(Source(name="own.md", data=page.encode()), STORY, Settings())
    assert [holds for _, holds in said(traced)] == [True, False]


REFUSED: Mapping[str, tuple[Source, type[SourceError], str]] = {
    "no annex": (
        written(rendered("one-page", "none"), OutputFormat.MD),
        SourceError,
        "no annex to hold its statements against",
    ),
    "no briefing": (
        Source(name="note.md", data=b"# A note\n\nNothing is cited.\n"),
        SourceError,
        "no briefing of reportkit's",
    ),
    "a text": (STORY, UnknownFormatError, "no briefing of reportkit's"),
    "no tags": (Source(name="b.pdf", data=untagged()), DamagedSourceError, "no tags"),
    "no page": (Source(name="b.html", data=b"<!doctype html><!-- nothing -->"), EmptySourceError, "holds no text"),
    "no pdf": (Source(name="b.pdf", data=b"%PDF-1.7"), DamagedSourceError, "no whole PDF"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_traced_is_refused_in_one_line(name: str) -> None:
    """There is nothing to hold it against, or nothing to hold."""
    given, kind, problem = REFUSED[name]
    with pytest.raises(kind, match=problem):
        trace(given, None, Settings())


def test_an_article_is_no_briefing() -> None:
    """The JSON that `inspect` prints has nothing to trace."""
    from reportkit.model.contract import article_as_json

    data = json.dumps(article_as_json(rendered("briefing", "full").article)).encode()
    with pytest.raises(SourceError, match="is an article"):
        trace(Source(name="a.json", data=data), None, Settings())


def test_items_that_cite_nothing_among_others_are_statements_too() -> None:
    """A list of a part, one item of which lost its citation."""
    here = Locator(LocatorUnit.LINE, 1)
    document = Document(
        format=InputFormat.MARKDOWN,
        blocks=(
            Heading(text="Report", level=1, locator=here),
            Paragraph(text="About it [9.9]", locator=here),
            Heading(text="Key points", level=2, locator=here),
            ListBlock(items=("One. [1.1] [1.2]", "Two."), locator=here),
            Heading(text="Source", level=2, locator=here),
            Paragraph(text="File a.txt · SHA-256 0123456789abcdef", locator=here),
        ),
        characters_in=0,
    )
    found = written_in(document)
    assert [(line.text, line.refs, line.part) for line in found.lines] == [
        ("One.", ("p1.s1", "p1.s2"), "key_points"),
        ("Two.", (), "key_points"),
    ]
    assert found.sha256 == "0123456789abcdef"


def test_lines_and_pages_of_a_pdf_take_nothing_away() -> None:
    """Hyphens at the ends of lines, and paragraphs, items and rows that run over pages, come back whole."""
    compounds = " ".join(["north-south-east-west"] * 9)
    sentences = [f"In {year} the {compounds} line carried {year + 11} people." for year in range(1900, 1990)]
    text = "The longest line of all\n\n" + "\n\n".join(" ".join(sentences[at : at + 30]) for at in (0, 30, 60))
    made = rendered("briefing", "full", "en", text.encode())
    written_pdf = written_in(open_report(written(made, OutputFormat.PDF)))
    assert dict(written_pdf.annex) == {ref: sentence.text for ref, sentence in made.article.sentences().items()}
    traced = trace(written(made, OutputFormat.PDF), None, Settings())
    assert len(traced.statements) > 10
    assert all(holds for _, holds in said(traced))


def test_what_a_tagged_pdf_joins() -> None:
    """A line's end is a blank, but not behind a hyphen or a bar, nor among characters that are set without blanks."""
    lines = [
        _Piece("a north-", 0, 80, 90),
        _Piece("south ", 0, 60, 70),
        _Piece("line", 0, 61, 69),
        _Piece("漢", 0, 40, 50),
    ]
    assert _joined(lines) == "a north-south line 漢"
    assert _joined([_Piece("漢", 0, 40, 50), _Piece("字", 1, 80, 90)]) == "漢字"
    assert _joined([_Piece("one", 0, 40, 50), _Piece("two", 1, 40, 50)]) == "one two"
