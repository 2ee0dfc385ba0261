"""Place and date in front of the first sentence: `BRUSSELS, 22 July 2025 – The …`."""

import re
from dataclasses import replace

from reportkit.model.article import Field
from reportkit.model.document import FieldName, Method
from reportkit.normalise.draft import Draft
from reportkit.normalise.supplied import supplied_text
from reportkit.text.dates import find_dates
from reportkit.text.words import count_words

_HEAD = 4
"""The dateline stands in one of so many first paragraphs: a standfirst may come before it."""
_DATELINE = re.compile(
    r"(?P<place>(?:[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯΑ-Ω][\w.'’\-/]*|de|del|la|of|am|an|der|sur|do|da)(?:\s(?:[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯΑ-Ω][\w.'’\-/]*|de|del|la|of|am|an|der|sur|do|da)){0,3}"
    r"(?:,\s(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’\-]*\s?){1,3}?)?)"
    r"(?P<date>,?\s[^()–—]{0,14}?\d{1,4}[^()–—\n]{0,18}?)?"
    r"(?:,?\s?\((?P<agency>[^()\n]{2,40})\))?\.?\s?(?P<dash>--|[–—]|-(?=\s)|/PRNewswire/\s?--)\s*(?=[\"“„«‘']?[^\W_a-z])"
)
_LEAP_YEAR = 2024
"""Put behind `Sept 30` to see whether it is a day of some year; it goes no further."""
_LONGEST = 90
_FEWEST_WORDS_BEHIND = 5
"""Of the report behind it: `FERRY HOUSE - LAKE SIDE` is a heading."""


def find_dateline(draft: Draft) -> Draft:
    """Return the draft with its dateline, cut from the text (coverage says so); a whole date in it is the date of publication.

    What stands before the dash must be a place in capitals, or bear a date or an agency: `Paris – The` could begin
    any sentence, `PARIS –` and `Paris, 3 October (AFP) –` begin only a report.

    Raises:  UsageError: the user's dateline is empty.
    """
    supplied = supplied_text(draft, FieldName.DATELINE)
    declared = draft.declared(FieldName.DATELINE)
    prose = [number for number, part in enumerate(draft.parts) if part.is_prose][:_HEAD]
    for number in prose:
        text = draft.parts[number].text
        match = _DATELINE.match(text[: _LONGEST * 2])
        if match is None or match.end() > _LONGEST or not _is_dateline(match, draft.tag):
            continue
        if count_words(text[match.end() :]) < _FEWEST_WORDS_BEHIND:
            continue
        stated = Field(
            value=text[: match.start("dash")].strip(" ,."), method=Method.STATED, evidence=text[: match.end()].strip()
        )
        draft = replace(
            draft.with_text(number, text[match.end() :], why="dateline"), dateline=stated, dateline_at=number
        )
        draft = _with_date(draft, stated)
        break
    if declared and draft.dateline is None:
        best = declared[0]
        draft = replace(draft, dateline=Field(value=best.value.strip(), method=best.method, evidence=best.evidence))
    return replace(draft, dateline=supplied or draft.dateline)


def _is_dateline(match: re.Match[str], language: str | None) -> bool:
    """Whether the words before the dash are a place with the marks of a dateline."""
    place = match["place"].split(",")[0]
    prefix = match.string[: match.end("date") if match["date"] else match.end("place")]
    dated = bool(find_dates(prefix, language) or find_dates(f"{prefix} {_LEAP_YEAR}", language))
    if match["date"] and not dated:
        return False
    return dated or bool(match["agency"]) or (place.isupper() and len(place) > 1)


def _with_date(draft: Draft, stated: Field[str]) -> Draft:
    """Return the draft with the date of publication that a dateline states in full, unless there is one already."""
    dates = find_dates(stated.value, draft.tag)
    if draft.published is not None or len(dates) != 1 or len(dates[0].iso) < len("2014-09-30"):
        return draft
    return replace(draft, published=Field(value=dates[0].iso, method=Method.STATED, evidence=stated.evidence))
