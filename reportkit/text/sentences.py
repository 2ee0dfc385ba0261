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

_CLOSERS = "\"'”’»«›‹“‘)\\]}*_"
_FULL_WIDTH_CLOSERS = "」』”’）】》〉\"'"
_NOTE = r"\[(?:\d{1,3}(?:\s?[-–,]\s?\d{1,3})*|[a-z]|note \d+|[a-z ]{1,20} needed)\]"
# The pattern never fails after its first character, so that a text of nothing but stops stays linear.
_CANDIDATE = re.compile(
    rf"(?P<wide>[。！？｡][。！？｡…]*[{_FULL_WIDTH_CLOSERS}]*)"
    rf"|(?P<mark>[.!?…‽؟۔।॥]+(?:[ \u00a0\u202f]\.(?=[ \u00a0\u202f.]|$))*)"
    rf"(?P<close>[{_CLOSERS}]*(?:[\u00a0\u202f ]»(?!\w))?)(?P<note>(?:\s?{_NOTE})*)"
    r"|\n(?:[^\S\n]*\n\s*|[^\S\n]*(?=[•‣◦▪●]))"
)
_NEXT = re.compile(r"\s*(?:[–—-]\s+)?(?P<open>[\"'“”‘’«»„‚(\[{¿¡*_]*)(?P<word>\w[\w’'-]*|\W?)(?P<stop>\.?)")
_OPENERS = "([{\"'“”‘’«»„‚¿¡*_•‣◦▪●–—-"
_DOTTED = re.compile(r"(?:\w{1,2}\.)+\w{1,2}$")
_ORDINAL = re.compile(r"\d{1,3}$")
_LIST_MARK = re.compile(r"(?:\d{1,3}|[a-h])$")
_ROMAN = re.compile(r"[IVX]+$")
_BRAND = re.compile(r"[a-z]{1,4}[A-Z]|https?$|www$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_LOOK_BACK = 48
"""Characters in which the word before a stop, or the bracket around it, is looked for."""
_LOOK_AHEAD = 60
"""Characters in which the verb after a quotation is looked for."""


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
    rules = _rules((language or "").partition("-")[0].lower())
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
    if not candidate["mark"]:
        return not (candidate["wide"] and _is_in_title(text, start, candidate.end()))
    at = candidate.end()
    if at < len(text) and not text[at].isspace():
        return candidate["mark"][-1] in "?!" and bool(_CJK.match(text, at))
    following = _NEXT.match(text, at)
    if following is None or not following["word"]:
        return True
    return _may_begin(following["word"]) and _mark_ends(text, start, candidate, following, rules)


def _may_begin(word: str) -> bool:
    """Whether a sentence may begin with the word: not in lower case, brands and addresses apart."""
    return word[0] not in ",;:" and (not word[0].islower() or bool(_BRAND.match(word)))


def _mark_ends(text: str, start: int, candidate: re.Match[str], following: re.Match[str], rules: _Rules) -> bool:
    """Whether the mark ends the sentence, what follows being able to begin one."""
    if candidate["mark"] != ".":
        first = following.start("word")
        return not (candidate["close"] and _is_reported(text[first : first + _LOOK_AHEAD], rules))
    pieces = text[max(start, candidate.start() - _LOOK_BACK) : candidate.start()].split()
    before = pieces[-1].lstrip(_OPENERS) if pieces else ""
    if _LIST_MARK.match(before) and not any(piece.strip(_OPENERS) for piece in pieces[:-1]):
        return False
    return _stop_ends(before, following, rules)


def _is_in_title(text: str, start: int, at: int) -> bool:
    """Whether a full-width mark stands within the brackets of a work's title: `《摔跤吧！爸爸》`."""
    near = text[max(start, at - _LOOK_BACK) : at]
    return near.rfind("《") > near.rfind("》")


def _is_reported(tail: str, rules: _Rules) -> bool:
    """Whether the words after a quotation tell who spoke, as in `“Why?” Mr Smith asked`."""
    for number, word in enumerate(tail.split()[:4]):
        if number and word.strip(".,:").casefold() in rules.reporting:
            return True
        if word.endswith((",", ";")):
            return False
    return False


def _stop_ends(before: str, following: re.Match[str], rules: _Rules) -> bool:
    """Whether the single stop after the word `before` ends the sentence."""
    folded, word = before.casefold(), following["word"]
    opens = word.casefold() in rules.openers
    if rules.ordinals and (_ORDINAL.match(before) or _ROMAN.match(before)):
        return opens and word.casefold() not in rules.months
    if folded in rules.inner:
        return False
    if folded in rules.numbered and not (before.isupper() and len(before) == 1):
        return not (word[0].isdigit() or len(word) == 1 or word.isupper())
    if folded in rules.ambiguous or _DOTTED.match(before):
        return opens
    return len(before) > 1 or not before.isalpha() or _letter_ends(before, following, opens=opens)


def _letter_ends(before: str, following: re.Match[str], *, opens: bool) -> bool:
    """Whether the stop after a single letter ends the sentence: not in `J. Smith`, `a. C.`, `v. Chr.`."""
    if before.isupper():
        return opens or before == "I"
    return opens or not (following["stop"] and len(following["word"]) <= len("Chr"))


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
