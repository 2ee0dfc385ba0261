"""Where in time a sentence places what it tells: by the sign of past or future that governs a place of it."""

import re
from functools import lru_cache

from reportkit.text.lexicon import Lexicon
from reportkit.text.phrases import phrase_pattern
from reportkit.text.relative import Tense

_STOP = re.compile(r"[;:]\s|[；：]")
_SHORTEST = 4
"""Letters of the shortest word whose ending tells a tense."""


def tense_at(text: str, start: int, end: int, lexicon: Lexicon) -> Tense:
    """Return the tense at a stretch of a sentence.

    The nearest sign before the stretch governs it, as far as no semicolon parts them; without one, the first behind it.
    """
    signs = [(match.start(), _tense(match)) for match in _signs(lexicon).finditer(text) if not _is_name(match)]
    stops = [match.end() for match in _STOP.finditer(text)]
    first = max((stop for stop in stops if stop <= start), default=0)
    last = min((stop for stop in stops if stop >= end), default=len(text))
    before = [tense for at, tense in signs if first <= at < start]
    behind = [tense for at, tense in signs if start <= at < last]
    return before[-1] if before else behind[0] if behind else Tense.OPEN


def _is_name(match: re.Match[str]) -> bool:
    """Return whether a word with the ending of a verb is a name: `Mohammed`."""
    return match["ended"] is not None and match.start() > 0 and match.group()[0].isupper()


def _tense(match: re.Match[str]) -> Tense:
    """Return which tense a sign is one of."""
    return Tense.FUTURE if match["future"] else Tense.PAST


@lru_cache(maxsize=16)
def _signs(lexicon: Lexicon) -> re.Pattern[str]:
    """Return a pattern of the signs of future and past, the future's first: `is expected` is no past."""
    endings = "|".join(map(re.escape, sorted(lexicon.past_endings)))
    ended = rf"|(?P<ended>\b(?!(?:{'|'.join(sorted(lexicon.not_past)) or '$.'})\b)[^\W\d_]{{{_SHORTEST - 1},}}(?:{endings})\b)" if endings else "|(?P<ended>(?!))"
    return re.compile(
        f"(?P<future>{phrase_pattern(lexicon.future)})|(?P<past>{phrase_pattern(lexicon.past | lexicon.since)}{ended})", re.IGNORECASE
    )
