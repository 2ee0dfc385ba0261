"""Names of places and of people that the product knows, as sources in English write them.

`places.toml` and `given-names.toml` are written by hand, from general knowledge; `derived.toml` is made from free data by
`tests/bench/gazetteer.py`, which names its sources.
"""

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Names = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Names by what they name, case kept."""

    places: Names
    ambiguous: Names
    """Places that bear people's names as well."""
    masculine: Names
    feminine: Names
    given: Names
    """Given names, of whatever gender."""
    surnames: Names
    surnames_first: Names
    """Family names of languages that put them first."""
    well_known: Names
    """Family names that mean one person wherever they stand alone."""
    common: Names
    """The commonest words of English, in lower case: with a capital they are seldom anybody's name."""


@cache
def gazetteer() -> Gazetteer:
    """Return the names, read once."""
    places, people, derived = _table("places"), _table("given-names"), _table("derived")
    ambiguous = _entries(places.pop("ambiguous")) | _entries(derived["ambiguous"])
    masculine = frozenset((people["masculine"] + derived["masculine"]).split())
    feminine = frozenset((people["feminine"] + derived["feminine"]).split())
    return Gazetteer(
        places=frozenset().union(_entries(derived["cities"]), *map(_entries, places.values())),
        ambiguous=ambiguous,
        masculine=masculine,
        feminine=feminine,
        given=masculine | feminine | frozenset(derived["either"].split()),
        surnames=frozenset((people["surnames_first"] + derived["surnames"]).split()),
        surnames_first=frozenset(people["surnames_first"].split()),
        well_known=frozenset(people["well_known"].split()),
        common=frozenset(derived["common"].split()),
    )


def without_accents(name: str) -> str:
    """Return a name as texts write it that have no accents: `Gerard` for `Gérard`."""
    return "".join(each for each in unicodedata.normalize("NFD", name) if not unicodedata.combining(each))


def _table(name: str) -> dict[str, str]:
    """Return the lists of a file."""
    text = (files("reportkit.text") / "lexicons" / f"{name}.toml").read_text("utf-8")
    return {key: str(value) for key, value in tomllib.loads(text).items()}


def _entries(text: str) -> Names:
    """Return the names of a list that is parted by semicolons and line ends."""
    return frozenset(name.strip() for line in text.splitlines() for name in line.split(";") if name.strip())
