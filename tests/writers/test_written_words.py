"""The words of a report's own are in the article's language, in every format."""

import io
import zipfile
from functools import cache

import pikepdf
import pypdfium2
import pytest

from reportkit.layout import lay_out, load_template, template_settings
from reportkit.model.artefact import OutputFormat
from reportkit.model.briefing import Briefing, Quotation, Statement
from reportkit.settings import Settings
from reportkit.writers import WRITERS
from tests.support.articles import article_of
from tests.support.trees import default_theme


@cache
def german(wanted: OutputFormat) -> bytes:
    """Return a briefing of a German article in a format."""
    article = article_of("Der Hafen öffnet im Mai.", title="Hafen öffnet", published="2024-03-01", language="de")
    briefing = Briefing(
        article=article,
        executive_summary=(Statement(text="Der Hafen öffnet im Mai.", refs=("p1.s1",)),),
        quotes=(Quotation(speaker=None, quote="Endlich", refs=("p1.s1",)),),
    )
    template = load_template("briefing")
    settings = template_settings(template, Settings(), {})
    report = lay_out(briefing, template, default_theme(), settings)
    return WRITERS[wanted](report, default_theme(), settings).data


def parts(data: bytes) -> str:
    """Return text and footer of a Word file, as XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(f"word/{name}.xml").decode("utf-8") for name in ("document", "footer1"))


def text_of_pages(data: bytes) -> str:
    """Return the text of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("wanted", [each for each in OutputFormat if each is not OutputFormat.JSON])
def test_german(wanted: OutputFormat) -> None:
    """Headings, dates, quotation marks and labels of a German article are German."""
    data = german(wanted)
    if wanted is OutputFormat.DOCX:
        text = parts(data)
    else:
        text = text_of_pages(data) if wanted is OutputFormat.PDF else data.decode("utf-8")
    for words in ("Kurzfassung", "1. März 2024", "„Endlich“", "nicht angegeben", "Absatz 1"):
        assert words in text.replace("1\\.", "1."), words
    for words in ("Executive summary", "March", "not stated", "Paragraph 1"):
        assert words not in text


def test_feet_of_pages() -> None:
    """Pages are counted in German, on paper, on the screen's print and in Word."""
    assert "1 von 1" in text_of_pages(german(OutputFormat.PDF))
    assert '@bottom-right{content:counter(page) " von " counter(pages)}' in german(OutputFormat.HTML).decode("utf-8")
    assert '<w:t xml:space="preserve"> von </w:t>' in parts(german(OutputFormat.DOCX))


def test_spoken_citations() -> None:
    """What a citation's numbers mean is said in German, to those who listen and to those who point at it."""
    spoken = "Absatz 1, Satz 1 der Quelle"
    assert f'aria-label="{spoken}"' in german(OutputFormat.HTML).decode("utf-8")
    assert f'w:tooltip="{spoken}"' in parts(german(OutputFormat.DOCX))
    with pikepdf.Pdf.open(io.BytesIO(german(OutputFormat.PDF))) as pdf:
        described = {str(link.Contents) for page in pdf.pages for link in page.get("/Annots", [])}
    assert spoken in described
