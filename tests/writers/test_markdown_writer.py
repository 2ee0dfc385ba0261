"""Markdown outputs: front matter that YAML reads, links that hold, and text that comes back as it was."""

import re
from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from reportkit import __version__
from reportkit.layout import load_theme
from reportkit.layout.anchors import Anchors
from reportkit.model.article import Field
from reportkit.model.document import Method
from reportkit.model.report import (
    Align,
    Block,
    Citation,
    Code,
    CodeBlock,
    Container,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Report,
    Rule,
    SemanticClass,
    Span,
    Strong,
    Table,
    Text,
    plain_text,
)
from reportkit.settings import PageSize, Settings
from reportkit.text.clean import clean
from reportkit.writers.markdown import write_markdown
from reportkit.writers.markdown_nodes import blocks_markdown, inlines_markdown
from tests.support.articles import article_of
from tests.support.reports import coalition_report
from tests.support.trees import report_of

LABEL, NUMBER = (SemanticClass.LABEL,), (SemanticClass.SENTENCE_NUMBER,)


def written(report: Report) -> str:
    """Return what the writer makes of a report."""
    return write_markdown(report, load_theme("default"), Settings()).data.decode("utf-8")


def parts(markdown: str) -> tuple[dict[str, object], str]:
    """Return front matter and body."""
    found = re.fullmatch(r"---\n(.*?)\n---\n\n(.*)", markdown, re.DOTALL)
    assert found is not None
    return yaml.safe_load(found[1]), found[2]


def tree(markdown: str) -> SyntaxTreeNode:
    """Return how a parser of CommonMark with tables reads it."""
    return SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(markdown))


BLOCKS: dict[str, tuple[Block, str]] = {
    "heading": (Heading(level=2, children=(Text("A # b #"),), anchor="x"), "## A \\# b \\#"),
    "paragraph": (Paragraph(children=(Text(" 1. a "),)), "1\\. a"),
    "line break": (Paragraph(children=(Text("a"), LineBreak(), Text("- b"))), "a\\\n\\- b"),
    "line break in a heading": (Heading(level=3, children=(Text("a"), LineBreak(), Text("b")), anchor="x"), "### a b"),
    "rule": (Rule(), "---"),
    "bullets": (
        ListBlock(items=((Paragraph(children=(Text("a"),)),), (Paragraph(children=(Text("b"),)),))),
        "- a\n- b",
    ),
    "numbers": (
        ListBlock(
            items=((Paragraph(children=(Text("a"),)),), (Paragraph(children=(Text("b"),)),)), ordered=True, start=9
        ),
        "9. a\n10. b",
    ),
    "items of several blocks": (
        ListBlock(
            items=(
                (Paragraph(children=(Text("a"),)), Paragraph(children=(Text("b"),))),
                (Paragraph(children=(Text("c"),)), ListBlock(items=((Paragraph(children=(Text("d"),)),),))),
            )
        ),
        "- a\n\n  b\n\n- c\n\n  - d",
    ),
    "quotation": (
        Quote(blocks=(Paragraph(children=(Text("a"),)), Paragraph(children=(Text("b"),)))),
        "> a\n>\n> b",
    ),
    "code block": (CodeBlock(text="a\n```\nb\n"), "````\na\n```\nb\n````"),
    "container": (
        Container(blocks=(Paragraph(children=(Text("a"),)), Rule()), classes=(SemanticClass.NOTE,)),
        "a\n\n---",
    ),
    "table": (
        Table(
            header=((Text("a"),), (Text("b|c"),), (Text("d"),)),
            rows=(((Text("1"), LineBreak(), Text("2")), (), (Code("x|y"),)),),
            align=(Align.START, Align.CENTER, Align.END),
            caption=(Text("What it is"),),
        ),
        "What it is\n\n| a | b\\|c | d |\n| --- | :-: | --: |\n| 1 2 |  | x\\|y |",
    ),
}


@pytest.mark.parametrize(("block", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(block: Block, expected: str) -> None:
    """Each block has its one form in Markdown."""
    assert blocks_markdown((block,)) == expected


INLINES: dict[str, tuple[tuple[Inline, ...], str]] = {
    "strong": ((Strong((Text("a b"),)),), "**a b**"),
    "strong in strong": ((Strong((Text("a "), Strong((Text("b"),)))),), "**a b**"),
    "emphasis in strong": ((Strong((Emphasis((Text("a"),)), Text(" b"))),), "**_a_ b**"),
    "strong after strong": ((Strong((Text("a"),)), Strong((Text("b"),))), "**a**b"),
    "emphasis in a word": ((Text("x"), Emphasis((Text("a"),)), Text("y")), "xay"),
    "code after code": ((Code("a"), Code("b`")), "`a`b\\`"),
    "no code": ((Code(""),), ""),
    "emphasis": ((Text("x "), Emphasis((Text("a"),)), Text(" y")), "x _a_ y"),
    "emphasis that would not be read": ((Text("x"), Emphasis((Text("“a”"),)), Text("y")), "x“a”y"),
    "strong with a blank": ((Strong((Text("a "),)), Text("b")), "a b"),
    "label": ((Span((Text("Source"),), LABEL), Text(" x")), "**Source** x"),
    "sentence number": ((Span((Text("2.1"),), NUMBER), Text(" x")), "**2.1** x"),
    "other span": ((Span((Text("x"),), (SemanticClass.REFS,)),), "x"),
    "code": ((Code("a `b`"),), "`` a `b` ``"),
    "link": ((Link("https://a.b/c", (Text("*d*"),)),), "[\\*d\\*](https://a.b/c)"),
    "link with brackets": ((Link("https://a.b/(c)", (Text("d"),)),), "[d](<https://a.b/(c)>)"),
    "link that would end": ((Link("https://a.b/>c", (Text("d"),)),), "[d](<https://a.b/\\>c>)"),
    "citation": ((Text("a "), Citation(2, 5, "paragraph-2")), "a [\\[2.5\\]](#paragraph-2)"),
    "citation to nowhere": ((Text("a "), Citation(2, 5, None)), "a \\[2.5\\]"),
    "citation after an exclamation": ((Text("a!"), Citation(2, 5, "p")), "a\\![\\[2.5\\]](#p)"),
    "nothing": ((), ""),
}


@pytest.mark.parametrize(("inlines", "expected"), INLINES.values(), ids=INLINES)
def test_inlines(inlines: tuple[Inline, ...], expected: str) -> None:
    """Each inline node has its one form in Markdown, and reads as its text."""
    markdown = inlines_markdown(inlines)
    assert markdown == expected
    found = [child for node in tree(markdown).walk() if node.type == "inline" for child in node.walk()]
    text = "".join(node.content for node in found if node.type in {"text", "code_inline"})
    assert text == plain_text(inlines)


def test_front_matter() -> None:
    """What is known of the document stands in the front matter, under its usual names; what is not known does not."""
    meta, _ = parts(written(coalition_report()))
    article = coalition_report().briefing.article
    assert meta == {
        "title": "Antony Blinken warns that Daesh/ISIS may exploit ongoing Middle East conflicts",
        "lang": "en",
        "description": coalition_report().briefing.executive_summary[0].text,
        "source": {"name": "source.txt", "outlet": "www.aa.com.tr", "sha256": article.source.sha256},
        "generator": f"reportkit {__version__}",
    }


@pytest.mark.parametrize(
    ("published", "line"),
    [
        ("2024", 'date: "2024"'),
        ("2024-09", 'date: "2024-09"'),
        ("2024-09-30", "date: 2024-09-30"),
        ("2024-09-30T14:05+02:00", "date: 2024-09-30T14:05:00+02:00"),
        ("2024-09-30T14:05", "date: 2024-09-30T14:05:00"),
        ("2024-09-30T14:05:06Z", "date: 2024-09-30T14:05:06Z"),
    ],
)
def test_front_matter_of_a_full_source(published: str, line: str) -> None:
    """Date, authors and address are there where the source states them, the date as exact as stated."""
    article = replace(
        article_of("Text of it.", title="T", published=published),
        byline=Field(value=("A: One", "- Two"), method=Method.STATED, evidence="x"),
        url=Field(value="https://a.b", method=Method.DECLARED, evidence="x"),
    )
    markdown = written(report_of(title="T", article=article))
    meta, _ = parts(markdown)
    assert f"\n{line}\n" in markdown
    assert meta["author"] == ["A: One", "- Two"]
    assert meta["source"] == {"name": "test.txt", "url": "https://a.b", "sha256": article.source.sha256}


def test_links_hold() -> None:
    """Every link within the document leads to a heading that is there, as GitHub names it."""
    _, body = parts(written(coalition_report()))
    root = tree(body)
    anchors = Anchors()
    given = {
        anchors.give("".join(each.content for each in node.walk() if each.type == "text"))
        for node in root.walk()
        if node.type == "heading"
    }
    links = [str(node.attrs["href"]) for node in root.walk() if node.type == "link"]
    assert len(links) > 10
    assert {link.removeprefix("#") for link in links} <= given


def test_form() -> None:
    """UTF-8 without trailing blanks, one line end at the end, no two blank lines, one line a block."""
    markdown = written(coalition_report())
    assert markdown.endswith(".\n")
    assert "\n\n\n" not in markdown
    assert not re.search(r"[ \t]\n|\t|\r", markdown)
    assert "## Key points\n\n1. Blinken described the current situation" in markdown


def test_same_bytes_whatever_the_paper() -> None:
    """Paper is no affair of Markdown's."""
    report, theme = coalition_report(), load_theme("default")
    letter = write_markdown(report, theme, Settings(page=PageSize.LETTER)).data
    assert letter == write_markdown(report, theme, Settings()).data


def block_texts(blocks: tuple[Block, ...]) -> list[str]:
    """Return the text of each line of content of a tree, in order."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                found.append(plain_text(block.children))
            case Container() | Quote():
                found += block_texts(block.blocks)
            case ListBlock():
                found += [text for item in block.items for text in block_texts(item)]
            case Table():
                found.append(plain_text(block.caption))
                found += [plain_text(cell) for row in (block.header, *block.rows) for cell in row]
            case CodeBlock():
                found.append(block.text)
            case Rule():
                pass
    return [text for text in (" ".join(text.split()) for text in found) if text]


def read_texts(markdown: str) -> list[str]:
    """Return the text of each line of content that a parser reads."""
    found = []
    for node in tree(markdown).walk():
        if node.type == "inline":
            pieces = [
                " " if each.type in {"softbreak", "hardbreak"} else each.content
                for each in node.walk()
                if each.type in {"text", "code_inline", "softbreak", "hardbreak"}
            ]
            found.append("".join(pieces))
        elif node.type in {"fence", "code_block", "html_block"}:
            found.append(node.content)
    return [text for text in (" ".join(text.split()) for text in found) if text]


@pytest.mark.parametrize("template", ["briefing", "one-page", "key-points"])
def test_reads_as_the_tree_says(template: str) -> None:
    """A parser reads from the file the text that the tree holds, line by line."""
    report = coalition_report(template)
    assert read_texts(parts(written(report))[1]) == block_texts(report.blocks)


FRAGMENTS = (
    *"\\`*_{}[]()<>#+-.!|~^$%&=:;@/\"' \t",
    *(
        "1. ",
        "- ",
        "> ",
        "# ",
        "::: note",
        "---",
        "***",
        "```",
        "&amp;",
        "<b>",
        "[x](y)",
        "![x](y)",
        "{{ x }}",
        "| a |",
    ),
    *("é", "中", "😀", "“", "www.a.b", "http://a.b", "\u00a0", "word", "\n"),
)
TEXT = (
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=3)), min_size=1, max_size=6).map("".join).map(clean)
)
LEAF = st.one_of(
    TEXT.map(Text),
    TEXT.map(Code),
    st.just(LineBreak()),
    st.builds(Citation, st.integers(1, 99), st.integers(1, 99), st.sampled_from([None, "title"])),
)
INLINE = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        *(st.lists(inner, max_size=3).map(tuple).map(kind) for kind in (Strong, Emphasis)),
        st.lists(inner, max_size=3).map(lambda children: Span(tuple(children), LABEL)),
    ),
    max_leaves=4,
)
CONTENT = st.lists(INLINE, max_size=4).map(tuple)
BLOCK = st.one_of(
    CONTENT.map(lambda children: Paragraph(children=children)),
    CONTENT.map(lambda children: Heading(level=2, children=children, anchor="x")),
    st.lists(CONTENT, min_size=1, max_size=3).map(
        lambda items: ListBlock(items=tuple((Paragraph(children=item),) for item in items), ordered=len(items) > 1)
    ),
    st.lists(CONTENT, min_size=2, max_size=2).map(
        lambda cells: Table(header=tuple(cells), rows=(tuple(reversed(cells)),), align=(Align.START, Align.END))
    ),
    CONTENT.map(lambda children: Quote(blocks=(Paragraph(children=children),))),
)


@settings(deadline=None)
@given(st.lists(BLOCK, max_size=3))
def test_any_tree_reads_as_it_says(blocks: list[Block]) -> None:
    """Whatever stands in a tree, and however it is nested, a parser reads its text, line by line, and no other."""
    assert read_texts(blocks_markdown(tuple(blocks))) == block_texts(tuple(blocks))


@given(TEXT)
def test_any_title_is_read_by_yaml(title: str) -> None:
    """Whatever the title, YAML reads it back, as text."""
    meta, _ = parts(written(report_of(title=title)))
    assert meta["title"] == " ".join(title.split())
