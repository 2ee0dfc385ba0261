"""A statement laid beside a sentence of its source, word by word: what both have, what came in, what was left out.

Words keep their order. Where a word could stand in two places, that reading is taken in which what was left out begins
and ends at a mark of punctuation: `the roof, the old one, the door` without `the old one` lost a whole aside.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportkit.text.words import CJK

_WORD = re.compile(
    rf"[{CJK}]"
    rf"|[^\W_{CJK}]+(?:(?:['’.,\-‐‑·](?=[^\W_{CJK}])|(?<=\d)[:/](?=\d))[^\W_{CJK}]+)*"
    r"|[%$€£¥₹°‰]|(?<!\S)[-−+](?=[\d$€£¥₹])"
)
"""Words as `text.words` has them, and the signs that make a number another: `%`, `$`, a minus."""
_CJK = re.compile(f"[{CJK}]")
_MARK = re.compile(r"[,;:.!?()\[\]{}…–—|]|(?<!\S)-(?!\S)|--|[、。，；：！？（）،؛؟।]")
"""What parts clauses and asides; quotation marks do not."""
_ENTER, _BARE, _ADDED, _EACH = 2.0, 2.0, 10.0, 0.01
"""What a gap costs, what more at an end without punctuation, for a word that only the statement has, for any word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a text, a number with its sign, or a Chinese or Japanese character."""

    text: str
    low: str
    """Case-folded, with typewriter apostrophes: as word lists have it."""
    start: int
    end: int
    behind_mark: bool
    """Punctuation or the beginning of the text stands before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A place where statement and sentence differ: words `ours` stand for words `theirs`, either may be none."""

    ours: range
    theirs: range


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Two texts beside one another."""

    ours: tuple[Word, ...]
    theirs: tuple[Word, ...]
    gaps: tuple[Gap, ...]

    @property
    def shared(self) -> int:
        """How many words both have, in one order."""
        return len(self.ours) - sum(len(gap.ours) for gap in self.gaps)


def word_list(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        low = match.group().casefold().replace("’", "'")
        marked = not found or bool(_MARK.search(text, end, match.start()))
        found.append(
            Word(text=match.group(), low=low, start=match.start(), end=match.end(), behind_mark=marked),
        )
        end = match.end()
    return tuple(found)


def phrase_of(words: Sequence[Word]) -> str:
    """Return words as lists of phrases have them: one blank between, none among Chinese or Japanese characters."""
    lows = [word.low for word in words]
    return "".join(lows) if all(map(_CJK.match, lows)) else " ".join(lows)


def align(ours: Sequence[Word], theirs: Sequence[Word]) -> Alignment:
    """Return the two lists of words laid beside one another with the fewest and cleanest gaps."""
    head = _common(ours, theirs)
    tail = _common(ours[head:][::-1], theirs[head:][::-1])
    ours_left, theirs_left = len(ours) - head - tail, len(theirs) - head - tail
    if ours_left == 0 or theirs_left == 0:
        # One gap, of one side only: it may be moved over words that repeat, and is, to where punctuation bounds it.
        gap = Gap(ours=range(head, head + ours_left), theirs=range(head, head + theirs_left))
        gaps: tuple[Gap, ...] = (_moved(gap, theirs),) if ours_left + theirs_left else ()
    else:
        gaps = tuple(_gaps(ours, theirs))
    return Alignment(ours=tuple(ours), theirs=tuple(theirs), gaps=gaps)


def bounded(theirs: Sequence[Word], gap: range) -> tuple[bool, bool]:
    """Return whether punctuation stands before and behind a stretch of a sentence."""
    return theirs[gap.start].behind_mark, gap.stop == len(theirs) or theirs[gap.stop].behind_mark


def find_words(wanted: Sequence[Word], words: Sequence[Word]) -> bool:
    """Return whether the wanted words stand in a list of words, side by side; a possessive ending is no part of one."""
    lows = [_bare(word.low) for word in words]
    sought = [_bare(word.low) for word in wanted]
    return bool(sought) and any(lows[at : at + len(sought)] == sought for at in range(len(lows) - len(sought) + 1))


def _bare(low: str) -> str:
    return low.removesuffix("'s")


def _common(ours: Iterable[Word], theirs: Iterable[Word]) -> int:
    """Return how many words the two lists begin with in common."""
    count = 0
    for one, other in zip(ours, theirs, strict=False):
        if one.low != other.low:
            break
        count += 1
    return count


def _moved(gap: Gap, theirs: Sequence[Word]) -> Gap:
    """Return a gap at the best of the places that give the same statement."""
    length = len(gap.theirs)
    if not length:
        return gap
    starts = [gap.theirs.start]
    while starts[-1] > 0 and theirs[starts[-1] - 1].low == theirs[starts[-1] - 1 + length].low:
        starts.append(starts[-1] - 1)
    best = max(starts, key=lambda start: (sum(bounded(theirs, range(start, start + length))), start))
    shift = gap.theirs.start - best
    ours = range(gap.ours.start - shift, gap.ours.stop - shift)
    return Gap(ours=ours, theirs=range(best, best + length))


def _gaps(ours: Sequence[Word], theirs: Sequence[Word]) -> Iterator[Gap]:
    """Yield the gaps of the cheapest way through both lists."""
    row = column = 0
    for one, other in (*_Table(ours, theirs).shared(), (len(ours), len(theirs))):
        if one > row or other > column:
            yield Gap(ours=range(row, one), theirs=range(column, other))
        row, column = one + 1, other + 1


class _Table:
    """The costs of all ways through two lists; a class because the way back reads what the way there wrote.

    A cell is reached once with a shared word just behind it and once from within a gap; for both the cheapest cost is
    kept, and which of the ways there it was.
    """

    def __init__(self, ours: Sequence[Word], theirs: Sequence[Word]) -> None:
        """Fill the table, row by row."""
        self._theirs = [word.low for word in theirs]
        self._open = [_ENTER + (0 if word.behind_mark else _BARE) for word in theirs] + [_ENTER]
        self._close = [0 if word.behind_mark else _BARE for word in theirs] + [0.0]
        self._shared_from: list[list[int]] = []
        self._apart_from: list[list[int]] = []
        never = [float("inf")] * (len(theirs) + 1)
        shared, apart = self._row(None, never, never)
        for word in ours:
            shared, apart = self._row(word.low, shared, apart)
        self._ends_apart = apart[-1] < shared[-1]

    def _row(self, low: str | None, shared: list[float], apart: list[float]) -> tuple[list[float], list[float]]:
        """Return the costs of the next row, given those of the row above; the first has no word of ours."""
        theirs, opening, closing = self._theirs, self._open, self._close
        now_shared, now_apart = [0.0 if low is None else float("inf")], [min(shared[0] + opening[0], apart[0]) + _ADDED]
        shared_from, apart_from = [0], [2 + (apart[0] <= shared[0] + opening[0])]
        for column in range(1, len(theirs) + 1):
            straight, behind_gap = shared[column - 1], apart[column - 1] + closing[column - 1]
            meets = low == theirs[column - 1]
            now_shared.append(min(straight, behind_gap) if meets else float("inf"))
            shared_from.append(int(behind_gap < straight))
            ways = (
                now_shared[column - 1] + opening[column - 1] + _EACH,
                now_apart[column - 1] + _EACH,
                shared[column] + opening[column] + _ADDED,
                apart[column] + _ADDED,
            )
            cheapest = min(ways)
            now_apart.append(cheapest)
            apart_from.append(ways.index(cheapest))
        self._shared_from.append(shared_from)
        self._apart_from.append(apart_from)
        return now_shared, now_apart

    def shared(self) -> list[tuple[int, int]]:
        """Return the places of the words that both have, in order."""
        row, column, apart = len(self._shared_from) - 1, len(self._theirs), self._ends_apart
        found = []
        while row or column:
            if not apart:
                apart = bool(self._shared_from[row][column])
                row, column = row - 1, column - 1
                found.append((row, column))
                continue
            way = self._apart_from[row][column]
            apart = bool(way % 2)
            row, column = (row, column - 1) if way < 2 else (row - 1, column)  # noqa: PLR2004 - two ways each
        return found[::-1]
