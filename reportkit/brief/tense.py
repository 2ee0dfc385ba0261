"""Where in time a sentence places what it tells: by the sign of past or future that governs a place of it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from reportkit.text.lexicon import Lexicon
from reportkit.text.phrases import phrase_pattern
from reportkit.text.relative import Tense

_PART = re.compile(r"[;:,]\s|[；：，،、]")
_COMMA = re.compile(r"[,،，]")
_MARKS = ' "“”„«»‘’(–—-'
_STOP = re.compile(r"[;:]\s|[；：]")
_SHORTEST = 4
"""Letters of the shortest word whose ending tells a tense."""
_NO_VERB_BEHIND = re.compile(r"\b(?:be|being|is|are|get|gets|the|a|an)(?: \w+ly)? $")
"""Words behind which an English word in -ed is a participle: `will be opened`, `the planned pier`."""
_NEAR = 12
"""Characters between an auxiliary and the participle that it governs: `sera bientôt fermé`."""
_LOOKED_BACK = 24
_TENSES = {
    "future": Tense.FUTURE,
    "future_ended": Tense.FUTURE,
    "limit": Tense.FUTURE,
    "past": Tense.PAST,
    "past_ended": Tense.PAST,
}


def tense_at(text: str, start: int, end: int, lexicon: Lexicon, *, in_clause: bool = False) -> Tense:
    """Return the tense at a stretch of a sentence.

    The nearest sign before the stretch governs it, as far as no semicolon parts them, then one that it opens with (`since
    June`). Without either it is the first behind it, where more than a preposition stands before the stretch a verb of
    saying behind a comma apart: that only tells who says so. In its clause, between commas, no sign beyond them is heard.
    """
    signs = tuple(_signs(text, lexicon))
    stops = [match.end() for match in (_PART if in_clause else _STOP).finditer(text)]
    first = max((stop for stop in stops if stop <= start), default=0)
    last = min((stop for stop in stops if stop >= end), default=len(text))
    lead = text[first:start].strip(_MARKS).lower()
    comma = _COMMA.search(text, end, last) if lead and lead not in lexicon.on_dates else None
    before = [tense for at, _, tense in signs if first <= at < start]
    own = [tense for at, _, tense in signs if at == start and tense is not Tense.OPEN]
    behind = [
        tense
        for at, word, tense in signs
        if end <= at < last and not (comma and at > comma.start() and word in lexicon.reporting)
    ]
    return next((tense for tense in (*before[-1:], *own, *behind)), Tense.OPEN)


def tells_of_past(text: str, lexicon: Lexicon) -> bool:
    """Return whether a sentence has signs of the past, and none of anything else."""
    found = {tense for _, _, tense in _signs(text, lexicon)}
    return found == {Tense.PAST}


def _signs(text: str, lexicon: Lexicon) -> Iterator[tuple[int, str, Tense]]:
    """Yield the signs with their places, in lower case, and what each is a sign of.

    A limit looks ahead, unless what came before tells of the past: `completed by the end of January` has two readings.
    """
    end = -_NEAR
    last = Tense.OPEN
    for match in _pattern(lexicon).finditer(text):
        kind = match.lastgroup or ""
        governed = match.start() - end < _NEAR and "," not in text[max(0, end) : match.start()]
        if kind.endswith("ended") and (governed or _is_no_verb(match)):
            continue
        end = match.end()
        last = Tense.OPEN if kind == "modal" or (kind == "limit" and last is Tense.PAST) else _TENSES[kind]
        yield match.start(), match.group().lower(), last


def _is_no_verb(match: re.Match[str]) -> bool:
    """Return whether a word with the ending of a verb is a name (`Mohammed`) or a participle."""
    if match.start() > 0 and match.group()[0].isupper():
        return True
    return bool(_NO_VERB_BEHIND.search(match.string, max(0, match.start() - _LOOKED_BACK), match.start()))


@lru_cache(maxsize=16)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Return a pattern of the signs of future and past, the future's first: `is expected` is no past."""
    return re.compile(
        f"(?P<future>{phrase_pattern(lexicon.future)})|(?P<modal>{phrase_pattern(lexicon.modals)})"
        f"|(?P<limit>{phrase_pattern(lexicon.limits)})"
        f"|(?P<past>{phrase_pattern(lexicon.past | lexicon.since)})"
        f"|(?P<future_ended>{_ended(lexicon.future_endings, lexicon)})|(?P<past_ended>{_ended(lexicon.past_endings, lexicon)})",
        re.IGNORECASE,
    )


def _ended(endings: frozenset[str], lexicon: Lexicon) -> str:
    """Return the pattern of a word with one of the endings."""
    if not endings:
        return "(?!)"
    others = f"(?!{phrase_pattern(lexicon.not_past)})" if lexicon.not_past else ""
    return rf"\b{others}[^\W\d_]{{{_SHORTEST - 2},}}(?:{'|'.join(map(re.escape, sorted(endings)))})\b"
