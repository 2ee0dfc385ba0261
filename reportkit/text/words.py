"""Words of a text: to count them, and to compare texts by them."""

import re
from functools import lru_cache

# Han, kana and their extensions are written without spaces: each character counts as a word, as word processors do.
# Hangul is written with spaces and needs no such rule.
CJK = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{CJK}]|[^\W_{CJK}]+(?:['’.,\-‐‑·](?=[^\W_{CJK}])[^\W_{CJK}]+)*")

LOOKED_AT_AGAIN = 1_024
"""Sentences of which it is kept what was found in them: one part of a briefing after the other asks the same of each."""


def count_words(text: str) -> int:
    """Return the number of words, a Chinese or Japanese character counting as one.

    `U.S.`, `mid-2024`, `isn't` and `3,400.5` are one word each; punctuation is none.
    """
    return sum(1 for _ in _WORD.finditer(text))


@lru_cache(maxsize=LOOKED_AT_AGAIN)
def words(text: str) -> tuple[str, ...]:
    """Return the words in order, case-folded, with typographic apostrophes made straight."""
    straight = text.replace("’", "'")
    if straight.isascii():
        return tuple(_WORD.findall(straight.lower()))
    return tuple(word.casefold() for word in _WORD.findall(straight))
