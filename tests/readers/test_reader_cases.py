"""What readers make of texts: the case files beside this file."""

from pathlib import Path

import pytest

from reportkit.readers import read
from tests.support.cases import Case, cases
from tests.support.sources import adds_up, docx, shown, source

CASES = Path(__file__).parent / "cases"
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="House"><w:name w:val="House"/><w:basedOn w:val="berschrift2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Circle"><w:name w:val="Circle"/><w:basedOn w:val="Circle"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Bullet"><w:name w:val="List Bullet"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="x"/></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"/></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
)


def named(case: Case) -> str:
    """Return the name that pytest shows."""
    return case.name


@pytest.mark.parametrize("case", cases(CASES / "text.txt"), ids=named)
def test_text(case: Case) -> None:
    """Plain text becomes the blocks of its case, and nothing is lost."""
    document = read(source("story.txt", case.given))
    assert shown(document) == case.expected
    assert adds_up(document)
    assert document.characters_in == len("".join(case.given.split()))


@pytest.mark.parametrize("case", cases(CASES / "markdown.txt"), ids=named)
def test_markdown(case: Case) -> None:
    """Markdown becomes the blocks of its case."""
    document = read(source("story.md", case.given))
    assert shown(document) == case.expected
    assert adds_up(document)


@pytest.mark.parametrize("case", cases(CASES / "docx.txt"), ids=named)
def test_docx(case: Case) -> None:
    """The body of a Word file becomes the blocks of its case."""
    document = read(source("story.docx", docx(case.given, parts={"styles": STYLES, "numbering": NUMBERING})))
    assert shown(document) == case.expected
    assert adds_up(document)


@pytest.mark.parametrize("case", cases(CASES / "mail.txt"), ids=named)
def test_mail(case: Case) -> None:
    """A mail becomes the blocks of its case."""
    document = read(source("story.eml", case.given))
    assert shown(document) == case.expected
    assert adds_up(document)
