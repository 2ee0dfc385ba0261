"""The name behind a pronoun that opens a sentence, where there is no doubt.

An answer is given only when one person alone can be meant: of all whom the sentences before speak of, named or not, one
has the pronoun's gender. Chains of such sentences are followed, over the end of a paragraph only where the next one opens
with the pronoun. Who is quoted speaks of others: what stands inside quotation marks is left alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportkit.brief.book import Entity, Mention
from reportkit.brief.bystanders import Said, genders_unnamed, is_governed
from reportkit.brief.entities import find_entities
from reportkit.brief.gender import Gender, Named, gender_of_name, gender_of_pronoun, genders
from reportkit.brief.kinds import Kind
from reportkit.brief.opening import Pronoun, opening_pronoun
from reportkit.text.lexicon import EMPTY, Lexicon, lexicon
from reportkit.text.words import words

_MARKS = re.compile(r"[“„«”»\"]")
_QUOTES = "\"“”„«»'‘’"


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
    """The one person of a gender that the sentences so far speak of."""

    entity: Entity
    name: str
    naming: int


_Subjects = dict[Gender, _Subject | None]


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
    known = genders(sentences, paragraphs, named, lexicon)
    spans: dict[int, list[tuple[int, int]]] = {}
    for mention in (mention for entity in entities for mention in entity.mentions):
        spans.setdefault(mention.sentence, []).append((mention.start, mention.end))
    found: dict[int, Antecedent] = {}
    subjects: _Subjects = {}
    quoted = False
    for at, text in enumerate(sentences):
        opens = at == 0 or paragraphs[at] != paragraphs[at - 1]
        quoted = quoted and not opens
        pronoun = None if quoted or text[:1] in _QUOTES else _pronoun(text, lexicon)
        gender = gender_of_pronoun(pronoun.word, lexicon) if pronoun else None
        if opens and gender is None:
            subjects = {} if at in named else _carried(subjects, text, lexicon)
        subject = subjects.get(gender) if gender else None
        if pronoun and subject:
            found[at] = Antecedent(
                pronoun=pronoun, name=subject.name, person=subject.entity.name, naming=subject.naming
            )
        _take_in(
            subjects, Said(text=text, at=at, named=named.get(at, []), spans=spans.get(at, []), lexicon=lexicon), known
        )
        if gender and not subject:
            subjects[gender] = None
        quoted = _stays_quoted(text, quoted=quoted)
    return found


def _pronoun(text: str, lexicon: Lexicon) -> Pronoun | None:
    """Return the pronoun that opens a sentence, unless it is shouted: then it is somebody’s speech."""
    pronoun = opening_pronoun(text, lexicon)
    return None if pronoun is None or text[pronoun.start : pronoun.end].isupper() else pronoun


def _carried(subjects: _Subjects, text: str, lexicon: Lexicon) -> _Subjects:
    """Return the subjects that a paragraph goes on with though it opens otherwise: `In 1990, he …`."""
    first = next((gender for word in words(text) if (gender := gender_of_pronoun(word, lexicon))), None)
    return {} if first is None else {first: subjects.get(first)}


def _people_named(entities: Sequence[Entity]) -> Named:
    """Return the people that each sentence names."""
    named: dict[int, list[tuple[Entity, Mention]]] = {}
    for entity in entities:
        if entity.kind is Kind.PERSON:
            for mention in entity.mentions:
                named.setdefault(mention.sentence, []).append((entity, mention))
    return named


def _stays_quoted(text: str, *, quoted: bool) -> bool:
    """Return whether a quotation is open behind a sentence."""
    for mark in _MARKS.findall(text):
        if mark in "“„«":
            quoted = True
        elif mark in "”»":
            quoted = False
        elif mark == '"':
            quoted = not quoted
    return quoted


def _take_in(subjects: _Subjects, said: Said, known: Mapping[int, Gender]) -> None:
    """Bring up to date whom `he` and `she` would mean after a sentence."""
    if not said.named and not any(subjects.values()):
        return
    unnamed = genders_unnamed(said)
    for gender in Gender:
        people = {id(entity) for entity, _ in said.named if known.get(id(entity), gender) is gender}
        subject = subjects.get(gender)
        if gender in unnamed or len(people) > 1:
            subjects[gender] = None
        elif people:
            entity, mention = next(pair for pair in said.named if id(pair[0]) in people)
            same = subject is not None and subject.entity is entity
            fits = id(entity) in known and (same or (subject is None and not is_governed(said, mention)))
            name = said.text[mention.start : mention.end]
            subjects[gender] = _Subject(entity=entity, name=name, naming=said.at) if fits else None


def agrees(pronoun: str, name: str, lexicon: Lexicon) -> bool:
    """Return whether a pronoun can stand for a name; a given name that no list has agrees with neither gender."""
    gender = gender_of_pronoun(pronoun, lexicon)
    return gender is not None and gender_of_name(name) is gender
