"""What the sentence splitter knows of a language: the tables of `abbreviations.toml`, put together."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The tables of one language and what all languages share; words case-folded and without their stop."""

    inner: Words
    """Never at the end of a sentence: `Mr`, `e.g`."""
    numbered: Words
    """Not at the end before a number: `No`, `Jan`."""
    labelled: Words
    """Not at the end before a number, a letter or capitals: `Fig`, `Art`."""
    ambiguous: Words
    """May end a sentence, and do so before an opener: `Inc`."""
    hours: Words
    """End a sentence before a capital, unless it is one of `times`: `p.m`."""
    times: Words
    """What carries on after an hour: days, months, time zones."""
    years: Words
    """Units written behind a number, which end a sentence before a capital: `1990 г.`; ambiguous without a number."""
    heads: Words
    """Prepositions: `At 5 p.m.`, being no sentence, goes on."""
    lettered: Words
    """Nouns with a letter behind them, which is no initial then: vitamin C."""
    exclaimed: Words
    """Names that bear an exclamation mark."""
    titles: Words
    """Titles before a name; openers too."""
    openers: Words
    """Words that, with a capital, begin a sentence rather than carry on a name."""
    capitals: Words
    """Openers that bear their capital in mid-sentence as well: `I`."""
    reporting: Words
    """Verbs that tell who spoke, before or after a quotation."""
    endings: tuple[str, ...]
    """Ends of compounds that are `numbered`: `Hauptstr. 5`."""
    marks: str
    """Marks that end a sentence in this language only: the Greek question mark."""
    ordinals: bool
    """`3.` means third."""
    known: Words
    """All abbreviations of the other lists."""


_ABBREVIATIONS = ("inner", "numbered", "labelled", "ambiguous", "hours", "years")


_SAME = {"no": "nb", "nn": "nb"}


def rules_of(language: str | None) -> Rules:
    """Return the rules of a BCP 47 tag, of which the first part counts.

    A language without a table has the shared ones; where none is known the text is taken for English.
    """
    tag = (language or "en").partition("-")[0].lower()
    return _rules(_SAME.get(tag, tag))


@lru_cache(maxsize=64)
def _rules(language: str) -> Rules:
    """Return the rules of a language; what its own table says of an abbreviation goes before what is shared."""
    shared, own = _tables().get("shared", {}), _tables().get(language, {})
    ours = frozenset[str]().union(*(_words(own, key) for key in _ABBREVIATIONS))
    lists = {
        each.name: _words(own, each.name) | (_words(shared, each.name) - ours)
        for each in fields(Rules)
        if each.type is Words
    }
    lists["openers"] |= lists["titles"]
    lists["known"] = frozenset[str]().union(*(lists[key] for key in _ABBREVIATIONS))
    return Rules(
        **lists,
        endings=tuple(_words(own, "endings")),
        marks=str(own.get("marks", "")),
        ordinals=bool(own.get("ordinals", False)),
    )


def _words(table: Mapping[str, Any], key: str) -> Words:
    """Return a list of the table, in the spelling in which words are looked up."""
    return frozenset(fold(str(table.get(key, ""))).split())


def fold(word: str) -> str:
    """Return the word as it is looked up: case-folded (the dot of `İ` goes), with typewriter apostrophes."""
    return word.casefold().replace("’", "'").replace("\u0307", "")


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    """Return the tables of all languages."""
    return tomllib.loads((files("reportkit.text") / "abbreviations.toml").read_text(encoding="utf-8"))
