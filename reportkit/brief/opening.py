"""How a sentence opens: by itself, or leaning on what went before it."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import islice, pairwise

from reportkit.brief.gender import gender_of_name, gender_of_pronoun
from reportkit.text.lexicon import Lexicon
from reportkit.text.phrases import phrase_pattern
from reportkit.text.quotes import outside_quotations

_MARKS = " \t\"“”„«»‘’'([–—-"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEAD = 60
_FEW_WORDS = 4
_AGED = ("year-old", "year-olds")
"""The numbers before them are no words here; somebody is meant in either case."""
_LOOKED_AT = 6
_POSSESSIVE = re.compile(r"['’]s$")
_BEHIND = 6
"""Words behind the comma among which the name stands that a pronoun before it anticipates: `After his defeat, Tom …`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronoun:
    """A personal or possessive pronoun that heads a sentence."""

    word: str
    """In lower case."""
    start: int
    end: int


class Lean(Enum):
    """What the opening of a sentence needs before it."""

    NOTHING = 0
    """It stands alone."""
    STORY = 1
    """It speaks of a thing as known (`the decision`, `this bridge`): anything told of the matter will do."""
    SENTENCE = 2
    """It points back with a pronoun or a connective: the very sentence before it must stand there."""


def lean(text: str, lexicon: Lexicon, *, begins: bool = False) -> Lean:
    """Return what the opening of a sentence needs before it.

    Shape:   begins: its article begins with it, so that what it tells of as known is made known by itself, or by nothing;
             only a pronoun or a connective at its head then says that something was cut off before it.
    """
    if lexicon.unspaced:
        return _lean_unspaced(text, lexicon)
    head = _head(text)
    if not head:
        return Lean.NOTHING
    first, second, third = (*head, "", "")[:3]
    opening = " ".join(head) + " "
    if first in lexicon.leaning or _points(first, second, lexicon) or _phrases(lexicon).match(opening):
        return Lean.SENTENCE
    if begins:
        return Lean.NOTHING
    if (
        (first in lexicon.subordinators and _points(second, third, lexicon))
        or _counts_known(head, lexicon)
        or _resumes(text, lexicon)
        or _has_lost_speaker(text, lexicon)
        or _is_unbound(text, lexicon)
    ):
        return Lean.SENTENCE
    return Lean.STORY if _nouns(lexicon).match(opening) or _points_out(text, lexicon) else Lean.NOTHING


def _lean_unspaced(text: str, lexicon: Lexicon) -> Lean:
    """Return the same for a script without spaces."""
    starts, pointing = _unspaced(lexicon)
    if starts.match(text.lstrip(_MARKS + "「『（")):
        return Lean.SENTENCE
    return Lean.STORY if pointing.search(outside_quotations(text)) else Lean.NOTHING


def leans(text: str, lexicon: Lexicon) -> bool:
    """Return whether the sentence opens with what points back: a pronoun, a connective, `the former`, `the decision`."""
    return lean(text, lexicon) is not Lean.NOTHING


def _counts_known(head: list[str], lexicon: Lexicon) -> bool:
    """Return whether a number stands for people or things told of before: `four were`, `three of them`."""
    first, second, third = (*head, "", "")[:3]
    pronouns = lexicon.third_person | lexicon.demonstratives
    if second in lexicon.subordinators and third in pronouns and third not in lexicon.articles_too:
        return True
    return first in lexicon.number_words | lexicon.quantities and second in lexicon.auxiliaries


def _has_lost_speaker(text: str, lexicon: Lexicon) -> bool:
    """Return whether the mood of a verb says that somebody said so, and nothing says who."""
    if not lexicon.reported_mood:
        return False
    found = frozenset(_WORD.findall(text.lower()))
    return not found.isdisjoint(lexicon.reported_mood) and found.isdisjoint(lexicon.reporting)


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
    if lexicon.demonstratives.isdisjoint(found) and lexicon.pointing.isdisjoint(found):
        return False
    found = _WORD.findall(outside_quotations(text).lower())
    plain = lexicon.time_nouns | lexicon.stop_words
    if any(one in lexicon.pointing and _POSSESSIVE.sub("", two) not in plain for one, two in pairwise(found)):
        return True
    # `that` opens clauses too, but not at the end: `ended that certainty`, `time for that`.
    before, last = (["", "", *found])[-2:]
    pronouns = lexicon.demonstratives - lexicon.articles_too
    return last in pronouns or (before in pronouns and last not in plain)


def _is_unbound(text: str, lexicon: Lexicon) -> bool:
    """Return whether `he` or `she` stands in the sentence before anybody whom it could mean: `On Monday, she said …`."""
    pronouns, people = _persons(lexicon), _people(lexicon)
    if lexicon.impersonal:
        text = re.sub(phrase_pattern(lexicon.impersonal), "", text.replace("’", "'"), flags=re.IGNORECASE)
    for at, match in enumerate(_WORD.finditer(text)):
        word = match.group()
        low = word.lower().replace("’", "'").partition("'")[0]
        if low in pronouns:
            return not _is_anticipated(low, text[match.end() :], lexicon)
        if at == 0 and low in lexicon.indefinite:
            return False
        if low in people or low.endswith(_AGED) or (word[0].isupper() and _is_name(low, at, lexicon)):
            return False
    return False


def _is_anticipated(pronoun: str, behind: str, lexicon: Lexicon) -> bool:
    """Return whether the subject behind the comma is a name that agrees with a pronoun before it, which says nothing."""
    before, _, main = behind.partition(", ")
    if not lexicon.reporting.isdisjoint(_WORD.findall(before)):
        return False
    words = [match.group() for match in _WORD.finditer(main)][:_BEHIND]
    gender = gender_of_pronoun(pronoun, lexicon)
    return any(word[0].isupper() and gender_of_name(word) is gender for word in words)


def _is_name(low: str, at: int, lexicon: Lexicon) -> bool:
    """Return whether a capitalised word may name somebody; the first word of a sentence is no name where it is common."""
    return low not in _common(lexicon) and not (at == 0 and low.endswith(("ing", "ed", "ly")))


@lru_cache(maxsize=16)
def _common(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that name nobody though they be capitalised."""
    return lexicon.stop_words | lexicon.not_names | lexicon.subordinators | lexicon.demonyms


@lru_cache(maxsize=16)
def _persons(lexicon: Lexicon) -> frozenset[str]:
    """Return the pronouns that stand for one person."""
    return lexicon.masculine | lexicon.feminine | lexicon.masculine_possessive | lexicon.feminine_possessive


@lru_cache(maxsize=16)
def _people(lexicon: Lexicon) -> frozenset[str]:
    """Return the common nouns that a pronoun may mean."""
    return lexicon.roles | lexicon.person_nouns


def opening_pronoun(text: str, lexicon: Lexicon) -> Pronoun | None:
    """Return the pronoun that is the very first word of the sentence, if it is one that stands for a person."""
    match = _WORD.search(text)
    if match is None or text[: match.start()].strip(_MARKS):
        return None
    word = match.group().lower().replace("’", "'")
    known = word in _persons(lexicon)
    return Pronoun(word=word, start=match.start(), end=match.end()) if known else None


def _head(text: str) -> list[str]:
    """Return the first words in lower case."""
    bare = text.lstrip(_MARKS)
    return [match.group().lower().replace("’", "'") for match in islice(_WORD.finditer(bare[:120]), _LOOKED_AT)]


def _points(word: str, following: str, lexicon: Lexicon) -> bool:
    """Return whether a word points back: `she`, or `this` without a noun of time.

    A word that may be an article does so only before a verb: one that is common or tells of speech.
    """
    if word in lexicon.articles_too:
        return following in lexicon.stop_words | lexicon.reporting
    if word.partition("'")[0] in lexicon.demonstratives and "'" in word:
        return True
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
    return _any_of(lexicon.leaning_phrases | lexicon.connectives - lexicon.connectives_with_comma)


@lru_cache(maxsize=16)
def _nouns(lexicon: Lexicon) -> re.Pattern[str]:
    """Return a pattern of the openings that speak of something as known, and do not go on to tell which."""
    return _any_of(lexicon.leaning_nouns, rf"(?!(?:{'|'.join(sorted(lexicon.restricting)) or '(?!)'})\s)")


def _any_of(phrases: frozenset[str], behind: str = "") -> re.Pattern[str]:
    """Return a pattern of any of the phrases, the longest first, with the space behind it and what must follow that."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile("(?:" + "|".join(map(re.escape, ordered)) + rf")\s{behind}" if ordered else r"(?!)")
