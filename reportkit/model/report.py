"""The report: one content tree that every writer walks.

It holds neither fonts nor lengths: each node knows its semantic class, and a theme says how that looks.
Text in nodes is plain text, ready to be escaped for the format at hand.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from reportkit.model.briefing import Briefing


class SemanticClass(StrEnum):
    """What a node is, for themes and writers; templates write it as `{.meta}` or `::: executive-summary`."""

    # containers
    TITLE_BLOCK = "title-block"
    """Kind of report, title and what is known of the source."""
    EXECUTIVE_SUMMARY = "executive-summary"
    """The one box of a page: never split over pages."""
    KEY_POINTS = "key-points"
    BACKGROUND = "background"
    TIMELINE = "timeline"
    FACTS = "facts"
    QUOTES = "quotes"
    SOURCE = "source"
    """The citation of the source."""
    ANNEX = "annex"
    """The source's own text, quieter than the briefing."""
    NOTE = "note"
    """A call-out of a template's own."""
    # paragraphs
    KIND = "kind"
    """The small line above the title: `Briefing`."""
    META = "meta"
    """Source, date, author, length."""
    # spans
    LABEL = "label"
    """The name of a value in a line of them: `Source`, `Date`."""
    SENTENCE_NUMBER = "sentence-number"
    """The small number before a sentence of the annex."""
    # table columns and cells follow from their place; the last column of a table with citations is `refs`
    REFS = "refs"


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text; line breaks in it are spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong emphasis."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasis."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Literal text."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the document (`https://…`, `mailto:…`) or to a heading of it (`#anchor`)."""

    target: str
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to a sentence of the source, shown as `[2.5]`."""

    paragraph: int
    sentence: int
    target: str | None
    """Anchor of the paragraph's heading in the annex; `None` where this report has no such heading: plain text then."""
    wording: str = "paragraph {paragraph}, sentence {sentence} of the source"
    """What the numbers mean, in the language of the report's fixed words."""

    @property
    def label(self) -> str:
        """The visible text."""
        return f"[{self.paragraph}.{self.sentence}]"

    @property
    def spoken(self) -> str:
        """What is read aloud, or shown where a pointer rests on it."""
        return self.wording.replace("{paragraph}", str(self.paragraph)).replace("{sentence}", str(self.sentence))


@dataclass(frozen=True, slots=True)
class Span:
    """Inline content with a class."""

    children: tuple["Inline", ...]
    classes: tuple[SemanticClass, ...]
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break inside a paragraph."""


Inline = Text | Strong | Emphasis | Code | Link | Citation | Span | LineBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; level 1 is the document's title and stands once."""

    level: int
    children: tuple[Inline, ...]
    anchor: str
    """Unique in the report, and what GitHub makes of the heading's text, so that links hold in Markdown too."""
    classes: tuple[SemanticClass, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph."""

    children: tuple[Inline, ...]
    classes: tuple[SemanticClass, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBlock:
    """A list."""

    items: tuple[tuple["Block", ...], ...]
    """An item is its blocks; most items are one paragraph."""
    ordered: bool = False
    start: int = 1
    classes: tuple[SemanticClass, ...] = ()


class Align(StrEnum):
    """Alignment of a table column."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with one header row; every row has as many cells as the header."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    align: tuple[Align, ...]
    caption: tuple[Inline, ...] = ()
    classes: tuple[SemanticClass, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A block quotation."""

    blocks: tuple["Block", ...]
    classes: tuple[SemanticClass, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock:
    """Literal lines."""

    text: str
    classes: tuple[SemanticClass, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A part of the report with a class: a section, a box."""

    blocks: tuple["Block", ...]
    classes: tuple[SemanticClass, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A thematic break."""


Block = Heading | Paragraph | ListBlock | Table | Quote | CodeBlock | Container | Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A briefing laid out by a template: what every writer gets."""

    briefing: Briefing
    kind: str
    """What this report is, as the template names it: `Briefing`, `Key points`; shown in title block and footer."""
    title: str
    """Plain text of the level 1 heading."""
    language: str
    """BCP 47 tag of the document."""
    blocks: tuple[Block, ...] = field(repr=False)
    footer: str
    """What stands at the left of every page's foot: kind and outlet or source."""
    page_of: str = "{page} of {pages}"
    """What stands at the right of it, the numbers to be put in."""


def plain_text(inlines: tuple[Inline, ...]) -> str:
    """Return what a reader sees of inline content, without markup."""
    return "".join(map(_plain, inlines))


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text=text) | Code(text=text):
            return text
        case Citation():
            return inline.label
        case LineBreak():
            return " "
        case _:
            return plain_text(inline.children)
