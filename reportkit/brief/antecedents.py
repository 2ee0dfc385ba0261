"""The name behind a pronoun that opens a sentence, where there is no doubt.

An answer is given only when one person alone can be meant: the sentence before speaks of one person, as its subject or as
the only one, of the pronoun's gender as far as names tell; chains of such sentences are followed inside a paragraph.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportkit.brief.book import Entity, Mention
from reportkit.brief.entities import find_entities
from reportkit.brief.kinds import Kind
from reportkit.brief.opening import Pronoun, opening_pronoun
from reportkit.text.gazetteer import gazetteer
from reportkit.text.lexicon import EMPTY, Lexicon, lexicon
from reportkit.text.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Antecedent:
    """A pronoun at the head of a sentence, and whom it means."""

    pronoun: Pronoun
    name: str
    """As the naming sentence writes it."""
    person: str
    """The person's fullest name."""
    naming: int
    """The sentence that names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """The one person that the sentences so far speak of."""

    entity: Entity
    name: str
    naming: int


def opening(paragraphs: Sequence[Sequence[str]], language: str | None) -> dict[tuple[int, int], str]:
    """Return the names behind opening pronouns, by paragraph and sentence, both from 0."""
    lists = lexicon(language) or EMPTY
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    places = [(at, index) for at, paragraph in enumerate(paragraphs) for index in range(len(paragraph))]
    owners = [at for at, _ in places]
    found = find_antecedents(sentences, owners, find_entities(sentences, lists), lists)
    return {places[at]: antecedent.name for at, antecedent in found.items()}


def find_antecedents(
    sentences: Sequence[str], paragraphs: Sequence[int], entities: Sequence[Entity], lexicon: Lexicon
) -> Mapping[int, Antecedent]:
    """Return the certain antecedents by sentence.

    Shape:   paragraphs: for each sentence the number of its paragraph.
    """
    named = _people_named(entities)
    found: dict[int, Antecedent] = {}
    subject: _Subject | None = None
    for at, text in enumerate(sentences):
        if at and paragraphs[at] != paragraphs[at - 1]:
            subject = None
        pronoun = opening_pronoun(text, lexicon)
        if pronoun is not None and subject is not None and agrees(pronoun.word, subject.entity.name, lexicon):
            found[at] = Antecedent(
                pronoun=pronoun, name=subject.name, person=subject.entity.name, naming=subject.naming
            )
        elif pronoun is not None:
            subject = None
        subject = _next_subject(text, at, named.get(at, []), subject, lexicon)
    return found


def _people_named(entities: Sequence[Entity]) -> dict[int, list[tuple[Entity, Mention]]]:
    """Return the people that each sentence names."""
    named: dict[int, list[tuple[Entity, Mention]]] = {}
    for entity in entities:
        if entity.kind is Kind.PERSON:
            for mention in entity.mentions:
                named.setdefault(mention.sentence, []).append((entity, mention))
    return named


def _next_subject(
    text: str, at: int, named: Sequence[tuple[Entity, Mention]], subject: _Subject | None, lexicon: Lexicon
) -> _Subject | None:
    """Return whom a pronoun would mean after this sentence."""
    people = {id(entity) for entity, _ in named}
    if len(people) > 1:
        return None
    if not people:
        return None if _speaks_of_others(text, lexicon) else subject
    entity, mention = named[0]
    if subject is not None and entity is not subject.entity:
        return None
    if subject is None and _speaks_of_others(text[: mention.start] + text[mention.end :], lexicon):
        return None
    return _Subject(entity=entity, name=text[mention.start : mention.end], naming=at)


def _speaks_of_others(text: str, lexicon: Lexicon) -> bool:
    """Return whether a text mentions somebody without a name: `a spokesman`, `his wife`."""
    return any(word in lexicon.family for word in words(text))


def agrees(pronoun: str, name: str, lexicon: Lexicon) -> bool:
    """Return whether a pronoun can stand for a name; a given name that no list has agrees with neither gender."""
    names = gazetteer()
    given = name.split(maxsplit=1)[0]
    male = pronoun in lexicon.masculine | lexicon.masculine_possessive
    return given in (names.masculine if male else names.feminine)
