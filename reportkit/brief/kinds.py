"""What a name may name, and what is known of its words wherever it stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from reportkit.text.gazetteer import Gazetteer, gazetteer, without_accents
from reportkit.text.lexicon import Lexicon, Words
from reportkit.text.names import Token


class Kind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


_COMPOUND = re.compile(r"[A-Za-z]-(?:[a-z]+ed|led|born|built|style|era)$")
"""How an adjective ends that is made of a name: `Harwick-headquartered`."""
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""What may stand behind a person's family name."""
LINKS = frozenset({"of", "for", "and", "to", "&"})
"""Words that join the parts of an organisation's or an office's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of words when a name is judged."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    lowered: frozenset[str]
    """Words that the text writes small somewhere."""
    alone: frozenset[str]
    """Words that the text writes as a name of one word."""
    recurring: frozenset[str]
    """Of those, the ones that it so writes more than once."""
    titled: frozenset[str]
    """Of those, the ones that stand behind a title somewhere: they may be places too."""
    titles: Words = field(init=False)
    heads: Words = field(init=False)
    """Words that an organisation's name has."""
    pronouns: Words = field(init=False)
    """Those that stand for people."""
    impersonal: Words = field(init=False)
    """Words that no person's name has."""
    endings: tuple[str, ...] = field(init=False)
    """Endings of such words."""

    def __post_init__(self) -> None:
        """Put together the lists that are asked for most."""
        for name, words in _lists(self.lexicon).items():
            object.__setattr__(self, name, words)

    def is_given(self, word: str) -> bool:
        """Return whether the word is a given name, or two of them with a hyphen."""
        given = self.gazetteer.given
        if word in given or (not word.isascii() and without_accents(word) in given):
            return True
        parts = word.split("-")
        return len(parts) > 1 and parts[0] in given and all(part.istitle() and len(part) > 1 for part in parts)

    def is_place(self, words: Sequence[Token]) -> bool:
        """Return whether the words are the name of a place that people don't bear as well."""
        name = " ".join(word.text for word in words)
        return (
            name in self.gazetteer.places or name.replace("-", " ") in self.gazetteer.places
        ) and name not in self.gazetteer.ambiguous

    def is_impersonal(self, word: Token) -> bool:
        """Return whether no person's name has the word."""
        low = word.lower
        if _COMPOUND.search(word.text) or low in self.impersonal or low.removesuffix("s") in self.lexicon.demonyms:
            return True
        named = word.text in self.gazetteer.surnames or word.text in self.gazetteer.given
        return low.endswith(self.endings) and not named

    def is_team(self, words: Sequence[Token]) -> bool:
        """Return whether a place has a plural behind it, as teams do: `Oslo Herons`."""
        last = words[-1]
        if len(words) == 1 or self.is_place(words):
            return False
        from_place = any(
            " ".join(word.text for word in words[:cut]) in self.gazetteer.places for cut in range(1, len(words))
        )
        return from_place and (
            last.lower in self.lexicon.team_words
            or (
                last.lower.endswith("s")
                and last.lower not in self.lexicon.place_words
                and last.lower[:-1] not in self.impersonal
                and last.lower[:-1] not in self.gazetteer.common
                and last.text not in self.gazetteer.surnames
                and not self.is_given(last.text)
            )
        )

    def is_common(self, word: Token) -> bool:
        """Return whether the word is none but by its capital a name."""
        low = word.lower
        if low in self.lowered or low in self.gazetteer.common or low in self.lexicon.not_names:
            return True
        single = low.removesuffix("s")
        return single in self.gazetteer.common or single in self.lexicon.not_names


@lru_cache(maxsize=16)
def _lists(lexicon: Lexicon) -> Mapping[str, Words | tuple[str, ...]]:
    """Return the lists of `Known` that are put together of a language's, by their names there."""
    names = {role for role in lexicon.roles - lexicon.nobility if role.title() in gazetteer().given}
    heads = lexicon.organisation_words | lexicon.organisation_heads
    others = lexicon.place_words | lexicon.demonyms | lexicon.compass | lexicon.number_words | lexicon.not_names
    return {
        "titles": lexicon.roles - names | lexicon.honorifics,
        "heads": heads,
        "pronouns": lexicon.masculine | lexicon.feminine | lexicon.masculine_possessive | lexicon.feminine_possessive,
        "impersonal": (heads | others) - lexicon.surname_like,
        "endings": tuple(lexicon.abstract_endings),
    }


def person_start(words: Sequence[Token], known: Known) -> int:
    """Return how many leading words are title, role or office (`US Secretary of State`), all of them possibly."""
    modifiers = known.lexicon.role_modifiers
    found = 0
    for at, word in enumerate(words):
        linked = found > 0 and words[at - 1].lower in {"of", "the", "for", "to"}
        if (
            word.lower in known.titles
            or (linked and word.lower in modifiers and words[at - 1].lower in {"of", "the"})
            or (linked and word.text in known.gazetteer.places)
        ):
            found = at + 1
    return found
