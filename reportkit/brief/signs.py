"""The signs by which a mention of a name tells what it names: each a small function, each with its weight.

A name's own words come first, because they hold wherever it stands; the words around it follow. What is found is added
up over all mentions of a name (`entities`), so that one clear mention speaks for those that say nothing.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from reportkit.brief.company import Company
from reportkit.brief.kinds import LINKS, Kind, Known
from reportkit.text.names import Token

Words = Sequence[Token]
Sign = Callable[[Words, Company, Known], bool]

ENOUGH = 2
"""Weight from which a kind is believed."""
_CERTAIN = 4
_INITIAL = re.compile(r"[A-Z]\.(?:-?[A-Z]\.)*")
_ACRONYM = re.compile(r"[A-Z][A-Z&/-]{1,7}\d?|(?:[A-Z]\.){2,}")
_EAST_ASIAN = re.compile(r"[A-Z][a-z]{1,6}-[a-z]{1,6}")
"""A given name of two syllables: `Ki-moon`."""
_AGE = re.compile(r",? (?:\(\d\d\)|, ?\d\d,|aged \d\d)|, \d\d(?:,| and)")
_LIFE = re.compile(r" \((?:born|b\.|\w+ \d{1,2},? \d{4}|\d{1,2} \w+ \d{4}|\d{4} ?[-–—])")
_WHO = re.compile(r",? (?:who|whose|whom)\b")
_REGION_NEXT = re.compile(r", (?:in )?(?P<place>[A-Z][\w.]*(?: [A-Z][\w.]*){0,2})")
_NEXT = re.compile(r" (?P<word>[a-z]+)(?: (?P<second>[a-z]+))?")
_STANDS = re.compile(r"[,.;:)]|$| [a-z]")
_MIXED = re.compile(r"(?!Ma?c[A-Z]|[DLO][aeiou]?[A-Z])[A-Z]?[a-z]+[A-Z][A-Za-z]+")
"""Capitals inside a word, as brands have them."""
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "every", "each"})
_WORDS = re.compile(r"\w+")
_NEAR = 100
"""Characters behind a name in which a pronoun means it."""
_LONGEST_PERSON, _SHORTEST_FULL = 4, 2
_LONGEST_SHAPED = 3
_LONGEST_TOWN = 2
"""Words of names, of their kinds."""


def weigh(words: Words, company: Company, known: Known) -> Mapping[Kind, int]:
    """Return what a mention of a name says of its kind, in weights; nothing where nothing says anything."""
    own = _by_words(words, known)
    if own is not None:
        return {own: _CERTAIN}
    found: dict[Kind, int] = {}
    for kind, may_be, signs in _TABLE:
        if may_be(words, company, known):
            weight = sum(points for sign, points in signs.items() if sign(words, company, known))
            if weight:
                found[kind] = weight
    return found


def may_be(kind: Kind, words: Words, company: Company, known: Known) -> bool:
    """Return whether nothing about a name forbids a kind."""
    return next(test for each, test, _ in _TABLE if each is kind)(words, company, known)


def is_acronym(text: str) -> bool:
    """Return whether a word is written in capitals, as short names of organisations are."""
    return _ACRONYM.fullmatch(text) is not None


def _by_words(words: Words, known: Known) -> Kind | None:
    """Return what the words of the name themselves say."""
    lexicon, last, first = known.lexicon, words[-1].lower, words[0].lower
    if " ".join(word.lower for word in words) in lexicon.organisations:
        return Kind.ORGANISATION
    if known.is_place(words) and not (len(words) == 1 and words[0].text in known.titled):
        return Kind.PLACE
    if len(words) == 1:
        return None
    links = any(word.text in {"of", "for", "to"} for word in words)
    has_head = links and any(word.lower in known.heads for word in words)
    if (last in lexicon.organisation_words or has_head) and not (links and first in lexicon.roles):
        return Kind.ORGANISATION
    if known.is_team(words):
        return Kind.ORGANISATION
    if last in lexicon.surname_like and known.is_given(words[0].text):
        return Kind.PERSON
    return Kind.PLACE if last in lexicon.place_words or first in lexicon.place_heads else None


# What a name must be to be thought of as one of a kind at all.


def _may_be_person(words: Words, company: Company, known: Known) -> bool:
    """Return whether nothing about the words forbids a person."""
    first, last = words[0], words[-1]
    if len(words) == 1:
        if known.lexicon.capitals:
            return _is_famous(words, company, known)
        titled = company.previous in known.lexicon.honorifics
        return not (is_acronym(first.text) or known.is_impersonal(first)) and (titled or not known.is_common(first))
    if len(words) > _LONGEST_PERSON or is_acronym(last.text) or last.text.endswith(".") or len(last.text) == 1:
        return False
    if any("/" in word.text for word in words) or (len(words) == _SHORTEST_FULL and first.text == last.text):
        return False
    if known.is_place(words[:1]) or (is_acronym(first.text) and not _INITIAL.fullmatch(first.text)):
        return False
    own = words[1:] if known.is_given(first.text) else words
    return not any(
        word.text in LINKS or known.is_impersonal(word) or word.lower in known.lexicon.organisations for word in own
    )


def _may_be_organisation(words: Words, company: Company, known: Known) -> bool:
    """Return whether nothing about the words forbids an organisation."""
    first = words[0]
    if len(words) > 1:
        return first.lower not in known.lexicon.not_names
    return first.lower not in known.impersonal and not (company.opens and known.is_common(first))


def _may_be_place(words: Words, company: Company, known: Known) -> bool:
    """Return whether nothing about the words forbids a place."""
    return len(words) <= _LONGEST_TOWN and all(
        word.text[0].isupper()
        and not is_acronym(word.text)
        and word.text not in LINKS
        and word.lower not in known.titles
        and not known.is_impersonal(word)
        for word in words
    )


# Persons.


def _has_given_name(words: Words, company: Company, known: Known) -> bool:
    """Return whether the first of several words is a given name."""
    return len(words) > 1 and known.is_given(words[0].text)


def _has_second_given_name(words: Words, company: Company, known: Known) -> bool:
    """Return whether a given name stands between two words that are no common ones: `Tsarevna Sophia Alekseyevna`."""
    return (
        len(words) == 3  # noqa: PLR2004 - the three
        and not known.lexicon.capitals
        and known.is_given(words[1].text)
        and _is_shaped((words[0], words[2]), company, known)
    )


def _has_initial(words: Words, company: Company, known: Known) -> bool:
    """Return whether an initial stands before the last word."""
    return len(words) > 1 and any(_INITIAL.fullmatch(word.text) for word in words[:-1])


def _is_east_asian(words: Words, company: Company, known: Known) -> bool:
    """Return whether a family name stands first, as in Chinese and Korean."""
    if len(words) < 2:  # noqa: PLR2004 - family and given name
        return False
    first = words[0].text in known.gazetteer.surnames_first
    return bool(_EAST_ASIAN.fullmatch(words[-1].text)) or (first and not known.is_common(words[-1]))


def _has_surname(words: Words, company: Company, known: Known) -> bool:
    """Return whether a family name ends several words that are no common ones."""
    return (
        1 < len(words) <= _LONGEST_SHAPED
        and not known.lexicon.capitals
        and (words[-1].text in known.gazetteer.surnames or known.is_given(words[-1].text))
        and _is_shaped(words[:-1], company, known)
    )


def _stands_alone_elsewhere(words: Words, company: Company, known: Known) -> bool:
    """Return whether several words look like a person's name, and the last of them stands alone elsewhere."""
    return (
        1 < len(words) <= _LONGEST_SHAPED
        and not known.lexicon.capitals
        and words[-1].text in known.alone
        and _is_shaped(words, company, known)
    )


def _is_shaped(words: Words, company: Company, known: Known) -> bool:
    """Return whether words look like names of people, and like nothing else that the lists know."""
    return company.previous not in _DETERMINERS and all(
        word.text.isalpha()
        and word.text.istitle()
        and not known.is_common(word)
        and word.lower not in known.lexicon.roles
        and (word.text not in known.gazetteer.places or word.text in known.titled)
        for word in words
    )


def _is_famous(words: Words, company: Company, known: Known) -> bool:
    """Return whether a single word is a family name that means one person everywhere."""
    return len(words) == 1 and words[0].text in known.gazetteer.well_known


def _is_called_by_given_name(words: Words, company: Company, known: Known) -> bool:
    """Return whether a single word is a given name that the text uses again."""
    word = words[0].text
    return len(words) == 1 and word in known.recurring and known.is_given(word) and word not in known.gazetteer.places


def _is_lone_given_name(words: Words, company: Company, known: Known) -> bool:
    """Return whether a single word inside a sentence is a given name."""
    word = words[0].text
    return (
        len(words) == 1
        and not company.opens
        and company.previous not in _DETERMINERS
        and known.is_given(word)
        and word not in known.gazetteer.places
    )


def _is_titled(words: Words, company: Company, known: Known) -> bool:
    """Return whether a title or a role stands right before the name."""
    previous = company.previous
    if len(words) > 1:
        return previous in known.titles or previous.removesuffix("s") in known.lexicon.roles
    return (
        previous in known.titles
        and words[0].text not in known.gazetteer.places
        and previous not in known.lexicon.organisation_nouns
    )


def _speaks(words: Words, company: Company, known: Known) -> bool:
    """Return whether the name says something."""
    if not company.says or known.lexicon.capitals:
        return False
    if len(words) > 1:
        return company.previous not in LINKS
    word = words[0]
    return (
        (word.text in known.gazetteer.surnames or known.is_given(word.text))
        and word.text not in known.gazetteer.places
        and (not company.opens or word.text in known.recurring)
    )


def _lives(words: Words, company: Company, known: Known) -> bool:
    """Return whether a verb follows that only people are the subject of."""
    match = _NEXT.match(company.after)
    return match is not None and (
        match["word"] in known.lexicon.person_verbs or (match["word"] == "was" and match["second"] == "born")
    )


def _is_referred_to(words: Words, company: Company, known: Known) -> bool:
    """Return whether the name heads a clause, and a pronoun for people follows: `Oduya went home when she …`."""
    return (
        (not company.previous or (company.previous not in known.lexicon.stop_words and company.before[-1].islower()))
        and not (company.opens and len(words) == 1 and words[0].text not in known.recurring)
        and any(word in known.pronouns for word in _WORDS.findall(company.after[:_NEAR]))
        and not company.after.startswith(",")
    )


def _is_told_of(words: Words, company: Company, known: Known) -> bool:
    """Return whether age, life or role follow the name, or `who`."""
    if known.lexicon.capitals:
        return False
    after = company.after
    if len(words) == 1:
        return not company.opens and bool(_WHO.match(after) and not known.is_common(words[0]))
    return company.appositive or bool(_WHO.match(after) or _AGE.match(after) or _LIFE.match(after))


# Organisations.


def _is_introduced(words: Words, company: Company, known: Known) -> bool:
    """Return whether a noun for an organisation stands right before the name: the operator Norlake."""
    return company.previous in known.lexicon.organisation_nouns


def _says_as_acronym(words: Words, company: Company, known: Known) -> bool:
    """Return whether a word in capitals says something."""
    word = words[0]
    return (
        len(words) == 1
        and is_acronym(word.text)
        and company.says
        and not known.is_common(word)
        and word.lower not in known.lexicon.stop_words
    )


def _has_body_next(words: Words, company: Company, known: Known) -> bool:
    """Return whether a noun follows that only organisations have: `Norlake news agency`, `Norlake spokesman`."""
    match = _NEXT.match(company.after)
    return (
        match is not None
        and not (company.opens and len(words) == 1 and words[0].text not in known.recurring)
        and bool({match["word"], match["second"]} & known.lexicon.organisation_company)
    )


def _acts_as_body(words: Words, company: Company, known: Known) -> bool:
    """Return whether a word in capitals is spoken of as a body: `the PBA`, `PBA’s`, `by PBA`."""
    word = words[0]
    return (
        len(words) == 1
        and is_acronym(word.text)
        and not known.is_common(word)
        and (company.after.startswith("’s ") or company.previous in {"by", "at", "with", "from"})
    )


# Places.


def _is_listed_and_entered(words: Words, company: Company, known: Known) -> bool:
    """Return whether a place that people bear the name of too has a word of place before it."""
    name = " ".join(word.text for word in words)
    return name in known.gazetteer.places and company.previous in known.lexicon.place_prepositions


def _has_region_next(words: Words, company: Company, known: Known) -> bool:
    """Return whether the name of a larger place follows between commas: `Crumbeck, Norway`."""
    near = _REGION_NEXT.match(company.after)
    return near is not None and near["place"] in known.gazetteer.places


def _is_called_place(words: Words, company: Company, known: Known) -> bool:
    """Return whether a noun of place leads up to the name: `the village of`."""
    return (
        company.previous == "of" and len(company.before) > 1 and company.before[-2].lower() in known.lexicon.place_nouns
    )


def _is_entered(words: Words, company: Company, known: Known) -> bool:
    """Return whether a word that only places have behind it stands before a name that no list has."""
    return (
        company.previous in known.lexicon.place_openers
        and company.before[-1].islower()
        and _STANDS.match(company.after) is not None
        and all(word.text.istitle() and not known.is_common(word) for word in words)
    )


def _has_place_noun_next(words: Words, company: Company, known: Known) -> bool:
    """Return whether a noun of place follows: `Crumbeck province`."""
    match = _NEXT.match(company.after)
    return match is not None and match["word"] in known.lexicon.place_words


_PERSON: Mapping[Sign, int] = MappingProxyType(
    {
        _has_given_name: 3,
        _has_second_given_name: 2,
        _has_initial: 3,
        _is_east_asian: 3,
        _is_famous: 3,
        _is_called_by_given_name: 2,
        _is_lone_given_name: 2,
        _has_surname: 2,
        _stands_alone_elsewhere: 2,
        _is_titled: 2,
        _speaks: 2,
        _is_told_of: 2,
        _lives: 2,
        _is_referred_to: 1,
    }
)
_ORGANISATION: Mapping[Sign, int] = MappingProxyType(
    {_is_introduced: 3, _has_body_next: 3, _acts_as_body: 1, _says_as_acronym: 2}
)
_PLACE: Mapping[Sign, int] = MappingProxyType(
    {_is_listed_and_entered: 3, _has_region_next: 3, _is_called_place: 3, _is_entered: 2, _has_place_noun_next: 3}
)
_TABLE = (
    (Kind.PERSON, _may_be_person, _PERSON),
    (Kind.ORGANISATION, _may_be_organisation, _ORGANISATION),
    (Kind.PLACE, _may_be_place, _PLACE),
)
