"""People whom a sentence speaks of without a name that is known: they stand in the way of a certain antecedent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportkit.brief.book import Entity, Mention
from reportkit.brief.gender import Gender, gender_of_noun
from reportkit.text.gazetteer import gazetteer
from reportkit.text.lexicon import Lexicon
from reportkit.text.names import Token, tokens
from reportkit.text.words import words

_SAME = re.compile(r"(?:, (?:who (?:is|was) )?| (?:is|was|became|remains) )(?:(?:a|an|the|his|her|their) )?[^,;.]*$")
"""What may stand between a name and a noun for the same person: `Sarah Oduya, the spokeswoman`."""
_OWNER = re.compile(r"[’']s?(?: [a-z]+){0,2} $")
_OF = re.compile(r"(?P<noun>\w+) (?:of|for|to) (?:\w+\.? )?$")
_CLAUSES = frozenset({"and", "but", "by", "with", "when", "that", "because", "if", "while", "as"})
"""Common words behind which somebody may well be named."""
_PAIR = re.compile(r"[^\W\d_a-z]\w+ [^\W\d_a-z]")
"""Two words that may have capitals."""
_GOVERNED = re.compile(r"(?P<word>\w+) (?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?$")
_LOOKED_BACK = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence with the people that it names."""

    text: str
    at: int
    named: Sequence[tuple[Entity, Mention]]
    spans: Sequence[tuple[int, int]]
    """Where it names anybody or anything that is known."""
    lexicon: Lexicon


def genders_unnamed(said: Said) -> set[Gender]:
    """Return the genders of people that a sentence speaks of without their name: `a woman`, `his brother`."""
    found: set[Gender] = set()
    lexicon = said.lexicon
    if _any_owner(said):
        return set(Gender)
    nouns = _nouns(lexicon)
    if not _PAIR.search(said.text) and nouns.isdisjoint(words(said.text)):
        return found
    found_words = tokens(said.text)
    for at, word in enumerate(found_words):
        low = word.lower
        if low in nouns:
            gender = gender_of_noun(low, lexicon)
            relation = low in lexicon.family or (low in lexicon.roles and _belongs(said.text, word))
            if (gender or relation) and not _is_named(said, found_words, at):
                found |= {gender} if gender else set(Gender)
        if word.text[0].isupper() and _may_be_unknown(said, found_words, at):
            return set(Gender)
    return found


@lru_cache(maxsize=16)
def _nouns(lexicon: Lexicon) -> frozenset[str]:
    """Return the nouns that stand for people: a sentence without any needs no closer look."""
    return lexicon.masculine_nouns | lexicon.feminine_nouns | lexicon.family | lexicon.roles


def _any_owner(said: Said) -> bool:
    """Return whether one of the names only tells whose somebody is."""
    return any(_is_owner(said.text, mention, said.lexicon) for _, mention in said.named)


def _may_be_unknown(said: Said, found_words: Sequence[Token], at: int) -> bool:
    """Return whether two words may be the full name of somebody whom nothing else tells: none but names have capitals.

    Behind an article, a preposition or an owner they are rather a thing’s name.
    """
    pair = found_words[at : at + 2]
    if len(pair) == 1 or said.text[pair[0].end : pair[1].start] != " ":
        return False
    before = said.text[found_words[at - 1].start : pair[0].start] if at else ""
    leads = found_words[at - 1].lower if at else ""
    if (leads in said.lexicon.stop_words and leads not in _CLAUSES) or before[:1].isupper() or _OWNER.search(before):
        return False
    known = any(start < pair[1].end and pair[0].start < end for start, end in said.spans)
    return not known and all(_is_odd(word, said.lexicon) for word in pair)


def _is_odd(word: Token, lexicon: Lexicon) -> bool:
    """Return whether a word with a capital is none that the lists know."""
    lists = (lexicon.stop_words, lexicon.not_names, lexicon.demonyms, lexicon.organisation_words, gazetteer().common)
    return (
        word.text.istitle()
        and word.text.isalpha()
        and not any(word.lower in each for each in lists)
        and not word.lower.endswith(tuple(lexicon.abstract_endings))
    )


def _belongs(text: str, word: Token) -> bool:
    """Return whether a role is somebody’s: `Lindt’s lawyer`."""
    return bool(_OWNER.search(text, max(0, word.start - _LOOKED_BACK), word.start))


def _is_named(said: Said, words: Sequence[Token], at: int) -> bool:
    """Return whether a noun for a person stands with the person's name: `Mr Lindt`, `Sarah Oduya, the spokeswoman`."""
    if at + 1 < len(words) and words[at + 1].is_capital:
        return True
    start = words[at].start
    return any(
        mention.end <= start and _SAME.fullmatch(said.text, mention.end, start) is not None for _, mention in said.named
    )


def _is_owner(text: str, mention: Mention, lexicon: Lexicon) -> bool:
    """Return whether a name only tells whose somebody is: `a lawyer for Lindt`."""
    before = _OF.search(text, max(0, mention.start - _LOOKED_BACK), mention.start)
    if before is None:
        return False
    noun = before["noun"].lower()
    return noun in lexicon.roles or noun in lexicon.family


def is_governed(said: Said, mention: Mention) -> bool:
    """Return whether a preposition stands before a name: the sentence then speaks of somebody or something else."""
    before = _GOVERNED.search(said.text, max(0, mention.start - _LOOKED_BACK), mention.start)
    return before is not None and before["word"].lower() in said.lexicon.governing
