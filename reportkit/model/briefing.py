"""The briefing: statements with references, and no layout."""

from dataclasses import dataclass, field

from reportkit.model.article import Article
from reportkit.notices import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence of the source, or one shortened from it by deleting words, with the sentences that bear it out."""

    text: str
    refs: tuple[str, ...]
    """Ids of sentences, `p2.s3`; never empty; the sentence it was taken from first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFact:
    """A person, an organisation or a place that the source names."""

    name: str
    """The fullest form in the source."""
    role: str | None = None
    """What the source says it is, in its words (`US Secretary of State`); `None` where it does not say."""
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFact:
    """A number with its unit, and what it counts."""

    value: str
    """As the source writes it: `approximately 87`, `$3.2 billion`, `45 %`."""
    text: str
    """Words of the source that tell what is counted, value included."""
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the source names and counts, each in order of first mention."""

    people: tuple[NamedFact, ...] = ()
    organisations: tuple[NamedFact, ...] = ()
    places: tuple[NamedFact, ...] = ()
    figures: tuple[FigureFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An entry of the timeline."""

    date: str
    """ISO 8601, as exact as stated: `2014-09`."""
    planned: bool
    """The source speaks of it as still to come."""
    text: str
    """Words of the source, shortened by deletion only."""
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words that the source puts between quotation marks."""

    speaker: str | None
    """As the source names them; `None` where it leaves open who spoke."""
    quote: str
    """Exact to the character, without the marks."""
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """What a careful person would tell of the article; fields of the article are read from `article`."""

    article: Article
    executive_summary: tuple[Statement, ...] = ()
    key_points: tuple[Statement, ...] = ()
    background: tuple[Statement, ...] = ()
    facts: Facts = field(default_factory=Facts)
    timeline: tuple[Event, ...] = ()
    """By date."""
    quotes: tuple[Quotation, ...] = ()
    notices: tuple[Notice, ...] = ()
    """Those of the article and those of making the briefing."""
