"""The formats say the same: what is extracted from each is what the tree says, block by block and in order."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from reportkit.model.artefact import OutputFormat
from reportkit.model.report import CodeBlock, ListBlock, Paragraph, Quote, Report, Text
from reportkit.settings import PageSize, Settings
from reportkit.writers import WRITERS
from tests.checks.said import HAS_POPPLER, SAID_IN, said_by
from tests.support.every_node import every_node
from tests.support.trees import annex, default_theme, heading, numbered, paragraph, report_of, section, table

FORMATS = [
    pytest.param(
        kind,
        marks=pytest.mark.skipif(
            kind is OutputFormat.PDF and not HAS_POPPLER,
            reason="needs pdfinfo to read a PDF's structure (Debian: poppler-utils)",
        ),
    )
    for kind in SAID_IN
]

STRANGE = (
    "1. not a list",
    "- nor this",
    "# no heading",
    "a | b || c",
    "*stars* _lines_ `ticks` ~~waves~~ ==marks==",
    "<b>tags</b> & &amp; &lt; entities",
    "[brackets](https://example.org/x) ![picture](y)",
    "https://example.org/bare and www.example.org",
    "{{ braces }} {% blocks %} ::: fences",
    "\\ back \\* slashes \\",
    "$5 and $6, a^2, ~3, C#, trailing #",
    "Zürich, naïve, Łódź, Ελλάδα, Москва",
    "“quotes” ‘single’ – dash — long … dots",
    "word/slash/word and a-hyphenated-word",
    "+49 30 1234567, 50 %, 12:30, (c) 2024",
)
"""Text that means something in one format or another, and must come out of all as it went in."""


def strange() -> Report:
    """The strange texts in each kind of block."""
    rows = tuple((text, text) for text in STRANGE)
    return report_of(
        table(("Left", "Right"), *rows, caption="Strange | texts"),
        *(heading(2, text) for text in STRANGE),
        *(Paragraph(children=(Text(text),)) for text in STRANGE),
        numbered(*STRANGE),
        *(CodeBlock(text=text) for text in STRANGE),
        title="A *strange* title with <tags> & [brackets]",
    )


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("make", [every_node, strange])
def test_every_format_says_what_the_tree_says(make: Callable[[], Report], kind: OutputFormat) -> None:
    """Every text of the tree stands in every format, in order, headings at their level, and nothing else does."""
    report = make()
    assert SAID_IN[kind](WRITERS[kind](report, default_theme(), Settings()).data) == said_by(report.blocks)


@pytest.mark.parametrize("kind", FORMATS)
def test_paper_changes_nothing(kind: OutputFormat) -> None:
    """On another paper a report says the same."""
    report = every_node()
    artefact = WRITERS[kind](report, default_theme(), replace(Settings(), page=PageSize.LETTER))
    assert SAID_IN[kind](artefact.data) == said_by(report.blocks)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_difference_is_found(kind: OutputFormat) -> None:
    """A word less, a heading of another level or two blocks exchanged are told from the tree."""
    first, second = paragraph("The harbour opens."), paragraph("The ferry stays.")
    given = report_of(heading(2, "Harbour"), first, second)
    others = (
        report_of(heading(2, "Harbour"), first),
        report_of(heading(2, "Harbour"), paragraph("The harbour."), second),
        report_of(heading(3, "Harbour"), first, second),
        report_of(heading(2, "Harbour"), second, first),
    )
    found = SAID_IN[kind](WRITERS[kind](given, default_theme(), Settings()).data)
    assert found == said_by(given.blocks)
    assert all(found != said_by(other.blocks) for other in others)


def long() -> Report:
    """A list, a table, literal lines, a quotation and a paragraph that each run over several pages."""
    lines = tuple(f"Sentence {number} of a paragraph that runs over pages." for number in range(150))
    return report_of(
        section("Key points", numbered(*(f"Point {number} of a long list. [1.1]" for number in range(100)))),
        section(
            "Table", table(("Left", "Right"), *((f"row {row}", f"value {row}") for row in range(60)), caption="Long")
        ),
        CodeBlock(text="\n".join(lines)),
        Quote(blocks=(paragraph(" ".join(lines)),)),
        nested(" ".join(lines[:50])),
        annex(lines),
        title=" ".join(lines[:30]),
    )


def nested(text: str) -> ListBlock:
    """Items of a long paragraph, a list of the same, and a long paragraph."""
    inner = ListBlock(items=((paragraph(f"Inside. {text}"),), (paragraph(f"Inside, second. {text}"),)))
    item = (paragraph(f"Before. {text}"), inner, paragraph(f"After. {text}"))
    return ListBlock(items=(item, item), ordered=True)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("page", PageSize)
def test_long_reports_are_whole(kind: OutputFormat, page: PageSize) -> None:
    """What runs over several pages is whole, in order and said once in every format."""
    report = long()
    artefact = WRITERS[kind](report, default_theme(), replace(Settings(), page=page))
    assert SAID_IN[kind](artefact.data) == said_by(report.blocks)
