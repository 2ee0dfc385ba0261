"""The Markdown of a template becomes the tree that it says, or an error that says where and why."""

from pathlib import Path

import pytest

from reportkit.errors import TemplateError
from reportkit.layout import load_template
from reportkit.layout.anchors import Anchors
from reportkit.layout.tree import blocks_of
from reportkit.model.report import (
    Align,
    Block,
    Citation,
    Code,
    CodeBlock,
    Container,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    SemanticClass,
    Span,
    Strong,
    Table,
    Text,
)
from tests.support.templates import laid_out, template_at

SENTENCES = frozenset({"p1.s1", "p2.s3", "p2.s4"})


def blocks(markdown: str) -> tuple[Block, ...]:
    """Return the blocks below a title."""
    return blocks_of(f"# Title\n\n{markdown}\n", load_template("briefing"), SENTENCES, Citation(1, 1, None).wording)[1:]


def paragraph(markdown: str) -> Paragraph:
    """Return the one paragraph that there is."""
    (found,) = blocks(markdown)
    assert isinstance(found, Paragraph)
    return found


BLOCKS: dict[str, tuple[str, Block]] = {
    "heading": ("## A *b*", Heading(level=2, children=(Text("A "), Emphasis((Text("b"),))), anchor="a-b")),
    "heading with a class": ("{.label}\n## A", Heading(level=2, children=(Text("A"),), anchor="a", classes=(SemanticClass.LABEL,))),
    "paragraph": ("a\nb", Paragraph(children=(Text("a b"),))),
    "paragraph with a class": ("{.meta}\na", Paragraph(children=(Text("a"),), classes=(SemanticClass.META,))),
    "indented text": ("      a", Paragraph(children=(Text("a"),))),
    "rule": ("---", Rule()),
    "code block": ("```\na *b*\n```", CodeBlock(text="a *b*\n")),
    "quotation": ("> a", Quote(blocks=(Paragraph(children=(Text("a"),)),))),
    "bullets": ("- a\n- b", ListBlock(items=((Paragraph(children=(Text("a"),)),), (Paragraph(children=(Text("b"),)),)))),
    "numbers": ("3. a\n   - b", ListBlock(items=((Paragraph(children=(Text("a"),)), ListBlock(items=((Paragraph(children=(Text("b"),)),),))),), ordered=True, start=3)),
    "empty item": ("-", ListBlock(items=((),))),
    "table": (
        "| a | b | c |\n|---|:-:|--:|\n| 1 | | x \\| y |",
        Table(
            header=((Text("a"),), (Text("b"),), (Text("c"),)),
            rows=(((Text("1"),), (), (Text("x | y"),)),),
            align=(Align.START, Align.CENTER, Align.END),
        ),
    ),
    "table without rows": ("| a |\n|---|", Table(header=((Text("a"),),), rows=(), align=(Align.START,))),
    "table with a caption": (
        "{.caption}\nWhat it is\n\n{.facts}\n| a |\n|---|",
        Table(header=((Text("a"),),), rows=(), align=(Align.START,), caption=(Text("What it is"),), classes=(SemanticClass.FACTS,)),
    ),
    "container": (
        "::: note\na\n:::",
        Container(blocks=(Paragraph(children=(Text("a"),)),), classes=(SemanticClass.NOTE,)),
    ),
    "container in a container": (
        ":::: annex note\n::: quotes\na\n:::\n::::",
        Container(
            blocks=(Container(blocks=(Paragraph(children=(Text("a"),)),), classes=(SemanticClass.QUOTES,)),),
            classes=(SemanticClass.ANNEX, SemanticClass.NOTE),
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("markdown", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(markdown: str, expected: Block) -> None:
    """Each construct becomes the block that stands for it."""
    assert blocks(markdown) == (expected,)


INLINES: dict[str, tuple[str, tuple[object, ...]]] = {
    "escapes": (r"\*a\* \[@p1.s1\] \{.meta\} &amp; \_", (Text("*a* [@p1.s1] {.meta} & _"),)),
    "strong": ("**a *b***", (Strong((Text("a "), Emphasis((Text("b"),)))),)),
    "code": ("`a*`", (Code("a*"),)),
    "line break": ("a\\\nb", (Text("a"), LineBreak(), Text("b"))),
    "link": ("[a](https://x.y/z?a=b)", (Link("https://x.y/z?a=b", (Text("a"),)),)),
    "mail": ("[a](mailto:x@y.z)", (Link("mailto:x@y.z", (Text("a"),)),)),
    "link in angles": ("<https://x.y>", (Link("https://x.y", (Text("https://x.y"),)),)),
    "link to a heading": ("[a](#title)", (Link("#title", (Text("a"),)),)),
    "span": ("[a *b*]{.label}", (Span((Text("a "), Emphasis((Text("b"),))), (SemanticClass.LABEL,)),)),
    "span of two classes": ("[a]{.label .refs}", (Span((Text("a"),), (SemanticClass.LABEL, SemanticClass.REFS)),)),
    "span with brackets inside": ("[a [b] c]{.label}", (Span((Text("a [b] c"),), (SemanticClass.LABEL,)),)),
    "brackets without a class": ("[a] {x}", (Text("[a] {x}"),)),
    "citation": ("a [@p1.s1]", (Text("a "), Citation(1, 1, None))),
    "citations": ("[@p1.s1; @p2.s3]", (Citation(1, 1, None), Text(" "), Citation(2, 3, None))),
    "citation in a span": ("[x [@p2.s4]]{.label}", (Span((Text("x "), Citation(2, 4, None)), (SemanticClass.LABEL,)),)),
}


@pytest.mark.parametrize(("markdown", "expected"), INLINES.values(), ids=INLINES)
def test_inlines(markdown: str, expected: tuple[object, ...]) -> None:
    """Each construct becomes the inline node that stands for it, and neighbouring texts are one."""
    assert paragraph(markdown).children == expected


@pytest.mark.parametrize(
    "source", ["# A\n", "> # A\n", "- x\n\n  # A\n", "::: note\n# A\n:::\n", "A\n=\n", "x\n\n# A\n\n## B\n"]
)
def test_title_wherever_it_stands(source: str, tmp_path: Path) -> None:
    """The report's title is the text of its heading of level 1, however that is written."""
    assert laid_out(template_at(tmp_path, source)).title == "A"


def test_heading_of_two_lines() -> None:
    """A line break in a heading is a space, in its text and before it becomes an anchor."""
    (found,) = blocks("a\nb\n---")
    assert found == Heading(level=2, children=(Text("a b"),), anchor="a-b")


def test_citation_leads_to_its_paragraph() -> None:
    """A citation leads to the heading that bears its paragraph's id, and to nowhere without one."""
    first, _ = blocks("[@p2.s3] [@p1.s1]\n\n{id=p2}\n## Paragraph 2")
    assert isinstance(first, Paragraph)
    assert first.children == (Citation(2, 3, "paragraph-2"), Text(" "), Citation(1, 1, None))


def test_anchors() -> None:
    """Anchors are those that GitHub makes: lower case, no punctuation, Unicode kept, and each only once."""
    anchors = Anchors()
    texts = ["A  b, c/d – e!", "Überblick 中文", "a_b-c", "Same", "Same", "same-1", "Same", "!!!", "?"]
    assert [anchors.give(text) for text in texts] == [
        "a--b-cd--e",
        "überblick-中文",
        "a_b-c",
        "same",
        "same-1",
        "same-1-1",
        "same-2",
        "section",
        "section-1",
    ]


FAULTS = {
    "unknown class of a part": ("# T\n\n::: boxed\n:::", 3, "unknown class 'boxed'"),
    "unknown class of a paragraph": ("# T\n\n{.small}\nx", 3, "unknown class 'small'"),
    "unknown class of a span": ("# T\n\nx [y]{.red}", 3, "unknown class 'red'"),
    "part without a class": ("# T\n\n:::\nx\n:::", 3, "a part without a class"),
    "attribute": ("# T\n\n{colour=red}\nx", 3, "the attribute 'colour' has no meaning here"),
    "id of a paragraph": ("# T\n\n{id=x}\nx", 3, "the attribute 'id' has no meaning here"),
    "raw block": ("# T\n\n<div>\nx\n</div>", 3, "raw HTML has no place in a report"),
    "raw tag": ("# T\n\nx <b>y</b>", 3, "raw HTML has no place in a report"),
    "comment": ("# T\n\n<!-- x -->", 3, "raw HTML has no place in a report"),
    "picture": ("# T\n\n![x](y.png)", 3, "a picture has no place in a report"),
    "link into the file system": ("# T\n\n[x](/etc/passwd)", 3, "a link leads to '/etc/passwd'"),
    "script": ("# T\n\n[x](javascript:alert\\(1\\))", None, "a link leads to 'javascript:alert(1)'"),
    "dead anchor": ("# T\n\n[x](#nowhere)", 3, "a link leads to '#nowhere'"),
    "citation of no sentence": ("# T\n\nx [@p99.s1]", 3, "the article has no sentence p99.s1"),
    "no title": ("x", None, "this one has 0"),
    "two titles": ("# T\n\n# U", None, "this one has 2"),
    "section before the title": ("## S\n\n# T", None, "begins with its one heading of level 1"),
    "level skipped": ("# T\n\n### S", 3, "a heading of level 3 follows one of level 1"),
    "caption of nothing": ("# T\n\n{.caption}\nx\n\ny", 3, "a caption without a table behind it"),
    "caption at the end": ("# T\n\n{.caption}\nx", 3, "a caption without a table behind it"),
}


@pytest.mark.parametrize(("source", "line", "problem"), FAULTS.values(), ids=FAULTS)
def test_faults(source: str, line: int | None, problem: str, tmp_path: Path) -> None:
    """What a report cannot hold is refused with the file, and the line where it is written there."""
    with pytest.raises(TemplateError) as caught:
        laid_out(template_at(tmp_path, source))
    place = f"{tmp_path}/report.md.j2"
    assert caught.value.subject == (f"{place}:{line}" if line else place)
    assert problem in caught.value.problem


def test_fault_in_a_section(tmp_path: Path) -> None:
    """The place is the section's where that is where it is written."""
    with pytest.raises(TemplateError) as caught:
        laid_out(template_at(tmp_path, '# T\n\n{% include "sections/own.md.j2" %}', own="x\n\n::: boxed\ny\n:::\n"))
    assert caught.value.subject == f"{tmp_path}/sections/own.md.j2:3"
    assert caught.value.hint is not None
    assert "executive-summary" in caught.value.hint


def test_fault_that_no_line_holds(tmp_path: Path) -> None:
    """What a template puts together at run time is quoted instead."""
    with pytest.raises(TemplateError) as caught:
        laid_out(template_at(tmp_path, "# T\n\n[x]{.{{ 'lab' ~ 'le' }}}"))
    assert caught.value.problem == "unknown class 'lable', in “.lable”"
