"""Calendar dates that a text states outright, and how a language writes them.

Nothing is guessed: `03/04/2024` has two readings and is passed over, as are years of two digits and days without a year.
Names of months and turns of phrase are data, in `calendars.toml`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from reportkit.text.words import LOOKED_AT_AGAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date as the text states it."""

    start: int
    end: int
    text: str
    iso: str
    """ISO 8601, as exact as stated: `2014`, `2014-09`, `2014-09-30`, `2014-09-30T14:05`, `2014-09-30T14:05+02:00`."""


@dataclass(frozen=True, slots=True)
class _Calendar:
    """A language's table, ready to use."""

    names: Mapping[str, int]
    """Name of a month in small letters to its number."""
    capitals: frozenset[str]
    """Those names among them that are written with a capital: `march 2000 miles` is no date."""
    pattern: re.Pattern[str]
    counted: re.Pattern[str]
    """Matches a cue and a year that are a number of things: `of 2014 votes`."""


_YEAR = r"(?P<{0}>1[5-9]\d\d|20\d\d|21\d\d)(?!\w|['’]s\b|[.,:/-]\d|-[^\W\d])"
_CLOCK = (
    r"(?:(?:\s*,)?(?:\s+(?:at|um|à|a\s+las|às|alle|om|kl\.?|saat))?\s+|T)"
    r"(?P<hour>[01]?\d|2[0-3])[:h.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?(?![\d:])"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?(?:\s?(?P<zone>Z|UTC|GMT|CET|CEST|MEZ|MESZ|[+-]\d\d:?\d\d)\b)?"
)
_ZONES = {
    "z": "+00:00",
    "utc": "+00:00",
    "gmt": "+00:00",
    "cet": "+01:00",
    "mez": "+01:00",
    "cest": "+02:00",
    "mesz": "+02:00",
}
_YEARS = frozenset({"year", "joined", "told", "alone"})
"""Groups of a year on its own: after a cue, after another year, before a word that tells, or where a language needs none."""
_FOUR_DIGITS = re.compile(r"\d{4}")
"""Every date that is stated with its year has them: most sentences need no closer look."""
_WHOLE_DAY = len("2014-09-30")
_TIME = re.compile(_CLOCK, re.IGNORECASE)
_NUMERIC = (
    r"(?P<iso>(?<![\w.,/-])(?P<iy>\d{4})-(?P<im>\d\d)(?:-(?P<id>\d\d))?(?![\d/-]))"
    r"|(?P<slash>(?<![\w.,/-])(?P<sa>\d{1,2})/(?P<sb>\d{1,2})/(?P<sy>\d{4})(?![\d/-]))"
    r"|(?P<big>(?<![\w.,/-])(?P<by>\d{4})(?P<bs>[/.])(?P<bm>\d\d?)(?P=bs)(?P<bd>\d\d?)(?![\d/-]))"
    r"|(?P<dotted>(?<![\w.,/-])(?P<dd>\d{1,2})\.\s?(?P<dm>\d{1,2})\.\s?(?P<dy>\d{4})(?![\d/-]))"
    r"|(?P<han>(?<!\d)(?P<hy>\d{4})\s?年(?!代)(?:\s?(?P<hm>\d\d?)\s?月(?:\s?(?P<hd>\d\d?)\s?日)?)?)"
)


@lru_cache(maxsize=LOOKED_AT_AGAIN)
def find_dates(text: str, language: str | None) -> tuple[DateMention, ...]:
    """Return the dates that the text states with their year, in order.

    A language without a table gets the names of months that no two tables read differently. A year on its own counts
    where the words before it show that it is one (`since 2014`), or where it stands in brackets.
    """
    if not _FOUR_DIGITS.search(text):
        return ()
    calendar = _calendar(_table_of(language))
    return tuple(_mentions(text, calendar))


def month_names(language: str) -> tuple[tuple[str, int], ...]:
    """Return the names that a language has for months, as it writes them, with their numbers."""
    listed = _tables()[language]["months"].split() if language in _tables() else []
    return tuple(
        (name.replace("_", " "), number) for number, forms in enumerate(listed, start=1) for name in forms.split("/")
    )


def format_date(iso: str, language: str | None) -> str:
    """Return the date in the words of the language, `30 September 2024`, its time left out; ISO for an unknown one."""
    table = _tables().get((language or "").split("-")[0].lower())
    day_part = iso.partition("T")[0]
    if table is None:
        return day_part
    year, month, day = (*day_part.split("-"), "", "")[:3]
    if not month:
        return table.get("year", "{y}").format(y=year)
    names = table["months"].split()
    variants = names[int(month) - 1].split("/") if names else [""]
    shown = str(int(day)) if day else ""
    if shown == "1":
        shown = table.get("first", shown)
    values = {"y": year, "m": variants[0], "g": variants[1 % len(variants)], "o": str(int(month)), "d": shown}
    return table["day" if day else "month"].format_map(values)


def _mentions(text: str, calendar: _Calendar) -> Iterator[DateMention]:
    """Yield every stated date, with the time of day where one follows it."""
    last = -1
    for match in calendar.pattern.finditer(text):
        iso = _iso(match, calendar)
        if iso is None or (match.lastgroup == "joined" and match.start() != last) or _counts(match, calendar):
            continue
        start, end = match.span(match.lastgroup or 0) if match.lastgroup in _YEARS else match.span()
        clock = _TIME.match(text, end) if len(iso) == _WHOLE_DAY else None
        if clock:
            iso, end = iso + _time(clock), clock.end()
        last = end
        yield DateMention(start=start, end=end, text=text[start:end], iso=iso)


def _counts(match: re.Match[str], calendar: _Calendar) -> bool:
    """Return whether what looks like a year counts what follows it."""
    return match.lastgroup in _YEARS and bool(calendar.counted.match(match.string, match.start()))


def _iso(match: re.Match[str], calendar: _Calendar) -> str | None:
    """Return what the match reads as, `None` where it is no date or has two readings."""
    found = match.groupdict()
    kind = match.lastgroup
    if kind in _YEARS:
        return found[kind]
    if kind == "slash":
        return _slashed(int(found["sa"]), int(found["sb"]), int(found["sy"]))
    prefix = {"iso": "i", "big": "b", "dotted": "d", "han": "h", "dmy": "w", "mdy": "v"}[kind or ""]
    year, month, day = found[f"{prefix}y"], found[f"{prefix}m"], found[f"{prefix}d"]
    if month is None:
        return year
    if month[0].islower() and _folded(month) in calendar.capitals:
        return None
    number = int(month) if month.isdigit() else calendar.names[_folded(month)]
    return _checked(int(year), number, int(day) if day else None)


def _slashed(first: int, second: int, year: int) -> str | None:
    """Return the one reading of `first/second/year`, `None` where day and month could change places."""
    readings = {_checked(year, second, first), _checked(year, first, second)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _checked(year: int, month: int, day: int | None) -> str | None:
    """Return the ISO form of a date that exists, `None` of one that doesn't."""
    try:
        whole = date(year, month, day or 1).isoformat()
    except ValueError:
        return None
    return whole if day else whole[:7]


def _time(clock: re.Match[str]) -> str:
    """Return `T14:05`, with seconds and zone where stated."""
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"] in "pP" else 0)
    second = f":{clock['second']}" if clock["second"] else ""
    zone = clock["zone"] or ""
    zone = _ZONES.get(zone.lower(), f"{zone[:3]}:{zone[-2:]}" if zone else "")
    return f"T{hour:02}:{clock['minute']}{second}{zone}"


def _folded(name: str) -> str:
    """Return a month's name as it is looked up."""
    return name.lower().replace("i̇", "i").rstrip(".")


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, str]]:
    """Return the tables of all languages."""
    return tomllib.loads((files("reportkit.text") / "calendars.toml").read_text(encoding="utf-8"))


def _table_of(language: str | None) -> str:
    """Return the key of the language's table, an empty one where there is none."""
    primary = (language or "").split("-")[0].lower()
    return primary if primary in _tables() else ""


@lru_cache(maxsize=64)
def _calendar(key: str) -> _Calendar:
    """Return the names and the pattern of one language, or of all that agree."""
    tables = _tables()
    names: dict[str, int] = {}
    capitals: set[str] = set()
    disputed: set[str] = set()
    for table in [tables[key]] if key else tables.values():
        for number, variants in enumerate(table["months"].split(), start=1):
            for variant in variants.replace("_", " ").split("/"):
                folded = _folded(variant)
                if names.setdefault(folded, number) != number:
                    disputed.add(folded)
                (capitals.add if variant[0].isupper() else capitals.discard)(folded)
    for name in disputed:
        del names[name]
    table = tables[key or "en"]
    return _Calendar(
        names=names,
        capitals=frozenset(capitals),
        pattern=_pattern(list(names), table),
        counted=_counted(table),
    )


def _pattern(names: list[str], table: Mapping[str, str]) -> re.Pattern[str]:
    """Return the one pattern of a language's dates, the fuller forms first."""
    any_name = _any(names)
    worded = (
        rf"(?P<dmy>(?:(?<![\w.,/-])(?P<wd>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|o|\.)?\s+(?:(?:of|de|di|d')\s+)?)?"
        rf"(?<!\w)(?P<wm>{any_name})\b\.?,?\s+(?:(?:of|de|del)\s+)?(?P<wy>\d{{4}})(?!\d|[.,:/-]\d))"
        rf"|(?P<mdy>(?<!\w)(?P<vm>{any_name})\b\.?\s+(?P<vd>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<vy>\d{{4}})(?!\d))"
    )
    bare = (
        rf"(?:(?:^|\b(?:{_any(table['alone'].split())}) )" + _YEAR.format("alone") + r"(?= (?-i:[a-zäöü])|[,.]))|"
        if "alone" in table
        else ""
    ) + (
        rf"(?:\b(?:{_any(table['cues'].split())})[ -]|\((?=\d{{4}}\s?[)–—,;-]))"
        + _YEAR.format("year")
        + rf"|(?<=\b\d{{4}})(?:\s?[–,-]\s?| (?:{_any(table['joins'].split())}) )"
        + _YEAR.format("joined")
        + r"|(?<![\w.,:/-])"
        + _YEAR.format("told")
        + rf"(?=['’ ](?:{_any(table.get('tails', '').split())})\b)"
    )
    return re.compile(f"{_NUMERIC}|{worded}|{bare}", re.IGNORECASE)


def _counted(table: Mapping[str, str]) -> re.Pattern[str]:
    """Return the pattern of a cue and a number before what is counted.

    Behind a cue that goes with amounts as well (`of`), any word that looks like a plural is taken for a thing.
    """
    things = rf"(?:{_any(table.get('counted', '').split())})\b"
    plural = table.get("plural", "(?!)")
    return re.compile(
        rf"(?:(?P<weak>(?i:{_any(table.get('weak', '').split())}) )|(?:\w+[ -])?)\d{{4}} (?:(?i:{things})|(?(weak){plural}|(?!)))"
    )


def _any(words: list[str]) -> str:
    """Return the pattern of any of the words, the longer first; one that matches nothing where there are none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
