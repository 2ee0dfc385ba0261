"""Outputs, put on disk whole.

A file appears whole or not at all: it is written under a passing name in the same folder, synced, and renamed; all files
of a source are written before the first is renamed. What reportkit did not make is not overwritten: same bytes are left
alone, bytes that the ledger knows as ours are replaced, anything else is refused unless the user forces it. Sources are
refused always.
"""

import errno
import os
import secrets
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Protocol

from reportkit.errors import OutputExistsError, WriteError, words_of
from reportkit.text.paths import shown


class ReaderGoneError(Exception):
    """The program that reads our output has ended: nothing went wrong, and nothing is left to do.

    Not a `BrokenPipeError`, from which Typer would make a failure.
    """


PASSING = ".reportkit-"
"""How the name of a passing file begins."""


class Memory(Protocol):
    """What remembers which files are ours (`Ledger`, and the state of a batch)."""

    def knows(self, path: Path, digest: str) -> bool:
        """Whether we wrote these bytes to this path."""

    def note(self, path: Path, digest: str) -> bool:
        """Remember that we write these bytes to this path; `False` where that cannot be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What decides whether a file may be written."""

    ledger: Memory
    sources: tuple[str, ...]
    """Paths of this run's sources: none of them is ever overwritten."""
    force: bool
    mark: str = ""
    """Stands in the names of passing files, so that a batch can tell its own from those of others."""

    def keep_sources(self, paths: Iterable[Path]) -> None:
        """Make sure that no output is a source, before work begins.

        Raises: OutputExistsError: one is.
        """
        for path in paths:
            for source in self.sources:
                with suppress(OSError, ValueError):
                    if path.samefile(source):
                        raise OutputExistsError(
                            shown(str(path)), "is a source of this run", "name another place: -o out/"
                        )

    def keep_others(self, path: Path) -> None:
        """Make sure that a file may be written here, before work begins and its bytes are known.

        Raises: OutputExistsError: what stands there is not ours.
                WriteError: it cannot be looked at.
        """
        with told(path):
            self.needs_writing(path, digest="")

    def needs_writing(self, path: Path, digest: str) -> bool:
        """Whether bytes of this digest must be put there; `False`: they stand there already.

        Raises: OutputExistsError: what stands there is not ours.
                OSError: it cannot be looked at.
        """
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            return True
        name = shown(str(path))
        if stat.S_ISDIR(mode):
            raise OutputExistsError(name, "is a folder", "name another place")
        if not stat.S_ISREG(mode):
            raise OutputExistsError(name, "is a device or a pipe", "name another place")
        with path.open("rb") as file:
            present = file_digest(file, "sha256").hexdigest()
        if present == digest:
            return False
        if self.force or self.ledger.knows(path, present):
            return True
        raise OutputExistsError(
            name, "exists, and is not what reportkit wrote there", "--force overwrites it; -o names another place"
        )


def write_whole(files: Mapping[Path, bytes], guard: Guard) -> bool:
    """Put all these files on disk, or none; tell whether the ledger has noted them.

    Raises: OutputExistsError: one of them would overwrite what is not ours.
            WriteError: the file system refuses.
    """
    guard.keep_sources(files)
    noted = True
    with ExitStack() as passing:
        staged: list[tuple[Path, Path]] = []
        for path, data in files.items():
            with told(path):
                digest = sha256(data).hexdigest()
                if guard.needs_writing(path, digest):
                    target = Path(os.path.realpath(path))
                    staged.append((passing.enter_context(_passing_file(target, [data], guard.mark)), target))
                    noted = guard.ledger.note(target, digest) and noted
        for passing_file, target in staged:
            with told(target):
                passing_file.replace(target)
    for folder in {target.parent: None for _, target in staged}:
        _sync(folder)
    return noted


def write_lines(path: Path, lines: Iterable[str], guard: Guard) -> None:
    """Put a text on disk that may be larger than memory: whole or not at all, like any output.

    Raises: OutputExistsError: it would overwrite what is not ours.
            WriteError: the file system refuses.
    """
    with told(path):
        target = Path(os.path.realpath(path))
        digest = sha256()

        def chunks() -> Iterator[bytes]:
            for line in lines:
                data = line.encode("utf-8", "backslashreplace")
                digest.update(data)
                yield data

        with _passing_file(target, chunks(), guard.mark) as passing_file:
            if guard.needs_writing(target, digest.hexdigest()):
                guard.ledger.note(target, digest.hexdigest())
                passing_file.replace(target)
                _sync(target.parent)


def write_stream(path: Path, data: bytes) -> None:
    """Write into a device or a pipe that stands in the file system.

    Raises: WriteError: it does not take the bytes.
            ReaderGoneError: whoever read from it has had enough.
    """
    with told(path), path.open("wb") as stream:
        stream.write(data)


@contextmanager
def _passing_file(target: Path, chunks: Iterable[bytes], mark: str) -> Iterator[Path]:
    """A file beside the target that holds the data, on disk for sure; gone at the end unless it was renamed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    path = target.with_name(f"{PASSING}{mark}{secrets.token_hex(8)}.part")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, made with the user's umask
            _keep_mode(file.fileno(), target)
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        yield path
    finally:
        path.unlink(missing_ok=True)


def _keep_mode(descriptor: int, target: Path) -> None:
    """Give the new file the permissions of the one that it replaces."""
    if hasattr(os, "fchmod"):
        with suppress(FileNotFoundError):
            os.fchmod(descriptor, stat.S_IMODE(target.stat().st_mode))


def _sync(folder: Path) -> None:
    """Make the renames last; where folders cannot be opened (Windows) the file system sees to it."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Say in our words what the file system refuses.

    Raises: WriteError: instead of the `OSError`.
            ReaderGoneError: instead of the `BrokenPipeError`.
    """
    try:
        yield
    except BrokenPipeError as exc:
        raise ReaderGoneError from exc
    except OSError as exc:
        hint = "-o gives it a shorter name" if exc.errno == errno.ENAMETOOLONG else None
        raise WriteError(shown(str(path)), f"cannot be written: {words_of(exc)}", hint) from exc
    except ValueError as exc:
        raise WriteError(shown(str(path)), "is no file name: it holds a null character") from exc
