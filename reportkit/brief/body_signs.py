"""Signs that a name is an organisation's, or a place's."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from reportkit.brief.company import Seen, Sign, is_acronym
from reportkit.brief.kinds import LINKS

_NEXT = re.compile(r" (?P<word>[a-z]+)(?: (?P<second>[a-z]+))?")
_REGION_NEXT = re.compile(r", (?:in )?(?P<place>[A-Z][\w.]*(?: [A-Z][\w.]*){0,2})")
_STANDS = re.compile(r"[,.;:)]|$| [a-z]")
_DIGIT = re.compile(r"\d")
_LONGEST_TOWN = 2
"""Words of a place's name that no list has."""


def may_be_organisation(seen: Seen) -> bool:
    """Return whether nothing about the words forbids an organisation."""
    first = seen.words[0]
    if len(seen.words) > 1:
        last = seen.words[-1].lower
        inhabitants = last.endswith("s") and last[:-1] in seen.known.lexicon.demonyms
        return first.lower not in seen.known.lexicon.not_names and not inhabitants
    if first.text.endswith("s") and is_acronym(first.text[:-1]):
        return False
    return first.lower not in seen.known.impersonal and not (seen.company.opens and seen.known.is_common(first))


def _is_introduced(seen: Seen) -> bool:
    """Return whether a noun for an organisation stands right before the name: the operator Norlake."""
    return seen.company.previous in seen.known.lexicon.organisation_nouns


def _says_as_acronym(seen: Seen) -> bool:
    """Return whether a word in capitals says something."""
    word = seen.words[0]
    return (
        len(seen.words) == 1
        and is_acronym(word.text)
        and seen.company.says
        and not seen.known.is_common(word)
        and word.lower not in seen.known.lexicon.stop_words
    )


def _has_body_next(seen: Seen) -> bool:
    """Return whether a noun follows that only organisations have: `Norlake news agency`, `Norlake spokesman`."""
    match = _NEXT.match(seen.company.after)
    return (
        match is not None
        and not (seen.company.opens and len(seen.words) == 1 and seen.words[0].text not in seen.known.recurring)
        and bool({match["word"], match["second"]} & seen.known.lexicon.organisation_company)
    )


def _is_traded(seen: Seen) -> bool:
    """Return whether the words before the name are said of companies: `the acquisition of`."""
    return " ".join(seen.company.before[-2:]).lower() in seen.known.lexicon.organisation_openers


def _acts_as_body(seen: Seen) -> bool:
    """Return whether a word in capitals is spoken of as a body: `the PBA`, `PBA’s`, `by PBA`."""
    word = seen.words[0]
    return (
        len(seen.words) == 1
        and is_acronym(word.text)
        and not seen.known.is_common(word)
        and (seen.company.after.startswith("’s ") or seen.company.previous in {"by", "at", "with", "from"})
    )


def may_be_place(seen: Seen) -> bool:
    """Return whether nothing about the words forbids a place."""
    return len(seen.words) <= _LONGEST_TOWN and all(
        word.text[0].isupper()
        and not _DIGIT.search(word.text)
        and not is_acronym(word.text)
        and word.text not in LINKS
        and word.lower not in seen.known.titles
        and not seen.known.is_impersonal(word)
        for word in seen.words
    )


def _is_listed_and_entered(seen: Seen) -> bool:
    """Return whether a place that people bear the name of too has a word of place before it."""
    name = " ".join(word.text for word in seen.words)
    return name in seen.known.gazetteer.places and seen.company.previous in seen.known.lexicon.place_prepositions


def _has_region_next(seen: Seen) -> bool:
    """Return whether the name of a larger place follows between commas: `Crumbeck, Norway`."""
    near = _REGION_NEXT.match(seen.company.after)
    return near is not None and near["place"] in seen.known.gazetteer.places


def _is_entered_place(seen: Seen) -> bool:
    """Return whether a word of place leads up to a name that ends with one, though it may be a person's: `in Grant Park`."""
    return (
        seen.words[-1].lower in seen.known.lexicon.place_words
        and seen.company.previous in seen.known.lexicon.place_prepositions
    )


def _is_called_place(seen: Seen) -> bool:
    """Return whether a noun of place leads up to the name: `the village of`."""
    return (
        seen.company.previous == "of"
        and len(seen.company.before) > 1
        and seen.company.before[-2].lower() in seen.known.lexicon.place_nouns
    )


def _is_entered(seen: Seen) -> bool:
    """Return whether a word that only places have behind it stands before a name that no list has."""
    return (
        seen.company.previous in seen.known.lexicon.place_openers
        and seen.company.before[-1].islower()
        and _STANDS.match(seen.company.after) is not None
        and all(word.text.istitle() and not seen.known.is_common(word) for word in seen.words)
    )


def _has_place_noun_next(seen: Seen) -> bool:
    """Return whether a noun of place follows: `Crumbeck province`."""
    match = _NEXT.match(seen.company.after)
    return match is not None and match["word"] in seen.known.lexicon.place_words


ORGANISATION_SIGNS: Mapping[Sign, int] = MappingProxyType(
    {_is_introduced: 3, _is_traded: 3, _has_body_next: 3, _acts_as_body: 1, _says_as_acronym: 2}
)
PLACE_SIGNS: Mapping[Sign, int] = MappingProxyType(
    {
        _is_listed_and_entered: 3,
        _is_entered_place: 4,
        _has_region_next: 3,
        _is_called_place: 3,
        _is_entered: 2,
        _has_place_noun_next: 3,
    }
)
