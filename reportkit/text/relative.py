"""Dates that a text states relative to another one: `last Tuesday`, `two years later`.

A relative date is resolved only against a date that the source states, the day of publication or a date just before it
in the text, and no further than that date and the words go: nothing is resolved that has two readings. Phrases are data,
in `relative.toml`; a language without a table there has none.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from reportkit.text.almanac import in_month, move, on_day, on_weekday
from reportkit.text.dates import DateMention
from reportkit.text.relative_table import Rule, Table, find_phrases, table_of

_ADJACENT = re.compile(r"[\s,(–、，-]{0,3}(?:(?:the|den|der|le|el|il|de|d\.)\s)?")
_NARRATED = re.compile(r"\d{4}-\d\d")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAMED_BEHIND, _NAMED_BEFORE = re.compile(r" [A-Z]|[’']s\b"), re.compile(r"\b[A-Z]\w+ $")
"""A name around the name of a day: `Joe Friday`, `Sunday Times`."""
_MARKS = ' "“”„«»‘’([–—-'
_OWNED = re.compile(r"[’']s\b")
"""What makes `this year` an adjective: `this year’s best film`."""
_LOOKED_BACK = 40
_MOST_COUNTED = 9
"""Years or months that are counted out; `fifty years ago` is a round figure."""
_NAMES = frozenset({"weekday", "month-name", "day-month"})


class Tense(Enum):
    """Where in time a sentence places what it tells at some place of it."""

    PAST = auto()
    FUTURE = auto()
    OPEN = auto()
    """Its words do not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a sentence may be resolved against."""

    published: str | None
    """Day of publication, ISO 8601, as exact as stated."""
    own: Sequence[DateMention]
    """The dates that the sentence states itself."""
    before: Sequence[str]
    """The different dates that the sentence just before states, or was resolved to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeDate:
    """A relative date, resolved."""

    mention: DateMention
    from_before: bool
    """It was resolved against the sentence before."""


def find_relative(
    text: str, language: str | None, context: Context, tense_at: Callable[[int, int, bool], Tense]
) -> tuple[RelativeDate, ...]:
    """Return the relative dates of a sentence that can be resolved, in order.

    Shape:   tense_at: the tense at a stretch of the text, which tells what `on Tuesday` means; on request that of its
             clause alone.
    """
    table = table_of((language or "").partition("-")[0].lower())
    if table is None or not (context.published or context.own or context.before):
        return ()
    return tuple(_resolved(text, table, context, tense_at))


def counts_from_before(text: str, language: str | None) -> bool:
    """Return whether a sentence opens with a date that counts from one before it: `Two years later, …`."""
    table = table_of((language or "").partition("-")[0].lower())
    found = find_phrases(text.lstrip(_MARKS)[:_LOOKED_BACK], table)[:1] if table else []
    return any(match.start() == 0 and rule.stated for match, rule in found)


def end_of_time(text: str, at: int, language: str | None) -> int:
    """Return where a phrase of time that begins at an offset ends, the offset itself where none does: `on Monday`."""
    table = table_of((language or "").partition("-")[0].lower())
    found = find_phrases(text[at : at + _LOOKED_BACK], table)[:1] if table else []
    return at + found[0][0].end() if found and found[0][0].start() == 0 else at


def _resolved(
    text: str, table: Table, context: Context, tense_at: Callable[[int, int, bool], Tense]
) -> Iterator[RelativeDate]:
    """Yield what can be resolved."""
    for match, rule in find_phrases(text, table):
        anchor, from_before = _anchor(rule, match, context)
        if anchor is None or _is_none(match, rule, table, context):
            continue
        side = (
            rule.amount
            if rule.amount is not None
            else _SIDES[tense_at(match.start(), match.end(), rule.what == "today")]
        )
        iso = _iso(_parts(match), rule, table, anchor, side)
        if iso is not None:
            mention = DateMention(start=match.start(), end=match.end(), text=match.group(), iso=iso)
            yield RelativeDate(mention=mention, from_before=from_before)


def _is_none(match: re.Match[str], rule: Rule, table: Table, context: Context) -> bool:
    """Return whether the phrase is no date of its own here: part of another, of a range, of a name, or an estimate."""
    text, start, end = match.string, match.start(), match.end()
    if any(_touch(text, each, start, end, beside=not rule.stated) for each in context.own):
        return True
    behind = _WORD.match(text, end + 1)
    if behind is not None and behind.group().lower() in table.not_behind:
        return True
    before = [word.lower() for word in _WORD.findall(text[max(0, start - _LOOKED_BACK) : start])][-2:]
    if rule.what in {"back", "forth"}:
        told_before = table.narrates and not rule.stated and _is_narrated(rule, context)
        either = before[-1:] and before[-1] in table.ranging and (before[0].isdigit() or before[0] in table.values["n"])
        return told_before or bool(either) or not table.inexact.isdisjoint(before)
    if rule.what == "year" and _OWNED.match(text, end):
        return True
    if rule.what not in _NAMES or rule.amount is not None:
        return False
    habitual = not table.habitual.isdisjoint(text.lower().split())
    return habitual or _is_narrated(rule, context) or _is_no_day(match, table, before)


def _is_no_day(match: re.Match[str], table: Table, before: Sequence[str]) -> bool:
    """Return whether the name of a day or a month is that of many (`every Monday`), of a range, or part of a name."""
    text, end = match.string, match.end()
    if table.ranges.match(text, end):
        return True
    bare = match.group().partition(" ")[0].rstrip(".").lower() in table.values["w"].keys() | table.values["m"].keys()
    if not bare or not before:
        return False
    in_range = before[-1] in table.ranging and before[0] in table.values["w"]
    named = table.capitals and bool(_NAMED_BEHIND.match(text, end) or _NAMED_BEFORE.search(text, 0, match.start()))
    return in_range or named or before[-1] in table.not_before


def _touch(text: str, mention: DateMention, start: int, end: int, *, beside: bool) -> bool:
    """Return whether a stated date overlaps a stretch or stands right beside it: `Tuesday, 3 June 2025`."""
    if mention.start < end and start < mention.end:
        return True
    between = text[end : mention.start] if end <= mention.start else text[mention.end : start]
    return beside and bool(_ADJACENT.fullmatch(between))


def _is_narrated(rule: Rule, context: Context) -> bool:
    """Return whether the text tells of other years here, to one of which a name without its year may belong."""
    published = (context.published or "")[:4]
    dates = (*(each.iso for each in context.own), *context.before)
    others = [iso for iso in dates if iso[:4] != published]
    return any(map(_NARRATED.match, others)) if rule.what == "weekday" else bool(others)


def _anchor(rule: Rule, match: re.Match[str], context: Context) -> tuple[str | None, bool]:
    """Return the date that the phrase counts from, and whether the sentence before states it."""
    if not rule.stated:
        return context.published, False
    own = [each.iso for each in context.own if each.end <= match.start()]
    if own:
        return own[-1], False
    return (context.before[0], True) if len(context.before) == 1 and not context.own else (None, False)


def _parts(match: re.Match[str]) -> Mapping[str, str]:
    """Return what stands in the places of a phrase, by the letter of the place."""
    return {group[0]: text.rstrip(".") for group, text in match.groupdict().items() if text is not None}


def _iso(parts: Mapping[str, str], rule: Rule, table: Table, anchor: str, side: int | None) -> str | None:
    """Return the date that a phrase means, `None` where the anchor is not exact enough or two dates may be meant."""
    if "w" in parts:
        what = "past" if rule.what == "weekday" and rule.amount == -1 else rule.what
        return on_weekday(anchor, table.values["w"][_lowered(parts["w"])], what, side)
    if "n" in parts:
        return _counted(parts, rule, table, anchor)
    if "m" in parts or "o" in parts:
        month = int(parts["o"]) if "o" in parts else table.values["m"][_lowered(parts["m"])]
        day = _number(parts["d"], {}) if "d" in parts else None
        return in_month(anchor, month, rule.what, side) if day is None else on_day(anchor, month, day, side)
    if rule.what == "today":
        return None if side is None else move(anchor, "day", 0)
    return move(anchor, rule.what, rule.amount or 0)


def _counted(parts: Mapping[str, str], rule: Rule, table: Table, anchor: str) -> str | None:
    """Return the date so many units away."""
    count = _number(parts["n"], table.values["n"])
    signed = count if rule.what == "forth" else -count
    return move(anchor, table.units[_lowered(parts["u"])], signed) if count <= _MOST_COUNTED else None


_SIDES: Mapping[Tense, int | None] = {Tense.PAST: -1, Tense.FUTURE: 1, Tense.OPEN: None}


def _lowered(name: str) -> str:
    """Return a name as it is looked up; the Turkish İ has a small form without a second dot."""
    return name.lower().replace("i̇", "i")


def _number(text: str, names: Mapping[str, int]) -> int:
    """Return the number that digits or a word state."""
    digits = re.match(r"\d+", text)
    return int(digits.group()) if digits else names[_lowered(text)]
