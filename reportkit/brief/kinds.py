"""What a name names, judged by its own words and by the words around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reportkit.text.lexicon import Gazetteer, Lexicon
from reportkit.text.names import Token, tokens

_INITIAL = re.compile(r"[A-Z]\.(?:[A-Z]\.)*")
_ACRONYM = re.compile(r"[A-Z][A-Z&/-]{1,7}|(?:[A-Z]\.){2,}")
_SPOKEN_BEFORE = re.compile(r"[\"”’,]\s*(?P<verb>\w+) $")
_EAST_ASIAN = re.compile(r"[A-Z][a-z]{1,6}-[a-z]{1,6}")
"""A given name of two syllables: `Ki-moon`."""
_AGE = re.compile(r",? (?:\(\d\d\)|, ?\d\d,|aged \d\d)|, \d\d(?:,| and)")
_WHO = re.compile(r",? (?:who|whose|whom)\b")
_REGION_NEXT = re.compile(r", (?:in )?(?P<place>[A-Z][\w.]*(?: [A-Z][\w.]*){0,2})")
_PLACE_OF = re.compile(
    r"\b(?:city|town|village|province|district|region|county|port|suburb|island|capital|state|municipality) of$"
)
_REACH = 160
"""Characters on either side of a name that are its company."""
_LONGEST_PERSON = 4
_SHORTEST_FULL, _LONGEST_SHAPED = 2, 3
_LONGEST_TOWN = 2
"""Words of names, of their kinds."""


class Kind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The words around a name."""

    before: str
    """Up to four words before it, as far as no stop parts them."""
    after: str
    """What follows it in its sentence."""
    says: bool
    """A verb of saying stands at its side."""
    opens: bool
    """It stands where any word is capitalised."""
    appositive: bool
    """A phrase that names a role follows it between commas: `, the mayor of …,`."""

    @classmethod
    def of(cls, text: str, words: Sequence[Token], lexicon: Lexicon, *, opens: bool) -> "Company":
        """Return the company of a name in its sentence."""
        start, end = words[0].start, words[-1].end
        head = re.split(r"[.,;:!?()\"“”]", text[max(0, start - _REACH) : start])[-1].split()
        after = re.sub(r"^[’']s?(?=\s|,)", "’s", text[end : end + _REACH])
        verb = re.match(r"[ ,]{1,2}(?:[a-z]+ly )?(?P<word>[a-z]+)", after)
        said_behind = verb is not None and verb["word"] in lexicon.quoting
        spoken = _SPOKEN_BEFORE.search(text, max(0, start - _REACH), start)
        said_in_front = spoken is not None and spoken["verb"].lower() in lexicon.quoting
        return cls(
            before=" ".join(head[-4:]),
            after=after,
            says=said_behind or said_in_front or " ".join(head[-2:]).lower() in lexicon.attributions,
            opens=opens,
            appositive=_names_role(after, lexicon),
        )


def _names_role(after: str, lexicon: Lexicon) -> bool:
    """Return whether what follows a name opens with a role between commas."""
    match = re.match(
        r", (?:(?:a|an|the|then|who is|who was|his|her|their) )?(?P<phrase>[^,.;:]{3,80})(?:[,.;]|$)", after
    )
    return match is not None and any(word.lower in lexicon.roles for word in tokens(match["phrase"])[:6])


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of words when a name is judged."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    lowered: frozenset[str]
    """Words that the text writes small somewhere."""
    recurring: frozenset[str]
    """Given names that the text writes alone, and more than once."""

    def is_given(self, word: str) -> bool:
        """Return whether the word is a given name, or two of them with a hyphen."""
        parts = [word, *word.split("-")]
        return any(part in self.gazetteer.masculine or part in self.gazetteer.feminine for part in parts)

    def is_place(self, words: Sequence[Token]) -> bool:
        """Return whether the words are the name of a place that people don't bear as well."""
        name = " ".join(word.text for word in words)
        return name in self.gazetteer.places and name not in self.gazetteer.ambiguous


def person_start(words: Sequence[Token], known: Known) -> int:
    """Return how many leading words are title, role or office (`US Secretary of State`), all of them possibly."""
    lexicon = known.lexicon
    titles = lexicon.roles | lexicon.honorifics
    found = 0
    for at, word in enumerate(words):
        if (
            word.lower in titles
            or (found and word.lower in lexicon.role_modifiers and words[at - 1].lower in {"of", "the"})
            or (
                found
                and at >= found + 1
                and words[at - 1].lower in {"of", "the", "for", "to"}
                and word.text in known.gazetteer.places
            )
        ):
            found = at + 1
    return found


def kind_of(words: Sequence[Token], company: Company, known: Known) -> Kind | None:
    """Return what a name names, `None` where its signs don't suffice."""
    previous = company.before.split()[-1:] or [""]
    if len(words) == 1 and previous[0][:1].isupper() and previous[0].lower().rstrip(".") in known.lexicon.honorifics:
        return Kind.PERSON
    by_words = _by_words(words, known)
    if by_words is not None:
        return by_words
    if _is_person(words, company, known):
        return Kind.PERSON
    return _by_company(words, company, known)


def _by_words(words: Sequence[Token], known: Known) -> Kind | None:
    """Return what the words of the name themselves say."""
    lexicon, last, first = known.lexicon, words[-1].lower, words[0].lower
    phrase = " ".join(word.lower for word in words)
    if phrase in lexicon.organisations:
        return Kind.ORGANISATION
    if known.is_place(words):
        return Kind.PLACE
    if len(words) > 1:
        has_head = any(word.lower in lexicon.organisation_words | lexicon.organisation_heads for word in words)
        links = {word.text for word in words} & {"of", "for", "to"}
        if (last in lexicon.organisation_words or (has_head and links)) and not (links and first in lexicon.roles):
            return Kind.ORGANISATION
        if last in lexicon.surname_like and known.is_given(words[0].text):
            return Kind.PERSON
        if last in lexicon.place_words or first in lexicon.place_heads:
            return Kind.PLACE
    return None


def _is_person(words: Sequence[Token], company: Company, known: Known) -> bool:
    """Return whether the name is a person's, by given name, initials, title, or by what stands around it."""
    lexicon = known.lexicon
    if len(words) > _LONGEST_PERSON or any(word.text in {"of", "for", "and", "to"} for word in words):
        return False
    heads = lexicon.organisation_heads | lexicon.organisation_words | lexicon.demonyms
    if _ACRONYM.fullmatch(words[0].text) or any(word.lower in heads for word in words):
        return False
    if len(words) == 1:
        return _is_lone_person(words[0], company, known)
    if words[-1].text.endswith(".") or len(words[-1].text) == 1:
        return False
    return _has_personal_form(words, known) or (not lexicon.capitals and _acts_as_person(company, lexicon))


def _is_lone_person(word: Token, company: Company, known: Known) -> bool:
    """Return whether a single word names a person."""
    if word.text in known.gazetteer.well_known | known.recurring:
        return True
    if known.lexicon.capitals or (
        company.before.lower().split()[-1:] and company.before.lower().split()[-1] in known.lexicon.organisation_nouns
    ):
        return False
    titled = _is_titled(company, known.lexicon) and company.before.split()[-1][0].isupper()
    return titled or (company.says and not company.opens and word.text not in known.gazetteer.places)


def _has_personal_form(words: Sequence[Token], known: Known) -> bool:
    """Return whether the words are built as a person's name: given name, initials, family name first."""
    return (
        known.is_given(words[0].text)
        or any(_INITIAL.fullmatch(word.text) for word in words[:-1])
        or bool(_EAST_ASIAN.fullmatch(words[-1].text))
        or words[0].text in known.gazetteer.surnames_first
    )


def _acts_as_person(company: Company, lexicon: Lexicon) -> bool:
    """Return whether the words around the name are those around a person's."""
    if _is_titled(company, lexicon) or company.says or company.appositive:
        return True
    return bool(_WHO.match(company.after) or _AGE.match(company.after))


def _is_titled(company: Company, lexicon: Lexicon) -> bool:
    """Return whether a title or a role stands right before the name."""
    previous = company.before.split()[-1:]
    return bool(previous) and previous[0].lower().rstrip(".") in lexicon.honorifics | lexicon.roles


def is_shaped(words: Sequence[Token], company: Company, known: Known, *, titled: frozenset[str]) -> bool:
    """Return whether words look like given and family name, and like nothing else that the lists know.

    Shape:   titled: family names that stand behind a title somewhere; they may be places too.
    """
    lexicon = known.lexicon
    if (
        lexicon.capitals
        or not _SHORTEST_FULL <= len(words) <= _LONGEST_SHAPED
        or company.before.lower().endswith(("the", "a", "an"))
    ):
        return False
    listed = (
        lexicon.organisation_words | lexicon.organisation_heads | lexicon.place_words | lexicon.roles | lexicon.compass
    )
    listed |= lexicon.demonyms | lexicon.number_words
    return all(
        word.text.isalpha()
        and word.text.istitle()
        and word.lower not in known.lowered | listed | lexicon.not_names
        and (word.text not in known.gazetteer.places or word.text in titled)
        for word in words
    )


def _by_company(words: Sequence[Token], company: Company, known: Known) -> Kind | None:
    """Return what the words around a name say, where its own don't."""
    name = " ".join(word.text for word in words)
    previous = company.before.lower().split()[-1:] or [""]
    near = _REGION_NEXT.match(company.after)
    if _is_introduced(company, known.lexicon):
        return Kind.ORGANISATION
    if name in known.gazetteer.places and previous[0] in known.lexicon.place_prepositions:
        return Kind.PLACE
    if (near and near["place"] in known.gazetteer.places and len(words) <= _LONGEST_TOWN) or _PLACE_OF.search(
        company.before
    ):
        return Kind.PLACE
    return Kind.ORGANISATION if len(words) == 1 and _is_acronym(name, company, known) else None


def _is_introduced(company: Company, lexicon: Lexicon) -> bool:
    """Return whether a noun for an organisation stands right before the name: the operator Norlake."""
    return any(word in lexicon.organisation_nouns for word in company.before.lower().split()[-1:])


def _is_acronym(name: str, company: Company, known: Known) -> bool:
    """Return whether a word in capitals stands for an organisation: it says something."""
    if (
        not _ACRONYM.fullmatch(name)
        or name.casefold() in known.lexicon.not_names | known.lowered | known.lexicon.stop_words
    ):
        return False
    return company.says
