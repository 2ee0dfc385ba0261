"""The PDF: tagged, complete, quiet, and the same bytes everywhere."""

import hashlib
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from reportkit.errors import ConfigError, RendererError
from reportkit.layout import template_names
from reportkit.model.artefact import OutputFormat
from reportkit.model.article import Field
from reportkit.model.document import Method
from reportkit.model.report import Block, Link, ListBlock, Paragraph, Quote, Report, SemanticClass, Text
from reportkit.notices import NoticeCode
from reportkit.settings import PageSize, Settings
from reportkit.writers.html_page import GENERATOR
from reportkit.writers.pdf import subsetter_available, write_pdf
from tests.support.articles import article_of
from tests.support.every_node import every_node
from tests.support.pdfs import character_sides, marked_content, outline, page_texts, structure
from tests.support.reports import coalition_report
from tests.support.trees import annex, default_theme, inlines, numbered, paragraph, report_of, section, table

ROOT = Path(__file__).parents[2]
LEAVES_A_FILE_OPEN = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""WeasyPrint 70 leaves its colour profile open."""
LINE = (
    "The council approved the revised plan for the harbour on Tuesday after a long debate, and work begins in spring. "
)


def written(report: Report, chosen: Settings | None = None) -> bytes:
    """The file; that it came without a notice is taken for granted."""
    artefact = write_pdf(report, default_theme(), chosen or Settings())
    assert artefact.notices == ()
    return artefact.data


def opened(data: bytes) -> pikepdf.Pdf:
    """The file, open."""
    return pikepdf.open(io.BytesIO(data))


def pages_of(report: Report, chosen: Settings | None = None) -> list[str]:
    """The text of each page, white space told as one space."""
    return [" ".join(page.split()) for page in page_texts(written(report, chosen))]


@pytest.fixture(scope="module")
def every() -> Iterator[pikepdf.Pdf]:
    """A file that holds every kind of node, on several pages."""
    with opened(written(every_node())) as pdf:
        assert len(pdf.pages) > 1
        yield pdf


def test_the_file_is_sound_and_declares_what_it_is(every: pikepdf.Pdf) -> None:
    """No fault of syntax; tagged, its language and title told, PDF/UA-1 declared; the title is what viewers show."""
    assert every.check_pdf_syntax() == []
    assert every.Root.MarkInfo.Marked
    assert every.Root.Lang == "en"
    assert every.Root.ViewerPreferences.DisplayDocTitle
    with every.open_metadata() as metadata:
        assert metadata["dc:title"] == "Every kind of node"
        assert metadata["pdfuaid:part"] == "1"
        assert "xmp:CreateDate" not in metadata
    assert {str(key): str(value) for key, value in every.docinfo.items()} == {
        "/Title": "Every kind of node",
        "/Subject": "What happened, in a sentence.",
        "/Creator": GENERATOR,
        "/Producer": str(every.docinfo["/Producer"]),
    }


def test_headings_make_the_outline(every: pikepdf.Pdf) -> None:
    """The outline has the headings, in order and depth, the title first; page labels are there."""
    headings = structure(every).all("H1", "H2", "H3", "H4", "H5", "H6")
    assert [depth for depth, _ in outline(every)] == [int(found.kind[1]) for found in headings]
    assert outline(every)[:2] == [(1, "Every kind of node"), (2, "Executive summary")]
    assert list(every.Root.PageLabels.Nums) == [0, pikepdf.Dictionary(S=pikepdf.Name.D)]


def test_links_say_where_they_lead_and_arrive(every: pikepdf.Pdf) -> None:
    """Each link hangs in a link element, is described in words, and its target exists; several lead outside."""
    names = list(every.Root.Names.Dests.Names)[::2]
    linked = {annotation.objgen: annotation for found in structure(every).all("Link") for annotation in found.objects}
    annotations = [annotation for page in every.pages for annotation in page.get("/Annots", [])]
    assert {annotation.objgen for annotation in annotations} == set(linked)
    described = {str(annotation.Contents) for annotation in annotations}
    assert {
        "paragraph 1, sentence 1 of the source",
        "to the points",
        "to the label",
        "a link and strong",
        "mail",
    } <= described
    for annotation in annotations:
        assert annotation.A.URI is not None if "/A" in annotation else annotation.Dest in names
    assert {str(annotation.A.URI) for annotation in annotations if "/A" in annotation} == {
        "https://example.org/a%20b?q=%C3%BC&r=%3C1%3E#part",
        "mailto:desk@example.org",
    }


def test_nothing_in_the_file_acts(every: pikepdf.Pdf) -> None:
    """No script, no action but following a link, no embedded file."""
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(every.Root.keys())
    assert set(every.Root.Names.keys()) == {"/Dests"}


def test_the_text_comes_out_in_reading_order() -> None:
    """Another library reads the words in the order of the tree."""
    text = " ".join(pages_of(every_node()))
    words = [
        "Briefing", "Every kind of node", "Executive summary", "The harbour opens in May. [1.1]", "Key points",
        "Dredging begins. [1.2]", "The ferry stays. [2.1]", "First level. [1.1]", "an item of code", "How deep it is",
        "Place Depth Seen", "Quay 14 m [1.1] [1.2]", "“We waited for years”", "1.1 The harbour was dredged.",
    ]  # fmt: skip
    places = [text.index(each) for each in words]
    assert places == sorted(places)


def test_a_list_begins_with_the_number_that_the_tree_says() -> None:
    """The first number of a list may be another than 1, and those below it count on."""
    (text,) = page_texts(
        written(report_of(ListBlock(items=((paragraph("One."),), (paragraph("Two."),)), ordered=True, start=41)))
    )
    assert {"41", "42"} <= set(text.split())


@pytest.mark.parametrize(("page", "size"), [(PageSize.A4, (595, 842)), (PageSize.LETTER, (612, 792))])
def test_the_paper_is_the_one_asked_for(page: PageSize, size: tuple[int, int]) -> None:
    """A4 or Letter, all pages alike; the foot counts them."""
    data = written(every_node(), Settings(page=page))
    with opened(data) as pdf:
        assert {tuple(round(float(side)) for side in each.mediabox[2:]) for each in pdf.pages} == {size}
        count = len(pdf.pages)
    for number, text in enumerate(page_texts(data), start=1):
        assert "Briefing · www.aa.com.tr" in text
        assert f"{number} of {count}" in text


def test_authors_and_date_are_told_where_they_are_known() -> None:
    """Both records of a document's properties agree."""
    article = article_of("A sentence.")
    article = replace(article, byline=Field(value=("Ann Lee", "Bo Ray"), method=Method.STATED, evidence="line 1"))
    chosen = Settings(date=datetime(2026, 11, 24, 8, 30, tzinfo=UTC))
    with opened(written(report_of(article=article), chosen)) as pdf:
        assert str(pdf.docinfo["/Author"]) == "Ann Lee, Bo Ray"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261124083000+00'00"
        with pdf.open_metadata() as metadata:
            assert list(metadata["dc:creator"]) == ["Ann Lee", "Bo Ray"]
            assert metadata["xmp:CreateDate"] == "2026-11-24T08:30:00+00:00"


SCRIPT = """
import hashlib, sys
from reportkit.settings import Settings
from reportkit.writers.pdf import write_pdf
from tests.support.every_node import every_node
from tests.support.trees import default_theme
data = write_pdf(every_node(), default_theme(), Settings()).data
sys.stdout.write(hashlib.sha256(data).hexdigest())
"""

FONTS_CONF = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<match target="font"><edit name="embolden" mode="assign"><bool>true</bool></edit></match>
<match target="pattern"><test name="family"><string>Inter</string></test>
<edit name="family" mode="assign" binding="strong"><string>Reportkit Serif</string></edit></match></fontconfig>
"""


def run(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter in another folder, with another environment."""
    merged = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    return subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env=merged, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_bytes_are_the_same_everywhere(tmp_path: Path) -> None:
    """Neither time zone, locale, hash seed and folder nor the machine's fonts and their rules change a byte."""
    conf = tmp_path / "fonts.conf"
    conf.write_text(FONTS_CONF.format(fonts=ROOT / "templates", cache=tmp_path / "cache"), encoding="utf-8")
    here = hashlib.sha256(written(every_node())).hexdigest()
    elsewhere = run(
        SCRIPT, tmp_path, TZ="Asia/Kathmandu", LC_ALL="C", PYTHONHASHSEED="7", FONTCONFIG_FILE=str(conf), LANG="tr_TR"
    )
    assert (elsewhere.stdout, elsewhere.stderr) == (here, "")


def test_two_threads_do_not_get_in_each_others_way() -> None:
    """The same reports written at once come out as one after the other."""
    reports = [every_node(), report_of(paragraph(LINE * 40)), report_of(numbered(*[LINE] * 30))]
    alone = [written(report) for report in reports]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(written, reports)) == alone


def test_loading_the_writer_loads_no_renderer(tmp_path: Path) -> None:
    """WeasyPrint is imported when the first PDF is written, not before."""
    found = run(
        "import sys; import reportkit.writers.pdf; print(sorted({'weasyprint', 'fontTools', 'pydyf'} & set(sys.modules)))",
        tmp_path,
    )
    assert (found.stdout, found.stderr) == ("[]\n", "")


def test_without_pango_the_remedy_is_told(tmp_path: Path) -> None:
    """Where the libraries are missing, one error names the packages, and nothing else is printed."""
    found = run(
        """
import cffi
def refuse(self, name, flags=0):
    raise OSError(name)
cffi.FFI.dlopen = refuse
from reportkit.errors import RendererError
from reportkit.writers.pdf import subsetter_available
try:
    subsetter_available()
except RendererError as exc:
    print(exc, "|", exc.hint)
""",
        tmp_path,
    )
    assert found.stderr == ""
    assert found.stdout.startswith("PDF: the Pango library, which sets the text, is not installed | Debian")


def test_without_the_subsetter_a_pdf_is_written_all_the_same(tmp_path: Path) -> None:
    """HarfBuzz-Subset missing is seen by those who ask, costs time, and says nothing on its own."""
    found = run(
        """
import cffi
load = cffi.FFI.dlopen
def refuse(self, name, flags=0):
    if "subset" in name:
        raise OSError(name)
    return load(self, name, flags)
cffi.FFI.dlopen = refuse
from reportkit.settings import Settings
from reportkit.writers.pdf import subsetter_available, write_pdf
from tests.support.trees import default_theme, report_of
print(subsetter_available(), write_pdf(report_of(), default_theme(), Settings()).data[:5])
""",
        tmp_path,
    )
    assert (found.stdout, found.stderr) == ("False b'%PDF-'\n", "")


def test_the_subsetter_is_there_where_the_tests_run() -> None:
    """It is part of what the product is set up with; figures of speed are taken with it."""
    assert subsetter_available()


def test_characters_that_the_theme_lacks_are_told() -> None:
    """A notice names them and their number; the text itself is whole, and covered reports have no notice."""
    report = report_of(paragraph("Signed in 東京 and at the harbour."))
    artefact = write_pdf(report, default_theme(), Settings())
    (notice,) = artefact.notices
    assert notice.code is NoticeCode.GLYPH_MISSING
    assert notice.where == "pdf"
    assert notice.detail.startswith(
        "the fonts of the theme default lack 2 characters of the text (京 U+4EAC, 東 U+6771): "
    )
    assert artefact.format is OutputFormat.PDF
    assert written(report_of(paragraph("Signed at the harbour.")))


def test_a_character_that_no_font_has_is_a_box_and_told_as_one() -> None:
    """A private character is in no font of any machine."""
    artefact = write_pdf(report_of(paragraph("A \U0010fffd here.")), default_theme(), Settings())
    assert [notice.detail.split(": ")[1] for notice in artefact.notices] == ["empty boxes stand in"]


def test_a_notice_names_ten_characters_at_most() -> None:
    """Of more it tells how many."""
    text = "".join(map(chr, range(0xF0000, 0xF0010)))
    (notice,) = write_pdf(report_of(paragraph(text)), default_theme(), Settings()).notices
    assert "lack 16 characters" in notice.detail
    assert "U+F0009 and 6 more" in notice.detail


def test_characters_that_need_no_glyph_are_not_missed() -> None:
    """Joiners, soft hyphens, variation selectors and exotic spaces are no reason for a notice, nor for a box."""
    assert written(report_of(paragraph("a\u200bb\u00adc\u2060d\ufe0fe\u2003f\u202fg\u3000h\u200ei")))


def test_an_unknown_variant_is_a_fault_of_the_settings() -> None:
    """The ones that are known are named."""
    with pytest.raises(ConfigError, match=r"pdf_variant: 'pdf/x' is not one of .*pdf/ua-1") as caught:
        write_pdf(report_of(), default_theme(), Settings(pdf_variant="pdf/x"))
    assert caught.value.exit_code == 4


@LEAVES_A_FILE_OPEN
def test_an_archival_variant_can_be_asked_for() -> None:
    """PDF/A-3a declares itself and is tagged like the default."""
    with opened(written(report_of(), Settings(pdf_variant="pdf/a-3a"))) as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert structure(pdf).all("H1")


@LEAVES_A_FILE_OPEN
def test_an_untagged_variant_is_written_too() -> None:
    """PDF/A-3b needs no tags; page labels are there all the same."""
    with opened(written(report_of(), Settings(pdf_variant="pdf/a-3b"))) as pdf:
        assert "/PageLabels" in pdf.Root


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "https://example.org/x.css", "theme:../../x.css", "data:text/css,p{}"]
)
def test_the_renderer_fetches_nothing_but_the_themes_files(address: str) -> None:
    """Any other address in a style sheet ends the rendering and is named."""
    theme = replace(default_theme(), css=f'body {{ background-image: url("{address}") }}')
    with pytest.raises(RendererError, match="which is not among its files") as caught:
        write_pdf(report_of(), theme, Settings())
    assert address in caught.value.problem


def test_a_font_that_the_theme_lacks_is_an_error() -> None:
    """The page would be set in whatever font is at hand."""
    theme = replace(default_theme(), css="@font-face { font-family: x; src: url(theme:fonts/absent.ttf) }")
    with pytest.raises(RendererError, match=r"asks for theme:fonts/absent\.ttf"):
        write_pdf(report_of(), theme, Settings())


def test_nesting_without_end_is_an_error() -> None:
    """Twenty levels are drawn, two hundred are more than the renderer's stack holds."""

    def nested(levels: int) -> Report:
        block: Block = paragraph("Innermost.")
        for _ in range(levels):
            block = Quote(blocks=(block,))
        return report_of(block)

    assert "Innermost." in pages_of(nested(20))[-1]
    with pytest.raises(RendererError, match="nested too deeply"):
        write_pdf(nested(200), default_theme(), Settings())


def test_what_the_renderer_only_logs_is_an_error() -> None:
    """A rule that it ignores would be a page that looks other than meant, the second time too."""
    theme = replace(default_theme(), css="p { colour: red }")
    for _ in range(2):
        with pytest.raises(RendererError, match="WeasyPrint: Ignored"):
            write_pdf(report_of(), theme, Settings())


def test_a_link_to_nowhere_is_an_error() -> None:
    """It would do nothing when followed."""
    dead = Paragraph(children=(Link("#nowhere", (Text("there"),)),))
    with pytest.raises(RendererError, match="nowhere"):
        write_pdf(report_of(dead), default_theme(), Settings())


def test_a_temporary_folder_that_takes_no_files_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The fonts are kept there while a process lives."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    with pytest.raises(RendererError, match="cannot keep the fonts in its temporary folder"):
        write_pdf(report_of(), replace(default_theme(), name="new"), Settings())


def test_many_themes_in_turn_keep_their_own_look() -> None:
    """More themes than are kept ready come out right, each time anew."""
    themes = [replace(default_theme(), colours={**default_theme().colours, "rule": f"#00000{n}"}) for n in range(6)]
    first = [write_pdf(report_of(), theme, Settings()).data for theme in themes]
    assert [write_pdf(report_of(), theme, Settings()).data for theme in themes] == first


def test_a_box_is_never_split() -> None:
    """Wherever the executive summary falls, its first and its last words stand on one page."""
    box = section(
        "Executive summary", paragraph(f"Firstly. {LINE * 4} Lastly."), classes=(SemanticClass.EXECUTIVE_SUMMARY,)
    )
    for lines in range(20, 44, 3):
        texts = pages_of(report_of(*[paragraph("A line.")] * lines, box))
        assert [text for text in texts if "Firstly." in text] == [text for text in texts if "Lastly." in text]


def test_no_heading_ends_a_page() -> None:
    """Wherever a section falls, two lines of it stand below its heading."""
    for lines in range(24, 40, 2):
        texts = pages_of(
            report_of(*[paragraph("A line.")] * lines, section("Zebra crossing", paragraph(f"Firstly. {LINE * 5}")))
        )
        assert [text for text in texts if "Zebra crossing" in text] == [text for text in texts if "Firstly." in text]


def test_a_long_table_repeats_its_head_and_keeps_its_caption() -> None:
    """Forty rows run over several pages: the head stands on each, the caption with the first, no row is split."""
    rows = [(f"Row {number}", f"Begins{number} {LINE}Ends{number}", "[1.1]") for number in range(40)]
    report = report_of(
        *[paragraph("A line.")] * 26, table(("When", "Event", "Source"), *rows, caption="What happened"), annex(("A.",))
    )
    texts = pages_of(report)
    held = [text for text in texts if "Begins" in text]
    assert len(held) > 2
    assert all("When Event Source" in text for text in held)
    assert "What happened" in held[0]
    for text in texts:
        assert re.findall(r"Begins(\d+)", text) == re.findall(r"Ends(\d+)", text)


def test_a_short_table_is_not_split() -> None:
    """A few rows stay on one page, with their heading."""
    for lines in range(24, 40, 4):
        rows = [(f"Row {number}", "Something", "x") for number in range(5)]
        texts = pages_of(report_of(*[paragraph("A line.")] * lines, section("Zebra", table(("A", "B", "C"), *rows))))
        assert len([text for text in texts if re.search(r"Zebra|Row \d", text)]) == 1


def test_a_citation_stands_beside_its_last_word() -> None:
    """However a line falls, it never begins with a citation, and it is never cut off after its first word."""
    items = [
        f"Item {LINE[:length].strip()}{'i' * more} and more. [1.1]" for length in range(70, 80) for more in range(12)
    ]
    text = "\n".join(page_texts(written(report_of(*map(paragraph, items), annex(("A.",))))))
    assert not re.findall(r"^\[1\.1\]", text, re.MULTILINE)
    assert not re.findall(r"^Item$", text, re.MULTILINE)


def test_names_with_a_slash_are_not_cut() -> None:
    """A line never ends in a slash, however it falls."""
    text = "\n".join(
        page_texts(written(report_of(*[paragraph("x" * count + " Daesh/ISIS" * 30) for count in range(1, 12)])))
    )
    assert text.count("Daesh/ISIS") == 330


def test_nothing_runs_out_of_the_page() -> None:
    """Overlong words and addresses wrap, in text, in the box and in cells."""
    long = "https://example.org/" + "a" * 300
    box = section("Executive summary", paragraph(long), classes=(SemanticClass.EXECUTIVE_SUMMARY,))
    report = report_of(paragraph(long), box, table(("A", "B", "C"), (long, long, "x")), title="W" * 200)
    data = written(report)
    with opened(data) as pdf:
        width = float(pdf.pages[0].mediabox[2])
    margin = 24 / 25.4 * 72
    for left, right in character_sides(data):
        assert left >= margin - 1
        assert right <= width - margin + 1


def test_inline_content_without_a_citation_target_is_plain() -> None:
    """A report without an annex has citations, and no links."""
    with opened(written(report_of(Paragraph(children=inlines("A word. [2.5]", annexed=False))))) as pdf:
        assert structure(pdf).all("Link") == []


@pytest.mark.parametrize("page", ["A4", "Letter"])
@pytest.mark.parametrize("template", template_names())
def test_every_template_gives_a_sound_file(template: str, page: str) -> None:
    """The first sample in every template that ships: all tagged, one title, links that arrive; one page where promised."""
    data = written(coalition_report(template, page=page), Settings(page=PageSize(page)))
    with opened(data) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(structure(pdf).all("H1")) == 1
        hung = {mark for element in structure(pdf).all() for mark in element.marks}
        assert {(page, mark) for page, _, mark, _ in marked_content(pdf) if mark is not None} == hung
        assert template != "one-page" or len(pdf.pages) == 1


def test_the_first_page_of_the_first_sample_says_what_matters() -> None:
    """Title, executive summary, key points and background stand on the first of three pages, the annex after them."""
    first, *others = pages_of(coalition_report())
    places = [first.index(each) for each in ("Briefing", "Executive summary", "Key points", "Background")]
    assert places == sorted(places)
    assert len(others) == 2
    assert "Paragraph 4" in others[-1]
