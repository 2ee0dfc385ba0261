"""Whether `he` or `she` can stand for a person, as far as names, titles and the text itself tell."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum

from reportkit.brief.book import Entity, Mention
from reportkit.text.gazetteer import gazetteer, without_accents
from reportkit.text.lexicon import Lexicon
from reportkit.text.words import words

_LAST_WORD = re.compile(r"(\w+)\.? $")
_LOOKED_BACK = 20
_ENOUGH = 2
"""Times that the text must speak of somebody as of a man or a woman, and never as of the other."""


class Gender(StrEnum):
    """Of a pronoun, and of whom it can stand for."""

    MASCULINE = "masculine"
    FEMININE = "feminine"


Named = Mapping[int, Sequence[tuple[Entity, Mention]]]
"""The people that each sentence names."""


def gender_of_pronoun(pronoun: str, lexicon: Lexicon) -> Gender | None:
    """Return the gender of a personal or possessive pronoun, `None` for one that has none."""
    if pronoun in lexicon.masculine or pronoun in lexicon.masculine_possessive:
        return Gender.MASCULINE
    feminine = pronoun in lexicon.feminine or pronoun in lexicon.feminine_possessive
    return Gender.FEMININE if feminine else None


def gender_of_name(name: str) -> Gender | None:
    """Return the gender of a given name; `None` where no list has it, or both have."""
    given = name.split(maxsplit=1)[0]
    names = gazetteer()
    if given not in names.given:
        given = without_accents(given)
    if (given in names.masculine) == (given in names.feminine):
        return None
    return Gender.MASCULINE if given in names.masculine else Gender.FEMININE


def gender_of_noun(word: str, lexicon: Lexicon) -> Gender | None:
    """Return the gender of a common noun or a title."""
    if word in lexicon.masculine_nouns:
        return Gender.MASCULINE
    return Gender.FEMININE if word in lexicon.feminine_nouns else None


def genders(sentences: Sequence[str], named: Named, lexicon: Lexicon) -> dict[int, Gender]:
    """Return the genders of people, by the identity of their entity; nobody of whom signs differ.

    A given name or a title tells; else the pronouns that follow where the person is the only one named.
    """
    told: dict[int, set[Gender]] = {}
    votes: dict[int, Counter[Gender]] = {}
    for at, mentions in named.items():
        alone = len({id(entity) for entity, _ in mentions}) == 1
        for entity, mention in mentions:
            signs = told.setdefault(id(entity), set())
            sign = gender_of_name(entity.name) or _title(sentences[at], mention, lexicon)
            signs |= {sign} if sign else set()
        entity, mention = mentions[0]
        vote = _pronouns(sentences[at][mention.end :], lexicon) if alone else None
        if vote is not None:
            votes.setdefault(id(entity), Counter())[vote] += 1
    for key, signs in told.items():
        tally = votes.get(key, Counter())
        if not signs and len(tally) == 1 and tally.total() >= _ENOUGH:
            signs |= set(tally)
    return {key: next(iter(signs)) for key, signs in told.items() if len(signs) == 1}


def _title(text: str, mention: Mention, lexicon: Lexicon) -> Gender | None:
    """Return the gender that the word right before a name tells: `Mrs`, `actress`."""
    before = _LAST_WORD.search(text, max(0, mention.start - _LOOKED_BACK), mention.start)
    return gender_of_noun(before[1].lower(), lexicon) if before else None


def _pronouns(text: str, lexicon: Lexicon) -> Gender | None:
    """Return the gender of the pronouns of a stretch, if all are of one."""
    found = {gender for word in words(text) if (gender := gender_of_pronoun(word, lexicon))}
    return found.pop() if len(found) == 1 else None
