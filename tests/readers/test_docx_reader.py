"""Tests of the Word reader beyond its case file: containers, properties, parts beside the body."""

import zipfile

import pytest

from reportkit import limits
from reportkit.errors import DamagedSourceError, LockedSourceError, SourceTooLargeError
from reportkit.model.document import FieldName
from reportkit.notices import NoticeCode
from reportkit.readers import docx_package, read
from reportkit.readers.docx_package import Package
from tests.support.sources import STRICT, adds_up, declared, docx, dropped, pack, shown, source

TEXT = "<w:p><w:r><w:t>It closes.</w:t></w:r></w:p>"
NOTE = "<w:p><w:r><w:t>A note.</w:t></w:r></w:p>"


def test_strict_namespace() -> None:
    """Files saved as Strict Open XML are read like the others."""
    assert shown(read(source("s.docx", docx(TEXT, namespace=STRICT)))) == "paragraph @1: It closes."


def test_what_stands_aside_is_counted() -> None:
    """Headers, footers, notes and comments are left out, each for its reason."""
    parts = dict.fromkeys(("header", "footer", "footnotes", "endnotes", "comments"), NOTE)
    document = read(source("s.docx", docx(TEXT, parts=parts)))
    assert dropped(document) == {"running header": 6, "running footer": 6, "footnotes": 12, "comments": 6}
    assert adds_up(document)


def test_broken_parts_cost_a_notice() -> None:
    """Without its styles, numbering or comments the text is still there, and the loss is told."""
    members = {
        "word/document.xml": f'<w:document xmlns:w="urn:x"><w:body>{TEXT}</w:body></w:document>',
        "word/_rels/document.xml.rels": "<broken",
        "docProps/core.xml": "<broken",
    }
    document = read(source("s.docx", pack(members)))
    assert shown(document) == "paragraph @1: It closes."
    assert [notice.code for notice in document.notices] == [NoticeCode.PART_UNREADABLE] * 2
    assert {notice.where for notice in document.notices} == {"word/document.xml", "docProps/core.xml"}


def test_broken_notes_cost_a_notice() -> None:
    """Notes that cannot be read cannot be counted, and that is told."""
    document = read(source("s.docx", docx(TEXT, parts={"footnotes": "<w:p>", "comments": NOTE})))
    assert [notice.where for notice in document.notices] == ["word/footnotes.xml"]
    assert dropped(document) == {"comments": 6}


def test_properties_of_persons() -> None:
    """Title, authors and language of the core properties are taken, the day of creation is not."""
    core = (
        "<dc:title>The bridge closes</dc:title><dc:creator>Ana Ortiz; Kim Lee</dc:creator>"
        "<dc:language>en-IE</dc:language><dc:created>2025-01-01</dc:created>"
    )
    document = read(source("s.docx", docx(TEXT, parts={"core": core})))
    assert declared(document, FieldName.TITLE) == ["The bridge closes"]
    assert declared(document, FieldName.BYLINE) == ["Ana Ortiz", "Kim Lee"]
    assert declared(document, FieldName.LANGUAGE) == ["en-IE"]
    assert declared(document, FieldName.PUBLISHED) == []


def test_properties_of_programs() -> None:
    """What programs fill in by themselves is no title and no author."""
    core = "<dc:title>Microsoft Word - a.doc</dc:title><dc:creator>python-docx</dc:creator>"
    assert read(source("s.docx", docx(TEXT, parts={"core": core}))).metadata == ()


def test_title_and_subtitle_styles() -> None:
    """Paragraphs in the styles Title and Subtitle state title and standfirst, and stay in the text."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
        for name in ("Title", "Subtitle")
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>{name} text</w:t></w:r></w:p>'
        for name in ("Title", "Subtitle")
    )
    document = read(source("s.docx", docx(body, parts={"styles": styles})))
    assert declared(document, FieldName.TITLE) == ["Title text"]
    assert declared(document, FieldName.STANDFIRST) == ["Subtitle text"]
    assert shown(document) == "heading1 @1: Title text\nparagraph @2: Subtitle text"


def test_numbered_prose_is_prose() -> None:
    """Numbered paragraphs of a text, each several sentences long, are paragraphs and no list."""
    numbering = '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    item = f'<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{"The council met. " * 25}</w:t></w:r></w:p>'
    document = read(source("s.docx", docx(item * 2, parts={"numbering": numbering})))
    assert [line.partition(" ")[0] for line in shown(document).split("\n")] == ["paragraph", "paragraph"]


def test_wide_cells_lay_out_the_page() -> None:
    """A table with a long cell is two columns of text, read one after the other."""
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("Left. " * 80, "Right."))
    document = read(source("s.docx", docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")))
    assert shown(document).endswith("paragraph @2: Right.")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"PK\x03\x04 word/document.xml", "ZIP"),
        (pack({"word/other.xml": "", "[Content_Types].xml": ""}), "lacks its part"),
        (docx(TEXT)[:-30], "ZIP"),
        (pack({"word/document.xml": "<a/>"}), "no body"),
        (pack({"word/document.xml": "<a>"}), "well-formed"),
        (pack({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "document type"),
        (pack({"word/document.xml": "<a/>", "WORD/document.xml": "<a/>"}), "two parts"),
        (docx(TEXT).replace(b"\x08\x00", b"\x0c\x00"), "packs its part"),
    ],
)
def test_damaged_containers(data: bytes, problem: str) -> None:
    """Each fault of the container is told in words."""
    with pytest.raises(DamagedSourceError, match=problem):
        read(source("s.docx", data))


def test_broken_member() -> None:
    """Data that does not unpack is damage."""
    data = bytearray(docx(TEXT))
    at = data.index(b"word/document.xml") + len(b"word/document.xml")
    data[at : at + 20] = bytes(20)
    with pytest.raises(DamagedSourceError, match="cannot be unpacked"):
        read(source("s.docx", bytes(data)))


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        docx(TEXT).replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"),
    ],
)
def test_passwords(data: bytes) -> None:
    """Encryption by Word and by ZIP is told from damage."""
    with pytest.raises(LockedSourceError, match="password"):
        read(source("s.docx", data))


def test_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than the limits, in all or in one part, is refused before the tree is built, with the limit's name."""
    data = source("s.docx", docx(TEXT))
    for name in ("UNPACKED_BYTES", "XML_BYTES", "PACKED_MEMBERS"):
        with monkeypatch.context() as patch:
            patch.setattr(docx_package, name, 2)
            with pytest.raises(SourceTooLargeError, match=name):
                Package(data).read("word/document.xml")
    assert limits.XML_BYTES < limits.UNPACKED_BYTES


def test_relationships_do_not_lead_outside() -> None:
    """A relationship to another place is passed over, one that climbs out of the container finds nothing."""
    rels = (
        '<Relationships xmlns="x"><Relationship Type="t/officeDocument" TargetMode="External" Target="http://e.example"/>'
        '<Relationship Type="t/officeDocument" Target="../../../etc/passwd"/><Relationship Type="t/officeDocument"/>'
        '<Relationship Type="t/officeDocument" Target="/main.xml"/></Relationships>'
    )
    members = {
        "_rels/.rels": rels,
        "main.xml": f'<d xmlns:w="urn:x"><w:body>{TEXT}</w:body></d>',
        "word/document.xml": "",
    }
    assert shown(read(source("s.docx", pack(members)))) == "paragraph @1: It closes."


def test_bytes_of_a_pack_are_the_same() -> None:
    """The test's own files do not depend on the clock."""
    assert docx(TEXT) == docx(TEXT)
    assert zipfile.ZIP_DEFLATED in docx_package._METHODS
