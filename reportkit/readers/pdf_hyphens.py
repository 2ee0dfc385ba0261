"""Hyphens at the line ends of a PDF: which belong to the word, and which the typesetter put in."""

import re
from collections.abc import Sequence

from reportkit.readers.pdf_lines import Line

_WORD_CHARACTERS = 60
"""Characters at the end of a line that the word in question has at most."""
_HYPHENATED = re.compile(r"([^\W\d_]+)([-\u2010\u00ad])$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


def is_hyphenated(above: str, below: str) -> bool:
    """Return whether a word begins on one line and ends on the next."""
    return bool(_HYPHENATED.search(above, max(0, len(above) - _WORD_CHARACTERS))) and below[:1].islower()


def join_all(lines: Sequence[Line], words: frozenset[str]) -> tuple[str, int]:
    """Return lines as one text with hyphenation undone, and the number of hyphens that went."""
    text, gone = lines[0].text, 0
    for line in lines[1:]:
        joined, hyphens = join_lines(text, line.text, words)
        text, gone = joined, gone + hyphens
    return text, gone


def collect_words(lines: Sequence[Line]) -> frozenset[str]:
    """Return the words of the document that stand whole on a line, and their parts between hyphens."""
    found: set[str] = set()
    for line in lines:
        for match in _WORD.finditer(line.text):
            if match.end() < len(line.text) - 1:
                found.add(match[0].lower().replace("\u2010", "-"))
    return frozenset(found)


def join_lines(above: str, below: str, words: frozenset[str]) -> tuple[str, int]:
    """Return two lines as one, and 1 where a hyphen went.

    A hyphen goes where the rest of the word begins small, unless the document writes the word with a hyphen elsewhere,
    or knows both halves as words and not the whole.
    """
    match = _HYPHENATED.search(above, max(0, len(above) - _WORD_CHARACTERS))
    after = _WORD.match(below)
    if match is None:
        return (
            f"{above}{below}"
            if above.endswith(("-", "–", "/")) and not above.endswith((" -", " –"))
            else f"{above} {below}"
        ), 0
    if after is None or not after[0][0].islower():
        return above[: match.start(2)] + "-" + below, 0
    first, second = match[1].lower(), after[0].lower()
    whole, compound = first + second in words, f"{first}-{second}" in words
    both = first in words and second in words and match[2] != "\u00ad"
    if not whole and (compound or (both and len(first) > 2)):  # noqa: PLR2004 - `re-` and `in-` are words too
        return above[: match.start(2)] + "-" + below, 0
    return above[: match.start(2)] + below, 1
