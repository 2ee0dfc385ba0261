"""All settings with their defaults, in one place.

Options, environment, configuration files and a template's presets fill the same fields (see `cli.configuration` for
their order). A stage is handed this value, or the two or three fields that it needs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from reportkit.model.artefact import OutputFormat


class PageSize(StrEnum):
    """Paper of PDF and DOCX."""

    A4 = "A4"
    LETTER = "Letter"


class Annex(StrEnum):
    """How much of the source's text a report carries."""

    FULL = "full"
    CITED = "cited"
    """Only the sentences cited: whole articles are not always ours to pass on."""
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run is to do; every default stands here."""

    to: tuple[OutputFormat, ...] = (OutputFormat.PDF, OutputFormat.DOCX, OutputFormat.MD)
    template: str = "briefing"
    """Name of a template that ships with the product, or the path of a template's folder."""
    theme: str = "default"
    language: str | None = None
    """BCP 47 tag given by the user; `None`: as the source declares or its text shows."""
    date: datetime | None = None
    """Creation date for document properties; `None`: documents carry none. Never the clock."""
    pdf_variant: str = "pdf/ua-1"
    strict: bool = False
    """Refuse a result that bears a notice."""
    force: bool = False
    """Overwrite files that reportkit did not make."""
    page: PageSize = PageSize.A4
    annex: Annex = Annex.FULL
    summary_sentences: int = 3
    """At most; 2 to 4 read best."""
    summary_words: int = 100
    """At most, over the whole executive summary."""
    key_points: int = 5
    """At most; fewer where the article has fewer."""
    key_point_words: int = 45
    """At most, in one key point."""
    background_sentences: int = 3
    background_words: int = 110
    timeline_entries: int = 10
    facts: int = 8
    """At most, of each kind (people, organisations, places, figures)."""
    quotes: int = 5
    extra: Mapping[str, str | int | bool] = field(default_factory=lambda: MappingProxyType({}))
    """Settings that only the template declares."""
