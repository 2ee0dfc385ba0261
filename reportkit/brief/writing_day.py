"""The day on which an article was written: relative dates count from it, and what comes after it is planned."""

from collections.abc import Sequence

from reportkit.brief.candidates import Candidate
from reportkit.brief.tense import tells_of_past
from reportkit.text.lexicon import Lexicon
from reportkit.text.quotes import outside_quotations

_ENOUGH = 2
"""Sentences that contradict the stated date: one may be a slip, or a plan told in an unusual way."""


def day_of_writing(candidates: Sequence[Candidate], published: str | None, lexicon: Lexicon) -> str | None:
    """Return the stated day of publication; `None` where there is none, or where the text contradicts it.

    A page that is kept up to date, of an encyclopedia or a live ticker, bears the day on which it was begun, and tells of
    later ones as past. Nothing says then when its sentences were written.
    """
    if published is None:
        return None
    day = published.partition("T")[0]
    contradicting = sum(_is_later_past(candidate, day, lexicon) for candidate in candidates)
    return None if contradicting >= _ENOUGH else day


def is_after(date: str, day: str) -> bool:
    """Return whether a date is later than a day, as far as both are stated."""
    length = min(len(date), len(day))
    return date[:length] > day[:length]


def _is_later_past(candidate: Candidate, day: str, lexicon: Lexicon) -> bool:
    """Return whether a sentence sets something on a later date, and tells of nothing but the past.

    A target for 2040 or a lease until then may be told as past; neither took place there.
    """
    text = candidate.text
    later = (mention for mention in candidate.dates if is_after(mention.iso, day))
    placed = any(_word_before(text, mention.start) in lexicon.on_dates for mention in later)
    return placed and tells_of_past(outside_quotations(text), lexicon)


def _word_before(text: str, at: int) -> str:
    """Return the word before a place of a text, in lower case; an empty one where none is."""
    return text[:at].rpartition(" ")[0].rpartition(" ")[2].lower() if text[:at].endswith(" ") else ""
