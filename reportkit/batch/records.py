"""An outcome of a manifest as a value: what reports are made from, whether it comes from this run or from a file."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

DONE = frozenset({"rendered", "unchanged"})
"""Outcomes of inputs whose outputs are in place."""
KINDS = (*sorted(DONE), "failed", "skipped")

Value = TypeVar("Value")
_Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Output:
    """A file or an object that was written."""

    format: str
    path: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A notice."""

    code: str
    detail: str
    where: str | None

    @property
    def words(self) -> str:
        """What it says, with the place where it knows one."""
        return f"{self.detail} ({self.where})" if self.where else self.detail


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an input failed."""

    code: str
    problem: str
    hint: str | None
    exit_code: int


@dataclass(frozen=True, slots=True)
class Card:
    """What lists tell of a briefing."""

    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    summary: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What became of one input."""

    outcome: str
    """One of `KINDS`."""
    name: str
    path: str
    """As the user called it."""
    tree_path: str | None
    """Its place in the tree of inputs; `None` for what is not one of them, and in manifests of `render`."""
    sha256: str | None
    seconds: float | None
    outputs: tuple[Output, ...]
    notices: tuple[Remark, ...]
    error: Failure | None
    card: Card | None
    why: str | None
    """Why it was passed over."""


def record_of(value: object) -> Record:
    """The outcome that a value of JSON tells.

    Raises: ValueError: it is not of the form that the schema gives; the words say where.
    """
    raw = _fields(value, "an outcome")
    record = Record(
        outcome=_text(raw, "outcome"),
        name=_text(raw, "name"),
        path=_text(raw, "path"),
        tree_path=_text_or_none(raw, "tree_path"),
        sha256=_text_or_none(raw, "sha256"),
        seconds=_seconds(raw),
        outputs=_each(raw, "outputs", _output),
        notices=_each(raw, "notices", _remark),
        error=None if raw.get("error") is None else _failure(_fields(raw["error"], "error")),
        card=None if raw.get("briefing") is None else _card(_fields(raw["briefing"], "briefing")),
        why=_text_or_none(raw, "why"),
    )
    if record.outcome not in KINDS:
        raise ValueError(f"there is no outcome {record.outcome!r}")
    if (record.outcome == "failed") != (record.error is not None) or (record.outcome in DONE) != bool(record.outputs):
        raise ValueError(f"what {record.path} tells does not fit its outcome, {record.outcome}")
    return record


def _output(raw: _Fields) -> Output:
    size = raw.get("bytes")
    if not isinstance(size, int):
        raise ValueError("bytes is no number")  # noqa: TRY004 - a fault of the document, not of the program
    return Output(_text(raw, "format"), _text(raw, "path"), _text(raw, "sha256"), size)


def _remark(raw: _Fields) -> Remark:
    return Remark(_text(raw, "code"), _text(raw, "detail"), _text_or_none(raw, "where"))


def _failure(raw: _Fields) -> Failure:
    exit_code = raw.get("exit")
    if not isinstance(exit_code, int):
        raise ValueError("exit is no number")  # noqa: TRY004
    return Failure(_text(raw, "code"), _text(raw, "problem"), _text_or_none(raw, "hint"), exit_code)


def _card(raw: _Fields) -> Card:
    summary = raw.get("summary", [])
    if not isinstance(summary, list) or not all(isinstance(each, str) for each in summary):
        raise ValueError("summary is no list of texts")
    title, outlet, published, language = (
        _text_or_none(raw, name) for name in ("title", "outlet", "published", "language")
    )
    return Card(title, outlet, published, language, tuple(summary))


def _each(raw: _Fields, name: str, make: Callable[[_Fields], Value]) -> tuple[Value, ...]:
    value = raw.get(name)
    if not isinstance(value, list):
        raise ValueError(f"{name} is no list")  # noqa: TRY004
    return tuple(make(_fields(each, name)) for each in value)


def _fields(value: object, name: str) -> _Fields:
    if not isinstance(value, dict):
        raise ValueError(f"{name} is no object")  # noqa: TRY004
    return value


def _text(raw: _Fields, name: str) -> str:
    value = raw.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text")  # noqa: TRY004
    return value


def _text_or_none(raw: _Fields, name: str) -> str | None:
    return None if raw.get(name) is None else _text(raw, name)


def _seconds(raw: _Fields) -> float | None:
    value = raw.get("seconds")
    if value is not None and not (isinstance(value, int | float) and 0 <= value < math.inf):
        raise ValueError("seconds is no number")
    return value
