"""The parts of the Word writer that can be asked one by one: markup, columns, styles; and any text at all."""

from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportkit.model.report import CodeBlock, Paragraph, Strong, Text
from reportkit.settings import Settings
from reportkit.text.clean import clean
from reportkit.writers.docx import write_docx
from reportkit.writers.docx_package import pack, repack
from reportkit.writers.docx_style_table import character_styles, paragraph_styles
from reportkit.writers.docx_styles import PARAGRAPH_CLASSES, SPAN_CLASSES, style_id
from reportkit.writers.docx_stylesheet import CELL_GAP
from reportkit.writers.docx_tables import cell_width, column_widths
from reportkit.writers.docx_xml import characters, element, part, tag
from tests.checks.docx_checks import faults
from tests.checks.docx_package import WordFile, text_of
from tests.support.trees import default_theme, heading, inlines, report_of, table

CLEAN = st.text(min_size=1, max_size=40).map(clean).filter(str.strip)
"""Text as the model promises it."""


def test_elements_are_escaped() -> None:
    """Neither text nor attributes can end what they stand in."""
    written = element("p", characters("<&>\"'"), val='"<&>\n\t', r_id="x", type="y")
    assert written == '<w:p w:val="&quot;&lt;&amp;&gt;&#10;&#9;" r:id="x" w:type="y">&lt;&amp;&gt;"\'</w:p>'
    root = etree.fromstring(part("root", written))
    (child,) = root
    assert child.text == "<&>\"'"
    assert list(child.attrib.values()) == ['"<&>\n\t', "x", "y"]


def test_an_element_without_content_is_empty() -> None:
    """No end tag where there is nothing between."""
    assert (element("b"), tag("t", a=1)) == ("<w:b/>", '<t a="1"/>')


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ([100], [1000]),
        ([200, 200], [500, 500]),
        ([100, 300], [250, 750]),
        ([9000, 300], [700, 300]),
        ([300, 9000, 8000], [300, 350, 350]),
        ([9000, 9000], [500, 500]),
    ],
)
def test_columns_share_the_width(wishes: list[int], expected: list[int]) -> None:
    """Columns fill the width; short ones get what they wish for, long ones share the rest."""
    assert column_widths(wishes, 1000) == expected


@given(st.lists(st.integers(200, 10**6), min_size=1, max_size=40), st.integers(3000, 10000))
def test_columns_always_fill_the_width(wishes: list[int], available: int) -> None:
    """Whatever columns wish for, their widths are positive and together the width of the page."""
    widths = column_widths(wishes, available)
    assert sum(widths) == available
    assert min(widths) > 0


def test_the_width_of_a_cell() -> None:
    """Characters of East Asian scripts count double, citations, which are small, less."""
    narrow, wide, cited = (cell_width(inlines(text)) for text in ("ab", "日本", "[1.1]"))
    assert wide - CELL_GAP == 2 * (narrow - CELL_GAP)
    assert cited < cell_width(inlines("(1.1)"))


@given(CLEAN, CLEAN, CLEAN)
@settings(max_examples=60, deadline=None)
def test_any_clean_text_comes_out_as_it_went_in(first: str, second: str, third: str) -> None:
    """Text is text: nothing in it is markup, and nothing is lost, in headings, paragraphs, cells, code, footer."""
    blocks = (
        heading(2, first),
        Paragraph(children=(Text(first), Strong((Text(second),)))),
        CodeBlock(text=third),
        table((first, second), (third, first), caption=second),
    )
    data = write_docx(report_of(*blocks, title=third), default_theme(), Settings()).data
    file = WordFile(data)
    found = [flat(text_of(each)) for each in file.paragraphs()]
    assert found[1] == flat(third)
    code = third.removesuffix("\n")
    assert found[4:] == [flat(words) for words in (first, first + second, code, second, first, second, third, first)]
    assert docx.Document(BytesIO(data)).core_properties.title == " ".join(third.split())


def flat(words: str) -> str:
    """Text in which all spaces are the same."""
    return words.translate(dict.fromkeys(map(ord, "\t\n\N{NO-BREAK SPACE}"), " "))


def test_every_class_has_a_style() -> None:
    """The styles that nodes are written in are all defined, each once, by name and by id."""
    names = [style.name for style in paragraph_styles()] + [style.name for style in character_styles()]
    identities = [style_id(name) for name in names]
    assert len(set(identities)) == len(identities)
    assert {*PARAGRAPH_CLASSES.values(), *SPAN_CLASSES.values()} <= set(names)
    assert {style.based_on for style in paragraph_styles()} <= {*names, "Normal"}
    assert {style.next_style for style in paragraph_styles()} <= {*names, None}


def test_fonts_name_what_takes_their_place() -> None:
    """Where the theme's fonts are not installed, Word is told which ones are nearest."""
    table_ = WordFile(write_docx(report_of(), default_theme(), Settings()).data).raw["word/fontTable.xml"].decode()
    for font in default_theme().word_fonts.values():
        assert f'<w:font w:name="{font.name}"><w:altName w:val="{",".join(font.fallbacks)}"/>' in table_


def test_a_package_depends_on_its_parts_only() -> None:
    """The order in which parts come makes no difference; content types stand first."""
    parts = {"word/b.xml": b"<b/>", "[Content_Types].xml": b"<t/>", "a.xml": b"<a/>"}
    packed = pack(parts)
    assert packed == pack(dict(reversed(parts.items()))) == repack(packed)
    assert b"[Content_Types].xml" in packed[:60]


def test_a_report_without_blocks_of_its_own_is_sound() -> None:
    """The least report there is: a title block and nothing below it."""
    assert faults(write_docx(report_of(), default_theme(), Settings()).data) == []
