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


def genders(sentences: Sequence[str], paragraphs: Sequence[int], named: Named, lexicon: Lexicon) -> dict[int, Gender]:
    """Return the genders of people, by the identity of their entity; nobody of whom signs differ.

    A given name or a title tells; else the pronouns that follow where the person is the only one named, in the sentence
    or at the head of the next.
    """
    told: dict[int, set[Gender]] = {}
    for at, mentions in named.items():
        for entity, mention in mentions:
            sign = gender_of_name(entity.name) or _title(sentences[at], mention, lexicon)
            told.setdefault(id(entity), set()).update({sign} if sign else ())
    found = {key: next(iter(signs)) for key, signs in told.items() if len(signs) == 1}
    unknown = {key for key, signs in told.items() if not signs}
    return found | _spoken_of(sentences, paragraphs, named, unknown, lexicon)


def _spoken_of(
    sentences: Sequence[str], paragraphs: Sequence[int], named: Named, unknown: set[int], lexicon: Lexicon
) -> dict[int, Gender]:
    """Return the genders that the text gives to people whose names tell none."""
    votes: dict[int, Counter[Gender]] = {}
    for at, mentions in named.items():
        entity, mention = mentions[0]
        if id(entity) not in unknown or any(other is not entity for other, _ in mentions):
            continue
        goes_on = at + 1 < len(sentences) and paragraphs[at + 1] == paragraphs[at]
        opening = sentences[at + 1].split(maxsplit=1)[:1] if goes_on else []
        for vote in {_pronouns(sentences[at][mention.end :], lexicon), _pronouns("".join(opening), lexicon)}:
            if vote is not None:
                votes.setdefault(id(entity), Counter())[vote] += 1
    return {key: next(iter(tally)) for key, tally in votes.items() if len(tally) == 1 and tally.total() >= _ENOUGH}


def _title(text: str, mention: Mention, lexicon: Lexicon) -> Gender | None:
    """Return the gender that the word right before a name tells: `Mrs`, `actress`."""
    before = _LAST_WORD.search(text, max(0, mention.start - _LOOKED_BACK), mention.start)
    return gender_of_noun(before[1].lower(), lexicon) if before else None


def _pronouns(text: str, lexicon: Lexicon) -> Gender | None:
    """Return the gender of the pronouns of a stretch, if all are of one."""
    found = {gender for word in words(text) if (gender := gender_of_pronoun(word, lexicon))}
    return found.pop() if len(found) == 1 else None
