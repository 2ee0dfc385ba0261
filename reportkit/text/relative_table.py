"""How a language states dates relative to another: the tables of `relative.toml`, made ready to use."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reportkit.text.dates import month_names

_UNSPACED = frozenset({"zh", "ja"})
_PLACEHOLDER = re.compile(r"\{([wmdonu])\}")
_NO_LETTER = re.compile(r"[\W\d_]+")
_ANCHORS = ("published", "stated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one key of a table says."""

    stated: bool
    """Resolved against a date in the text rather than that of publication."""
    what: str
    """`day`, `month`, `year`, `week`, `weekday`, `other-week`, `month-name`, `other-year`, `day-month`, `back`, `forth`."""
    amount: int | None
    """Units to move, or the side to go to; `None`: the tense tells."""
    pattern: re.Pattern[str]
    """Its phrases, with a group for each placeholder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A language's phrases."""

    rules: tuple[Rule, ...]
    pattern: re.Pattern[str]
    """Any phrase; the number in the name of its last group is that of the rule."""
    triggers: frozenset[str]
    """Words of which every sentence with a phrase has one, in lower case; empty where words are set without spaces."""
    values: Mapping[str, Mapping[str, int]]
    """What names mean, by the letter of their placeholder; in lower case."""
    units: Mapping[str, str]
    not_before: frozenset[str]
    not_behind: frozenset[str]
    inexact: frozenset[str]
    ranging: frozenset[str]
    """Words between two names that make a range of them."""
    ranges: re.Pattern[str]
    """Matches behind a name that opens a range."""
    narrates: bool
    """Its `two years ago` is said of a date in the text as well."""
    capitals: bool
    """A capital behind the name of a day makes it part of a name."""


@lru_cache(maxsize=32)
def table_of(language: str) -> Table | None:
    """Return the table of a language, `None` for one without."""
    data = _tables().get(language)
    return None if data is None else _made(language, data)


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, str | Mapping[str, str | list[str]]]]:
    """Return the data of all languages."""
    return tomllib.loads((files("reportkit.text") / "relative.toml").read_text(encoding="utf-8"))


def _made(language: str, data: Mapping[str, str | Mapping[str, str | list[str]]]) -> Table:
    """Return the table that the data describe."""
    names = {key: value for key, value in data.items() if isinstance(value, str)}
    tables = {key: value for key, value in data.items() if not isinstance(value, str)}
    units = {form.lower(): unit for unit, forms in tables["units"].items() for form in str(forms).split()}
    written = [form for listed in tables["units"].values() for form in str(listed).split()]
    months = {name: number for name, number in month_names(language) if name}
    forms = _forms(names, written, months)
    keyed = [(anchor, key, phrases) for anchor in _ANCHORS for key, phrases in tables[anchor].items()]
    rules = tuple(
        Rule(
            stated=anchor == "stated",
            what=key.partition(" ")[0],
            amount=int(key.partition(" ")[2]) if " " in key else None,
            pattern=re.compile("|".join(_phrase(phrase, forms, at) for at, phrase in enumerate(phrases))),
        )
        for anchor, key, phrases in keyed
    )
    edges = (r"(?<!\d)", "") if language in _UNSPACED else (r"(?<!\w)", r"(?!\w)")
    any_phrase = "|".join(
        f"(?P<r{at}>{'|'.join(_phrase(phrase, forms, None) for phrase in sorted(phrases, key=len, reverse=True))})"
        for at, (_, _, phrases) in enumerate(keyed)
    )
    return Table(
        rules=rules,
        pattern=re.compile(f"{edges[0]}(?:{any_phrase}){edges[1]}"),
        triggers=_triggers(names, units, months, keyed) if language not in _UNSPACED else frozenset(),
        values={"w": _numbered(names["weekdays"], 0), "n": _numbered(names["numbers"], 1), "m": _lowered(months)},
        units=units,
        not_before=frozenset(names["not_before"].split()),
        not_behind=frozenset(names["not_behind"].split()),
        inexact=frozenset(names["inexact"].split()),
        ranging=frozenset(names.get("ranges", "").split()),
        ranges=re.compile(
            rf"\s?[–-]\s?(?:{forms['w']}|\d)|\s(?:{_any(names.get('ranges', '').split())})\s(?:{forms['w']}|{forms['m']}|\d)"
        ),
        narrates="back" not in tables["stated"],
        capitals=language == "en",
    )


def _triggers(
    names: Mapping[str, str],
    units: Iterable[str],
    months: Iterable[str],
    keyed: Iterable[tuple[str, str, Iterable[str]]],
) -> frozenset[str]:
    """Return a word for each phrase without which it can't be there: the last one, or any of what its place stands for."""
    places = {"w": re.split(r"[\s/]", names["weekdays"]), "m": months, "u": units}
    found: set[str] = set()
    for _, _, phrases in keyed:
        for phrase in phrases:
            plain = words_of(_PLACEHOLDER.sub(" ", phrase))
            kept = [place for place in _PLACEHOLDER.findall(phrase) if place in places]
            if any(place in "wm" for place in kept) or not plain:
                found.update(word for name in places[kept[-1]] for word in words_of(name)[-1:])
            else:
                found.add(plain[-1])
    return frozenset(found)


def words_of(text: str) -> list[str]:
    """Return the words of a text as triggers are: in lower case, parted at whatever is no letter."""
    return [word for word in _NO_LETTER.split(text.lower().replace("i̇", "i")) if word]


def _forms(names: Mapping[str, str], units: Iterable[str], months: Iterable[str]) -> Mapping[str, str]:
    """Return the pattern of each placeholder."""
    weekdays, numbers = (_any(re.split(r"[\s/]", names[key])) for key in ("weekdays", "numbers"))
    return {
        "w": weekdays,
        "n": rf"\d{{1,2}}|{numbers}",
        "m": rf"(?:{_any(months)})\b\.?",
        "u": _any(units),
        "d": r"\d{1,2}(?:st|nd|rd|th|º)?",
        "o": r"\d{1,2}",
    }


def _phrase(phrase: str, forms: Mapping[str, str], at: int | None) -> str:
    """Return the pattern of a phrase; with a number, its placeholders are named groups, `w3`."""
    pieces = _PLACEHOLDER.split(phrase)
    made: list[str] = []
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            made.append(_words(piece))
        else:
            made.append(f"(?:{forms[piece]})" if at is None else f"(?P<{piece}{at}>{forms[piece]})")
    return "".join(made)


def _words(text: str) -> str:
    """Return the pattern of words of a phrase; the first letter may be a capital."""
    return re.sub(r"(?:\\ )+", r"\\s+", _any([text]) if text.strip() else re.escape(text))


def _any(names: Iterable[str]) -> str:
    """Return the pattern of any of the names, the longer first; what is listed without a capital may have one."""
    ordered = sorted((name for name in names if name), key=lambda name: (-len(name), name))
    return "|".join(map(_cased, ordered)) or "(?!)"


def _cased(name: str) -> str:
    """Return the pattern of a name."""
    first = name[0]
    return (
        re.escape(name) if first.isupper() or not first.isalpha() else f"(?i:{re.escape(first)}){re.escape(name[1:])}"
    )


def _numbered(listed: str, first: int) -> dict[str, int]:
    """Return names, forms of one parted by `/`, with their number."""
    return {
        form.lower(): number for number, forms in enumerate(listed.split(), start=first) for form in forms.split("/")
    }


def _lowered(months: Mapping[str, int]) -> dict[str, int]:
    """Return the months by their name in lower case."""
    return {name.lower(): number for name, number in months.items()}
