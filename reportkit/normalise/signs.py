"""What a language's lines and paragraphs show by their words; the words themselves stand in `signs.toml`."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """The table of a language, that of English beside it, ready to match."""

    byline: re.Pattern[str]
    """At the beginning of a line that names its authors."""
    published: re.Pattern[str]
    updated: re.Pattern[str]
    credit: re.Pattern[str]
    """At the beginning of a line that names who published first; group 1 holds the colon, if any."""
    contact: re.Pattern[str]
    opening: re.Pattern[str]
    conclusion: re.Pattern[str]
    whole: frozenset[str]
    """Lines as `plain` writes them."""
    background: frozenset[str]
    history: tuple[re.Pattern[str], ...]
    perfect: tuple[re.Pattern[str], ...]
    """Looks back, but within the news too: counts beside `history` only."""
    reporting: tuple[re.Pattern[str], ...]


def plain(line: str) -> str:
    """Return a line as it is compared: case-folded, one space between words, without a stop or colon at its end."""
    return " ".join(line.casefold().replace("’", "'").split()).rstrip(".:!… ").strip("»«›‹>< ")


@lru_cache(maxsize=64)
def signs(language: str | None) -> Signs:
    """Return the signs of the language and of English; of English alone where the language has no table."""
    every = tomllib.loads((files("reportkit.normalise") / "signs.toml").read_text(encoding="utf-8"))
    own = every.get((language or "en").split("-")[0].lower(), {})
    tables = [own, every["en"]] if own is not every["en"] else [own]
    return Signs(
        byline=_opening(_words(tables, "byline"), flags=re.NOFLAG),
        published=_opening(_words(tables, "published")),
        updated=_opening(_words(tables, "updated")),
        credit=_opening(_words(tables, "credit")),
        contact=_opening(_words(tables, "contact")),
        opening=_opening(_listed(tables, "opening")),
        conclusion=_opening(_words(tables, "conclusion")),
        whole=frozenset(map(plain, _listed(tables, "whole"))),
        background=frozenset(map(plain, _words(tables, "background"))),
        history=_patterns(own, "history"),
        perfect=_patterns(own, "perfect"),
        reporting=_patterns(own, "reporting"),
    )


def _words(tables: Iterable[Mapping[str, str]], key: str) -> list[str]:
    """Return the phrases of an entry that parts them by commas."""
    return [phrase for table in tables for phrase in table.get(key, "").split(",") if phrase]


def _listed(tables: Iterable[Mapping[str, list[str]]], key: str) -> list[str]:
    """Return the phrases of an entry that is a list."""
    return [phrase for table in tables for phrase in table.get(key, [])]


def _opening(phrases: list[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Return the pattern of a line that begins with one of the phrases; group 1 is a colon after it."""
    longest_first = sorted(phrases, key=len, reverse=True)
    alternatives = "|".join(_whole_words(phrase) for phrase in longest_first)
    return re.compile(rf"\s*(?:{alternatives})\s*(:|：)?\s*", flags) if phrases else _NEVER


def _whole_words(phrase: str) -> str:
    """Return the pattern of a phrase that ends where its last word ends, whichever apostrophe it is written with."""
    return re.escape(phrase.strip()).replace("'", "['’]") + (r"(?!\w)" if phrase[-1].isalpha() else "")


def _patterns(table: Mapping[str, list[str]], key: str) -> tuple[re.Pattern[str], ...]:
    """Return the compiled patterns of an entry."""
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in table.get(key, []))
