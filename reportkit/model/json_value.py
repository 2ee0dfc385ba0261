"""A value of a JSON document with its place, so that whatever is wrong with it can be told: `$.key_points[2].refs`."""

from collections.abc import Iterator
from enum import Enum
from typing import TypeVar

from reportkit.errors import DamagedSourceError

E = TypeVar("E", bound=Enum)


class JsonValue:
    """A value with its document's name and its path; a class because every question about it may end in an error."""

    def __init__(self, value: object, subject: str, path: str = "$") -> None:
        """Take a value as `json.loads` gives it."""
        self._value, self._subject, self._path = value, subject, path

    def fault(self, problem: str, hint: str | None = None) -> DamagedSourceError:
        """Return the error that this value is wrong, with its path."""
        return DamagedSourceError(self._subject, f"{self._path} {problem}", hint)

    def members(self, *keys: str) -> tuple["JsonValue", ...]:
        """Return the values of exactly these keys, in their order.

        Raises:  DamagedSourceError: no object, or one that lacks a key or has another.
        """
        if not isinstance(self._value, dict):
            raise self.fault("is no object")
        for key in keys:
            if key not in self._value:
                raise self.fault(f"lacks {key}")
        for key in self._value:
            if key not in keys:
                raise self.fault(f"has {key!r}, which does not belong there", f"known here: {', '.join(keys)}")
        return tuple(JsonValue(self._value[key], self._subject, f"{self._path}.{key}") for key in keys)

    def items(self) -> Iterator["JsonValue"]:
        """Yield the values of a list.

        Raises:  DamagedSourceError: no list.
        """
        if not isinstance(self._value, list):
            raise self.fault("is no list")
        for at, value in enumerate(self._value):
            yield JsonValue(value, self._subject, f"{self._path}[{at}]")

    def text(self) -> str:
        """Return the text of a value.

        Raises:  DamagedSourceError: no text.
        """
        if not isinstance(self._value, str):
            raise self.fault("is no text")
        return self._value

    def filled(self) -> str:
        """Return the text of a value that may not be empty, on one line.

        Raises:  DamagedSourceError: no text, or nothing but white space.
        """
        text = self.text()
        if not text.strip():
            raise self.fault("is empty")
        return " ".join(text.split()) if "\n" in text else text

    def count(self) -> int:
        """Return a number.

        Raises:  DamagedSourceError: no whole number, or one below 0.
        """
        if not isinstance(self._value, int) or isinstance(self._value, bool) or self._value < 0:
            raise self.fault("is no whole number from 0")
        return self._value

    def flag(self) -> bool:
        """Return true or false.

        Raises:  DamagedSourceError: neither.
        """
        if not isinstance(self._value, bool):
            raise self.fault("is neither true nor false")
        return self._value

    def one_of(self, kinds: type[E]) -> E:
        """Return the member of an enumeration that a text names.

        Raises:  DamagedSourceError: it names none.
        """
        text = self.text()
        try:
            return kinds(text)
        except ValueError as exc:
            known = ", ".join(str(kind.value) for kind in kinds)
            raise self.fault(f"is {text!r}, which is not known there", f"known are {known}") from exc

    def is_null(self) -> bool:
        """Return whether there is no value."""
        return self._value is None
