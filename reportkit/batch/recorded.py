"""A manifest, read back: the run that it tells of at once, its outcomes one by one, however large it is.

Any layout of the document is read, with the outcomes before the run or after it, and never all of it held in memory.
"""

import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from json import JSONDecodeError
from typing import BinaryIO, TextIO

from reportkit.batch.manifest import SCHEMA, Run
from reportkit.batch.objects import file_system, is_address, told
from reportkit.batch.records import Record, record_of
from reportkit.errors import DamagedSourceError, ReportkitError, SourceNotFoundError, UnknownFormatError, words_of
from reportkit.text.paths import shown

_CHUNK_CHARACTERS = 1 << 20
_SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A manifest in a file or an object."""

    given: str
    """Path or URL."""
    run: Run | None
    """`None` in manifests of `render`."""

    @property
    def called(self) -> str:
        """How people call it."""
        return shown(self.given)

    def place(self, way: str) -> str:
        """A folder that the manifest names by the way from its own, as a path or URL that can be used from here."""
        if is_address(way) or os.path.isabs(way):  # noqa: PTH117 - beside strings
            return way
        folder = self.given.rpartition("/")[0] if is_address(self.given) else os.path.dirname(self.given)  # noqa: PTH120
        if is_address(folder):
            raise DamagedSourceError(self.called, f"names a folder of another machine: {shown(way)}")
        return os.path.normpath(os.path.join(folder or ".", way))  # noqa: PTH118

    def outcomes(self) -> Iterator[tuple[dict[str, object], Record]]:
        """Each outcome as it stands there, and as a value.

        Raises: SourceNotFoundError: the manifest can no longer be read.
                DamagedSourceError: it is not whole, or not of the form that the schema gives.
        """
        with _read(self.given) as stream:
            number = 0
            for name, value in _parts(stream):
                if name != "outcomes":
                    continue
                number += 1
                try:
                    record = record_of(value)
                except ValueError as exc:
                    raise ValueError(f"outcome {number:,}: {exc}") from exc
                yield value, record  # type: ignore[misc]  # a record is made from an object only


def read_manifest(given: str) -> Manifest:
    """The manifest at a path or URL.

    Raises: SourceNotFoundError: it cannot be read.
            UnknownFormatError: it is no manifest.
            DamagedSourceError: it is not whole, or not of the form that the schema gives.
            UsageError, ConfigError: a URL that cannot be reached by what is installed.
    """
    found: dict[str, object] = {}
    with _read(given) as stream:
        for name, value in _parts(stream):
            if name == "outcomes":
                found.setdefault("outcomes", None)
                continue
            found[name] = value
            if {"schema", "run"} <= found.keys():
                break
        if found.get("schema") != SCHEMA:
            raise UnknownFormatError(shown(given), f"is no manifest of reportkit's ({SCHEMA})")
        return Manifest(given=given, run=None if found.get("run") is None else _run(found["run"]))


def _run(value: object) -> Run:
    """What is told of the run.

    Raises: ValueError: it is not of the form that the schema gives.
    """
    if not isinstance(value, dict):
        raise ValueError("run is no object")  # noqa: TRY004 - a fault of the document, not of the program
    names = [each.name for each in fields(Run)]
    if missing := [name for name in names if name not in value]:
        raise ValueError(f"run tells no {missing[0]}")
    for name in names:
        if not _fits(name, value[name]):
            raise ValueError(f"what run tells of {name} is not of its form")
    return Run(**{name: value[name] for name in names})


def _fits(name: str, value: object) -> bool:
    if name in {"options", "sets", "fields"}:
        return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
    return isinstance(value, str) or (name == "shard" and value is None)


@contextmanager
def _read(given: str) -> Iterator[TextIO]:
    """The text of a manifest, open; what goes wrong meanwhile is told as an error of it.

    Raises: SourceNotFoundError: it cannot be read.
            DamagedSourceError: it is no JSON, or not of the form that the schema gives.
    """
    subject = shown(given)
    try:
        with _opened(given) as file, io.TextIOWrapper(file, encoding="utf-8") as stream:
            yield stream
    except ReportkitError:
        raise
    except UnicodeDecodeError as exc:
        raise DamagedSourceError(subject, "is no whole manifest: not UTF-8") from exc
    except JSONDecodeError as exc:
        raise DamagedSourceError(subject, f"is no whole manifest: {exc.msg[:1].lower()}{exc.msg[1:]}") from exc
    except RecursionError as exc:
        raise DamagedSourceError(subject, "is no manifest: nested without end") from exc
    except ValueError as exc:
        raise DamagedSourceError(subject, f"is no whole manifest: {exc}") from exc
    except OSError as exc:
        raise SourceNotFoundError(subject, f"cannot be read: {words_of(exc)}") from exc


def _opened(given: str) -> BinaryIO:
    """The bytes of a manifest.

    Raises: OSError: the file cannot be opened.
            SourceNotFoundError: the store does not give it.
            UsageError, ConfigError: a URL that cannot be reached by what is installed.
    """
    if not is_address(given):
        return open(given, "rb")  # noqa: PTH123 - beside strings; whoever asked closes it
    system, path = file_system(given)
    try:
        return system.open(path, "rb")  # type: ignore[no-any-return]  # fsspec has no types
    except Exception as exc:
        raise SourceNotFoundError(given, f"cannot be read: {told(exc)}") from exc


def _parts(stream: TextIO) -> Iterator[tuple[str, object]]:
    """Name and value of each part of the document; `outcomes` once for each of its elements, and once where it has none.

    Raises: ValueError: it is no whole JSON object.
    """
    scan = _Scan(stream)
    scan.take("{")
    sign = scan.take("}") if scan.next_sign() == "}" else ","
    while sign == ",":
        name = scan.value()
        scan.take(":")
        if name == "outcomes":
            yield from (("outcomes", value) for value in scan.elements())
        else:
            yield str(name), scan.value()
        sign = scan.take(",}")
    if scan.next_sign():
        raise ValueError("something follows its end")


class _Scan:
    """JSON, read piece by piece."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._text, self._at = "", 0
        self._decode = json.JSONDecoder().raw_decode

    def next_sign(self) -> str:
        """The next character that is no white space; empty at the end."""
        while True:
            while self._at < len(self._text):
                if (sign := self._text[self._at]) not in _SPACE:
                    return sign
                self._at += 1
            if not self._more():
                return ""

    def take(self, signs: str) -> str:
        """The next character, which is one of these.

        Raises: ValueError: it is another.
        """
        sign = self.next_sign()
        if not sign or sign not in signs:
            raise ValueError(f"{sign or 'its end'} where {' or '.join(signs)} should stand")
        self._at += 1
        return sign

    def value(self) -> object:
        """The next value.

        Raises: ValueError: none that is whole.
        """
        self.next_sign()
        while True:
            try:
                value, end = self._decode(self._text, self._at)
            except JSONDecodeError:
                if not self._more():
                    raise
                continue
            if end == len(self._text) and self._more():  # a number may go on
                continue
            self._at = end
            return value

    def elements(self) -> Iterator[object]:
        """The elements of the list that comes next.

        Raises: ValueError: there is none that is whole.
        """
        self.take("[")
        if self.next_sign() == "]":
            self._at += 1
            return
        while True:
            yield self.value()
            if self.take(",]") == "]":
                return

    def _more(self) -> bool:
        """Read on; whether there is more."""
        chunk = self._stream.read(_CHUNK_CHARACTERS)
        self._text, self._at = self._text[self._at :] + chunk, 0
        return bool(chunk)
