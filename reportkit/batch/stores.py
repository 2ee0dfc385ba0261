"""Where the outputs of a batch go: a folder, or an object store; both put whole documents in place and nothing else."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Protocol

from reportkit.batch.objects import attempt, file_system, is_address, told
from reportkit.batch.outputs import PASSING, Guard, write_whole
from reportkit.errors import OutputExistsError, WriteError


class Present(NamedTuple):
    """A file or object that stands in the output tree."""

    path: str
    """Relative to the top, parts joined by `/`."""
    version: str


Knows = Callable[[str, str], bool]
"""Whether we once wrote bytes of this digest to this path of the output tree."""


class Store(Protocol):
    """A tree of outputs."""

    def present(self, folders: Iterable[str]) -> Iterator[Present]:
        """What lies directly in these folders of the tree."""

    def put(self, files: Mapping[str, bytes], knows: Knows, *, force: bool) -> dict[str, str]:
        """Put these files in place, each whole; their versions.

        Raises: OutputExistsError: one of them would overwrite what is not ours.
                WriteError: the store refuses.
        """

    def read(self, path: str) -> bytes | None:
        """The bytes that stand there, `None` for none.

        Raises: WriteError: they cannot be read.
        """


def store_at(output: str, mark: str = "", note: Callable[[str, str], None] | None = None) -> Store:
    """The store of `-o`; `mark` tells the passing files of this run from others, `note` learns what is about to be written.

    Raises: UsageError, ConfigError: the URL is not understood, or needs a package that is not installed.
    """
    return ObjectStore(output) if is_address(output) else FolderStore(Path(output), mark, note)


@dataclass(frozen=True, slots=True)
class _Memory:
    """What the guard asks and tells, by paths relative to the top."""

    root: Path
    known: Knows
    noted: Callable[[str, str], None] | None

    def knows(self, path: Path, digest: str) -> bool:
        return self.known(self._relative(path), digest)

    def note(self, path: Path, digest: str) -> bool:
        if self.noted is not None:
            self.noted(self._relative(path), digest)
        return True

    def _relative(self, path: Path) -> str:
        return os.path.relpath(os.path.realpath(path), os.path.realpath(self.root)).replace(os.sep, "/")


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A folder of the file system."""

    root: Path
    mark: str = ""
    note: Callable[[str, str], None] | None = None

    def present(self, folders: Iterable[str]) -> Iterator[Present]:
        """What lies directly in these folders; passing files that an earlier run of this mark left are removed."""
        for folder in folders:
            with suppress(FileNotFoundError, NotADirectoryError), os.scandir(self.root / folder) as entries:
                prefix = f"{folder}/" if folder else ""
                for entry in entries:
                    if self.mark and entry.name.startswith(PASSING + self.mark):
                        with suppress(FileNotFoundError):
                            os.unlink(entry.path)  # noqa: PTH108 - a string, many times
                    elif entry.is_file():
                        status = entry.stat()
                        yield Present(prefix + entry.name, f"{status.st_size}-{status.st_mtime_ns}")

    def put(self, files: Mapping[str, bytes], knows: Knows, *, force: bool) -> dict[str, str]:
        """Put these files in place as `write_whole` does.

        Raises: OutputExistsError, WriteError: as `write_whole`.
        """
        memory = _Memory(self.root, knows, self.note)
        paths = {self.root / path: data for path, data in files.items()}
        write_whole(paths, Guard(ledger=memory, sources=(), force=force, mark=self.mark))
        versions = {}
        for path in files:
            status = os.stat(self.root / path)  # noqa: PTH116 - beside strings
            versions[path] = f"{status.st_size}-{status.st_mtime_ns}"
        return versions

    def read(self, path: str) -> bytes | None:
        """The bytes of the file.

        Raises: WriteError: it cannot be read.
        """
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as exc:
            raise WriteError(str(self.root / path), f"cannot be read: {told(exc)}") from exc


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """A bucket, or a part of one."""

    url: str

    def present(self, folders: Iterable[str]) -> Iterator[Present]:
        """All that lies below the top, whatever the folders: one listing costs less than many."""
        del folders
        system, root = file_system(self.url)
        try:
            for _, _, files in system.walk(root, detail=True):
                for info in files.values():
                    path = str(info["name"]).removeprefix(root.rstrip("/")).lstrip("/")
                    yield Present(path, str(info.get("size")))
        except FileNotFoundError:
            return
        except Exception as exc:
            raise WriteError(self.url, f"cannot be listed: {told(exc)}") from exc

    def put(self, files: Mapping[str, bytes], knows: Knows, *, force: bool) -> dict[str, str]:
        """Put these objects in place, each by one request; the version of an object is its size.

        Raises: OutputExistsError: one of them would overwrite what is not ours.
                WriteError: the store refuses.
        """
        needed = {path: data for path, data in files.items() if self._needs_writing(path, data, knows, force=force)}
        system, root = file_system(self.url)
        for path, data in needed.items():
            url = self._url(path)
            try:
                attempt(lambda path=path, data=data: system.pipe_file(f"{root.rstrip('/')}/{path}", data))  # type: ignore[misc]
            except Exception as exc:
                raise WriteError(url, f"cannot be written: {told(exc)}") from exc
        return {path: str(len(data)) for path, data in files.items()}

    def _needs_writing(self, path: str, data: bytes, knows: Knows, *, force: bool) -> bool:
        standing = self.read(path)
        if standing is None:
            return True
        if standing == data:
            return False
        if force or knows(path, sha256(standing).hexdigest()):
            return True
        raise OutputExistsError(
            self._url(path), "exists, and is not what reportkit wrote there", "--force overwrites it; -o names another"
        )

    def read(self, path: str) -> bytes | None:
        """The bytes of the object.

        Raises: WriteError: the store does not answer.
        """
        system, root = file_system(self.url)
        try:
            return bytes(attempt(lambda: system.cat_file(f"{root.rstrip('/')}/{path}")))
        except FileNotFoundError:
            return None
        except Exception as exc:
            raise WriteError(self._url(path), f"cannot be read: {told(exc)}") from exc

    def _url(self, path: str) -> str:
        return f"{self.url.rstrip('/')}/{path}"
