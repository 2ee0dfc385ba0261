"""Words that limit, deny or attribute what is said, by the lists of a language: none may be lost from a statement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportkit.brief.alignment import Word, phrase_of, word_list
from reportkit.text.lexicon import Lexicon, Words


@dataclass(frozen=True, slots=True)
class Guard:
    """A word or phrase of weight."""

    kind: str
    """`negation`, `hedge`, `condition` or `attribution`."""
    phrase: str
    start: int
    """Index of its first word in the list that was looked through."""
    stop: int
    light: bool
    """It weighs inside a clause only, not where a whole clause goes and takes it along."""


def find_guards(words: Sequence[Word], lexicon: Lexicon) -> tuple[Guard, ...]:
    """Return the guards among words that follow one another, in order; of two that begin together the longer."""
    return tuple(_found(words, lexicon))


def _found(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Guard]:
    listed, longest = _listed(lexicon)
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            # In capitals inside a sentence a word is a name: `May` is no hedge, and `States` says nothing.
            if any(word.text[0].isupper() and not word.behind_mark for word in words[at : at + length]):
                continue
            phrase = phrase_of(words[at : at + length])
            kind = listed.get(phrase) or _kind_of(phrase, listed)
            if kind:
                yield Guard(kind, phrase, at, at + length, light=phrase in lexicon.light)
                at += length - 1
                break
        at += 1


def _kind_of(word: str, listed: dict[str, str]) -> str | None:
    """Return the kind of a word that no list has as it stands: `mustn't` denies, `could've` hedges."""
    if word.endswith("n't"):
        return "negation"
    head, apostrophe, _ = word.partition("'")
    return listed.get(head) if apostrophe else None


@lru_cache(maxsize=32)
def _listed(lexicon: Lexicon) -> tuple[dict[str, str], int]:
    """Return the kinds of all listed words and phrases, and how many words the longest has; the first kind counts."""
    lists: tuple[tuple[str, Words], ...] = (
        ("negation", lexicon.negations),
        ("hedge", lexicon.hedges),
        ("condition", lexicon.conditions),
        ("attribution", lexicon.reporting | lexicon.attributions),
    )
    found: dict[str, str] = {}
    for kind, entries in lists:
        for entry in entries:
            found.setdefault(entry, kind)
    return found, max((len(word_list(entry)) for entry in found), default=1)
