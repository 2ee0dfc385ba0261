"""Whom `he said` means in each sentence: the one person whose words or deeds the sentences just before tell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportkit.brief.frames import Frame, Speaker
from reportkit.brief.kinds import Kind
from reportkit.brief.study import Study
from reportkit.brief.subjects import Subject, subject_before, subject_behind
from reportkit.text.gazetteer import gazetteer
from reportkit.text.lexicon import Lexicon
from reportkit.text.names import TOKEN
from reportkit.text.quotes import outside_quotations

_OLDEST = 2
"""Sentences without a word of the person, after which nobody is sure any more whom a pronoun means."""
_LOOKED_BACK = 8
_NEAR_HEAD = 40
"""Characters of a sentence in which a name is its subject."""
_FIRST_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The one person of whom the sentences so far tell."""

    name: str
    naming: int
    """The sentence that names them."""
    speaks: bool
    """They were said to speak, rather than only named."""
    age: int


def voice_before(study: Study, index: int) -> Voice | None:
    """Return whom a pronoun in a sentence can mean by the sentences that go before it."""
    voice: Voice | None = None
    for each in range(max(0, index - _LOOKED_BACK), index):
        voice = _next(study, each, voice)
    return voice


def who(voice: Voice | None, pronoun: str, lexicon: Lexicon) -> Speaker | None:
    """Return whom a pronoun means; a name of the other gender is not meant, one that no list has only if it spoke."""
    if voice is None:
        return None
    names = gazetteer()
    given = voice.name.split(maxsplit=1)[0]
    own, other = names.masculine, names.feminine
    if pronoun in lexicon.feminine:
        own, other = other, own
    meant = given in own or (voice.speaks and given not in other)
    return Speaker(name=voice.name, naming=voice.naming) if meant else None


def _next(study: Study, index: int, voice: Voice | None) -> Voice | None:
    """Return whom a pronoun could mean after a sentence."""
    told = outside_quotations(study.sentences[index].text)
    if not told.strip(" .,;:!?"):
        return voice
    subject = speaking_subject(study, Frame(sentence=index, text=told, offset=0))
    people = _people(study, index, told)
    if subject is not None and subject.name in {name for name, _ in people}:
        return Voice(name=subject.name or "", naming=index, speaks=True, age=0)
    if subject is not None and subject.pronoun is not None and voice is not None:
        others = {name for name, _ in people} - {voice.name}
        return None if others else replace(voice, age=0)
    if subject is not None:
        return None
    return _named_only(Frame(sentence=index, text=told, offset=0), people, voice, study.lexicon)


def _named_only(frame: Frame, people: Sequence[tuple[str, int]], voice: Voice | None, lexicon: Lexicon) -> Voice | None:
    """Return whom a pronoun could mean after a sentence in which nobody is said to speak."""
    names = {name for name, _ in people}
    if len(names) == 1 and people[0][1] < _NEAR_HEAD:
        speaks = voice is not None and voice.speaks and voice.name in names
        return Voice(name=people[0][0], naming=frame.sentence, speaks=speaks, age=0)
    if voice is None or names - {voice.name} or _opens_with_somebody(frame.text, lexicon):
        return None
    return replace(voice, age=voice.age + 1) if voice.age < _OLDEST else None


def _people(study: Study, index: int, told: str) -> list[tuple[str, int]]:
    """Return the people whom a sentence names outside quotations, with the places of their names."""
    found = [
        (entity.name, mention.start)
        for entity in study.entities
        if entity.kind is Kind.PERSON and entity.name in study.named.get(index, ())
        for mention in entity.mentions
        if mention.sentence == index and not told[mention.start].isspace()
    ]
    return sorted(found, key=lambda pair: pair[1])


def _opens_with_somebody(told: str, lexicon: Lexicon) -> bool:
    """Return whether the sentence speaks of somebody without a name: `A second woman`."""
    first = [word.lower() for word in TOKEN.findall(told)[:_FIRST_WORDS]]
    return any(word in nouns for word in first for nouns in (lexicon.person_nouns, lexicon.family, lexicon.roles))


def speaking_subject(study: Study, frame: Frame) -> Subject | None:
    """Return the subject of the first verb of saying in a frame."""
    for match in TOKEN.finditer(frame.text):
        if match.group().lower() in study.lexicon.quoting:
            return subject_before(study, frame, match.start()) or subject_behind(study, frame, match.end())
    return None
