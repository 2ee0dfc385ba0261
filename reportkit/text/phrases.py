"""Patterns of phrases as whole words, in languages that set no space between words too."""

import re
from collections.abc import Iterable

_UNSPACED = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_STARTS_UNSPACED, _ENDS_UNSPACED = re.compile(f"[{_UNSPACED}]"), re.compile(f"[{_UNSPACED}]$")


def phrase_pattern(phrases: Iterable[str]) -> str:
    """Return the pattern of any of the phrases, the longer first; one that matches nothing where there are none.

    A phrase begins and ends where words do, but for Chinese and Japanese, where nothing shows it.
    """
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(map(_bounded, ordered)) + ")" if ordered else "(?!)"


def _bounded(phrase: str) -> str:
    """Return the pattern of one phrase."""
    before = "" if _STARTS_UNSPACED.match(phrase) else r"(?<!\w)"
    behind = "" if _ENDS_UNSPACED.search(phrase) else r"(?!\w)"
    return f"{before}{re.escape(phrase)}{behind}"
