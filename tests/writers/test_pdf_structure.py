"""The structure tree of a PDF: sound, and the same wherever a page ends."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportkit.model.report import Block, CodeBlock, ListBlock, Quote, Report
from reportkit.settings import PageSize, Settings
from reportkit.writers.pdf import write_pdf
from tests.checks.said import HAS_POPPLER, said_by, said_in_pdf
from tests.support.every_node import every_node
from tests.support.pdfs import Element, marked_content, page_texts, structure
from tests.support.trees import annex, default_theme, heading, paragraph, report_of, table

LINE = "The council approved the revised plan for the harbour on Tuesday, and work begins in spring. "


def written(report: Report, *, page: PageSize = PageSize.A4, css: str = "") -> bytes:
    """The file, with some style more."""
    theme = replace(default_theme(), css=f"{default_theme().css}\n{css}")
    return write_pdf(report, theme, Settings(page=page)).data


@contextmanager
def tree_of(data: bytes) -> Iterator[Element]:
    """The structure tree, of which the objects can be read while the file is open."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield structure(pdf)


def kinds(element: Element) -> list[str]:
    """The kinds of what hangs in an element."""
    return [child.kind for child in element.children]


def long_table(head: str = "Source") -> Report:
    """A hundred rows that cite."""
    rows = [(f"Row {number}", f"value {number}", "[1.1]") for number in range(100)]
    return report_of(
        table(("When", "Event", head), *rows, caption="What happened"), paragraph("After."), annex(("A.",))
    )


def tall_rows() -> Report:
    """Rows that are each taller than a page."""
    rows = [(f"Row {number}", LINE * 80) for number in range(3)]
    return report_of(*[paragraph("A line.")] * 8, table(("When", "Event"), *rows, caption="Tall"), paragraph("After."))


def deep_list() -> Report:
    """Items that go on after the list within them, over pages."""
    inner = ListBlock(items=tuple((paragraph(f"Within {number}. {LINE * 6}"),) for number in range(4)))
    lines = CodeBlock(text="\n".join(f"line {number}" for number in range(80)))
    item: tuple[Block, ...] = (paragraph(f"First. {LINE * 20}"), inner, paragraph(f"Second. {LINE * 20}"), lines)
    return report_of(ListBlock(items=(item, item), ordered=True), Quote(blocks=(paragraph(LINE * 90),)))


REPORTS = {
    "every node": every_node(),
    "long table": long_table(),
    "links in a head": long_table("See [1.1]"),
    "tall rows": tall_rows(),
    "deep list": deep_list(),
}


@pytest.fixture(scope="module", params=REPORTS)
def tagged(request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    """A file of several pages."""
    with pikepdf.open(io.BytesIO(written(REPORTS[request.param]))) as pdf:
        assert len(pdf.pages) > 1
        yield pdf


def test_all_content_is_tagged_or_an_artifact(tagged: pikepdf.Pdf) -> None:
    """Every piece of text hangs in the tree, once, unless it is an artifact."""
    hung = [mark for element in structure(tagged).all() for mark in element.marks]
    assert len(hung) == len(set(hung))
    for page, tag, mark, _ in marked_content(tagged):
        if tag != "/Artifact":
            assert mark is not None, (page, tag)
            assert (page, mark) in hung


def test_the_parent_tree_leads_back(tagged: pikepdf.Pdf) -> None:
    """For each piece of content the parent tree names the element that holds it, and nothing for an artifact."""
    numbers = list(tagged.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    for element in structure(tagged).all():
        for page, mark in element.marks:
            assert parents[int(tagged.pages[page].StructParents)][mark].objgen == element.node.objgen
        for annotation in element.objects:
            assert parents[int(annotation.StructParent)].objgen == element.node.objgen


def test_every_element_has_the_parent_it_hangs_in(tagged: pikepdf.Pdf) -> None:
    """What the finisher moved knows its new place."""
    for element in structure(tagged).all():
        for child in element.children:
            assert child.node.P.objgen == element.node.objgen


def test_lists_are_built_as_the_standard_wants(tagged: pikepdf.Pdf) -> None:
    """An item is a label and one body, however its content is made up; a list within it is part of the body."""
    tree = structure(tagged)
    for found in tree.all("L"):
        assert {child.kind for child in found.children} == {"LI"}
    for item in tree.all("LI"):
        assert [child.kind for child in item.children] in (["Lbl", "LBody"], ["LBody"])


def test_tables_say_what_heads_what(tagged: pikepdf.Pdf) -> None:
    """Each head has a scope, each other cell the names of its heads."""
    tree = structure(tagged)
    heads = {str(head.node.ID) for head in tree.all("TH")}
    assert {str(head.node.A.Scope) for head in tree.all("TH")} <= {"/Column"}
    for cell in tree.all("TD"):
        assert {str(name) for name in cell.node.A.get("/Headers", [])} <= heads


def test_nothing_is_left_of_what_was_joined(tagged: pikepdf.Pdf) -> None:
    """Every element of the file hangs in the tree."""
    hung = {element.node.objgen for element in structure(tagged).all()}
    found = {each.objgen for each in tagged.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/P"}
    assert found <= hung


@pytest.mark.parametrize("page", PageSize)
@pytest.mark.parametrize("head", ["Source", "See [1.1]"])
def test_a_table_over_pages_is_one_table(head: str, page: PageSize) -> None:
    """One table with one head and all rows; the head drawn on the other pages is an artifact."""
    data = written(long_table(head), page=page)
    with tree_of(data) as tree:
        (found,) = tree.all("Table")
        names = [str(cell.node.ID) for cell in found.all("TH")]
        named = [[str(name) for name in cell.node.A.Headers] for cell in found.all("TD")]
    assert kinds(found) == ["Caption", "THead", "TBody"]
    assert kinds(found.children[1]) == ["TR"]
    assert kinds(found.children[2]) == ["TR"] * 100
    assert all(kinds(row) == ["TD"] * 3 for row in found.children[2].children)
    assert named == [[name] for name in names] * 100
    assert sum("When" in text for text in page_texts(data)) > 2


def test_links_in_a_repeated_head_work_on_every_page() -> None:
    """The link of the head has an annotation for each page that draws it."""
    data = written(long_table("See [1.1]"))
    pages = sum("When" in text for text in page_texts(data))
    with tree_of(data) as tree:
        (link,) = tree.all("THead")[0].all("Link")
    assert len(link.objects) == pages > 2


def test_a_head_that_comes_late_still_comes_first() -> None:
    """A row taller than a page may be drawn before the head, which stands before all rows all the same; its scope is what says what it heads."""
    with tree_of(written(tall_rows())) as tree:
        (found,) = tree.all("Table")
        unnamed = ["/Headers" not in cell.node.A for cell in found.all("TD")]
    assert kinds(found) == ["Caption", "THead", "TBody"]
    assert [kinds(row) for row in found.children[2].children] == [["TD", "TD"]] * 3
    assert unnamed == [True] * 6


def test_blocks_over_pages_are_one() -> None:
    """A title, a paragraph, a quotation, literal lines and an item that a page end divides are one element each."""
    report = report_of(
        Quote(blocks=(paragraph(LINE * 90),)),
        CodeBlock(text="line\n" * 150),
        ListBlock(items=((paragraph(LINE * 90),),)),
        paragraph(LINE * 90),
        heading(2, "Last"),
        title=LINE * 40,
    )
    with tree_of(written(report)) as tree:
        (part,) = tree.all("Part")
    assert kinds(part) == ["NonStruct", "BlockQuote", "P", "L", "P", "H2"]
    assert kinds(part.children[0])[:2] == ["P", "H1"]
    assert [kinds(part.children[place]) for place in (1, 2)] == [["P"], ["Code"]]
    assert [kinds(item) for item in part.all("LI")] == [["Lbl", "LBody"]]


def test_a_list_within_an_item_stands_where_it_is_read() -> None:
    """Between the paragraphs before and after it."""
    inner = ListBlock(items=((paragraph("Within."),),))
    report = report_of(ListBlock(items=((paragraph("Before."), inner, paragraph("After.")), (paragraph("Next."),))))
    with tree_of(written(report)) as tree:
        first, *_ = tree.all("LBody")
    assert kinds(first) == ["P", "L", "P"]


ODD_STYLES = [
    "ul, ol { list-style: none }",
    "li { display: inline }",
    "ol { display: inline }",
    ".kind, h2 { position: absolute }",
    "main { columns: 2 }",
    "main { display: inline }",
    "section { display: flex; flex-direction: column }",
    "p::before { content: url(theme:x.svg) }",
    "table { display: block }",
    "a { display: block }",
]


@pytest.mark.parametrize("css", ODD_STYLES)
def test_a_theme_may_lay_out_as_it_likes(css: str) -> None:
    """Whatever boxes a theme makes of the report, all its text hangs in the tree, once."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"><title>x</title></svg>'
    theme = replace(default_theme(), css=f"{default_theme().css}\n{css}")
    theme = replace(theme, files={**theme.files, "x.svg": svg})
    with pikepdf.open(io.BytesIO(write_pdf(every_node(), theme, Settings()).data)) as pdf:
        hung = [mark for element in structure(pdf).all() for mark in element.marks]
        drawn = {(page, mark) for page, _, mark, _ in marked_content(pdf) if mark is not None}
    assert len(hung) == len(set(hung))
    assert set(hung) == drawn


SENTENCES = st.integers(1, 90).map(lambda count: " ".join(f"Word {number}" for number in range(count * 8)))
LEAVES: st.SearchStrategy[Block] = st.one_of(
    SENTENCES.map(paragraph),
    SENTENCES.map(lambda text: CodeBlock(text=text)),
    st.integers(1, 70).map(lambda count: table(("A", "B"), *((f"{n}", f"row {n}") for n in range(count)), caption="C")),
)
BLOCKS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda blocks: Quote(blocks=tuple(blocks))),
        st.lists(st.lists(inner, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(
            lambda items: ListBlock(items=tuple(items))
        ),
    ),
    max_leaves=8,
)


@pytest.mark.skipif(not HAS_POPPLER, reason="needs pdfinfo to read a PDF's structure (Debian: poppler-utils)")
@settings(max_examples=8, deadline=None)
@given(blocks=st.lists(BLOCKS, min_size=2, max_size=5))
def test_page_ends_change_nothing(blocks: list[Block]) -> None:
    """Whatever runs over pages, in whatever it stands, the tree says what the report says, block by block."""
    report = report_of(*blocks)
    assert said_in_pdf(written(report)) == said_by(report.blocks)
