r"""What a reader found: blocks in reading order, each with its place in the source, and what the container declares.

A document holds no guesses: which block is the title and which a standfirst is decided by `normalise`.
Text is NFC with `\n` line ends and has passed `reportkit.text.clean.clean`.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from reportkit.model.source import InputFormat
from reportkit.notices import Notice


class LocatorUnit(StrEnum):
    """How places are counted in a kind of source; all count from 1."""

    LINE = "line"
    PAGE = "page"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in the source a block begins, in words a reader can follow: `page 2`, `line 14`, `paragraph 7`."""

    unit: LocatorUnit
    number: int

    def __str__(self) -> str:
        """Return the words of the JSON contract."""
        return f"{self.unit.value} {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the source."""

    text: str
    level: int
    """1 to 9, as the source has it."""
    locator: Locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of running text."""

    text: str
    locator: Locator


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBlock:
    """A list; nested lists follow their item as items of their own."""

    items: tuple[str, ...]
    ordered: bool = False
    locator: Locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quotation that the source sets apart as a block."""

    text: str
    locator: Locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table, row by row; rows may differ in length."""

    rows: tuple[tuple[str, ...], ...]
    locator: Locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture: only its caption or alternative text is carried."""

    text: str
    locator: Locator


Block = Heading | Paragraph | ListBlock | Quote | Table | Figure


class FieldName(StrEnum):
    """The fields of an article; the value is the key in JSON and for `--field`."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    PUBLISHED = "published"
    OUTLET = "outlet"
    URL = "url"
    LANGUAGE = "language"


class Method(StrEnum):
    """How a field's value was found."""

    DECLARED = "declared"
    """By the container: meta tags, document properties, mail headers, front matter."""
    STATED = "stated"
    """In text that a reader of the source sees."""
    DERIVED = "derived"
    """Made by us, and marked so wherever it is shown."""
    SUPPLIED = "supplied"
    """By the user, with `--field`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadatum:
    """One value that the container gives for one field, as written there; a document may hold several for a field."""

    name: FieldName
    value: str
    """As the source writes it; a byline of several people gives one metadatum each."""
    method: Method = Method.DECLARED
    evidence: str
    """Where it stands, in the source's own terms: `meta property="og:title"`, `header Subject`, `core property creator`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Text that did not become part of the article, by reason."""

    why: str
    """One or two words: `navigation`, `running header`, `credit line`, `signature`."""
    characters: int
    """Characters other than white space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The source as a reader understood it.

    `characters(blocks) + sum(dropped) == characters_in`: nothing is lost without a word.
    """

    format: InputFormat
    blocks: tuple[Block, ...] = field(repr=False)
    metadata: tuple[Metadatum, ...] = ()
    """Best witness first for each field."""
    characters_in: int
    """Characters other than white space in the visible text of the source."""
    dropped: tuple[Dropped, ...] = ()
    notices: tuple[Notice, ...] = ()


def block_text(block: Block) -> str:
    """Return the visible text of a block: items and rows on lines of their own, cells parted by a tab."""
    match block:
        case ListBlock(items=items):
            return "\n".join(items)
        case Table(rows=rows):
            return "\n".join("\t".join(row) for row in rows)
        case _:
            return block.text


def count_characters(text: str) -> int:
    """Return the number of characters other than white space, the unit of every coverage figure."""
    return sum(map(len, text.split()))
