"""Who speaks a quotation, where the source says so beyond doubt."""

import re
from dataclasses import dataclass

from reportkit.brief.antecedents import agrees
from reportkit.brief.entities import Entity, Mention
from reportkit.brief.kinds import Kind
from reportkit.brief.study import Study
from reportkit.text.names import TOKEN

_ROLE_BEFORE_NAME = re.compile(r" (?:the|a|an|its|their|his|her) [^,.;“”\"]{3,60}, ")
_REACH = 80
"""Characters between a verb of saying and its subject, an apposition between them included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a sentence has outside a quotation, on one side of it."""

    sentence: int
    text: str
    offset: int
    """Of the text in its sentence."""


def find_speaker(study: Study, before: Frame, after: Frame) -> str | None:
    """Return the fullest name of who speaks, judged first by what follows the quotation, then by what precedes it."""
    return _behind(study, after) or _in_front(study, before)


def has_verb(frame: Frame, verbs: frozenset[str]) -> bool:
    """Return whether a verb of the list stands in the frame."""
    return any(match.group().lower() in verbs for match in TOKEN.finditer(frame.text))


def _behind(study: Study, frame: Frame) -> str | None:
    """Return the speaker of `…,” said Ms Ito` and `…,” she said`."""
    verb = _first_verb(study, frame)
    if verb is None:
        return None
    lead = frame.text[: verb.start()]
    if re.search(r"[.;!?]\s", lead) or verb.start() > _REACH:
        return None
    return (
        _named_in(study, frame, 0, verb.start()) or _pronoun_in(study, frame, lead) or _after_verb(study, frame, verb)
    )


def _in_front(study: Study, frame: Frame) -> str | None:
    """Return the speaker of `Ms Ito said: “…` and `According to Ms Ito, “…`."""
    verbs = [match for match in TOKEN.finditer(frame.text) if match.group().lower() in study.lexicon.quoting]
    if verbs:
        verb = verbs[-1]
        lead = frame.text[: verb.start()]
        return _last_named_in(study, frame, 0, verb.start()) or _pronoun_in(study, frame, lead)
    for phrase in sorted(study.lexicon.attributions):
        at = frame.text.lower().find(phrase)
        if at >= 0:
            return _named_in(study, frame, at, at + len(phrase) + _REACH)
    return None


def _first_verb(study: Study, frame: Frame) -> re.Match[str] | None:
    """Return the first verb of saying in a frame."""
    return next((each for each in TOKEN.finditer(frame.text) if each.group().lower() in study.lexicon.quoting), None)


def _mentions(study: Study, frame: Frame, start: int, end: int) -> list[tuple[Entity, Mention]]:
    """Return who is named between two offsets of a frame, in order."""
    low, high = frame.offset + start, frame.offset + end
    found = [
        (entity, mention)
        for entity in study.entities
        if entity.kind is not Kind.PLACE
        for mention in entity.mentions
        if mention.sentence == frame.sentence and low <= mention.start and mention.end <= high
    ]
    return sorted(found, key=lambda pair: pair[1].start)


def _named_in(study: Study, frame: Frame, start: int, end: int) -> str | None:
    """Return the one person, else the one organisation, that is named in a stretch."""
    named = _mentions(study, frame, start, end)
    for kind in (Kind.PERSON, Kind.ORGANISATION):
        names = {entity.name for entity, _ in named if entity.kind is kind}
        if names:
            return min(names) if len(names) == 1 else None
    return None


def _last_named_in(study: Study, frame: Frame, start: int, end: int) -> str | None:
    """Return who is named right before the end of a stretch, an apposition between them allowed."""
    named = _mentions(study, frame, start, end)
    people = [pair for pair in named if pair[0].kind is Kind.PERSON] or named
    if not people:
        return None
    entity, mention = people[-1]
    between = frame.text[mention.end - frame.offset : end]
    return entity.name if len(between) <= _REACH and not re.search(r"[’']s\b|[;:]", between) else None


def _after_verb(study: Study, frame: Frame, verb: re.Match[str]) -> str | None:
    """Return who is named right behind the verb, a role between them allowed; whom somebody told is not the speaker."""
    start = verb.end()
    if verb.group().lower() in study.lexicon.addressing:
        return None
    named = _mentions(study, frame, start, start + _REACH)
    if not named:
        return None
    people = [pair for pair in named if pair[0].kind is Kind.PERSON] or named
    entity, mention = people[0]
    between = frame.text[start : mention.start - frame.offset]
    lexicon = study.lexicon
    plain = lexicon.roles | lexicon.role_modifiers | lexicon.honorifics | lexicon.stop_words
    if _ROLE_BEFORE_NAME.fullmatch(between):
        return entity.name
    fits = all(word.lower().rstrip(".") in plain or word[0].isupper() for word in TOKEN.findall(between))
    return entity.name if fits and not between.startswith((" of", " to", " for", " that")) else None


def _pronoun_in(study: Study, frame: Frame, lead: str) -> str | None:
    """Return whom a pronoun right before the verb means, if one person alone can be meant."""
    last = TOKEN.findall(lead)[-2:]
    lexicon = study.lexicon
    pronoun = next(
        (word.lower() for word in reversed(last) if word.lower() in lexicon.masculine | lexicon.feminine), None
    )
    if pronoun is None:
        return None
    antecedent = study.antecedents.get(frame.sentence)
    if antecedent is not None and agrees(pronoun, antecedent.person, lexicon):
        return antecedent.person
    paragraph = study.candidates[frame.sentence].place.paragraph
    named = {
        entity.name
        for entity in study.entities
        if entity.kind is Kind.PERSON
        for mention in entity.mentions
        if mention.sentence <= frame.sentence and study.candidates[mention.sentence].place.paragraph == paragraph
    }
    return min(named) if len(named) == 1 and agrees(pronoun, min(named), lexicon) else None
