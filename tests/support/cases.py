"""Case files: name / `.` / input / `.` / expected / `.`, as many as there are, blank lines between them."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Case(NamedTuple):
    """One case of a rule on text."""

    name: str
    given: str
    expected: str

    @property
    def language(self) -> str | None:
        """Return the language that the name begins with, as in `de: ordinal before a month`."""
        tag, colon, _ = self.name.partition(": ")
        return tag if colon and tag != "-" else None


def cases(path: Path) -> list[Case]:
    """Return the cases of a file, in order; a file that breaks off within a case is an error."""
    return list(_read(path))


def _read(path: Path) -> Iterator[Case]:
    """Yield case by case."""
    lines = path.read_text(encoding="utf-8").splitlines()
    sections: list[str] = []
    current: list[str] = []
    for line in lines:
        if line == ".":
            sections.append("\n".join(current))
            current = []
        elif sections or current or line.strip():
            current.append(line)
        if len(sections) == len(Case._fields):
            yield Case(*sections)
            sections = []
    if sections or any(map(str.strip, current)):
        raise ValueError(f"{path.name}: a case breaks off after {sections or current}")
