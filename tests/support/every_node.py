"""A report that holds every kind of node, every class and every way of nesting them that a template can yield."""

from reportkit.model.report import (
    Align,
    Block,
    Citation,
    Code,
    CodeBlock,
    Emphasis,
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
)
from tests.support.trees import annex, heading, inlines, numbered, paragraph, report_of, section, table


def every_node(*, language: str = "en") -> Report:
    """The report; each of its texts is told apart from all others by its words."""
    return report_of(
        section(
            "Executive summary",
            paragraph("The harbour opens in May. [1.1]"),
            paragraph("It cost twice what was planned, and ships of the largest class still cannot enter. [1.2] [2.1]"),
            numbered("A point inside the box. [2.1]", "Another point inside the box."),
            ListBlock(items=((paragraph("A bullet inside the box."),),)),
            paragraph("The last words of the box."),
            classes=(SemanticClass.EXECUTIVE_SUMMARY,),
        ),
        section(
            "Key points",
            numbered("Dredging begins. [1.2]", "The ferry stays. [2.1]"),
            classes=(SemanticClass.KEY_POINTS,),
        ),
        section("Background", *_lists(), classes=(SemanticClass.BACKGROUND,)),
        section("Timeline", *_tables(), classes=(SemanticClass.TIMELINE,)),
        section("Facts", _inlines(), Rule(), paragraph("Words below the rule."), classes=(SemanticClass.FACTS,)),
        section(
            "Quotes",
            Quote(
                blocks=(
                    paragraph("“We waited for years”, said the pilot. [2.1]"),
                    Quote(blocks=(paragraph("Quoted within."),)),
                )
            ),
            classes=(SemanticClass.QUOTES,),
        ),
        section("Note", paragraph("A call-out."), paragraph("Its second paragraph."), classes=(SemanticClass.NOTE,)),
        section("Code", CodeBlock(text="first line\n\tsecond line\n"), paragraph("Words below the lines.")),
        *(heading(level, f"Heading of level {level}") for level in (3, 4, 5, 6)),
        paragraph("Words below the headings."),
        section("Source", paragraph("harbour.txt"), classes=(SemanticClass.SOURCE,)),
        annex(("The harbour was dredged.", "Dredging took two years."), ("The ferry stayed where it was.",)),
        title="Every kind of node",
        language=language,
    )


def _lists() -> tuple[Block, ...]:
    """Lists in lists, and items that begin with something else than a paragraph."""
    third = ListBlock(items=((paragraph("Third level, one."),), (paragraph("Third level, two."),)), ordered=True)
    second = ListBlock(items=((paragraph("Second level."), paragraph("Second level goes on."), third),))
    deep: Block = paragraph("The innermost item.")
    for level in range(8):
        deep = ListBlock(items=((paragraph(f"Around it, {level}."), deep),), ordered=level % 2 == 0)
    items: tuple[tuple[Block, ...], ...] = (
        (paragraph("First level. [1.1]"), paragraph("First level goes on."), second),
        (CodeBlock(text="an item of code"),),
        (third,),
        (),
        (table(("Cell of an item", "Other"), ("left", "right")),),
        (Quote(blocks=(paragraph("An item that quotes."),)),),
    )
    return ListBlock(items=items, ordered=True, start=3), deep


def _tables() -> tuple[Block, ...]:
    """Tables with and without caption, one right after the other, with empty cells, citations and each alignment."""
    aligned = Table(
        header=(inlines("Place"), inlines("Depth"), inlines("Seen")),
        rows=((inlines("Quay"), inlines("14 m"), inlines("[1.1] [1.2]")), (inlines("Basin"), (), ())),
        align=(Align.START, Align.CENTER, Align.END),
        caption=inlines("How deep it is"),
    )
    wide = tuple(f"Column {number}" for number in range(7))
    return (
        aligned,
        table(("When", "What"), ("2019", "Work began")),
        paragraph("Words below a table."),
        table(wide, tuple("w" * 10 * number for number in range(1, 8)), caption="More than fits"),
    )


def _inlines() -> Paragraph:
    """Every inline node, in one another where that makes a difference."""
    return Paragraph(
        children=(
            Text("Plain, "),
            Strong((Text("strong, "), Emphasis((Text("both, "),)))),
            Emphasis((Text("emphasised, "), Code("code in emphasis, "))),
            Text("then "),
            Code("a  code"),
            Link("https://example.org/a b?q=ü&r=<1>#part", (Text(" a link "), Strong((Text("and strong "),)))),
            Link("mailto:desk@example.org", (Text("mail "),)),
            Link("#key-points", (Text("to the points "),)),
            LineBreak(),
            Span((Text("label "),), (SemanticClass.LABEL,), "a-label"),
            Link("#a-label", (Text("to the label"),)),
            Text(" "),
            Citation(paragraph=9, sentence=9, target=None),
        )
    )
