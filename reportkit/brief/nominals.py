"""Phrases that may be the subject of a verb of saying: where they lie, whom they name, what their head is."""

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from reportkit.brief.book import Entity, Mention
from reportkit.brief.frames import Frame
from reportkit.brief.kinds import Kind
from reportkit.brief.study import Study
from reportkit.text.lexicon import Lexicon
from reportkit.text.names import TOKEN

_COMMA = re.compile(r",\s*")
_ADVERB = re.compile(r"[a-z]+ly")
LONGEST_LEAD = 6
"""Words between a verb and the name behind it: `said the long-serving harbour master Amara Oduya`."""
_MOST_MORE = 2
"""Words that a name may go on with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A stretch of a frame that may be a subject."""

    frame: Frame
    start: int
    """In the frame."""
    text: str

    @property
    def words(self) -> list[str]:
        """Its words in lower case."""
        return [word.lower().replace("’", "'") for word in TOKEN.findall(self.text)]


def phrases_of(frame: Frame, start: int, end: int) -> list[Phrase]:
    """Return what commas part a stretch of the frame into."""
    text = frame.text
    cuts = [start, *(match.end() for match in _COMMA.finditer(text, start, end))]
    found = []
    for cut, stop in zip(cuts, [*cuts[1:], end], strict=True):
        piece = text[cut:stop]
        found.append(Phrase(frame=frame, start=cut + len(piece) - len(piece.lstrip(" –—-")), text=piece.strip(" ,–—-")))
    return found


def without_adverbs(phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """Return the phrase without adverbs and auxiliaries at its end: `Ms Ito has also`."""
    found = list(TOKEN.finditer(phrase.text))
    while found and (found[-1].group().lower() in lexicon.before_verb or _ADVERB.fullmatch(found[-1].group())):
        found.pop()
    return Phrase(frame=phrase.frame, start=phrase.start, text=phrase.text[: found[-1].end()] if found else "")


def without_link(phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """Return the phrase without a conjunction at its head: `while Ms Ito`."""
    first, space, rest = phrase.text.partition(" ")
    if not space or first.lower() not in lexicon.subordinators or first.lower() in lexicon.subject_links:
        return phrase
    return Phrase(frame=phrase.frame, start=phrase.start + len(first) + 1, text=rest)


def named_in(study: Study, phrase: Phrase) -> list[tuple[Entity, Mention]]:
    """Return who is named in a phrase, places apart, in order."""
    low = phrase.frame.offset + phrase.start
    high = low + len(phrase.text)
    found = [
        (entity, mention)
        for entity in study.entities
        if entity.kind is not Kind.PLACE
        for mention in entity.mentions
        if mention.sentence == phrase.frame.sentence and low <= mention.start and mention.end <= high
    ]
    return sorted(found, key=lambda pair: pair[1].start)


def head_of(phrase: Phrase, lexicon: Lexicon) -> list[re.Match[str]]:
    """Return the words of a subject up to what hangs on it: `Supt Ridgway` of `Supt Ridgway from the police`."""
    found = list(TOKEN.finditer(phrase.text))
    ends = _ends(lexicon)
    stop = next((at for at, match in enumerate(found) if at and match.group().lower() in ends), len(found))
    return found[:stop]


@lru_cache(maxsize=16)
def _ends(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that end the head of a subject."""
    return lexicon.subject_links | lexicon.subject_stops


def capital_run(phrase: Phrase, lexicon: Lexicon) -> str | None:
    """Return the capitalised words that are the head of a subject, as written."""
    found = head_of(phrase, lexicon)
    capitals = [
        match for match in found if match.group()[0].isupper() and match.group().lower() not in lexicon.stop_words
    ]
    # `Julio Paredes` is a name, `Thursday` and `Julio` alone are none.
    lower = [match.group().lower() for match in capitals]
    if all(word in lexicon.not_names or word in lexicon.months for word in lower):
        return None
    if not capitals or (lexicon.capitals and len(capitals) == 1) or capitals[-1] is not found[-1]:
        return None
    first = found.index(capitals[0])
    alone = len(capitals) == 1 and not capitals[0].group().isupper()
    opens = alone and phrase.frame.offset + phrase.start + capitals[0].start() == 0
    # `the Slovenian`, `the former Genoa and Zagreb striker`: what has an article before it is no name of a person.
    opens = opens or (alone and first > 0 and found[0].group().lower() in lexicon.stop_words)
    small = [match for match in found[first:] if match.group()[0].islower()]
    return (
        None if opens or first > LONGEST_LEAD or len(small) > 1 else phrase.text[capitals[0].start() : found[-1].end()]
    )


def rest_of_name(tail: str, lexicon: Lexicon) -> str:
    """Return capitalised words right behind a name, which belong to it: `Yann | Le Goff`."""
    words = itertools.takewhile(lambda word: word[:1].isupper(), re.split(r"(?<=\w) ", tail.lstrip(" ")))
    more = [word for word in words if word.isalpha()] if tail.startswith(" ") else []
    lower = [word.lower() for word in more]
    lists = (lexicon.not_names, lexicon.months, lexicon.roles)
    known = len(more) <= _MOST_MORE and all(each.isdisjoint(lower) for each in lists)
    return "".join(f" {word}" for word in more) if known else ""
