"""The terms of a text: its content words, cut down to what forms of one word share."""

import re
from collections.abc import Iterable
from functools import lru_cache

from reportkit.text.lexicon import Lexicon
from reportkit.text.words import words

_SHORTEST_STEM = 4
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_LONGEST_FUNCTION_WORD = 3
"""In a language without a lexicon, words of up to so many letters are taken for function words."""


def terms(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the terms of a text in order: stems of its content words, and pairs of Chinese or Japanese characters.

    Without stop words, short words of lower case are taken for function words; numbers always count.
    """
    return terms_of(words(text), lexicon)


def terms_of(found_words: Iterable[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the terms of words that were found already."""
    found: list[str] = []
    previous = ""
    for word in found_words:
        if not word.isascii() and _CJK.match(word):
            if previous:
                found.append(previous + word)
            previous = word
            continue
        previous = ""
        found.extend(_terms_of_word(word, lexicon))
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _terms_of_word(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the terms of a word: none of a function word, several of one with hyphens."""
    bare = word.removesuffix("'s").rstrip(".")
    if not _is_content(bare, lexicon):
        return ()
    return tuple(stem(part, lexicon) for part in bare.replace(".", "").split("-") if part)


def stem(word: str, lexicon: Lexicon) -> str:
    """Return the word without the longest ending that leaves a stem; one ending is taken off, numbers stay whole."""
    if word[:1].isdigit():
        return word
    for length in range(min(6, len(word) - _SHORTEST_STEM), 0, -1):
        if word[-length:] in lexicon.endings:
            return word[:-length]
    return word


def is_unspaced(text: str) -> bool:
    """Return whether a text is in a script that sets no spaces between its words."""
    return not text.isascii() and bool(_CJK.search(text))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the smaller set's terms that the other holds, 0 where one is empty."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _is_content(word: str, lexicon: Lexicon) -> bool:
    """Return whether a word tells something of the subject."""
    if lexicon.stop_words:
        return word not in lexicon.stop_words and (len(word) > 1 or word.isdigit())
    return len(word) > _LONGEST_FUNCTION_WORD or word.isdigit()
