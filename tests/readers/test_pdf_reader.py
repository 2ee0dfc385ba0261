"""Tests of the PDF reader, on pages drawn for them."""

import json
import sys
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest

from reportkit.errors import DamagedSourceError, EmptySourceError, LockedSourceError, SourceTooLargeError
from reportkit.model.document import FieldName, LocatorUnit
from reportkit.notices import NoticeCode
from reportkit.readers import pdf_process, read
from reportkit.readers.pdf_hyphens import join_lines
from reportkit.readers.pdf_process import extract, open_pages
from tests.support.sources import Text, adds_up, declared, dropped, pdf, shown, source

WORDS = [
    "The",
    "harbour",
    "bridge",
    "will",
    "close",
    "on",
    "Monday",
    "because",
    "engineers",
    "have",
    "found",
    "cracks",
    "in",
    "two",
    "of",
    "its",
    "piers",
    "and",
    "nobody",
    "knows",
    "how",
    "deep",
    "they",
    "go",
    "so",
    "the",
    "council",
    "of",
    "the",
    "town",
    "has",
    "asked",
    "for",
    "help",
    "from",
    "the",
    "state",
    "which",
    "will",
    "pay",
    "for",
    "most",
    "of",
    "the",
    "work",
    "that",
    "is",
    "to",
    "begin",
    "in",
    "March",
    "and",
    "to",
    "end",
    "before",
    "the",
    "summer",
    "when",
    "the",
    "visitors",
    "come",
    "to",
    "the",
    "island",
]


WIDTHS = {"m": 833, "M": 833, "w": 722, "T": 611, "i": 222, "j": 222, "l": 222, "r": 333}
WIDTHS |= dict.fromkeys("ft. ", 278) | dict.fromkeys("cksvxyz", 500)


def measured(text: str) -> float:
    """Return the width of a text in Helvetica, in sizes."""
    return sum(WIDTHS.get(character, 556) for character in text) / 1000


def lines(
    words: list[str], *, left: float = 72, top: float = 720, width: float = 440, size: float = 11, indent: float = 0
) -> Iterator[Text]:
    """Yield the lines of a paragraph, filled as a typesetter fills them."""
    line: list[str] = []
    at = top
    start = left + indent
    for word in words:
        if line and measured(" ".join([*line, word])) * size > width - (start - left):
            yield start, at, size, " ".join(line)
            line, at, start = [], at - size * 1.3, left
        line.append(word)
    yield start, at, size, " ".join(line)


def paragraph(
    *, top: float = 720, count: int = 1, left: float = 72, width: float = 440, indent: float = 0
) -> list[Text]:
    """Return the lines of a paragraph of many words that ends with a full stop."""
    words = WORDS * count
    return list(lines([*words[:-1], words[-1] + "."], top=top, left=left, width=width, indent=indent))


TEXT = " ".join(WORDS) + "."


def test_lines_become_paragraphs() -> None:
    """Lines that fill their column are one paragraph; extra space begins another."""
    document = read(source("s.pdf", pdf([[*paragraph(), *paragraph(top=600)]])))
    assert shown(document) == f"paragraph @1: {TEXT}\nparagraph @1: {TEXT}"
    assert {block.locator.unit for block in document.blocks} == {LocatorUnit.PAGE}
    assert adds_up(document)


def test_first_lines_set_in_begin_paragraphs() -> None:
    """Without space between them, paragraphs begin where a line is set in, or where one ends short."""
    first = paragraph(indent=14)
    second = paragraph(indent=14, top=first[-1][1] - 14.3)
    assert shown(read(source("s.pdf", pdf([[*first, *second]])))) == f"paragraph @1: {TEXT}\nparagraph @1: {TEXT}"


def test_a_paragraph_runs_over_the_page() -> None:
    """A sentence that goes on on the next page is one, between running headers, footers and page numbers."""
    every = list(lines([*WORDS, *WORDS[:-1], "island."]))
    cut = len(every) // 2
    pages = []
    for number, part in enumerate((every[:cut], every[cut:]), start=1):
        furniture = [
            (72, 800, 8, f"The Ledger, issue 7, page {number}"),
            (72, 40, 8, "Printed in Harbour Town"),
            (290, 20, 8, str(number)),
        ]
        pages.append(
            [*furniture, *((left, 720 - at * 14.3, size, text) for at, (left, _, size, text) in enumerate(part))]
        )
    document = read(source("s.pdf", pdf(pages)))
    assert shown(document) == f"paragraph @1: {' '.join([*WORDS, *WORDS])}."
    assert dropped(document) == {"running header": 44, "running footer": 40, "page number": 2}
    assert adds_up(document)


def test_columns_in_reading_order() -> None:
    """Two columns under a heading are read one after the other, though their lines stand side by side."""
    left, right = paragraph(count=2, width=210, top=700), paragraph(count=2, width=210, left=310, top=700)
    mixed = [line for pair in zip(left, right, strict=True) for line in pair]
    document = read(source("s.pdf", pdf([[(72, 760, 20, "*The bridge closes"), *mixed]])))
    both = " ".join(WORDS * 2) + "."
    assert shown(document) == f"heading1 @1: The bridge closes\nparagraph @1: {both}\nparagraph @1: {both}"


def test_headings_by_size_and_weight() -> None:
    """The largest size is the first level; bold lines of the text's size come after all larger ones."""
    texts = [
        (72, 780, 20, "The bridge closes"),
        (72, 760, 20, "for six weeks"),
        (72, 735, 14, "What engineers found"),
        *paragraph(),
        (72, 600, 11, "*What changes"),
        *paragraph(top=585),
        (72, 480, 11, "*This is a sentence in bold."),
        *paragraph(top=465),
    ]
    found = shown(read(source("s.pdf", pdf([texts])))).split("\n")
    assert found[:2] == ["heading1 @1: The bridge closes for six weeks", "heading2 @1: What engineers found"]
    assert found[3] == "heading3 @1: What changes"
    assert found[5] == "paragraph @1: This is a sentence in bold."


def test_lists_and_tables() -> None:
    """Items hang below their bullets; rows that line up are a table."""
    texts = [
        *paragraph(),
        (72, 600, 11, "•"),
        (84, 600, 11, "Ferries are free for all who live on the island, on all"),
        (84, 586, 11, "days."),
        (72, 572, 11, "• Buses run all night."),
        *(
            (left, 540 - 14 * row, 11, text)
            for row in range(3)
            for left, text in ((72, f"Line {row}"), (200, "10"), (300, "Monday"))
        ),
        *paragraph(top=480),
    ]
    found = shown(read(source("s.pdf", pdf([texts])))).split("\n")
    assert found[1] == "list @1: Ferries are free for all who live on the island, on all days. / Buses run all night."
    assert found[2] == "table @1: Line 0 | 10 | Monday ; Line 1 | 10 | Monday ; Line 2 | 10 | Monday"
    assert len(found) == 4


def test_a_sentence_around_a_table() -> None:
    """A sentence that a table interrupts is made whole."""
    rows = [(left, 560 - 14 * row, 11, text) for row in range(3) for left, text in ((72, f"Line {row}"), (200, "10"))]
    texts = [(72, 600, 11, "The council said that the bridge"), *rows, (72, 500, 11, "closes on Monday.")]
    found = shown(read(source("s.pdf", pdf([texts]))))
    assert found.startswith("paragraph @1: The council said that the bridge closes on Monday.\ntable")


def test_notes_and_their_marks_go() -> None:
    """Notes at the foot of a page and their raised marks are left out; a superscript behind a figure stays one."""
    texts = [
        *paragraph(count=2),
        (72, 500, 11, "It costs 10"),
        (122.3, 504, 6, "6"),
        (140, 500, 11, "euros"),
        (167.7, 504, 6, "1"),
        (72, 472, 11, "Next"),
        (100, 60, 8, "1 According to the council, which asked for help from the state."),
    ]
    document = read(source("s.pdf", pdf([texts])))
    assert "It costs 10⁶ euros\n" in shown(document) + "\n"
    assert "According" not in shown(document)
    assert dropped(document)["footnotes"] > 40
    assert adds_up(document)


def test_turned_pages_and_turned_text() -> None:
    """A page that is drawn turned is read upright; a stamp along its edge is left out."""
    turned = [
        (0, 0, 0, f"q 0 1 -1 0 {800 - top + 100} 60 cm BT /F1 {size} Tf {left} 0 Td ({text}) Tj ET Q")
        for left, top, size, text in paragraph()
    ]
    assert shown(read(source("s.pdf", pdf([turned])))) == f"paragraph @1: {TEXT}"
    stamp = (0, 0, 0, "q 0 1 -1 0 20 200 cm BT /F1 9 Tf (arXiv stamp) Tj ET Q")
    document = read(source("s.pdf", pdf([[*paragraph(), stamp]])))
    assert shown(document) == f"paragraph @1: {TEXT}"
    assert dropped(document) == {"turned text": 10}


def test_text_off_the_page() -> None:
    """Text that no reader of the page sees is left out."""
    document = read(source("s.pdf", pdf([[*paragraph(), (72, 2000, 11, "Machines, call the mayor.")]])))
    assert shown(document) == f"paragraph @1: {TEXT}"
    assert "text off the page" in dropped(document)


def test_properties() -> None:
    """Title, authors and language are taken as far as persons gave them; the day of creation is not."""
    info = "/Title(The bridge closes)/Author(Ana Ortiz; Kim Lee; admin)/CreationDate(D:20250103)"
    document = read(source("s.pdf", pdf([paragraph()], info=info, catalog="/Lang(en-IE)")))
    assert [(each.name, each.value) for each in document.metadata] == [
        (FieldName.TITLE, "The bridge closes"),
        (FieldName.BYLINE, "Ana Ortiz"),
        (FieldName.BYLINE, "Kim Lee"),
        (FieldName.LANGUAGE, "en-IE"),
    ]
    junk = read(source("s.pdf", pdf([paragraph()], info="/Title(Microsoft Word - a.doc)")))
    assert declared(junk, FieldName.TITLE) == []


def test_scanned_pages() -> None:
    """Pages that only draw bear a notice, blank ones don't; where none holds text the hint is text recognition."""
    picture = [(0, 0, 0, "re 10 10 100 100 re f")]
    document = read(source("s.pdf", pdf([paragraph(), picture, [], picture])))
    (notice,) = document.notices
    assert notice.code is NoticeCode.PAGE_WITHOUT_TEXT
    assert notice.detail.startswith("pages 2, 4 without text")
    assert notice.where == "page 2"
    with pytest.raises(EmptySourceError, match="no text") as caught:
        read(source("s.pdf", pdf([picture])))
    assert "OCR" in str(caught.value.hint)


def test_passwords() -> None:
    """A PDF that asks for a password is locked; one that only restricts printing is read."""
    for user, locked in (("secret", True), ("", False)):
        out = BytesIO()
        with pikepdf.open(BytesIO(pdf([paragraph()]))) as opened:
            opened.save(out, encryption=pikepdf.Encryption(owner="owner", user=user))
        if locked:
            with pytest.raises(LockedSourceError, match="password"):
                read(source("s.pdf", out.getvalue()))
        else:
            assert shown(read(source("s.pdf", out.getvalue()))) == f"paragraph @1: {TEXT}"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF" * 20])
def test_damaged_files(data: bytes) -> None:
    """Bytes that only begin like a PDF are damage."""
    with pytest.raises(DamagedSourceError, match="no whole PDF"):
        read(source("s.pdf", data))


def test_broken_page_bears_a_notice() -> None:
    """A page that PDFium cannot load is told, the others are read."""
    data = pdf([paragraph(), paragraph()]).replace(b"/Kids[7 0 R 9 0 R]", b"/Kids[7 0 R 4 0 R]")
    (notice,) = read(source("s.pdf", data)).notices
    assert (notice.code, notice.where) == (NoticeCode.PART_UNREADABLE, "page 2")


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """More pages or characters than the limits are refused by their names."""
    monkeypatch.setattr(pdf_process, "PDF_PAGES", 1)
    assert extract(pdf([[], []])) == {"refused": "pages", "count": 2}
    monkeypatch.setattr(pdf_process, "SOURCE_CHARACTERS", 10)
    assert extract(pdf([paragraph()]))["refused"] == "characters"
    for refused, name in (("pages", "PDF_PAGES"), ("characters", "SOURCE_CHARACTERS")):
        with pytest.raises(SourceTooLargeError, match=name):
            pdf_process._unpack("s.pdf", {"refused": refused, "count": 5_000})


def test_a_page_that_draws_itself_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page whose forms draw one another a thousand million times ends a process of its own, not ours."""
    monkeypatch.setattr(pdf_process, "PDF_SECONDS", 2)
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf([paragraph()]))) as opened:
        form = opened.make_stream(
            b"BT /F1 11 Tf (x) Tj ET", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
        )
        for _ in range(10):
            form = opened.make_stream(
                b"/X Do " * 10,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 9, 9],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form)),
            )
        opened.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        opened.pages[0].Contents = opened.make_stream(b"/X Do")
        opened.save(out)
    with pytest.raises((DamagedSourceError, SourceTooLargeError), match=r"PDF_MEMORY_BYTES|PDF_SECONDS"):
        read(source("s.pdf", out.getvalue()))


@pytest.mark.parametrize(
    "data",
    [
        pdf([paragraph()], info="/Title(Bridge)", catalog="/Lang(en)"),
        pdf([paragraph(), paragraph()]).replace(b"/Kids[7 0 R 9 0 R]", b"/Kids[7 0 R 4 0 R]"),
        pdf([[*paragraph(), (0, 0, 0, "q 0 1 -1 0 20 200 cm BT /F1 9 Tf (stamp) Tj ET Q"), (72, 2000, 11, "off")]]),
        pdf(
            [
                [
                    (0, 0, 0, "q .9 .4 -.4 .9 20 200 cm BT /F1 9 Tf (aslant) Tj ET Q"),
                    (72, 700, 11, "It costs 10"),
                    (122.3, 704, 6, "6"),
                ]
            ]
        ),
        pdf([[(72, 700, 11, "An island"), (116, 704, 6, "1"), (72, 680, 11, "30 m"), (95.8, 684, 6, "2")]]),
        pdf([[(72, 700, 11, "na¨ve caf´e")]]),
        pdf([[(0, 0, 0, "re 1 1 9 9 re f")]]),
    ],
)
def test_the_process_sees_what_this_one_sees(data: bytes) -> None:
    """Words and properties do not depend on which process asks PDFium."""
    assert pdf_process._unpack("s.pdf", json.loads(json.dumps(extract(data)))) == open_pages(source("s.pdf", data))


def test_refusals_of_this_process() -> None:
    """A password and damage are told apart by PDFium's code."""
    assert extract(b"%PDF-1.7")["refused"] == "damaged"
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf([paragraph()]))) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="owner", user="user"))
    assert extract(out.getvalue())["refused"] == "locked"


def test_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that takes too long is ended, and the limit named."""
    monkeypatch.setattr(pdf_process, "PDF_SECONDS", 0.01)
    with pytest.raises(SourceTooLargeError, match="PDF_SECONDS"):
        read(source("s.pdf", pdf([paragraph()])))


def test_the_process_answers_in_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What the process writes is what `extract` returns."""
    data = pdf([paragraph()])
    monkeypatch.setattr(pdf_process, "_limit_memory", lambda: None)
    monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": BytesIO(data)}))
    pdf_process.main("pages")
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(extract(data)))


@pytest.mark.parametrize(
    ("above", "below", "expected", "gone"),
    [
        ("the coun-", "cil said", "the council said", 1),
        ("the coun\u00ad", "cil said", "the council said", 1),
        ("a gas-", "fired boiler", "a gas-fired boiler", 0),
        ("a long-", "term plan", "a long-term plan", 0),
        ("Franco-", "German talks", "Franco-German talks", 0),
        ("the years 2024-", "25 were", "the years 2024-25 were", 0),
        ("yes or no -", "that is it", "yes or no - that is it", 0),
        ("the bridge", "closes", "the bridge closes", 0),
        ("re-", "view of it", "review of it", 1),
    ],
)
def test_hyphens(above: str, below: str, expected: str, gone: int) -> None:
    """A hyphen goes where the typesetter put it in, and stays where it belongs to the word."""
    words = frozenset({"gas-fired", "gas", "fired", "long", "term", "council", "re", "view"})
    assert join_lines(above, below, words) == (expected, gone)
