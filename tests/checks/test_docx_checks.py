"""The checker of Word files finds what it is there to find."""

import re
import zipfile
from io import BytesIO

import pytest

from reportkit.settings import Settings
from reportkit.writers.docx import write_docx
from reportkit.writers.docx_package import pack
from tests.checks.docx_checks import faults, ratio
from tests.support.every_node import every_node
from tests.support.trees import default_theme

BODY = "word/document.xml"
STYLES = "word/styles.xml"
RELS = "word/_rels/document.xml.rels"

# name: part, what is sought (a regular expression), what takes its place, words of the fault that must be found
MUTANTS = {
    "a bookmark that is not closed": (BODY, r"<w:bookmarkEnd [^>]*/>", "", "pair up"),
    "a link to no bookmark": (BODY, r'w:anchor="[^"]*"', 'w:anchor="nowhere"', "link to nowhere"),
    "a link to no relationship": (BODY, r'r:id="rId\d+"', 'r:id="rId99"', "link to nowhere"),
    "a style that is not defined": (BODY, 'w:val="BodyText"', 'w:val="NoSuchStyle"', "style not defined"),
    "a second title": (BODY, 'w:val="BodyText"', 'w:val="Title"', "one title"),
    "a heading that is left out": (BODY, 'w:val="Heading1"', 'w:val="Heading4"', "heading 4 after"),
    "a list that is not defined": (BODY, r'<w:numId w:val="\d+"/>', '<w:numId w:val="77"/>', "list not defined"),
    "a colour by hand": (BODY, "<w:r><w:t>", '<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>', "by hand: color"),
    "an alignment by hand": (BODY, "</w:pPr>", '<w:jc w:val="right"/></w:pPr>', "by hand: jc"),
    "an empty paragraph": (BODY, "</w:tbl>", "</w:tbl><w:p/>", "empty paragraph"),
    "a bullet typed by hand": (BODY, "</w:tbl>", "</w:tbl><w:p><w:r><w:t>• item</w:t></w:r></w:p>", "typed by hand"),
    "a head that does not repeat": (BODY, "<w:tblHeader/>", "", "repeat"),
    "a row that may break": (BODY, "<w:cantSplit/>", "", "break over pages"),
    "a cell too few": (BODY, r"<w:tc>(?:(?!<w:tc>).)*?</w:tc></w:tr>", "</w:tr>", "too few cells"),
    "a table without a name": (BODY, "<w:tblCaption [^>]*/>", "", "without a name"),
    "a head that is not declared": (BODY, 'w:firstRow="1"', 'w:firstRow="0"', "not declared"),
    "a tracked change": (BODY, "</w:pPr>", '</w:pPr><w:ins w:id="1" w:author="x"/>', "tracked"),
    "white on white": (STYLES, r'<w:color w:val="[0-9A-F]{6}"/>', '<w:color w:val="FFFFFF"/>', "FFFFFF on"),
    "no language": (STYLES, r"<w:lang [^>]*/>", "", "language"),
    "a lone heading": (STYLES, "<w:keepNext/>", "", "stand alone"),
    "page numbers typed": ("word/footer1.xml", r"<w:fldSimple.*?</w:fldSimple>", "", "count pages"),
    "a way out": (RELS, r'Target="https://[^"]*"', 'Target="file:///etc/passwd"', "out of the file"),
    "a way to nowhere": (RELS, 'Target="styles.xml"', 'Target="stylez.xml"', "absent: word/stylez"),
    "no title in the properties": ("docProps/core.xml", "<dc:title>.*?</dc:title>", "", "no title"),
    "an empty property": ("docProps/core.xml", "<dc:title>.*?</dc:title>", "<dc:title/>", "empty property"),
    "a date of the library": ("docProps/core.xml", "</dc:language>", "</dc:language><dcterms:created>2013</dcterms:created>", "not a moment"),
    "a library as author": ("docProps/core.xml", "</dc:language>", "</dc:language><dc:creator>python-docx</dc:creator>", "names itself"),
    "compatibility mode": ("word/settings.xml", 'w:val="15"', 'w:val="12"', "compatibility"),
    "a part without a type": ("[Content_Types].xml", '<Default Extension="xml"[^>]*/><Override [^>]*/>', "", "no type"),
}  # fmt: skip


@pytest.fixture(scope="module")
def sound() -> bytes:
    return write_docx(every_node(), default_theme(), Settings()).data


def test_a_sound_file_has_no_faults(sound: bytes) -> None:
    """The file that the faults below are made in is without any."""
    assert faults(sound) == []


@pytest.mark.parametrize("name", MUTANTS)
def test_each_fault_is_found(name: str, sound: bytes) -> None:
    """A file with one fault made on purpose is told from a sound one, for the right reason."""
    part, sought, put, words = MUTANTS[name]
    with zipfile.ZipFile(BytesIO(sound)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    text, count = re.subn(sought, put, parts[part].decode(), count=0 if part == STYLES else 1, flags=re.DOTALL)
    assert count
    found = faults(pack(parts | {part: text.encode()}))
    assert any(words in fault for fault in found), found


def test_dates_in_the_package_are_found(sound: bytes) -> None:
    """A ZIP that bears the time at which it was written is not the same every time."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(sound)) as archive, zipfile.ZipFile(out, "w") as dated:
        for name in archive.namelist():
            dated.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), archive.read(name))
    assert faults(out.getvalue()) == ["an entry bears a date"]


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21 to 1; one grey in the middle is 4.5 to 1."""
    assert round(ratio("000000", "FFFFFF"), 6) == 21
    assert 4.47 < ratio("777777", "FFFFFF") < 4.49
