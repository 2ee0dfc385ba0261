"""The names that a run of capitals consists of: office and bearer, place and person, apart."""

import re
from collections.abc import Iterator

from reportkit.brief.company import is_acronym
from reportkit.brief.kinds import LINKS, Known, person_start
from reportkit.text.name_spans import NameSpan
from reportkit.text.names import Token

_FULL_NAME = (2, 3)
"""Words of a person's full name."""
_MANNER = re.compile(r"[A-Z][a-z]+-[a-z]{2,}")
"""An adjective with a capital: `Under-fire`."""

Words = tuple[Token, ...]


def pieces(span: NameSpan, known: Known) -> Iterator[Words]:
    """Yield the names of a run in order."""
    words = _without_adjectives(span.tokens, known)
    body = _body_of_office(words, known)
    if body or _is_whole(words, known):
        yield body or words
        return
    if known.lexicon.capitals:
        words = _from_given_name(words, known)
    start = person_start(words, known)
    if start:
        yield from _office_and_bearer(words, start, known)
        return
    yield from _body_and_person(words, known)


def _body_of_office(words: Words, known: Known) -> Words:
    """Return the organisation that an office with nobody in it belongs to: `Chair of the | National Harbour Council`."""
    link = next((at for at, word in enumerate(words) if word.text in LINKS), 0)
    if not link or words[0].lower not in known.titles or words[0].lower in known.lexicon.nobility:
        return ()
    body = words[link + 2 :] if words[link + 1].text == "the" else words[link + 1 :]
    return body if len(body) > 1 and body[-1].lower in known.lexicon.organisation_words else ()


def _body_and_person(words: Words, known: Known) -> Iterator[Words]:
    """Yield the place or organisation that somebody belongs to, and the person: `Oslo University | Sarah Oduya`."""
    for cut in range(len(words) - 1, 0, -1):
        if not known.is_given(words[cut].text):
            continue
        if _is_whole(words[:cut], known):
            yield words[:cut]
        elif is_acronym(words[0].text) and len(words) - cut in _FULL_NAME:
            yield words[:1]
        elif not known.is_impersonal(words[cut - 1]):
            continue
        yield words[cut:]
        return
    yield words


def _without_adjectives(words: Words, known: Known) -> Words:
    """Return the words without peoples, points of the compass and links before the name proper."""
    lexicon = known.lexicon
    if len(words) > 2 and known.is_common(words[0]) and (known.is_given(words[1].text) or _is_listed(words[1:], known)):  # noqa: PLR2004 - the noun and a full name
        words = words[1:]
    while (
        len(words) > 1
        and (words[0].lower in lexicon.demonyms or words[0].lower in lexicon.compass)
        and not known.is_given(words[0].text)
        and not _is_whole(words, known)
    ):
        words = words[1:]
    while len(words) > 1 and (not words[0].is_capital or _MANNER.fullmatch(words[0].text)):
        words = words[1:]
    return words


def _office_and_bearer(words: Words, start: int, known: Known) -> Iterator[Words]:
    """Yield what the office belongs to, if it is a name, and who bears it: `US | Secretary of State | Antony Lindt`."""
    office = next(at for at, word in enumerate(words) if word.lower in known.titles)
    owner = next((words[:cut] for cut in range(office, 0, -1) if known.is_place(words[:cut])), words[:office])
    if office and _is_whole(owner, known) and owner[-1].lower not in known.lexicon.place_words:
        yield owner
    for at in () if words[office].lower in known.lexicon.nobility else range(office + 1, start):
        if known.is_place(words[at : at + 1]):
            yield words[at : at + 1]
    while start < len(words) and not words[start].is_capital:
        start += 1
    if start < len(words):
        yield words[start:]


def _from_given_name(words: Words, known: Known) -> Words:
    """Return the words from the first given name on, where nouns before a name have capitals too."""
    given = next((at for at, word in enumerate(words) if known.is_given(word.text)), 0)
    return words[given:]


def _is_whole(words: Words, known: Known) -> bool:
    """Return whether the words are one name by the word lists."""
    if _is_listed(words, known):
        return True
    if len(words) == 1:
        return False
    lexicon, last = known.lexicon, words[-1].lower
    links = any(word.text in LINKS for word in words)
    if last in lexicon.place_words:
        return not (links and words[0].lower in known.titles)
    has_head = links and any(word.lower in lexicon.organisation_heads for word in words)
    return has_head or last in lexicon.organisation_words or known.is_team(words)


def _is_listed(words: Words, known: Known) -> bool:
    """Return whether the words are the name of a place or an organisation that is known."""
    return known.is_place(words) or " ".join(word.lower for word in words) in known.lexicon.organisations
