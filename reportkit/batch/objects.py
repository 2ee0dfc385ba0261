"""Object stores (`s3://…` and whatever else fsspec knows): articles listed and read, outputs put there whole.

An object appears by one request or not at all: outputs are bytes in memory, and none goes through an open stream, whose
closing after an error would publish what had been sent by then.
"""

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from reportkit.batch.inputs import Found, Input, Skipped, Unreadable
from reportkit.batch.walk import why_no_article
from reportkit.errors import ConfigError, ReportkitError, SourceNotFoundError, SourceTooLargeError, UsageError
from reportkit.limits import SOURCE_BYTES
from reportkit.model.source import Source

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

    Info = dict[str, object]

ATTEMPTS = 3
"""How often a request is made before it counts as failed; the libraries below repeat some on their own."""

_PAUSE_SECONDS = 0.2
_WEB = frozenset({"http", "https", "ftp"})
_FINAL = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError, FileExistsError)
"""Answers that the next attempt would get as well."""

Answer = TypeVar("Answer")


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
    """The articles below a URL, or the one that it names; `*` and `**` as in a glob."""
    system, root = file_system(url)
    try:
        if any(sign in root for sign in "*?["):
            yield from _matching(system, root)
        elif attempt(lambda: system.isfile(root)):
            yield _object(system, attempt(lambda: system.info(root)), root.rpartition("/")[0])
        else:
            yield from _below(system, root.rstrip("/"))
    except ReportkitError:
        raise
    except Exception as exc:  # noqa: BLE001 - a store raises whatever its library does
        yield Unreadable(url, SourceNotFoundError(url, f"cannot be listed: {told(exc)}"))


def _below(system: "AbstractFileSystem", root: str) -> Iterator[Found]:
    found = False
    for _, _, files in system.walk(root, detail=True):
        for info in files.values():
            found = True
            yield _object(system, info, root)
    if not found:
        url = system.unstrip_protocol(root)
        yield Unreadable(url, SourceNotFoundError(url, "there is nothing in it"))


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


def _object(system: "AbstractFileSystem", info: "Info", root: str) -> Found:
    """The input that an object is, or why it is none; `root` is what its name does not repeat."""
    path = str(info["name"])
    url = str(system.unstrip_protocol(path))
    name = path.removeprefix(root).lstrip("/")
    parts = name.split("/")
    if any(part in {"", ".", ".."} for part in parts):
        return Skipped(url, "its name would lead out of the output folder")
    for part in parts:
        if why := why_no_article(part, is_folder=part is not parts[-1]):
            return Skipped(url, why)
    return Input(url, "", name, version_of_object(info), 0)


def version_of_object(info: "Info") -> str:
    """What tells a changed object from an unchanged one: the store's own tag, else size and time."""
    tag = info.get("ETag") or info.get("md5Hash") or info.get("etag")
    if tag:
        return str(tag)
    moment = next((info[key] for key in ("LastModified", "mtime", "updated", "created") if info.get(key)), "")
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
        data = attempt(lambda: system.cat_file(path, start=0, end=SOURCE_BYTES + 1))
    except Exception as exc:
        raise SourceNotFoundError(url, f"cannot be read: {told(exc)}") from exc
    if len(data) > SOURCE_BYTES:
        raise SourceTooLargeError(url, f"is larger than {SOURCE_BYTES // 1024 // 1024} MB (SOURCE_BYTES)")
    return Source(name=name, data=data)


def attempt(request: Callable[[], Answer]) -> Answer:
    """The answer to a request, which is repeated where that may help.

    Raises: Exception: what the store's library raised at the last attempt.
    """
    for number in range(ATTEMPTS - 1):
        try:
            return request()
        except _FINAL:
            raise
        except Exception:  # noqa: BLE001 - a store raises whatever its library does; the last attempt lets it through
            time.sleep(_PAUSE_SECONDS * 2**number)
    return request()


def told(error: Exception) -> str:
    """What a store's library says, on one line and without its type's name where it says more than that."""
    words = " ".join(str(error).split()) or type(error).__name__
    return f"{words[:1].lower()}{words[1:]}"[:300]
