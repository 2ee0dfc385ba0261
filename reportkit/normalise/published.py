"""When the article was published: declared, or stated in a line that is about nothing else."""

import re
from dataclasses import replace
from email.utils import parsedate_to_datetime

from reportkit.errors import UsageError
from reportkit.model.article import Field
from reportkit.model.document import FieldName, Method
from reportkit.normalise.draft import Draft
from reportkit.normalise.signs import signs
from reportkit.normalise.supplied import supplied_text
from reportkit.text.dates import DateMention, find_dates

_ISO = re.compile(
    r"(?P<date>\d{4}(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?)"
    r"(?:[T ](?P<time>(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?:[.,]\d+)?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?)?")
_MAIL = re.compile(r"(?:[A-Z][a-z]{2},\s*)?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d.*")
_NO_DATE_LINE = re.compile(r"^\s*[–—-]|@|[.!?]\s*$")
"""What a sentence, or the line under somebody's post, bears."""
_SEGMENTS = re.compile(r"\s[·•|]\s")
"""What parts the entries of an imprint: `Research Note 14 · February 2025`."""
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_DAY = len("2014-09-30")
_HEAD = 8
"""Date lines stand among so many first parts …"""
_TAIL = 3
"""… or so many last ones."""
_MOST_CHARACTERS = 120
_MOST_REST = 24
"""Letters that a date line may hold beside its date: a weekday, `Uhr`, a place; more is a sentence."""


def find_published(draft: Draft) -> Draft:
    """Return the draft with its date of publication, as exact as stated; date lines are dropped from the text.

    A line that speaks of an update is dropped too, but gives no date. A date inside the running text is never taken.

    Raises:  UsageError: the user's date is not ISO 8601, or no such day exists.
    """
    published = supplied_date(draft) or _declared(draft)
    lines = [number for number in _places(len(draft.parts)) if _is_date_line(draft, number)]
    for number in lines:
        published = published or _stated(draft, number)
    if len(lines) < len(draft.parts):
        draft = draft.without(*lines, why="date line")
    return replace(draft, published=published)


def supplied_date(draft: Draft) -> Field[str] | None:
    """Return the user's date, checked."""
    given = supplied_text(draft, FieldName.PUBLISHED)
    if given is None:
        return None
    iso = iso_of(given.value)
    if iso is None:
        raise UsageError(
            "--field published",
            f"'{given.value}' is not an ISO 8601 date",
            "write 2024, 2024-09, 2024-09-30 or 2024-09-30T14:05",
        )
    return replace(given, value=iso)


def _declared(draft: Draft) -> Field[str] | None:
    """Return the date of the first witness that gives one, made more exact by a later one that agrees with it.

    A mark that several different dates bear marks references or other pages, not this one.
    """
    read = [(each, declared_date(each.value.strip(), draft.tag)) for each in draft.declared(FieldName.PUBLISHED)]
    days: dict[str, set[str]] = {}
    for each, iso in read:
        days.setdefault(each.evidence, set()).add((iso or "")[:_DAY])
    sound = [(each, iso) for each, iso in read if iso is not None and len(days[each.evidence] - {""}) == 1]
    if not sound:
        return None
    best = max((pair for pair in sound if pair[1].startswith(sound[0][1])), key=lambda pair: len(pair[1]))
    each, iso = best
    words = "" if each.value.strip() == iso else f": {each.value.strip()}"
    return Field(value=iso, method=each.method, evidence=each.evidence + words)


def declared_date(value: str, language: str | None) -> str | None:
    """Return a container's date in ISO 8601: ISO with or without marks, a mail header's, or in words."""
    iso = iso_of(value)
    if iso is not None:
        return iso
    compact = _COMPACT.fullmatch(value)
    if compact is not None:
        year, month, day, hour, minute, second, zone = compact.groups()
        time = f"T{hour}:{minute}" + (f":{second}" if second else "") + (zone or "") if hour else ""
        return iso_of(f"{year}-{month}-{day}{time}")
    if _MAIL.fullmatch(value):
        try:
            return parsedate_to_datetime(value).isoformat()
        except ValueError:
            return None
    found = _before_update(value, find_dates(value, language), language)
    return found[0].iso if len(found) == 1 else None


def iso_of(value: str) -> str | None:
    """Return the date with its time and zone in the one spelling of ISO 8601 that we write, `None` where it is none."""
    match = _ISO.fullmatch(value)
    if match is None or (match["time"] and not match["day"]):
        return None
    found = find_dates(match["date"], None) if match["month"] else ()
    if match["month"] and not found:
        return None
    if not match["time"]:
        return match["date"]
    zone = {"Z": "+00:00", None: ""}.get(match["zone"], match["zone"])
    return f"{match['date']}T{match['time']}{zone if ':' in zone or not zone else zone[:3] + ':' + zone[3:]}"


def _places(count: int) -> list[int]:
    """Return the indices at which a date line may stand, the head first."""
    return sorted({*range(min(_HEAD, count)), *range(max(0, count - _TAIL), count)})


def _is_date_line(draft: Draft, number: int) -> bool:
    """Whether a part says when the article appeared or was updated, and nothing else."""
    part = draft.parts[number]
    if not part.is_prose or len(part.text) > _MOST_CHARACTERS:
        return False
    known = signs(draft.tag)
    if known.updated.match(part.text):
        return bool(find_dates(part.text, draft.tag))
    if known.byline.match(part.text):
        return False
    opening = known.published.match(part.text)
    rest = part.text[opening.end() if opening else 0 :]
    dates = find_dates(rest, draft.tag)
    if not dates or len(dates[0].iso) <= len("2014") or _NO_DATE_LINE.search(part.text):
        return False
    imprint = any(segment.strip() == dates[0].text for segment in _SEGMENTS.split(part.text)[1:])
    return imprint or _is_little_else(rest, dates, named=opening is not None)


def _is_little_else(rest: str, dates: tuple[DateMention, ...], *, named: bool) -> bool:
    """Whether a line holds little beside its dates; `named`: words like `Published` stand before them."""
    for each in reversed(dates):
        rest = rest[: each.start] + rest[each.end :]
    if named:
        return sum(map(str.isalpha, rest)) <= _MOST_REST
    return sum(map(str.isalpha, rest)) <= _MOST_REST // 2 and not re.search(r"\d", _CLOCK.sub("", rest))


def _stated(draft: Draft, number: int) -> Field[str] | None:
    """Return the date that a date line gives; none from one about an update, or where it gives two."""
    text = draft.parts[number].text
    known = signs(draft.tag)
    if known.updated.match(text):
        return None
    dates = _before_update(text, find_dates(text, draft.tag), draft.tag)
    return Field(value=dates[0].iso, method=Method.STATED, evidence=text) if len(dates) == 1 else None


def _before_update(text: str, dates: tuple[DateMention, ...], language: str | None) -> tuple[DateMention, ...]:
    """Return the dates in front of the first word of an update: `3 May 2024, updated 5 May 2024`."""
    update = signs(language).updated
    first = next(
        (at for at in range(len(text)) if (not at or not text[at - 1].isalnum()) and update.match(text, at)), None
    )
    return dates if first is None else tuple(each for each in dates if each.end <= first)
