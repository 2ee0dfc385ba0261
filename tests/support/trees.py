"""Reports made by hand, node by node: for tests of writers, which need no template."""

import re
import tomllib
from functools import cache
from pathlib import Path

from reportkit.model.article import Article
from reportkit.model.briefing import Briefing, Statement
from reportkit.model.report import (
    Align,
    Block,
    Citation,
    Container,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Report,
    SemanticClass,
    Span,
    Table,
    Text,
)
from reportkit.model.theme import FontFace, Theme, WordFont
from tests.support.articles import article_of

THEME_FOLDER = Path(__file__).parents[2] / "templates" / "themes" / "default"
_CITED = re.compile(r"\[(\d+)\.(\d+)\]")


@cache
def default_theme() -> Theme:
    """The theme that ships with the product, read without the product's own loader."""
    declared = tomllib.loads((THEME_FOLDER / "theme.toml").read_text(encoding="utf-8"))
    faces = tuple(FontFace(**face) for face in declared["fonts"])
    names = [name for face in faces for name in (face.file, face.web_file) if name]
    return Theme(
        name=declared["name"],
        colours=declared["colours"],
        css=(THEME_FOLDER / "theme.css").read_text(encoding="utf-8"),
        fonts=faces,
        word_fonts={
            key: WordFont(name=font["name"], fallbacks=tuple(font["fallbacks"]))
            for key, font in declared["word_fonts"].items()
        },
        files={name: (THEME_FOLDER / name).read_bytes() for name in names},
    )


def inlines(text: str, *, annexed: bool = True) -> tuple[Inline, ...]:
    """Text in which `[2.5]` is a citation; `annexed` says whether it leads anywhere."""
    found: list[Inline] = []
    for place, piece in enumerate(_CITED.split(text)):
        if place % 3 == 0 and piece:
            found.append(Text(piece))
        elif place % 3 == 1:
            paragraph = int(piece)
        elif place % 3 == 2:
            target = f"paragraph-{paragraph}" if annexed else None
            found.append(Citation(paragraph=paragraph, sentence=int(piece), target=target))
    return tuple(found)


def paragraph(text: str, *classes: SemanticClass) -> Paragraph:
    """A paragraph; see `inlines`."""
    return Paragraph(children=inlines(text), classes=classes)


def heading(level: int, text: str) -> Heading:
    """A heading, its anchor made from its words."""
    return Heading(level=level, children=(Text(text),), anchor=re.sub(r"\W+", "-", text.lower()).strip("-"))


def section(title: str, *blocks: Block, classes: tuple[SemanticClass, ...] = ()) -> Container:
    """A section with a heading of level 2."""
    return Container(blocks=(heading(2, title), *blocks), classes=classes)


def numbered(*items: str) -> ListBlock:
    """A numbered list of one paragraph an item."""
    return ListBlock(items=tuple((paragraph(item),) for item in items), ordered=True)


def table(header: tuple[str, ...], *rows: tuple[str, ...], caption: str = "") -> Table:
    """A table whose last column stands at the end."""
    return Table(
        header=tuple(map(inlines, header)),
        rows=tuple(tuple(map(inlines, row)) for row in rows),
        align=(*(Align.START for _ in header[1:]), Align.END),
        caption=inlines(caption),
    )


def title_block(title: str, *, source: str = "www.aa.com.tr") -> Container:
    """Kind, title and what is known of the source."""
    known = [("Source", source), ("Date", "not stated"), ("Author", "not stated"), ("Length", "467 words")]
    line: list[Inline] = []
    for name, value in known:
        line += [Text(" · " if line else ""), Span(children=(Text(name),), classes=(SemanticClass.LABEL,))]
        line.append(Text(f" {value}"))
    return Container(
        blocks=(
            paragraph("Briefing", SemanticClass.KIND),
            heading(1, title),
            Paragraph(children=tuple(line), classes=(SemanticClass.META,)),
            paragraph("Title derived from the first sentence.", SemanticClass.META),
        ),
        classes=(SemanticClass.TITLE_BLOCK,),
    )


def annex(*paragraphs: tuple[str, ...]) -> Container:
    """The source, sentence by sentence: a heading for each paragraph, a number before each sentence."""
    blocks: list[Block] = []
    for number, sentences in enumerate(paragraphs, start=1):
        words: list[Inline] = []
        for count, sentence in enumerate(sentences, start=1):
            mark = Span(children=(Text(f"{number}.{count}"),), classes=(SemanticClass.SENTENCE_NUMBER,))
            words += [mark, Text(f" {sentence} ")]
        blocks += [heading(3, f"Paragraph {number}"), Paragraph(children=tuple(words))]
    return section("The source, sentence by sentence", *blocks, classes=(SemanticClass.ANNEX,))


def report_of(*blocks: Block, title: str = "A title", language: str = "en", article: Article | None = None) -> Report:
    """A report of these blocks below a title block."""
    briefing = Briefing(
        article=article or article_of("A first sentence. A second one.", title=title),
        executive_summary=(Statement(text="What happened, in a sentence.", refs=("p1.s1",)),),
    )
    return Report(
        briefing=briefing,
        kind="Briefing",
        title=title,
        language=language,
        blocks=(title_block(title), *blocks),
        footer="Briefing · www.aa.com.tr",
    )
