"""Arithmetic of dates that are only as exact as stated: `2014`, `2014-09`, `2014-09-30`."""

from datetime import date, timedelta

_LENGTHS = {"year": len("2014"), "month": len("2014-09"), "day": len("2014-09-30")}
_EARLIEST, _LATEST = "1500", "2200"
"""Years from which dates are counted: pages of systems that know no date say `0001-01-01`."""
_MONTHS = 12
_WEEK = 7
_FARTHEST_PAST_DAYS, _FARTHEST_NEAR_DAYS = 200, 31
"""Beyond these, a writer would give the year: a day that is past, and a day whose side the words leave open."""
_FARTHEST_PAST_MONTHS, _FARTHEST_NEAR_MONTHS = 8, 1


def move(anchor: str, unit: str, amount: int) -> str | None:
    """Return the day, month or year so many units away, `None` where the anchor is not that exact."""
    day = anchor.partition("T")[0]
    if len(day) < _LENGTHS[unit] or not _EARLIEST <= day < _LATEST:
        return None
    if unit == "day":
        return (date.fromisoformat(day) + timedelta(days=amount)).isoformat()
    if unit == "year":
        return f"{int(day[:4]) + amount:04}"
    months = int(day[:4]) * _MONTHS + int(day[5:7]) - 1 + amount
    return f"{months // _MONTHS:04}-{months % _MONTHS + 1:02}"


def on_weekday(anchor: str, weekday: int, what: str, side: int | None) -> str | None:
    """Return the nearest day of that name on one side of the anchor.

    Shape:   weekday: from 0, Monday. what: `week` goes to the week before or after, `other-week` out of the week, `past`
             as any but never to the anchor itself.
    """
    day = _day(anchor)
    if day is None or side is None:
        return None
    ahead = (weekday - day.weekday()) % _WEEK
    if what == "week":
        monday = day - timedelta(days=day.weekday())
        return (monday + timedelta(days=_WEEK * side + weekday)).isoformat()
    if what == "other-week":
        return (day + timedelta(days=ahead)).isoformat() if ahead and weekday < day.weekday() else None
    if side > 0:
        return (day + timedelta(days=ahead)).isoformat() if ahead else None
    back = (-ahead) % _WEEK or (_WEEK if what == "past" else 0)
    return (day - timedelta(days=back)).isoformat()


def on_day(anchor: str, month: int, day: int, side: int | None) -> str | None:
    """Return the day of that month nearest to the anchor on one side; on any side only where it is near."""
    start = _day(anchor)
    if start is None:
        return None
    near = [found for year in (-1, 0, 1) if (found := _made(start.year + year, month, day))]
    past = max((each for each in near if each <= start), default=None)
    ahead = min((each for each in near if each >= start), default=None)
    if side is None:
        close = [each for each in (past, ahead) if each and abs((each - start).days) <= _FARTHEST_NEAR_DAYS]
        return close[0].isoformat() if len(set(close)) == 1 else None
    if side > 0:
        return ahead.isoformat() if ahead else None
    return past.isoformat() if past and (start - past).days <= _FARTHEST_PAST_DAYS else None


def in_month(anchor: str, month: int, what: str, side: int | None) -> str | None:
    """Return the month of that name nearest to the anchor on one side; on any side only where it is near.

    Shape:   what: `other-year` goes out of the anchor's year, within which `last March` has two readings.
    """
    exact = len(anchor) >= _LENGTHS["year" if what == "month-of" else "month"]
    if not exact or not _EARLIEST <= anchor < _LATEST or not 1 <= month <= _MONTHS:
        return None
    year, now = int(anchor[:4]), int(anchor[5:7] or 0)
    if what == "month-of":
        return f"{year + (side or 0):04}-{month:02}"
    if what == "other-year":
        found = side is not None and (month > now if side < 0 else month < now)
        return f"{year + (side or 0):04}-{month:02}" if found else None
    back, ahead = (now - month) % _MONTHS, (month - now) % _MONTHS
    if side is None:
        close = {steps for steps in (-back, ahead) if abs(steps) <= _FARTHEST_NEAR_MONTHS}
        return move(anchor, "month", close.pop()) if len(close) == 1 else None
    if side > 0:
        return move(anchor, "month", ahead)
    near = back <= _FARTHEST_PAST_MONTHS or month < now
    return move(anchor, "month", -back) if near else None


def _day(anchor: str) -> date | None:
    """Return the anchor as a day, `None` where it is none."""
    day = anchor.partition("T")[0]
    return date.fromisoformat(day) if len(day) == _LENGTHS["day"] and _EARLIEST <= day < _LATEST else None


def _made(year: int, month: int, day: int) -> date | None:
    """Return the day, `None` of one that does not exist."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
