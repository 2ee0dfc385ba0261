"""Signs that a name is a person's."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from reportkit.brief.company import DETERMINERS, INITIAL, Seen, Sign, is_acronym
from reportkit.brief.kinds import LINKS, SUFFIXES
from reportkit.text.names import Token

_EAST_ASIAN = re.compile(r"[A-Z][a-z]{1,6}-[a-z]{1,6}")
"""A given name of two syllables: `Ki-moon`."""
_AGE = re.compile(r",? (?:\(\d\d\)|, ?\d\d,|aged \d\d)|, \d\d(?:,| and)")
_LIFE = re.compile(r" \((?:born|b\.|\w+ \d{1,2},? \d{4}|\d{1,2} \w+ \d{4}|\d{4} ?[-–—])")
_CITED = re.compile(r",? et al|(?:,| \()(?: ?(?:19|20)\d\d[a-z]?)(?:[,;:)]| and)")
_DETERMINED = re.compile(rf"(?:^| )(?:{'|'.join(sorted(DETERMINERS))})(?: \S+ and)?$")
"""What stands before a thing that bears a person's name: `the Ito and Oduya probes`."""
_WHO = re.compile(r",? (?:who|whose|whom)\b")
_NEXT = re.compile(r" (?P<word>[a-z]+)(?: (?P<second>[a-z]+))?")
_WORDS = re.compile(r"\w+")
_MIXED = re.compile(r"(?!Ma?c[A-Z]|Fitz|[DL][aeiou][A-Z])[A-Z]?[a-z]+[A-Z].*")
"""Capitals inside a word, as brands have them; in people's names only behind `Mc` and the like."""
_ODD = re.compile(r"[/\d]")
_POINT = re.compile(r"[NESW]\.")
"""A point of the compass, as in the names of streets: `S. Denver`."""
_SAINT = "st"
"""What stands behind it is more often a place, a church or a ground than a person."""
_NEAR = 160
"""Characters behind a name in which a pronoun means it."""
_SHORTEST_FULL, _LONGEST_SHAPED, _LONGEST = 2, 3, 4
"""Words of people's names."""


def may_be_person(seen: Seen) -> bool:
    """Return whether nothing about the words forbids a person."""
    if len(seen.words) == 1:
        return _may_be_lone_person(seen)
    words, known = seen.words, seen.known
    first, last = words[0], words[-1]
    if len(words) > _LONGEST or is_acronym(last.text) or last.text.endswith(".") or len(last.text) == 1:
        return False
    if any(_ODD.search(word.text) for word in words) or (len(words) == _SHORTEST_FULL and first.text == last.text):
        return False
    month = "nouns" in known.lexicon.capitals and first.lower in known.lexicon.months
    if month or first.lower == _SAINT or (_POINT.fullmatch(first.text) and known.is_place(words[1:])):
        return False
    if known.is_place(words[:1]) or (is_acronym(first.text) and not INITIAL.fullmatch(first.text)):
        return False
    own = words[1:] if known.is_given(first.text) else words
    return not any(
        word.text in LINKS or known.is_impersonal(word) or word.lower in known.lexicon.organisations for word in own
    )


def _may_be_lone_person(seen: Seen) -> bool:
    """Return whether nothing about a single word forbids a person."""
    word, known = seen.words[0], seen.known
    if known.lexicon.capitals:
        return _is_famous(seen)
    if (
        len(word.text) == 1
        or word.lower in SUFFIXES
        or is_acronym(word.text)
        or _ODD.search(word.text)
        or _MIXED.fullmatch(word.text)
        or known.is_impersonal(word)
    ):
        return False
    return seen.company.previous in known.lexicon.honorifics or not known.is_common(word)


def _has_given_name(seen: Seen) -> bool:
    """Return whether the first of several words is a given name."""
    given = len(seen.words) > 1 and seen.known.is_given(seen.words[0].text)
    return given and seen.words[-1].lower not in seen.known.lexicon.seldom_surnames


def _has_second_given_name(seen: Seen) -> bool:
    """Return whether a given name stands between two words that are no common ones: `Tsarevna Sophia Alekseyevna`."""
    return (
        len(seen.words) == 3  # noqa: PLR2004 - the three
        and not seen.known.lexicon.capitals
        and seen.known.is_given(seen.words[1].text)
        and _is_shaped((seen.words[0], seen.words[2]), seen)
    )


def _has_initial(seen: Seen) -> bool:
    """Return whether an initial stands before the last word."""
    return len(seen.words) > 1 and any(INITIAL.fullmatch(word.text) for word in seen.words[:-1])


def _is_east_asian(seen: Seen) -> bool:
    """Return whether a family name stands first, as in Chinese and Korean."""
    if len(seen.words) < 2:  # noqa: PLR2004 - family and given name
        return False
    first = seen.words[0].text in seen.known.gazetteer.surnames_first
    shaped = _EAST_ASIAN.fullmatch(seen.words[-1].text) is not None and not seen.known.is_common(seen.words[0])
    return shaped or (first and not seen.known.is_common(seen.words[-1]))


def _has_surname(seen: Seen) -> bool:
    """Return whether a family name ends several words that are no common ones."""
    return (
        1 < len(seen.words) <= _LONGEST_SHAPED
        and not seen.known.lexicon.capitals
        and (seen.words[-1].text in seen.known.gazetteer.surnames or seen.known.is_given(seen.words[-1].text))
        and _is_shaped(seen.words[:-1], seen)
    )


def _stands_alone_elsewhere(seen: Seen) -> bool:
    """Return whether several words look like a person's name, and the last of them stands alone elsewhere."""
    return (
        1 < len(seen.words) <= _LONGEST_SHAPED
        and not seen.known.lexicon.capitals
        and seen.words[-1].text in seen.known.alone
        and _is_shaped(seen.words, seen)
    )


def _is_famous(seen: Seen) -> bool:
    """Return whether a single word is a family name that means one person everywhere."""
    return (
        len(seen.words) == 1
        and seen.words[0].text in seen.known.gazetteer.well_known
        and seen.company.previous not in DETERMINERS
    )


def _is_called_by_given_name(seen: Seen) -> bool:
    """Return whether a single word is a given name that the text uses again."""
    word = seen.words[0].text
    return (
        len(seen.words) == 1
        and seen.company.previous not in DETERMINERS
        and word in seen.known.recurring
        and seen.known.is_given(word)
        and word not in seen.known.gazetteer.places
    )


def _is_lone_given_name(seen: Seen) -> bool:
    """Return whether a single word inside a sentence is a given name."""
    word = seen.words[0].text
    return (
        len(seen.words) == 1
        and not seen.company.opens
        and not _DETERMINED.search(" ".join(seen.company.before).lower())
        and seen.known.is_given(word)
        and word not in seen.known.gazetteer.places
    )


def _is_titled(seen: Seen) -> bool:
    """Return whether a title or a role stands right before the name."""
    previous = seen.company.previous
    if len(seen.words) > 1:
        return previous in seen.known.titles or previous.removesuffix("s") in seen.known.lexicon.roles
    return (
        previous in seen.known.titles
        and seen.words[0].text not in seen.known.gazetteer.places
        and previous not in seen.known.lexicon.organisation_nouns
    )


def _speaks(seen: Seen) -> bool:
    """Return whether the name says something."""
    if not seen.company.says or seen.known.lexicon.capitals:
        return False
    if len(seen.words) > 1:
        return seen.company.previous not in LINKS
    word = seen.words[0]
    return (
        (word.text in seen.known.gazetteer.surnames or seen.known.is_given(word.text))
        and word.text not in seen.known.gazetteer.places
        and (not seen.company.opens or word.text in seen.known.recurring)
    )


def _lives(seen: Seen) -> bool:
    """Return whether a verb follows that only people are the subject of."""
    match = _NEXT.match(seen.company.after)
    return match is not None and (
        match["word"] in seen.known.lexicon.person_verbs or (match["word"] == "was" and match["second"] == "born")
    )


def _is_referred_to(seen: Seen) -> bool:
    """Return whether the name heads a clause, and a pronoun for people follows: `Oduya went home when she …`."""
    return (
        (
            not seen.company.previous
            or (seen.company.previous not in seen.known.lexicon.stop_words and seen.company.before[-1].islower())
        )
        and not (seen.company.opens and len(seen.words) == 1 and seen.words[0].text not in seen.known.recurring)
        and any(word in seen.known.pronouns for word in _WORDS.findall(seen.company.after[:_NEAR]))
        and not seen.company.after.startswith(",")
    )


def _is_cited(seen: Seen) -> bool:
    """Return whether a single word is an author whose work is cited: `Oduya (2014)`, `Oduya et al.`."""
    return len(seen.words) == 1 and _CITED.match(seen.company.after) is not None


def _is_told_of(seen: Seen) -> bool:
    """Return whether age, life or role follow the name, or `who`."""
    if seen.known.lexicon.capitals:
        return False
    after = seen.company.after
    if len(seen.words) == 1:
        return not seen.company.opens and bool(_WHO.match(after) and not seen.known.is_common(seen.words[0]))
    return seen.company.appositive or bool(_WHO.match(after) or _AGE.match(after) or _LIFE.match(after))


def _is_shaped(words: Sequence[Token], seen: Seen) -> bool:
    """Return whether words look like names of people, and like nothing else that the lists know."""
    return seen.company.previous not in DETERMINERS and all(
        word.text.isalpha()
        and word.text.istitle()
        and not seen.known.is_common(word)
        and word.lower not in seen.known.lexicon.roles
        and (word.text not in seen.known.gazetteer.places or word.text in seen.known.titled)
        for word in words
    )


PERSON_SIGNS: Mapping[Sign, int] = MappingProxyType(
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
        _is_cited: 2,
        _lives: 2,
        _is_referred_to: 1,
    }
)
"""Each with its weight."""
