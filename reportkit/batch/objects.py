"""Object stores (`s3://…` and whatever else fsspec knows): articles listed and read, outputs put there whole.

An object appears by one request or not at all: outputs are bytes in memory, and none goes through an open stream, whose
closing after an error would publish what had been sent by then.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from reportkit.batch.inputs import Found, Input, Skipped, Unreadable
from reportkit.batch.walk import why_no_article
from reportkit.errors import ConfigError, SourceNotFoundError, SourceTooLargeError, UsageError
from reportkit.limits import SOURCE_BYTES
from reportkit.model.source import Source

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

ATTEMPTS = 3
"""How often a request is made before it counts as failed; the libraries below repeat some on their own."""

REQUESTS = 16
"""How many requests are made at once."""

_PAUSE_SECONDS = 0.2
_LONG_SECONDS = 20.0
_WEB = frozenset({"http", "https", "ftp"})
_FINAL = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError, FileExistsError)
"""Answers that the next attempt would get as well."""

Answer = TypeVar("Answer")
Info = dict[str, object]
"""What a store tells of an object or a folder."""


def is_address(given: str) -> bool:
    """Whether this is a URL rather than a path."""
    scheme, separator, _ = given.partition("://")
    return bool(separator) and scheme.replace("+", "").isalnum()


def file_system(url: str) -> "tuple[AbstractFileSystem, str]":
    """The file system of a URL and the path in it.

    Raises: UsageError: an address of the web, or a scheme that fsspec does not know.
            ConfigError: fsspec, or what it needs for this store, is not installed.
    """
    scheme = url.partition("://")[0]
    if scheme in _WEB:
        raise UsageError(url, "web addresses cannot be read", "save the pages and give their folder")
    try:
        import fsspec

        system, path = fsspec.core.url_to_fs(url, use_listings_cache=False, skip_instance_cache=False)
    except ImportError as exc:
        extra = "s3" if scheme in {"s3", "s3a"} else "dask"
        raise ConfigError(url, f"cannot be reached: {exc}", f"pip install 'reportkit[{extra}]'") from exc
    except ValueError as exc:
        raise UsageError(url, f"is not understood: {exc}", "stores are named as in s3://bucket/folder") from exc
    return system, str(path)


def list_objects(url: str) -> Iterator[Found]:
    """The articles below a URL, or the one that it names; `*` and `**` as in a glob.

    Raises: UsageError, ConfigError: as `file_system`.
    """
    system, root = file_system(url)
    try:
        if any(sign in root for sign in "*?["):
            yield from _matching(system, root)
        else:
            yield from _below(system, root.rstrip("/"))
    except FileNotFoundError:
        yield Unreadable(url, SourceNotFoundError(url, "there is nothing in it"))
    except Exception as exc:  # noqa: BLE001 - a store raises whatever its library does
        yield Unreadable(url, SourceNotFoundError(url, f"cannot be listed: {told(exc)}"))


def _below(system: "AbstractFileSystem", root: str) -> Iterator[Found]:
    """The articles below a folder, or the object itself.

    Raises: FileNotFoundError: there are none.
            Exception: what the store's library raises.
    """
    found = False
    for info in walk_objects(system, root):
        found = True
        path = str(info["name"])
        yield _object(system, info, root if path != root else root.rpartition("/")[0])
    if not found:
        raise FileNotFoundError


def walk_objects(system: "AbstractFileSystem", root: str) -> Iterator[Info]:
    """What lies below a folder, folder by folder, some of them asked for at once; no more than theirs is held in memory.

    Raises: Exception: what the store's library raises.
    """
    waiting, asked = [root], deque[Future[list[Info]]]()
    with ThreadPoolExecutor(REQUESTS) as pool:
        while waiting or asked:
            while waiting and len(asked) < REQUESTS:
                asked.append(pool.submit(list_folder, system, waiting.pop()))
            for info in asked.popleft().result():
                if info.get("type") == "directory":
                    waiting.append(str(info["name"]))
                else:
                    yield info


def list_folder(system: "AbstractFileSystem", folder: str) -> list[Info]:
    """What lies directly in a folder.

    An object whose name is that of a folder stands for the folder itself and is left out. A folder without a name,
    which fsspec cannot look into, becomes an object, so that it is told.

    Raises: Exception: what the store's library raises.
    """
    found = []
    for info in attempt(lambda: system.ls(folder, detail=True)):
        name = str(info["name"])
        if name.rstrip("/") == folder.rstrip("/") and info.get("type") == "directory":
            found.append({**info, "name": f"{folder.rstrip('/')}//", "type": "file"})
        elif not name.endswith("/") or info.get("type") == "directory":
            found.append(info)
    return found


def _matching(system: "AbstractFileSystem", pattern: str) -> Iterator[Found]:
    parts = pattern.split("/")
    root = "/".join(parts[: next(number for number, part in enumerate(parts) if set(part) & set("*?["))])
    matches = attempt(lambda: system.glob(pattern, detail=True))
    for info in matches.values():
        if info.get("type") != "directory":
            yield _object(system, info, root)
    if not matches:
        url = system.unstrip_protocol(pattern)
        yield Unreadable(url, SourceNotFoundError(url, "nothing matches this pattern"))


def _object(system: "AbstractFileSystem", info: Info, root: str) -> Found:
    """The input that an object is, or why it is none; `root` is what its name does not repeat."""
    path = str(info["name"])
    url = str(system.unstrip_protocol(path))
    name = path.removeprefix(root).removeprefix("/")
    parts = name.split("/")
    if any(part in {"", ".", ".."} for part in parts):
        return Skipped(url, "its name would lead out of the output folder, or has an empty part")
    for part in parts:
        if why := why_no_article(part, is_folder=part is not parts[-1]):
            return Skipped(url, why)
    return Input(url, "", name, version_of_object(info), 0)


def version_of_object(info: Info) -> str:
    """What tells a changed object from an unchanged one: the store's own tag, else size and time."""
    tag = info.get("ETag") or info.get("md5Hash") or info.get("etag")
    if tag:
        return str(tag)
    moment = next((info[key] for key in ("LastModified", "mtime", "updated", "created") if info.get(key)), "")
    if isinstance(moment, datetime):  # some stores list a moment in one way and tell it in another
        moment = moment.timestamp()
    return f"{info.get('size')}-{moment}"


def read_object(url: str) -> Source:
    """The source that an object is.

    Raises: SourceNotFoundError: it is gone, or the store does not answer.
            SourceTooLargeError: over `SOURCE_BYTES`.
            UsageError, ConfigError: as `file_system`.
    """
    system, path = file_system(url)
    name = path.rpartition("/")[2]
    try:
        data = read_bytes(system, path, SOURCE_BYTES + 1)
    except Exception as exc:
        raise SourceNotFoundError(url, f"cannot be read: {told(exc)}") from exc
    if len(data) > SOURCE_BYTES:
        raise SourceTooLargeError(url, f"is larger than {SOURCE_BYTES // 1024 // 1024} MB (SOURCE_BYTES)")
    return Source(name=name, data=data)


def read_bytes(system: "AbstractFileSystem", path: str, most: int | None = None) -> bytes:
    """The bytes of an object, or the first of them, by one request: without a range s3fs asks for the size first.

    Raises: FileNotFoundError: there is none.
            Exception: what the store's library raises.
    """
    try:
        return bytes(attempt(lambda: system.cat_file(path, start=0, end=most)))
    except FileNotFoundError:
        raise
    except OSError:
        if attempt(lambda: system.info(path)).get("size") == 0:  # no part of an empty object can be had
            return b""
        raise


def attempt(request: Callable[[], Answer]) -> Answer:
    """The answer to a request, which is repeated where that may help: libraries repeat what takes long on their own.

    Raises: Exception: what the store's library raised at the last attempt.
    """
    for number in range(ATTEMPTS - 1):
        began = time.monotonic()
        try:
            return request()
        except _FINAL:
            raise
        except Exception:  # a store raises whatever its library does
            if time.monotonic() - began > _LONG_SECONDS:
                raise
            time.sleep(_PAUSE_SECONDS * 2**number)
    return request()


def told(error: Exception) -> str:
    """What a store's library says, on one line and without its type's name where it says more than that."""
    words = " ".join(str(error).split()) or type(error).__name__
    return f"{words[:1].lower()}{words[1:]}"[:300]
