"""Patterns of phrases as whole words, in languages that set no space between words too."""

import re
from collections.abc import Iterable

_UNSPACED = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_STARTS_UNSPACED, _ENDS_UNSPACED = re.compile(f"[{_UNSPACED}]"), re.compile(f"[{_UNSPACED}]$")


def phrase_pattern(phrases: Iterable[str]) -> str:
    """Return the pattern of any of the phrases, the longer first; one that matches nothing where there are none.

    A phrase begins and ends where words do, but for Chinese and Japanese, where nothing shows it. Bounds are set once for
    all phrases of a kind: for each alone they take several times as long.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        groups.setdefault(_bounds(phrase), []).append(re.escape(phrase))
    parts = [f"{before}(?:{'|'.join(group)}){behind}" for (before, behind), group in groups.items()]
    return f"(?:{'|'.join(parts)})" if parts else "(?!)"


def _bounds(phrase: str) -> tuple[str, str]:
    """Return the patterns of what stands around a phrase."""
    before = "" if _STARTS_UNSPACED.match(phrase) else r"\b" if phrase[:1].isalnum() else r"(?<!\w)"
    behind = "" if _ENDS_UNSPACED.search(phrase) else r"\b" if phrase[-1:].isalnum() else r"(?!\w)"
    return before, behind
