"""Where a sentence ends without a mark: at the items of a list, and at line ends that no wrapping explains."""

import re
from collections.abc import Iterator
from itertools import pairwise

BULLETS = "•⁃‣◦▪●"
_BULLET_FIRST = re.compile(rf"\s*([{BULLETS}])")
_ITEM = re.compile(r"(?:^|(?<=\s))(?P<label>\d{1,2}|[a-z])(?P<stop>\.\)|\)|\.)\s+(?P<first>\S)")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FILLED = 0.8
"""Share of the longest line that a line with the next word may have, and still not be a wrapped one."""


def breaks_in(text: str, *, ordinals: bool) -> tuple[int, ...]:
    """Return the offsets at which a sentence begins whatever stands before; `ordinals`: `2.` means second."""
    found = set(_items(text, ordinals=ordinals))
    bullet = _BULLET_FIRST.match(text)
    if bullet:
        found.update(match.start() for match in re.finditer(rf"(?<=\s){re.escape(bullet[1])}(?=.)", text))
    if "\n" in text:
        found.update(_lines(text))
    return tuple(sorted(found))


def _items(text: str, *, ordinals: bool) -> Iterator[int]:
    """Yield where the second and later items begin of a list that the text begins with: `1) … 2) …`, `a. … b. …`."""
    first = _ITEM.match(text.lstrip())
    if first is None or first["label"] not in {"1", "a"} or (ordinals and first["stop"] == "."):
        return
    labels = _LETTERS if first["label"] == "a" else [str(number) for number in range(1, 100)]
    expected = 1
    for item in _ITEM.finditer(text, len(text) - len(text.lstrip()) + first.end() - 1):
        if expected == len(labels) or item["label"] != labels[expected] or item["stop"] != first["stop"]:
            continue
        if not _goes_on(text, item):
            yield item.start()
        expected += 1


def _goes_on(text: str, item: re.Match[str]) -> bool:
    """Whether the sentence goes on into the item: behind a comma, or in lower case where the label is only a stop."""
    at = item.start() - 1
    while at > 0 and text[at].isspace():
        at -= 1
    return text[at] in ",;:" or (item["stop"] == "." and item["first"].islower())


def _lines(text: str) -> Iterator[int]:
    """Yield where a line begins that was not broken off for want of room."""
    lines = text.split("\n")
    longest = max(len(line) for line in lines)
    at = 0
    for above, below in pairwise(lines):
        at += len(above) + 1
        if above.strip() and below.strip() and _is_deliberate(above, below, longest):
            yield at


def _is_deliberate(above: str, below: str, longest: int) -> bool:
    """Whether the line end parts two sentences: a rule, a bullet, or a capital that had room in the line above."""
    if not any(map(str.isalnum, above)) or below.lstrip()[0] in BULLETS:
        return True
    word = below.split(maxsplit=1)[0]
    room = len(above.rstrip()) + 1 + len(word) <= longest * _FILLED
    return room and word[0].isupper() and above.rstrip()[-1] not in ",;-–—"
