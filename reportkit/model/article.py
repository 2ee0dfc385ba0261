"""The article: fields with their evidence, paragraphs with a role, numbered sentences."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from reportkit.model.document import Dropped, Method
from reportkit.model.source import InputFormat
from reportkit.notices import Notice

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Generic[T]):
    """A value with how it was found and where; an absent field is `None` in its place, never an empty value."""

    value: T
    method: Method
    evidence: str
    """The words or the place in the source that bear the value out, as a person can check them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo:
    """The source without its bytes."""

    name: str
    format: InputFormat
    size_bytes: int
    sha256: str


class Role(StrEnum):
    """What a paragraph is for.

    `heading`, `list` and `table` are ours beside the design's five: without them a section's heading or the row of a
    table would either be lost or pass for prose.
    """

    STANDFIRST = "standfirst"
    BODY = "body"
    BACKGROUND = "background"
    CONCLUSION = "conclusion"
    QUOTE = "quote"
    HEADING = "heading"
    LIST = "list"
    """One item of a list."""
    TABLE = "table"
    """A whole table: a sentence is a row, its cells parted by ` | `."""


PROSE = frozenset({Role.STANDFIRST, Role.BODY, Role.BACKGROUND, Role.CONCLUSION, Role.QUOTE})
"""Roles of running text, whose sentences may become statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a paragraph, or an item, a heading or a table row that stands for one."""

    id: str
    """`p3.s1`: paragraph and sentence, both from 1."""
    text: str
    start: int
    """Offset of the first character in the paragraph's text."""
    end: int
    """Offset after the last character; `paragraph.text[start:end] == text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleParagraph:
    """A numbered paragraph of the article."""

    id: str
    """`p3`, from 1."""
    role: Role
    locator: str
    """Where it begins in the source: `page 2`."""
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What became of the source's text, in characters other than white space.

    `characters_in == characters_kept + sum(d.characters for d in dropped)`.
    """

    characters_in: int
    characters_kept: int
    """In the paragraphs."""
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The normalised article; it holds no opinion about what matters."""

    source: SourceInfo
    title: Field[str] | None = None
    standfirst: Field[str] | None = None
    byline: Field[tuple[str, ...]] | None = None
    """Names of the authors."""
    dateline: Field[str] | None = None
    published: Field[str] | None = None
    """ISO 8601, as exact as stated: `2024`, `2024-09`, `2024-09-30`, `2024-09-30T14:05+02:00`."""
    outlet: Field[str] | None = None
    """Who published it, as stated: a name or a host."""
    url: Field[str] | None = None
    language: Field[str] | None = None
    """BCP 47."""
    paragraphs: tuple[ArticleParagraph, ...] = field(repr=False)
    coverage: Coverage
    notices: tuple[Notice, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs joined by blank lines; title and boilerplate are not in it."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    def sentences(self) -> dict[str, Sentence]:
        """Return all sentences by their id, in order."""
        return {sentence.id: sentence for paragraph in self.paragraphs for sentence in paragraph.sentences}
