"""What a batch remembers between runs, and what it has found in this one: one SQLite file in the run's own folder.

A row of `inputs` and its rows of `outputs` are committed after the files they tell of are in place, never before: a row
implies its files, and a file without a row is done again. What a run finds (`seen`, `present` …) lies in temporary tables,
so that a million inputs take no more memory than a thousand. WAL keeps readers and the one writer out of each other's
way, and does not work on network folders: there the state lies elsewhere (see `batch.run`).
"""

import os
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import gethostname

from reportkit.errors import WriteError, words_of
from reportkit.text.paths import shown

FILE = "state.sqlite3"
_NOTES = "notes"
_VERSION = 1
"""Of the tables."""
_CACHE_KIBIBYTES = 8 * 1024
"""Of the temporary tables, before they go to disk."""
_SCHEMA = """
create table if not exists inputs (
    uri text primary key, stem text, version text, noted_ns integer, sha256 text, config text, rendered integer,
    record text
) without rowid;
create table if not exists outputs (path text primary key, uri text, sha256 text, version text) without rowid;
create index if not exists outputs_of_uri on outputs (uri);
create table if not exists noted (path text, sha256 text, primary key (path, sha256)) without rowid;
create table if not exists reports (path text primary key, gist text, contents text, version text) without rowid;
create temp table seen (
    number integer primary key, place text, member text, uri text unique, name text, stem text, fold text, version text,
    changed_ns integer, state text
);
create temp table queue (rank integer primary key, number integer);
create temp table checked (number integer primary key, sha256 text, moment_ns integer);
create temp table passed (place text, why text);
create temp table refused (place text, code text, problem text, hint text, exit integer);
create temp table present (path text primary key, version text) without rowid;
create temp table results (number integer primary key, outcome text, seconds real);
"""


class State:
    """The open file, with the paths of its neighbours."""

    def __init__(self, folder: Path) -> None:
        """Open it, made where there is none, with what killed workers noted taken in.

        Raises: WriteError: the folder cannot be made or written, or holds a damaged file.
        """
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.notes.mkdir(exist_ok=True)
            self.connection = sqlite3.connect(folder / FILE, isolation_level=None, timeout=10)
            self.connection.execute("pragma journal_mode = wal")
            self.connection.execute("pragma synchronous = full")
            self._check_version()
            self.connection.execute(f"pragma temp.cache_size = -{_CACHE_KIBIBYTES}")
            self.connection.create_function("fold", 1, fold, deterministic=True)
            self.connection.create_function("folder", 1, folder_of, deterministic=True)
            self.connection.executescript(_SCHEMA)
            self.take_notes()
        except sqlite3.Error as exc:
            raise WriteError(
                shown(str(folder / FILE)), f"cannot be used: {exc}", "remove it: everything is then rendered again"
            ) from exc
        except OSError as exc:
            raise WriteError(shown(str(folder)), f"cannot be written: {words_of(exc)}") from exc

    def _check_version(self) -> None:
        """Make sure that the tables are those of this version of the product.

        Raises: WriteError: they are another's.
        """
        (version,) = self.connection.execute("pragma user_version").fetchone()
        if version not in {0, _VERSION}:
            raise WriteError(
                shown(str(self.folder / FILE)),
                "was written by another version of reportkit",
                "remove it: everything is then rendered again",
            )
        self.connection.execute(f"pragma user_version = {_VERSION}")

    @property
    def notes(self) -> Path:
        """The folder in which each worker notes what it is about to write."""
        return self.folder / _NOTES

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do all of what follows or nothing; on disk for sure at the end.

        Raises: WriteError: the disk is full, or fails.
        """
        try:
            self.connection.execute("begin")
            try:
                yield self.connection
            except BaseException:
                self.connection.execute("rollback")
                raise
            self.connection.execute("commit")
        except sqlite3.Error as exc:
            raise WriteError(shown(str(self.folder / FILE)), f"cannot be written: {exc}") from exc

    def count(self, query: str, *values: object) -> int:
        """The one number that a query gives."""
        return int(self.connection.execute(query, values).fetchone()[0])

    def digests(self, paths: Iterable[str]) -> list[tuple[str, str]]:
        """What we wrote, or were about to write, to these paths of the output tree: path and digest."""
        names = tuple(paths)
        marks = ",".join("?" * len(names))
        query = f"select path, sha256 from outputs where path in ({marks}) union select path, sha256 from noted where path in ({marks})"
        return self.connection.execute(query, (*names, *names)).fetchall()

    def take_notes(self) -> None:
        """Take in what workers noted, those that were killed before the files they wrote got a row among them."""
        files = sorted(self.notes.iterdir())
        with self.transaction() as connection:
            for file in files:
                lines = (line.split(" ", 1) for line in file.read_text("utf-8").splitlines())
                rows = [(line[1], line[0]) for line in lines if len(line) == 2]  # noqa: PLR2004 - a torn line has one part
                connection.executemany("insert or ignore into noted values (?, ?)", rows)
            connection.execute("delete from noted where (path, sha256) in (select path, sha256 from outputs)")
        for file in files:
            file.unlink()


def fold(name: str) -> str:
    """A name as the least discerning file system knows it: neither case nor composition of letters counts."""
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()


def folder_of(path: str) -> str:
    """The folder of a path whose parts are joined by `/`."""
    return path.rpartition("/")[0]


class Notes:
    """What one worker is about to write, on disk before it is written: a file that was killed half-way is known as ours."""

    def __init__(self, folder: Path) -> None:
        """Open the worker's own file."""
        folder.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(
            folder / f"{gethostname()}-{os.getpid()}", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666
        )

    def note(self, path: str, digest: str) -> None:
        """Note that bytes of this digest are going to stand there."""
        os.write(self._descriptor, f"{digest} {path}\n".encode())
