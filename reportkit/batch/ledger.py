"""What reportkit wrote, so that it can tell its own files from others: digests by path, in the state folder.

A path keeps its last two digests: the new one is noted before the file is put in place, so that a run that is cut off
between the two finds the old file to be ours as well. Paths are kept as digests; nobody can read from the ledger what
was rendered. SQLite, because runs happen at once and the ledger must not grow without bound.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

KEPT_PATHS = 100_000
"""Files whose digests are kept, the latest written; about 20 MB."""

_PATIENCE_SECONDS = 10.0
_TABLE = """create table if not exists written (
    number integer primary key autoincrement, path text not null, digest text not null, unique (path, digest)
)"""
_FORGET_OLD_DIGESTS = """delete from written where path = ?
    and number not in (select number from written where path = ? order by number desc limit 2)"""
_FORGET_OLD_PATHS = "delete from written where number <= (select max(number) from written) - ?"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The digests of files that reportkit wrote."""

    folder: Path | None

    def knows(self, path: Path, digest: str) -> bool:
        """Whether we wrote these bytes to this path; a ledger that cannot be read knows nothing."""
        if self.folder is None or not self._file.exists():
            return False
        import sqlite3

        try:
            with self._opened() as connection:
                row = connection.execute(
                    "select 1 from written where path = ? and digest = ?", (_key(path), digest)
                ).fetchone()
        except (sqlite3.Error, OSError):
            return False
        return row is not None

    def note(self, path: Path, digest: str) -> bool:
        """Remember that we write these bytes to this path; `False` where that cannot be done."""
        if self.folder is None:
            return False
        import sqlite3

        key = _key(path)
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._opened() as connection:
                connection.execute("insert or replace into written (path, digest) values (?, ?)", (key, digest))
                connection.execute(_FORGET_OLD_DIGESTS, (key, key))
                connection.execute(_FORGET_OLD_PATHS, (KEPT_PATHS,))
        except (sqlite3.Error, OSError):
            return False
        return True

    @property
    def _file(self) -> Path:
        return (self.folder or Path()) / "written.sqlite3"

    @contextmanager
    def _opened(self) -> Iterator["sqlite3.Connection"]:
        """A connection inside a transaction that waits for other runs; closed, and undone on failure."""
        import sqlite3

        connection = sqlite3.connect(self._file, timeout=_PATIENCE_SECONDS, isolation_level=None)
        try:
            connection.execute("begin immediate")
            connection.execute(_TABLE)
            yield connection
            connection.execute("commit")
        finally:
            connection.close()


def _key(path: Path) -> str:
    return sha256(os.fsencode(os.path.realpath(path))).hexdigest()
