"""Where sentences begin and end.

One compiled pattern finds the places where a sentence could end; each is then judged by the word before it and the word
after it. What depends on the language (abbreviations, ordinals, words that open a sentence) is data, in
`abbreviations.toml`; a language without a table there gets what all languages share.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_CLOSERS = "\"'”’»›“‘)\\]}*_"
_FULL_WIDTH_CLOSERS = "」』”’）】》〉\"'"
# The pattern never fails after its first character, so that a text of nothing but stops stays linear.
_CANDIDATE = re.compile(
    rf"(?P<wide>[。！？｡][。！？｡…]*[{_FULL_WIDTH_CLOSERS}]*)"
    rf"|(?P<mark>[.!?…‽؟۔।॥]+(?:[ \u00a0\u202f]\.(?=[ \u00a0\u202f.]|$))*)"
    rf"(?P<close>[{_CLOSERS}]*(?:[\u00a0\u202f ]»)?(?:\[\d{{1,3}}\])*)"
    r"|\n[^\S\n]*\n\s*"
)
_NEXT = re.compile(r"\s*(?P<open>[\"'“”‘’«»„‚(\[{¿¡*_]*)(?P<word>\w[\w’'-]*|\W?)")
_DOTTED = re.compile(r"(?:\w{1,2}\.)+\w{1,2}$")
_ORDINAL = re.compile(r"\d{1,3}$")
_LOOK_BACK = 48
"""Characters in which the word before a stop is looked for."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a language's table says; all words case-folded and without their stop."""

    inner: frozenset[str]
    """Never at the end of a sentence: `Mr`, `e.g`."""
    numbered: frozenset[str]
    """Not before a number: `No`, `Fig`."""
    ambiguous: frozenset[str]
    """May end a sentence, and do so before an opener: `Inc`, `p.m`."""
    openers: frozenset[str]
    """Words that, with a capital, begin a sentence rather than carry on a name."""
    months: frozenset[str]
    reporting: frozenset[str]
    """Verbs that introduce who spoke, after a quotation."""
    ordinals: bool
    """`3.` means third."""


def split(text: str, language: str | None) -> tuple[tuple[int, int], ...]:
    """Return the spans (start, end) of the sentences, in order, without surrounding white space.

    Every character other than white space lies in exactly one span. `language` is a BCP 47 tag; only its first part
    counts.
    """
    rules = _rules((language or "").split("-")[0].lower())
    return tuple(_trimmed(text, _ends(text, rules)))


def _ends(text: str, rules: _Rules) -> Iterator[int]:
    """Yield the offsets at which a sentence ends, the text's own end last."""
    start = 0
    for candidate in _CANDIDATE.finditer(text):
        if _is_end(text, start, candidate, rules):
            start = candidate.end()
            yield start
    yield len(text)


def _trimmed(text: str, ends: Iterator[int]) -> Iterator[tuple[int, int]]:
    """Yield what lies between the ends without its surrounding white space; nothing for what is all white space."""
    start = 0
    for end in ends:
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            first = start + len(piece) - len(piece.lstrip())
            yield first, first + len(stripped)
        start = end


def _is_end(text: str, start: int, candidate: re.Match[str], rules: _Rules) -> bool:
    """Whether a sentence ends with the candidate; `start` is where the sentence began."""
    if candidate["wide"] or not candidate["mark"]:
        return True
    at = candidate.end()
    if at < len(text) and not text[at].isspace():
        return False
    following = _NEXT.match(text, at)
    word = following["word"] if following else ""
    if not word:
        return True
    if word[0].islower() or word[0] in ",;:":
        return False
    if candidate["mark"] != ".":
        return not (candidate["close"] and _is_reported(text, following, rules))
    before = text[max(start, at - _LOOK_BACK) : candidate.start()].rsplit(None, 1)
    return _stop_ends(before[-1].lstrip("([\"'“”‘’«»„‚¿¡*_") if before else "", word, candidate, rules, len(before) < 2)


def _is_reported(text: str, following: re.Match[str] | None, rules: _Rules) -> bool:
    """Whether the words after a quotation tell who spoke: `“Why?” Mr Smith asked.`"""
    tail = text[following.start("word") : following.start("word") + 60] if following else ""
    return any(word.strip(".,").casefold() in rules.reporting for word in tail.split()[1:4])


def _stop_ends(before: str, word: str, candidate: re.Match[str], rules: _Rules, first: bool) -> bool:
    """Whether the single stop after the word `before` ends the sentence, `word` being the next one."""
    folded = before.casefold()
    opens = word.casefold() in rules.openers
    if _ORDINAL.match(before):
        return not first and not (rules.ordinals and (word.casefold() in rules.months or not opens))
    if folded in rules.inner:
        return False
    if folded in rules.numbered:
        return not word[0].isdigit()
    if folded in rules.ambiguous or _DOTTED.match(before):
        return opens
    if len(before) == 1 and before.isalpha() and before.isupper() and before != "I":
        return opens
    return True


@lru_cache(maxsize=64)
def _rules(language: str) -> _Rules:
    """Return the rules of a language, those shared by all included."""
    tables = tomllib.loads((files("reportkit.text") / "abbreviations.toml").read_text(encoding="utf-8"))
    shared, own = tables["shared"], tables.get(language, {})

    def both(key: str) -> frozenset[str]:
        return frozenset(word.casefold() for word in f"{shared.get(key, '')} {own.get(key, '')}".split())

    return _Rules(
        inner=both("inner"),
        numbered=both("numbered"),
        ambiguous=both("ambiguous"),
        openers=both("openers"),
        months=both("months"),
        reporting=both("reporting"),
        ordinals=bool(own.get("ordinals", False)),
    )
