"""Degradations: what a result lost or had to guess, as values that travel with it.

A notice is printed on standard error, listed in JSON and manifest, and refused by `--strict`. What a source simply does
not state (no date, no author) is no degradation and makes no notice.
"""

from dataclasses import dataclass
from enum import StrEnum


class NoticeCode(StrEnum):
    """The kinds of degradation; names are stable."""

    ENCODING_GUESSED = "encoding-guessed"
    """The text's encoding was neither declared nor valid UTF-8."""
    CHARACTERS_REPLACED = "characters-replaced"
    """Some bytes stand for no character in the declared encoding."""
    CHARACTERS_REMOVED = "characters-removed"
    """Control characters, bidirectional overrides or lone surrogates were taken out of the text."""
    PAGE_WITHOUT_TEXT = "page-without-text"
    """A page of a PDF holds pictures only (a scan, say)."""
    PART_UNREADABLE = "part-unreadable"
    """A part of the source could not be read, the rest could."""
    ATTACHMENT_LEFT_OUT = "attachment-left-out"
    """A mail's attachment is not part of the briefing."""
    MAIN_CONTENT_UNCERTAIN = "main-content-uncertain"
    """The main content of a web page was not found for certain; all of its text was taken."""
    FRONT_MATTER_IGNORED = "front-matter-ignored"
    """The front matter of a Markdown file is not valid YAML and stays text."""
    LANGUAGE_UNSUPPORTED = "language-unsupported"
    """There are no word lists for the article's language: only what works without them was done."""
    PUBLISHED_CONTRADICTED = "published-contradicted"
    """The text tells of later days than that of its publication as past: relative dates were left out."""
    TEXT_TOO_SHORT = "text-too-short"
    """Too little text to choose from: the briefing is shorter than asked."""
    SENTENCE_TOO_LONG = "sentence-too-long"
    """Sentences over the word budget were passed over, and a part is shorter than asked or absent."""
    STATEMENT_DROPPED = "statement-dropped"
    """A statement did not pass the faithfulness check and was left out."""
    STATEMENT_UNFAITHFUL = "statement-unfaithful"
    """A statement of a briefing that somebody changed is not borne out by the sentences that it refers to."""
    GLYPH_MISSING = "glyph-missing"
    """The theme's fonts lack characters of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One degradation of one result."""

    code: NoticeCode
    detail: str
    """What happened, in one sentence without a full stop."""
    where: str | None = None
    """Locator in the source (`page 3`), or the part of the product that found it."""
