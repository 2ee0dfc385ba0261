"""Tests of `reportkit.readers.identify`: content first, suffix second."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportkit.errors import DamagedSourceError, SourceError, UnknownFormatError
from reportkit.model.source import InputFormat
from reportkit.readers import READERS, identify
from tests.support.sources import docx, pack, pdf, source

MAIL = "Received: by a\n with b\nFrom: Ana <ana@harbour.example>\nSubject: Bridge\n\nIt closes.\n"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("story.txt", "It closes on Monday.", InputFormat.TEXT),
        ("story", "It closes on Monday.", InputFormat.TEXT),
        ("story.log", "It closes on Monday.", InputFormat.TEXT),
        ("story.TXT", "\ufeffIt closes.", InputFormat.TEXT),
        ("story.txt", "It closes on Monday.".encode("utf-16"), InputFormat.TEXT),
        ("story.txt", b"It closes." + bytes(50_000), InputFormat.TEXT),
        ("story.txt", "BMW closes a plant.", InputFormat.TEXT),
        ("story.txt", "Date: Monday\n\nIt closes.", InputFormat.TEXT),
        ("story.txt", "<p>is how a paragraph begins in HTML", InputFormat.TEXT),
        ("story.md", "It closes.", InputFormat.MARKDOWN),
        ("story.md", "<p align=center>It closes.", InputFormat.MARKDOWN),
        ("stdin", "---\ntitle: Bridge\n---\nIt closes.", InputFormat.MARKDOWN),
        ("story.txt", "+++\ntitle = 'Bridge'\n+++\nIt closes.", InputFormat.MARKDOWN),
        ("stdin", "# Bridge\n\nIt **closes** on Monday.", InputFormat.MARKDOWN),
        ("stdin", "# a comment\nand text", InputFormat.TEXT),
        ("story.html", "It closes.", InputFormat.HTML),
        ("stdin", "<!-- saved -->\n<!DOCTYPE html><title>x</title>", InputFormat.HTML),
        ("story.txt", "<html><body>It closes.", InputFormat.HTML),
        ("page.pdf", "<html><body>Not found", InputFormat.HTML),
        ("stdin", "<?xml version='1.0'?><html xmlns='x'><body/></html>", InputFormat.HTML),
        ("stdin", "<article><p>It closes.</p></article>", InputFormat.HTML),
        ("stdin", "Saved page\n<html><body>It closes.", InputFormat.HTML),
        ("stdin", MAIL, InputFormat.EMAIL),
        ("story.txt", "From ana Fri Jan 3\n" + MAIL, InputFormat.EMAIL),
        ("story.eml", "It closes.", InputFormat.EMAIL),
        ("stdin", pdf([]), InputFormat.PDF),
        ("story.txt", b"junk\n" + pdf([]), InputFormat.PDF),
        ("stdin", docx(""), InputFormat.DOCX),
        ("story.docx", pack({"x": "y"}), InputFormat.DOCX),
        ("stdin", docx("")[:300], InputFormat.DOCX),
    ],
)
def test_formats_that_are_read(name: str, data: bytes | str, expected: InputFormat) -> None:
    """What the bytes show counts; a suffix where they show nothing."""
    assert identify(source(name, data)) is expected


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.rtf", "{\\rtf1 It closes.}", "RTF"),
        ("a.rtf", "It closes.", "RTF"),
        ("a.doc", b"\x01\x02\x03" * 100, r"\.doc"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        ("a", b"BM\0\0\1\2\3\4", "bitmap"),
        ("a.mp4", b"\0\0\0\x18ftypmp42", "film"),
        ("a.gz", b"\x1f\x8b\x08\0", "gzip"),
        ("a", pack({"x": "y"}), "ZIP"),
        ("a", pack({"mimetype": "application/epub+zip"}), "EPUB"),
        ("a", pack({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        ("a.docx", pack({"xl/workbook.xml": ""}), "Excel"),
        ("a", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "Word"),
        ("a", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        ("a", '{"headline": "Bridge"}', "JSON"),
        ("a", "<?xml version='1.0'?><nitf/>", "XML"),
        ("a.txt", "<rss version='2.0'>", "XML"),
        ("a.eml", "From: <Saved by a browser>\nSubject: x\n\n", "MHTML"),
        ("a", bytes(range(1, 32)) * 20, "binary"),
        ("a.odt", bytes(range(1, 32)) * 20, "OpenDocument"),
    ],
)
def test_formats_that_are_not_read(name: str, data: bytes | str, kind: str) -> None:
    """A format without a reader is named, with a hint at what to do."""
    with pytest.raises(UnknownFormatError, match=kind) as caught:
        identify(source(name, data))
    assert caught.value.hint
    assert caught.value.subject == name


@pytest.mark.parametrize(
    ("name", "data"), [("a.pdf", "It closes."), ("a.docx", "It closes."), ("a.txt", bytes(range(1, 32)) * 20)]
)
def test_names_that_promise_too_much(name: str, data: bytes | str) -> None:
    """Bytes that are not what the suffix of a readable format says are damaged."""
    with pytest.raises(DamagedSourceError, match="is named"):
        identify(source(name, data))


def test_every_format_has_a_reader() -> None:
    """No format is without its reader."""
    assert set(READERS) == set(InputFormat)


@given(st.binary(max_size=400), st.sampled_from(["a", "a.txt", "a.docx", "a.pdf", "a.eml", "a.html", "a.zip"]))
def test_any_bytes(data: bytes, name: str) -> None:
    """Any bytes have a format, or are refused for a reason."""
    try:
        kind = identify(source(name, data))
    except SourceError:
        return
    assert kind in READERS
