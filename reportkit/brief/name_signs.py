"""The signs by which a mention of a name tells what it names: each a small function, each with its weight.

A name's own words come first, because they hold wherever it stands; the words around it follow. What is found is added
up over all mentions of a name (`entities`), so that one clear mention speaks for those that say nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from reportkit.brief.body_signs import ORGANISATION_SIGNS, PLACE_SIGNS, may_be_organisation, may_be_place
from reportkit.brief.company import Seen, Sign
from reportkit.brief.kinds import Kind, Known
from reportkit.brief.person_signs import PERSON_SIGNS, may_be_person
from reportkit.text.names import Token

ENOUGH = 2
"""Weight from which a kind is believed."""
_CERTAIN = 4
_KINDS: Mapping[Kind, tuple[Callable[[Seen], bool], Mapping[Sign, int]]] = MappingProxyType(
    {
        Kind.PERSON: (may_be_person, PERSON_SIGNS),
        Kind.ORGANISATION: (may_be_organisation, ORGANISATION_SIGNS),
        Kind.PLACE: (may_be_place, PLACE_SIGNS),
    }
)
"""For each kind what a name must be to be thought of as one at all, and what makes it one."""


def weigh(seen: Seen) -> Mapping[Kind, int]:
    """Return what a mention of a name says of its kind, in weights; nothing where nothing says anything."""
    own = _by_words(seen.words, seen.known)
    if own is not None:
        return {own: _CERTAIN}
    found: dict[Kind, int] = {}
    if seen.company.names_thing(seen.known.lexicon):
        return found
    for kind, (may_be, signs) in _KINDS.items():
        weight = sum(points for sign, points in signs.items() if sign(seen)) if may_be(seen) else 0
        if weight:
            found[kind] = weight
    return found


def may_be(kind: Kind, seen: Seen) -> bool:
    """Return whether nothing about a name forbids a kind."""
    return not seen.company.names_thing(seen.known.lexicon) and _KINDS[kind][0](seen)


def _by_words(words: Sequence[Token], known: Known) -> Kind | None:
    """Return what the words of the name themselves say."""
    if " ".join(word.lower for word in words) in known.lexicon.organisations:
        return Kind.ORGANISATION
    if known.is_place(words) and not (len(words) == 1 and words[0].text.istitle() and words[0].text in known.titled):
        return Kind.PLACE
    return _by_parts(words, known) if len(words) > 1 else None


def _by_parts(words: Sequence[Token], known: Known) -> Kind | None:
    """Return what the first and the last of several words say."""
    lexicon, last, first = known.lexicon, words[-1].lower, words[0].lower
    links = any(word.text in {"of", "for", "to"} for word in words)
    has_head = links and any(word.lower in known.heads for word in words)
    head = last.rpartition("-")[2]  # `Julius Oduya-Institut`
    phrase = "nouns" in lexicon.capitals and any(word.text.islower() for word in words)  # `Leiter der Feuerwehr`
    if ((head in lexicon.organisation_words and not phrase) or has_head) and not (links and first in lexicon.roles):
        return Kind.ORGANISATION
    if known.is_team(words) or any(word.text == "&" for word in words):
        return Kind.ORGANISATION
    if last in lexicon.surname_like and known.is_given(words[0].text):
        return None
    headed = first in lexicon.place_heads and (first not in lexicon.heads_with_of or words[1].text == "of")
    return Kind.PLACE if headed or last in lexicon.place_words else None
