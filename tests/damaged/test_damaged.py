"""Each file beside this one has the fault of its name: what a reader of its error learns."""

from pathlib import Path

import pytest

from reportkit.errors import (
    DamagedSourceError,
    EmptySourceError,
    LockedSourceError,
    SourceError,
    SourceTooLargeError,
    UnknownFormatError,
)
from reportkit.model.source import Source
from reportkit.readers import read

HERE = Path(__file__).parent
FAULTS: dict[str, tuple[type[SourceError], str, str]] = {
    "archive.zip": (UnknownFormatError, "ZIP archive", "unpack"),
    "attachment-only.eml": (EmptySourceError, "no text", "story.pdf"),
    "binary.txt": (DamagedSourceError, "neither", "again"),
    "book.epub": (UnknownFormatError, "EPUB", "text"),
    "bottomless.docx": (DamagedSourceError, "deep", ""),
    "bottomless.html": (DamagedSourceError, "deep", "text"),
    "comment.html": (EmptySourceError, "no text", ""),
    "empty.txt": (EmptySourceError, "empty", "text"),
    "encrypted.eml": (LockedSourceError, "encrypted", "decrypt"),
    "entity-bomb.docx": (DamagedSourceError, "document type", "save"),
    "letter.odt": (UnknownFormatError, "OpenDocument", "DOCX"),
    "no-body.docx": (DamagedSourceError, "no body", "save"),
    "no-document.docx": (DamagedSourceError, "word/document.xml", "save"),
    "no-text.docx": (EmptySourceError, "no text", ""),
    "old-word.doc": (UnknownFormatError, "old Word", "DOCX"),
    "parts.eml": (SourceTooLargeError, "MAIL_PARTS", "part"),
    "password.docx": (LockedSourceError, "password", "without"),
    "password.pdf": (LockedSourceError, "password", "without"),
    "picture.png": (UnknownFormatError, "PNG", "OCR"),
    "rich-text.rtf": (UnknownFormatError, "RTF", "DOCX"),
    "saved-page.mht": (UnknownFormatError, "MHTML", "HTML"),
    "scan.pdf": (EmptySourceError, "pictures", "OCR"),
    "script.html": (EmptySourceError, "no text", ""),
    "story.json": (UnknownFormatError, "JSON", "HTML"),
    "story.nitf.xml": (UnknownFormatError, "XML", "HTML"),
    "text-named.docx": (DamagedSourceError, "plain text", "rename"),
    "text-named.pdf": (DamagedSourceError, "plain text", "rename"),
    "truncated.docx": (DamagedSourceError, "ZIP", "save"),
    "truncated.pdf": (DamagedSourceError, "no whole PDF", "again"),
    "white-space.md": (EmptySourceError, "empty", "text"),
    "workbook.xlsx": (UnknownFormatError, "Excel", "text"),
}
"""Class of the error, a word of what it says is wrong, a word of its hint (none where there is no remedy)."""


def test_every_file_is_listed() -> None:
    """No damaged file is without its expectation, and no expectation without its file."""
    assert {path.name for path in HERE.iterdir() if path.is_file() and path.suffix != ".py"} == set(FAULTS)


@pytest.mark.parametrize("name", FAULTS)
def test_fault(name: str) -> None:
    """A damaged source raises its error, which names the file, the fault and the remedy; exit code 3."""
    kind, problem, hint = FAULTS[name]
    with pytest.raises(SourceError) as caught:
        read(Source(name=name, data=(HERE / name).read_bytes()))
    error = caught.value
    assert type(error) is kind
    assert error.subject == name
    assert problem in error.problem
    assert hint in (error.hint or "")
    assert error.exit_code == 3
