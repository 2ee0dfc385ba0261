"""How a language states dates relative to another: the tables of `relative.toml`, made ready to use."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reportkit.text.dates import month_names

Words = frozenset[str]

_UNSPACED = frozenset({"zh", "ja"})
_PLACEHOLDER = re.compile(r"\{([wmdonu])\}")
_LETTERS = re.compile(r"[^\W\d_]+")
_ANCHORS = ("published", "stated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one key of a table says."""

    stated: bool
    """Resolved against a date in the text rather than that of publication."""
    what: str
    """`today`, `day`, `month`, `year`, `week`, `weekday`, `other-week`, `month-name`, `month-of`, `other-year`, `day-month`, `back`, `forth`."""
    amount: int | None
    """Units to move, or the side to go to; `None`: the tense tells."""
    needs: tuple[tuple[Words, ...], ...]
    """For each of its phrases what it can't be there without: a word of each list."""
    source: str
    """The pattern of its phrases, with a group for each place; compiled when first looked for."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return its phrases where words begin and end."""
        return _compiled(self.source)

    def may_stand(self, words: AbstractSet[str]) -> bool:
        """Return whether a text of these words may have one of its phrases."""
        return any(not any(need.isdisjoint(words) for need in phrase) for phrase in self.needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A language's phrases."""

    rules: tuple[Rule, ...]
    triggers: Mapping[str, frozenset[int]]
    """Words to the rules that have a phrase with them, in lower case; empty where words are set without spaces."""
    values: Mapping[str, Mapping[str, int]]
    """What names mean, by the letter of their placeholder; in lower case."""
    units: Mapping[str, str]
    not_before: frozenset[str]
    not_behind: frozenset[str]
    inexact: frozenset[str]
    habitual: frozenset[str]
    """Words that tell of what happens again and again: `usually sown in May`."""
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


@lru_cache(maxsize=1024)
def _compiled(source: str) -> re.Pattern[str]:
    """Return a rule's pattern."""
    return re.compile(source)


def find_phrases(text: str, table: Table) -> list[tuple[re.Match[str], Rule]]:
    """Return the phrases of a text in order, each with its rule; of two that overlap the first, and of those the longer."""
    if table.triggers:
        words = set(words_of(text))
        near = {at for word in words & table.triggers.keys() for at in table.triggers[word]}
        wanted = [at for at in sorted(near) if table.rules[at].may_stand(words)]
    else:
        wanted = list(range(len(table.rules)))
    found = [(match, table.rules[at]) for at in wanted for match in table.rules[at].pattern.finditer(text)]
    kept: list[tuple[re.Match[str], Rule]] = []
    for match, rule in sorted(found, key=lambda each: (each[0].start(), -each[0].end())):
        if not kept or match.start() >= kept[-1][0].end():
            kept.append((match, rule))
    return kept


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
    # Turkish writes the month with a capital only beside a day or a year.
    months = {name.lower() if language == "tr" else name: number for name, number in month_names(language)}
    forms = _forms(names, written, months)
    keyed = [(anchor, key, phrases) for anchor in _ANCHORS for key, phrases in tables[anchor].items()]
    places = {"w": re.split(r"[\s/]", names["weekdays"]), "m": tuple(months), "u": written}
    edges = (r"(?<!\d)", r"(?![度来比\d])") if language in _UNSPACED else (r"(?<!\w)(?<!\d[.,])", r"(?!\w)")
    rules = tuple(
        Rule(
            stated=anchor == "stated",
            what=key.partition(" ")[0],
            amount=int(key.partition(" ")[2]) if " " in key else None,
            needs=tuple(_needs(phrase, places) for phrase in phrases),
            source=f"{edges[0]}(?:{_phrases(phrases, forms)}){edges[1]}",
        )
        for anchor, key, phrases in keyed
    )
    return Table(
        rules=rules,
        triggers={} if language in _UNSPACED else _triggers(places, keyed),
        values={"w": _numbered(names["weekdays"], 0), "n": _numbered(names["numbers"], 1), "m": _lowered(months)},
        units=units,
        not_before=frozenset(names["not_before"].split()),
        not_behind=frozenset(names["not_behind"].split()),
        habitual=frozenset(names.get("habitual", "").split()),
        inexact=frozenset(names["inexact"].split()),
        ranging=frozenset(names.get("ranges", "").split()),
        ranges=re.compile(
            rf"\s?[–-]\s?(?:{forms['w']}|\d)|\s(?:{_any(names.get('ranges', '').split())})\s(?:{forms['w']}|{forms['m']}|\d)"
        ),
        narrates="back" not in tables["stated"],
        capitals=language == "en",
    )


def _needs(phrase: str, places: Mapping[str, Iterable[str]]) -> tuple[Words, ...]:
    """Return the lists of which a phrase has a word each: its own words, and the names that its places stand for.

    Shape:   places: the names by the letter of their place.
    """
    own = words_of(_PLACEHOLDER.sub(" ", phrase))
    named = [places[place] for place in _PLACEHOLDER.findall(phrase) if place in places]
    lasts = (frozenset(word for name in names for word in words_of(name)[-1:]) for names in named)
    return (*(frozenset({word}) for word in own), *lasts)


def _triggers(
    places: Mapping[str, Iterable[str]], keyed: Iterable[tuple[str, str, Iterable[str]]]
) -> Mapping[str, frozenset[int]]:
    """Return for words the rules with a phrase that can't be there without one: its last word, or what its place means."""
    found: dict[str, set[int]] = {}
    for at, (_, _, phrases) in enumerate(keyed):
        for phrase in phrases:
            plain = words_of(_PLACEHOLDER.sub(" ", phrase))
            kept = [place for place in _PLACEHOLDER.findall(phrase) if place in places]
            if any(place in "wm" for place in kept) or not plain:
                needed = [word for name in places[kept[-1]] for word in words_of(name)[-1:]]
            else:
                needed = plain[-1:]
            for word in needed:
                found.setdefault(word, set()).add(at)
    return {word: frozenset(rules) for word, rules in found.items()}


def words_of(text: str) -> list[str]:
    """Return the words of a text as triggers are: in lower case, parted at whatever is no letter."""
    return _LETTERS.findall(text.lower().replace("i̇", "i"))


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


def _phrases(phrases: Iterable[str], forms: Mapping[str, str]) -> str:
    """Return the pattern of any of the phrases, the longer first; their places are groups, `w3`."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(_phrase(phrase, forms, at) for at, phrase in enumerate(ordered))


def _phrase(phrase: str, forms: Mapping[str, str], at: int) -> str:
    """Return the pattern of a phrase, its places numbered."""
    pieces = _PLACEHOLDER.split(phrase)
    return "".join(
        _words(piece) if index % 2 == 0 else f"(?P<{piece}{at}>{forms[piece]})" for index, piece in enumerate(pieces)
    )


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
