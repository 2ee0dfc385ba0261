"""Values of settings as people write them (option, environment, TOML), read into the types of `Settings`.

What a template declares (paper, lengths) is read by `reportkit.layout.template_settings`.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType

from reportkit.cli.naming import SUFFIXES
from reportkit.model.artefact import OutputFormat

Parser = Callable[[object], object]
"""Return the value in its type. Raises: ValueError: it is not valid; the words say what is wrong with it."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_YES, _NO = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})


def text(value: object) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r} is not a text")
    return value.strip()


def boolean(value: object) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if isinstance(value, str) else ""
    if word not in _YES | _NO:
        raise ValueError(f"{value!r} is neither true nor false")
    return word in _YES


def formats(value: object) -> tuple[OutputFormat, ...]:
    """Output formats, each once, in the order given; a text parts them by commas."""
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list) or not names:
        raise ValueError(f"{value!r} names no format")
    return tuple(dict.fromkeys(_format(name) for name in names))


def _format(name: object) -> OutputFormat:
    known = SUFFIXES.get(f".{name.strip().lower().removeprefix('.')}") if isinstance(name, str) else None
    if known is None:
        raise ValueError(f"{name!r} is not one of {', '.join(OutputFormat)}")
    return known


def language(value: object) -> str:
    """A BCP 47 tag."""
    tag = text(value)
    if not _LANGUAGE.fullmatch(tag):
        raise ValueError(f"{tag!r} is no language tag such as en or pt-BR")
    return tag


def moment(value: object) -> datetime:
    """A date with or without a time; UTC where no zone is given."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            raise ValueError(f"{value!r} is no date such as 2026-03-31 or 2026-03-31T14:05+02:00") from None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    raise ValueError(f"{value!r} is no date")


def epoch(value: str) -> datetime:
    """The moment that `SOURCE_DATE_EPOCH` gives, in seconds since 1970."""
    try:
        return datetime.fromtimestamp(int(value), UTC)
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"{value!r} is no number of seconds since 1970") from None


PARSERS: Mapping[str, Parser] = MappingProxyType(
    {
        "to": formats,
        "template": text,
        "theme": text,
        "language": language,
        "date": moment,
        "pdf_variant": text,
        "strict": boolean,
        "force": boolean,
    }
)
"""For each field of `Settings` that says what a run is to do; the others are a template's affair."""
