"""Reports of a batch that stand already: known as ours, and not written again where they would tell the same.

What a report tells follows from a few columns of the state. Their digest is kept beside the report's own version, so that
a run that finds nothing to do does not put together, only to throw it away, a page of a hundred thousand briefings.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from reportkit.batch.outputs import PASSING, Guard, write_lines
from reportkit.batch.state import State


class Contents:
    """What the reports of a run tell, as digests: of all outcomes, and of the briefings that the page lists."""

    def __init__(self) -> None:
        """Begin with nothing told."""
        self._told, self._listed = sha256(), sha256()

    def add(self, outcome: str, rest: str) -> None:
        """Take in an outcome with all that its telling follows from."""
        data = rest.encode("utf-8", "backslashreplace")
        self._told.update(f"{outcome}\n".encode() + data)
        if outcome.startswith(("rendered", "unchanged")):
            self._listed.update(data)

    @property
    def told(self) -> str:
        """Digest of all outcomes."""
        return self._told.hexdigest()

    @property
    def listed(self) -> str:
        """Digest of the briefings that the page lists."""
        return self._listed.hexdigest()


@dataclass(frozen=True, slots=True)
class Standing:
    """What a report told when it was written last; only where it has not been touched since."""

    gist: str
    """What can be known at once: how many outcomes of which kind, and of which run."""
    contents: str


def standing(state: State, path: Path) -> Standing | None:
    """What the report in this file told."""
    query = "select gist, contents, version from reports where path = ?"
    row = state.connection.execute(query, (_key(path),)).fetchone()
    return Standing(*row[:2]) if row is not None and row[2] == _version(path) else None


def remember(state: State, path: Path, told: Standing) -> None:
    """Keep what a report tells that has just been written.

    Raises: WriteError: the state cannot be written.
    """
    with state.transaction() as connection:
        row = (_key(path), told.gist, told.contents, _version(path))
        connection.execute("insert or replace into reports values (?, ?, ?, ?)", row)


def write_report(path: Path, lines: Iterable[str], guard: Guard) -> None:
    """Put a report on disk, whole or not at all; what a killed run left of the same report is taken away.

    Raises: OutputExistsError: it would overwrite what is not ours.
            WriteError: the file system refuses.
    """
    mark = f"report-{sha256(os.fsencode(_key(path))).hexdigest()[:12]}-"
    with suppress(OSError), os.scandir(os.path.dirname(_key(path))) as entries:  # noqa: PTH120 - beside strings
        left = [entry.path for entry in entries if entry.name.startswith(PASSING + mark)]
        for each in left:
            os.unlink(each)  # noqa: PTH108
    write_lines(path, lines, replace(guard, mark=mark))


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeMemory:
    """What the state knows of files in the output tree, as a guard asks for it: it moves with the tree, to any machine."""

    state: State
    root: Path
    """The folder whose files they are."""

    def knows(self, path: Path, digest: str) -> bool:
        """Whether we wrote these bytes to this path."""
        name = self._name(path)
        return (name, digest) in self.state.digests([name])

    def note(self, path: Path, digest: str) -> bool:
        """Remember that we write these bytes to this path, beside those that may still stand there.

        Raises: WriteError: the state cannot be written.
        """
        with self.state.transaction() as connection:
            connection.execute("insert or ignore into noted values (?, ?)", (self._name(path), digest))
        return True

    def forget_others(self, path: Path, digest: str) -> None:
        """Forget what stood there before these bytes.

        Raises: WriteError: the state cannot be written.
        """
        with self.state.transaction() as connection:
            connection.execute("delete from noted where path = ? and sha256 <> ?", (self._name(path), digest))

    def _name(self, path: Path) -> str:
        return os.path.relpath(os.path.realpath(path), os.path.realpath(self.root)).replace(os.sep, "/")


def _key(path: Path) -> str:
    return os.path.realpath(path)


def _version(path: Path) -> str | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return f"{status.st_size}-{status.st_mtime_ns}"
