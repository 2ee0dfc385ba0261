"""How a sentence opens: by itself, or leaning on what went before it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from reportkit.text.lexicon import Lexicon
from reportkit.text.phrases import phrase_pattern
from reportkit.text.quotes import outside_quotations

_MARKS = " \t\"“”„«»‘’'([–—-"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEAD = 60
_FEW_WORDS = 4
_LOOKED_AT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronoun:
    """A personal or possessive pronoun that heads a sentence."""

    word: str
    """In lower case."""
    start: int
    end: int


def leans(text: str, lexicon: Lexicon) -> bool:
    """Return whether the sentence opens with a word that points back: a pronoun, a connective, `the former`."""
    if lexicon.unspaced:
        opening, pointing = _unspaced(lexicon)
        return bool(opening.match(text.lstrip(_MARKS + "「『（")) or pointing.search(outside_quotations(text)))
    head = _head(text)
    if not head:
        return False
    first, second = head[0], head[1] if len(head) > 1 else ""
    if first in lexicon.leaning or _points(first, second, lexicon):
        return True
    third = head[2] if len(head) > 2 else ""  # noqa: PLR2004 - the third of the words looked at
    if first in lexicon.subordinators and _points(second, third, lexicon):
        return True
    return (
        bool(_phrases(lexicon).match(" ".join(head) + " "))
        or _resumes(text, lexicon)
        or _points_out(text, lexicon)
        or _is_unbound(text, lexicon)
    )


def _resumes(text: str, lexicon: Lexicon) -> bool:
    """Return whether a few words and a comma lead up to a pronoun: `In June, it …`."""
    lead, comma, rest = text[:_LEAD].partition(", ")
    following = _WORD.match(rest)
    if not comma or following is None or len(lead.split()) > _FEW_WORDS:
        return False
    return following.group().lower().replace("’", "'") in lexicon.third_person and not _names_somebody(lead, lexicon)


def _names_somebody(lead: str, lexicon: Lexicon) -> bool:
    """Return whether the words have a name among them, other than by opening the sentence."""
    found = list(_WORD.finditer(lead))[1:]
    return any(match.group()[0].isupper() and _is_name(match.group().lower(), 1, lexicon) for match in found)


def _points_out(text: str, lexicon: Lexicon) -> bool:
    """Return whether the sentence speaks of `this issue`, which another sentence must have named."""
    found = _WORD.findall(text.lower())
    if lexicon.pointing.isdisjoint(found):
        return False
    found = _WORD.findall(outside_quotations(text).lower())
    plain = lexicon.time_nouns | lexicon.stop_words
    return any(one in lexicon.pointing and two not in plain for one, two in pairwise(found))


def _is_unbound(text: str, lexicon: Lexicon) -> bool:
    """Return whether `he` or `she` stands in the sentence before anybody whom it could mean: `On Monday, she said …`."""
    pronouns = lexicon.masculine | lexicon.feminine | lexicon.masculine_possessive | lexicon.feminine_possessive
    if lexicon.impersonal:
        text = re.sub(phrase_pattern(lexicon.impersonal), "", text.replace("’", "'"), flags=re.IGNORECASE)
    for at, match in enumerate(_WORD.finditer(text)):
        word = match.group()
        low = word.lower().replace("’", "'")
        if low.partition("'")[0] in pronouns:
            return True
        if low in lexicon.roles or low in lexicon.person_nouns or (word[0].isupper() and _is_name(low, at, lexicon)):
            return False
    return False


def _is_name(low: str, at: int, lexicon: Lexicon) -> bool:
    """Return whether a capitalised word may name somebody; the first word of a sentence is no name where it is common."""
    common = lexicon.stop_words | lexicon.not_names | lexicon.subordinators | lexicon.demonyms
    return low not in common and not (at == 0 and low.endswith(("ing", "ed", "ly")))


def opening_pronoun(text: str, lexicon: Lexicon) -> Pronoun | None:
    """Return the pronoun that is the very first word of the sentence, if it is one that stands for a person."""
    match = _WORD.search(text)
    if match is None or text[: match.start()].strip(_MARKS):
        return None
    word = match.group().lower().replace("’", "'")
    persons = lexicon.masculine | lexicon.feminine | lexicon.masculine_possessive | lexicon.feminine_possessive
    return Pronoun(word=word, start=match.start(), end=match.end()) if word in persons else None


def _head(text: str) -> list[str]:
    """Return the first words in lower case."""
    bare = text.lstrip(_MARKS)
    return [match.lower().replace("’", "'") for match in _WORD.findall(bare[:120])[:_LOOKED_AT]]


def _points(word: str, following: str, lexicon: Lexicon) -> bool:
    """Return whether a word points back: `she`, or `this` without a noun of time.

    A word that may be an article does so only before a verb: one that is common or tells of speech.
    """
    if word in lexicon.articles_too:
        return following in lexicon.stop_words | lexicon.reporting
    if word in lexicon.demonstratives:
        return following not in lexicon.time_nouns
    return word in lexicon.third_person


@lru_cache(maxsize=16)
def _unspaced(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns of what a sentence leans with in a script without spaces: at its head, and anywhere in it."""
    free = f"(?!{'|'.join(sorted(lexicon.time_nouns))})"
    others = lexicon.leaning | lexicon.third_person | lexicon.connectives - lexicon.connectives_with_comma
    opening = f"{phrase_pattern(lexicon.demonstratives)}{free}|{phrase_pattern(others)}"
    return re.compile(opening), re.compile(phrase_pattern(lexicon.pointing) + free)


@lru_cache(maxsize=16)
def _phrases(lexicon: Lexicon) -> re.Pattern[str]:
    """Return a pattern of the openings that consist of several words, and of the connectives."""
    ordered = sorted(
        lexicon.leaning_phrases | lexicon.connectives - lexicon.connectives_with_comma,
        key=lambda phrase: (-len(phrase), phrase),
    )
    return re.compile("(?:" + "|".join(map(re.escape, ordered)) + r")\s" if ordered else r"(?!)")
