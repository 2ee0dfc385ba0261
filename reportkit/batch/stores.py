"""Where the outputs of a batch go: a folder, or an object store; both put whole documents in place and nothing else."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reportkit.batch.objects import (
    REQUESTS,
    attempt,
    file_system,
    is_address,
    list_folder,
    read_bytes,
    told,
    version_of_object,
)
from reportkit.batch.outputs import PASSING, Guard, write_whole
from reportkit.errors import OutputExistsError, UsageError, WriteError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_WITH_BUCKETS = frozenset({"s3", "s3a", "gs", "gcs"})
_LOCAL = {"file": "give the path", "local": "give the path", "memory": "give a folder"}


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
    return ObjectStore(output, note) if is_address(output) else FolderStore(Path(output), mark, note)


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
    note: Callable[[str, str], None] | None = None

    def present(self, folders: Iterable[str]) -> Iterator[Present]:
        """What lies directly in these folders, some of them asked for at once.

        Raises: WriteError: the store does not answer.
        """
        system, root = file_system(self.url)
        top = root.rstrip("/")

        def listed(folder: str) -> list[Present]:
            try:
                infos = list_folder(system, f"{top}/{folder}".rstrip("/"))
            except FileNotFoundError:
                return []
            return [
                Present(str(info["name"]).removeprefix(f"{top}/"), version_of_object(info))
                for info in infos
                if info.get("type") != "directory"
            ]

        waiting = iter(folders)
        with ThreadPoolExecutor(REQUESTS) as pool:
            while some := list(islice(waiting, REQUESTS)):
                try:
                    yield from chain.from_iterable(pool.map(listed, some))
                except Exception as exc:
                    raise WriteError(self.url, f"cannot be listed: {told(exc)}") from exc

    def put(self, files: Mapping[str, bytes], knows: Knows, *, force: bool) -> dict[str, str]:
        """Put these objects in place, each by one request, once it is sure that all of them may be; their versions.

        Raises: OutputExistsError: one of them would overwrite what is not ours.
                WriteError: the store refuses.
        """
        with ThreadPoolExecutor(len(files) or 1) as pool:
            needed = list(
                pool.map(lambda item: self._needs_writing(item[0], item[1], knows, force=force), files.items())
            )
            return dict(pool.map(self._put, files, files.values(), needed))

    def _put(self, path: str, data: bytes, needed: bool) -> tuple[str, str]:  # noqa: FBT001 - mapped over three columns
        """Path and version of an object, put in place where that is needed.

        Raises: WriteError: the store refuses.
        """
        system, place = self._place(path)
        if needed and self.note is not None:
            self.note(path, sha256(data).hexdigest())
        try:
            answer = attempt(lambda: system.pipe_file(place, data)) if needed else None
            if not isinstance(answer, Mapping) or not answer.get("ETag"):
                answer = attempt(lambda: system.info(place))
        except Exception as exc:
            raise WriteError(self._url(path), f"cannot be written: {told(exc)}") from exc
        return path, version_of_object(dict(answer))

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
        system, place = self._place(path)
        try:
            return read_bytes(system, place)
        except FileNotFoundError:
            return None
        except Exception as exc:
            raise WriteError(self._url(path), f"cannot be read: {told(exc)}") from exc

    def _place(self, path: str) -> "tuple[AbstractFileSystem, str]":
        system, root = file_system(self.url)
        return system, f"{root.rstrip('/')}/{path}"

    def _url(self, path: str) -> str:
        return f"{self.url.rstrip('/')}/{path}"


def check_store(output: str) -> None:
    """Make sure, before any work, that a store is there to take outputs; for a folder there is nothing to ask.

    Raises: UsageError, ConfigError: the URL is not understood, or needs a package that is not installed.
            WriteError: the store does not answer, or has no such bucket.
    """
    if not is_address(output):
        return
    scheme = output.partition("://")[0]
    if scheme in _LOCAL:
        raise UsageError(f"-o {output}", f"{scheme}:// is no store that other processes see", _LOCAL[scheme])
    system, root = file_system(output)
    bucket = root.strip("/").partition("/")[0]
    if scheme not in _WITH_BUCKETS:
        return
    try:
        attempt(lambda: system.info(bucket))
    except PermissionError:  # who may write objects need not be allowed to look at the bucket
        return
    except FileNotFoundError as exc:
        raise WriteError(output, f"there is no bucket {bucket!r}", "make it first") from exc
    except Exception as exc:
        raise WriteError(output, f"cannot be reached: {told(exc)}") from exc
