"""Capitalised names in a text: where they stand, whatever they name.

Made for languages that capitalise names and nothing else (English, French, Spanish); in German every noun is
capitalised, so that a run of capitals says little, and callers must know more before they call it a name.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reportkit.text.words import LOOKED_AT_AGAIN

TOKEN = re.compile(
    r"(?=\w{1,4}\.)"
    r"(?:(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s+[^\W\d_])"
    r"|(?:St|Mt|Dr|Mr|Mrs|Ms|Prof|Sen|Gov|Rep|Gen|Lt|Col|Capt|Sgt|Rev|Hon)\.(?=\s))"
    r"|\w+(?:[-’'/&+]\w+)*"
)
"""A word; only where a stop follows a short one it is asked whether it is an abbreviation."""
_PREFIXED = re.compile(r"(?:[dl][’']|(?:al|el|ad|an|ar|as|at|az|ash|bin|ben)-)[^\W\d_a-z]")
"""A name with a small article joined to it: `d’Orsay`, `al-Sadr`."""
_COMPOUND = re.compile(
    r"-(?:based|led|backed|born|bred|style|themed|esque|like|wide|area|era|owned|run|controlled|held|occupied|speaking|funded|made|built"
    r"|trained|friendly|related|affiliated|inspired|sponsored|supported|educated|bound|sized|ruled|dominated|only|listed|linked)$"
)
"""What makes an adjective of a name: `Oslo-based`."""
_OPENS = re.compile(r"[\"“„«‘'(\[]\s*$|[.!?:]\s+[\"“„«‘']?$")
_LOOKED_BACK = 8
"""Characters before a word that tell whether a sentence or a quotation opens with it."""


class Token(NamedTuple):
    """A word with its place; a tuple, because an article has thousands of them."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The form in which word lists know it."""
        return _lower(self.text)

    @property
    def is_capital(self) -> bool:
        """Whether it is written as a name, or the beginning of one."""
        return self.text[0].isupper() or (not self.text.isalpha() and _PREFIXED.match(self.text) is not None)


@lru_cache(maxsize=1 << 14)
def _lower(text: str) -> str:
    low = text.casefold()
    if low.isalpha():
        return low
    low = low.replace("’", "'")
    return low.rstrip(".") if low.count(".") == 1 else low


@lru_cache(maxsize=LOOKED_AT_AGAIN)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text, possessive endings cut off."""
    found = []
    for match in TOKEN.finditer(text):
        word, start = match.group(), match.start()
        if not word.isalpha():
            word = _bare(word)
        found.append(Token(word, start, start + len(word)))
    return tuple(found)


def _bare(word: str) -> str:
    """Return a word without its possessive ending, and without what makes an adjective of a name."""
    if word.endswith(("’s", "'s")):
        word = word[:-2]
    return _COMPOUND.sub("", word) if "-" in word else word


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How a whole text writes its words, by which a capital at the head of a sentence is judged."""

    lowered: frozenset[str]
    """Words that it writes small somewhere: at the head of a sentence they are no names."""
    inner: frozenset[str]
    """Words that it capitalises inside sentences: they are."""
    fixed: frozenset[str]
    """Names of several words that are known whatever the text does: `New York`."""
    given: frozenset[str]
    """Given names, which make a name even of a common word: `Will Oduya`."""

    @classmethod
    def of(
        cls, texts: Iterable[tuple[str, Sequence[Token]]], *, fixed: frozenset[str], given: frozenset[str]
    ) -> "Spelling":
        """Return how sentences, each with its words, are spelt."""
        lowered: set[str] = set()
        inner: set[str] = set()
        for text, found in texts:
            for token in found:
                if token.text[0].islower():
                    lowered.add(token.text)
                elif token.text not in inner and token.start and not opens_at(text, token.start):
                    inner.add(token.text)
        return cls(lowered=frozenset(lowered), inner=frozenset(inner), fixed=fixed, given=given)


def opens_at(text: str, at: int) -> bool:
    """Return whether a word at this place stands behind a stop or an opening mark."""
    return _OPENS.search(text, max(0, at - _LOOKED_BACK), at) is not None
