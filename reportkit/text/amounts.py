"""Numbers in running text, with all that belongs to their value: `at least`, currency, range, magnitude, unit.

What a number is of, and whether it counts anything at all, is not told here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reportkit.text.lexicon import Lexicon

_CURRENCY = r"(?:US|A|C|NZ|HK|S|R)?[$€£¥₹]\s?|\b(?:USD|EUR|GBP|CHF|Rs\.?)\s?"
_DIGITS = r"\d{1,3}(?:[,. ’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_DIGIT = re.compile(r"\d")
_GLUED = re.compile(r"[\w/:]|[.,]\d|-\d")
"""What makes of digits a part of something else: `25/40`, `7:30`, `9news`."""
_REACH = 24
"""Characters before a number that hold the words which make it about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number with what belongs to its value."""

    start: int
    """With the words that make it about: `at least`, `between`."""
    end: int
    number: str
    """Its first number, as written."""
    currency: bool
    unit: str
    """In lower case; empty where it has none."""
    magnitude: bool
    ranged: bool
    """Two numbers: `3 to 5`."""
    about: bool
    joined: bool
    """The unit is joined by a hyphen, as before a noun: `12-mile`."""

    @property
    def is_bare(self) -> bool:
        """Whether nothing but digits tells that it is an amount."""
        return not (self.currency or self.unit or self.magnitude or self.ranged or self.about)

    @property
    def is_score(self) -> bool:
        """Whether it may be a result as well as a range: `4-1`."""
        return self.ranged and not (self.currency or self.unit or self.magnitude or self.about)


def find_amounts(text: str, lexicon: Lexicon) -> Iterator[Amount]:
    """Yield the amounts of a sentence in order, whatever they are of: a year is one too."""
    patterns = _patterns(lexicon)
    done = 0
    for match in _numbers(text, patterns):
        if match.start() < done:
            continue
        about = _about(text, match.start(), patterns.approximators)
        second = _second(text, match, about, lexicon, patterns)
        tail = second or patterns.tail.match(text, match.end())
        done = tail.end() if tail else match.end()
        if _GLUED.match(text, done):
            continue
        unit = (tail["unit"] or "") if tail else ""
        yield Amount(
            start=match.start() - len(about),
            end=done,
            number=match["digits"] or match["word"],
            currency=match["currency"] is not None or (second is not None and second["currency"] is not None),
            unit=unit.strip(" -\u00a0").lower(),
            magnitude=tail is not None and tail["magnitude"] is not None,
            ranged=second is not None,
            about=bool(about),
            joined=unit.startswith("-"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """The patterns of a language."""

    number: re.Pattern[str]
    """In digits or in words."""
    digits: re.Pattern[str]
    """The same in digits alone."""
    words: re.Pattern[str]
    """The same in words alone, of a text in lower case."""
    tail: re.Pattern[str]
    """Magnitude and unit."""
    second: re.Pattern[str]
    """The rest of a range."""
    approximators: tuple[str, ...]
    """The longest first, each with the space behind it."""


@lru_cache(maxsize=16)
def _patterns(lexicon: Lexicon) -> _Patterns:
    """Return the patterns of a language."""
    magnitude, unit = _any_of(lexicon.magnitudes), _any_of(lexicon.units)
    rest = rf"(?:\s?(?:{_any_of(lexicon.inner_magnitudes)})\s?\d{{1,4}}(?![.,]?\d))*"
    digits = rf"(?<![\w.,/:$€£¥₹–-])(?P<currency>{_CURRENCY})?(?P<digits>(?:{_DIGITS}){rest})"
    before_magnitude = rf"(?:{_any_of(lexicon.number_words)})(?=[\s-](?:{magnitude})\b)"
    words = rf"\b(?P<word>{before_magnitude}|{_any_of(lexicon.counting_words)})\b"
    tail = (
        rf"(?:[\s-]?(?P<magnitude>{magnitude})\b)?"
        rf"(?P<unit>\s?[%°]|\s?(?:{unit})\b|-(?:{unit})\b)?"
    )
    links = rf"\s(?P<word>{_any_of(lexicon.range_links)})\s|\s?[-–]\s?(?=[$€£¥₹\d])"
    return _Patterns(
        number=re.compile(f"{digits}|{words}", re.IGNORECASE),
        digits=re.compile(digits, re.IGNORECASE),
        words=re.compile(words),
        tail=re.compile(tail, re.IGNORECASE),
        second=re.compile(
            rf"(?:\s?(?:{magnitude})\b)?%?(?:{links})(?P<currency>{_CURRENCY})?(?:{_DIGITS}){tail}", re.IGNORECASE
        ),
        approximators=tuple(f"{each} " for each in sorted(lexicon.approximators, key=lambda each: (-len(each), each))),
    )


def _any_of(phrases: frozenset[str]) -> str:
    """Return an alternation of phrases, longest first; one that never matches for none."""
    return "|".join(re.escape(each) for each in sorted(phrases, key=lambda each: (-len(each), each))) or "(?!)"


def _numbers(text: str, patterns: _Patterns) -> Iterator[re.Match[str]]:
    """Return the matches of numbers in a text; few have any in words, for which it takes long to look without case."""
    if patterns.words.search(text.lower().replace("i̇", "i")):
        return patterns.number.finditer(text)
    return patterns.digits.finditer(text) if _DIGIT.search(text) else iter(())


def _about(text: str, at: int, approximators: tuple[str, ...]) -> str:
    """Return the words before a number that make it about, their last space included."""
    before = text[max(0, at - _REACH) : at]
    low = before.lower()
    if not low.endswith(approximators):
        return ""
    for each in approximators:
        if low.endswith(each) and (len(low) == len(each) or not low[-len(each) - 1].isalnum()):
            return before[-len(each) :]
    return ""


def _second(text: str, first: re.Match[str], about: str, lexicon: Lexicon, patterns: _Patterns) -> re.Match[str] | None:
    """Return what makes a range of the number before it: a hyphen, `to`, and `and` behind `between`.

    `rose by 44% to $205m` has two numbers that are of different things.
    """
    match = patterns.second.match(text, first.end())
    if match is None or (match["currency"] and not first["currency"]):
        return None
    if text.startswith("%", first.end()) and (match["unit"] or "").strip() != "%":
        return None
    word = (match["word"] or "").lower()
    if about.lower().strip() in lexicon.range_openers:
        return match
    measured = match["unit"] or match["magnitude"] or match["currency"]
    return match if not word or (word in lexicon.range_closers and measured) else None
