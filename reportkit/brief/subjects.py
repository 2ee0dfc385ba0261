"""Who a verb of saying has for its subject, as far as the words around it show: a name, a description or a pronoun.

For scripts with capitals. A name is one that the article's entities know, else the words as the source writes them; a
description (`a spokesman for the ministry`) is given only where its noun is one for people, or bodies, that speak.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportkit.brief.book import Entity, Mention
from reportkit.brief.frames import Frame
from reportkit.brief.kinds import Kind
from reportkit.brief.nominals import (
    LONGEST_LEAD,
    Phrase,
    capital_run,
    head_of,
    named_in,
    phrases_of,
    rest_of_name,
    without_adverbs,
    without_link,
)
from reportkit.brief.study import Study
from reportkit.text.lexicon import Lexicon
from reportkit.text.names import TOKEN
from reportkit.text.relative import end_of_time

_TITLES = "".join(
    rf"(?<!\b{title})"
    for title in re.split(" ", "[A-Z] Mr Ms Dr St Lt Jr Sr Mrs Sen Gov Gen Rep Col Sgt Rev Capt Prof")
)
_CLAUSE = re.compile(rf"{_TITLES}\.\s|[;:!?”\"»]\s|\s[–—-]{{1,2}}\s|[(\[]")
"""What parts clauses; a stop behind a title or an initial does not."""
_EXPLAINING = re.compile(r"(?:who|whose|\d\d|[a-z]+ing)\b")
"""How a phrase between commas begins that is no subject, whoever is named in it."""
_LONGEST = 14
"""Words of a description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who is said to speak; one of the two is given."""

    name: str | None = None
    """A name, in its fullest form, or a description."""
    pronoun: str | None = None


def subject_before(study: Study, frame: Frame, at: int) -> Subject | None:
    """Return the subject that stands before the verb at an offset of the frame: `Ms Ito, the mayor, said`."""
    lead = frame.text[:at]
    start = max((match.end() for match in _CLAUSE.finditer(lead)), default=0)
    phrases = [without_adverbs(each, study.lexicon) for each in phrases_of(frame, start, at)]
    set_off = bool(phrases) and not phrases[-1].text
    while phrases and not phrases[-1].text:
        phrases.pop()
    if set_off:
        phrases = _without_apposition(study, phrases)
    return _read(study, without_link(phrases[-1], study.lexicon), last=True) if phrases else None


def subject_behind(study: Study, frame: Frame, at: int) -> Subject | None:
    """Return the subject that stands behind the verb that ends at an offset: `said Ms Ito`, `said the mayor, Ms Ito`."""
    at = end_of_time(frame.text, at + 1, study.language)
    stop = _CLAUSE.search(frame.text, at)
    end = stop.start() if stop else len(frame.text.rstrip(' .!?”"»'))
    phrases = [each for each in phrases_of(frame, at, end) if each.text]
    if not phrases:
        return None
    if len(phrases) > 1 and not named_in(study, phrases[0]):
        for entity, mention in named_in(study, phrases[1])[:1]:
            if entity.kind is Kind.PERSON and mention.start == frame.offset + phrases[1].start:
                return Subject(name=entity.name)
        run = capital_run(phrases[1], study.lexicon)
        if run == phrases[1].text and " " in run and _description(phrases[0], study.lexicon):
            return Subject(name=run)
    return _read(study, phrases[0], last=False)


def _without_apposition(study: Study, phrases: list[Phrase]) -> list[Phrase]:
    """Return the phrases up to the name that the last ones explain: `Ms Ito, head of the board in Oslo, Norway`."""
    while len(phrases) > 1 and _EXPLAINING.match(phrases[-1].text):
        phrases = phrases[:-1]
    for count in range(len(phrases) - 1, 0, -1):
        name, behind = phrases[count - 1], phrases[count]
        if _is_apposition(behind, study.lexicon) and _is_name(study, name):
            return phrases[:count]
    return phrases


def _is_apposition(phrase: Phrase, lexicon: Lexicon) -> bool:
    """Return whether a phrase explains a name before it: it opens in small letters, or names an office."""
    return not phrase.text[:1].isupper() or not lexicon.roles.isdisjoint(phrase.words)


def _is_name(study: Study, phrase: Phrase) -> bool:
    """Return whether a phrase is a name rather than a description that begins a sentence."""
    people = [entity for entity, _ in named_in(study, phrase) if entity.kind is Kind.PERSON]
    run = capital_run(phrase, study.lexicon)
    return bool(people) or (run is not None and " " in run)


def _read(study: Study, phrase: Phrase, *, last: bool) -> Subject | None:
    """Return what the words of a subject say; with `last` the verb follows them, else it goes before."""
    lexicon = study.lexicon
    words = phrase.words
    if not words:
        return None
    nearest = words[-1] if last else words[0]
    if nearest in lexicon.masculine | lexicon.feminine:
        return Subject(pronoun=nearest)
    named = named_in(study, phrase)
    people = [pair for pair in named if pair[0].kind is Kind.PERSON]
    if people and (person := _person(study, phrase, people)):
        return person
    run = None if people else capital_run(phrase, lexicon)
    if run is not None:
        return _as_written(study, phrase, named, run)
    described = _description(phrase, lexicon)
    return Subject(name=described) if described else None


def _person(study: Study, phrase: Phrase, people: Sequence[tuple[Entity, Mention]]) -> Subject | None:
    """Return the person who is the head of the subject, `None` where it is somebody else's, or where there are two."""
    lexicon = study.lexicon
    entity, mention = people[0]
    at = mention.start - phrase.frame.offset - phrase.start
    lead, tail = phrase.text[:at], phrase.text[at + mention.end - mention.start :]
    several = len({each.name for each, _ in people if each is not entity}) > 0 and " and " in tail
    if several or re.match(r"[’']", tail) or re.search(r"[’']s? ", lead):
        return None
    words = [word.lower() for word in TOKEN.findall(lead)]
    if words and words[-1] in lexicon.loose_connectives:
        return None
    if lead.islower() or not lexicon.roles.isdisjoint(words):
        words = [word for word in words if word not in lexicon.loose_connectives]
    if len(words) > LONGEST_LEAD or any(word in lexicon.subject_stops for word in words):
        return None
    linked = any(word in lexicon.subject_links for word in words[1:-1])
    if (words and words[-1] in lexicon.subject_links) or (linked and not any(word in lexicon.roles for word in words)):
        return None
    rest = rest_of_name(tail, lexicon)
    written = phrase.text[at : at + mention.end - mention.start]
    if rest or _is_shared(study, entity, written):
        return Subject(name=f"{written}{rest}")
    return Subject(name=entity.name)


def _is_shared(study: Study, entity: Entity, written: str) -> bool:
    """Return whether a family name alone may be that of another person whom the article names: it stays as written."""
    last = entity.name.rsplit(maxsplit=1)[-1]
    others = (each for each in study.entities if each.kind is Kind.PERSON and each is not entity)
    return " " not in written and any(each.name.rsplit(maxsplit=1)[-1] == last for each in others)


def _as_written(study: Study, phrase: Phrase, named: Sequence[tuple[Entity, Mention]], run: str) -> Subject:
    """Return a capitalised run: the organisation that it is, else the words themselves."""
    text = study.sentences[phrase.frame.sentence].text
    at = phrase.frame.offset + phrase.start + phrase.text.index(run)
    for entity, mention in named:
        if run.endswith(text[mention.start : mention.end]) or mention.start <= at < mention.end:
            return Subject(name=entity.name)
    return Subject(name=run)


def _description(phrase: Phrase, lexicon: Lexicon) -> str | None:
    """Return a description whose noun is one for people who speak: `a spokesman for the ministry`."""
    words = phrase.words
    if len(words) > _LONGEST or (words[0] in _no_nouns(lexicon) and words[0] not in lexicon.articles_too):
        return None
    head = [match.group().lower() for match in head_of(phrase, lexicon)]
    if _speakers(lexicon).isdisjoint(head[-2:]):
        return None
    found = list(TOKEN.finditer(phrase.text))
    stop = next((at for at, word in enumerate(words) if at and word in lexicon.subject_stops), len(found))
    if any(word in lexicon.loose_connectives for word in words[stop : stop + 1]):
        return None
    return phrase.text[: found[stop - 1].end()]


@lru_cache(maxsize=16)
def _no_nouns(lexicon: Lexicon) -> frozenset[str]:
    """Return the words with which no description begins."""
    return lexicon.third_person | lexicon.first_person | lexicon.demonstratives | lexicon.subject_stops


@lru_cache(maxsize=16)
def _speakers(lexicon: Lexicon) -> frozenset[str]:
    """Return the nouns for people and bodies that speak."""
    return lexicon.roles | lexicon.person_nouns | lexicon.sources | lexicon.demonyms
