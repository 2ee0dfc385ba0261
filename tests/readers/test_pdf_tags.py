"""The blocks of a tagged PDF, read by its tags."""

import json

import pytest

from reportkit.layout import load_theme
from reportkit.model.artefact import OutputFormat
from reportkit.model.source import Source
from reportkit.readers import pdf_process, pdf_tags
from reportkit.readers.pdf_process import ask_process, extract
from reportkit.readers.pdf_tags import find_tags
from reportkit.settings import Settings
from reportkit.writers import WRITERS
from tests.support.reports import coalition_report


@pytest.fixture(scope="module")
def report() -> bytes:
    """A report as the product writes it."""
    return WRITERS[OutputFormat.PDF](coalition_report(), load_theme("default"), Settings()).data


def test_blocks_are_what_the_tags_say(report: bytes) -> None:
    """Headings, paragraphs, items without their numbers, rows cell by cell, in reading order; page feet are none."""
    found = extract(report, find_tags)
    blocks = [(each["kind"], each["cells"]) for each in json.loads(json.dumps(found))["blocks"]]
    assert ("H2", ["Key points"]) in blocks
    assert ("TR", ["Date", "Event", "Source"]) in blocks
    (item,) = [
        cells for kind, cells in blocks if kind == "LI" and "enormous" in cells[0] and "Blinken described" in cells[0]
    ]
    assert item == ["Blinken described the current situation in the region as one of “enormous volatility.” [2.2]"]
    assert not any("1 of" in cell for _, cells in blocks for cell in cells)
    assert blocks.index(("H2", ["Executive summary"])) < blocks.index(("H2", ["Key points"]))


def test_the_process_says_the_same(report: bytes) -> None:
    """What the guarded process answers is what the function finds."""
    assert ask_process(Source(name="b.pdf", data=report), "tags") == json.loads(json.dumps(extract(report, find_tags)))


def test_too_much_text_is_refused(report: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit of a source's characters holds for tags too, and that of pages."""
    monkeypatch.setattr(pdf_tags, "SOURCE_CHARACTERS", 100)
    assert extract(report, find_tags)["refused"] == "characters"
    monkeypatch.setattr(pdf_process, "PDF_PAGES", 1)
    assert extract(report, find_tags)["refused"] == "pages"
