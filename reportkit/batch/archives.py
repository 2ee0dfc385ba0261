"""ZIP archives: each member that is an article is an input of its own."""

import os
from collections.abc import Iterator
from functools import lru_cache
from zipfile import BadZipFile, ZipFile, ZipInfo

from reportkit.batch.inputs import Found, Input, Skipped, Unreadable
from reportkit.batch.walk import why_no_article
from reportkit.errors import (
    DamagedSourceError,
    LockedSourceError,
    SourceError,
    SourceNotFoundError,
    SourceTooLargeError,
    words_of,
)
from reportkit.limits import ARCHIVE_MEMBERS, SOURCE_BYTES
from reportkit.model.source import Source
from reportkit.text.paths import shown

_ENCRYPTED = 0x1


def list_archive(path: str) -> Iterator[Found]:
    """The members of an archive, folders aside; none of them is unpacked yet."""
    try:
        archive = _open(path, os.stat(path).st_mtime_ns)  # noqa: PTH116 - beside strings
    except (OSError, SourceError) as exc:
        yield Unreadable(shown(path), as_source_error(exc, path))
        return
    members = archive.infolist()
    if len(members) > ARCHIVE_MEMBERS:
        problem = f"holds {len(members):,} members, more than the limit ARCHIVE_MEMBERS = {ARCHIVE_MEMBERS:,}"
        yield Unreadable(shown(path), SourceTooLargeError(shown(path), problem, "unpack it and give the folder"))
        return
    for info in members:
        if not info.is_dir():
            yield _found(path, info)


def _found(path: str, info: ZipInfo) -> Found:
    parts = info.filename.split("/")
    shown_name = f"{shown(path)}#{shown(info.filename)}"
    if any(part in {"", ".", ".."} or "\\" in part or "\0" in part for part in parts) or ":" in parts[0]:
        return Skipped(shown_name, "its name would lead out of the output folder")
    hidden = next((why for part in parts if (why := why_no_article(part, is_folder=part is not parts[-1]))), None)
    if hidden is not None:
        return Skipped(shown_name, hidden)
    return Input(path, info.filename, info.filename, f"{info.file_size}-{info.CRC:08x}", 0)


def read_member(path: str, member: str) -> Source:
    """The source that a member of an archive is.

    Raises: SourceNotFoundError: the archive or the member is gone.
            DamagedSourceError: it cannot be unpacked.
            LockedSourceError: it is encrypted.
            SourceTooLargeError: over `SOURCE_BYTES`; found before all of it is unpacked.
    """
    name = member.rpartition("/")[2]
    try:
        archive = _open(path, os.stat(path).st_mtime_ns)  # noqa: PTH116 - beside strings
        info = archive.getinfo(member)
        if info.flag_bits & _ENCRYPTED:
            raise LockedSourceError(name, "is protected by a password", "unpack it and give the file")
        with archive.open(info) as file:
            data = file.read(SOURCE_BYTES + 1)
    except KeyError as exc:
        raise SourceNotFoundError(name, f"is no longer in {shown(path)}") from exc
    except (OSError, BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as exc:
        raise as_source_error(exc, name) from exc
    if len(data) > SOURCE_BYTES:
        raise SourceTooLargeError(name, f"is larger than {SOURCE_BYTES // 1024 // 1024} MB (SOURCE_BYTES)")
    return Source(name=name, data=data)


@lru_cache(maxsize=2)
def _open(path: str, _changed_ns: int) -> ZipFile:
    """The archive, its table of contents read once for as long as it does not change.

    Raises: OSError: it cannot be read.
            DamagedSourceError: it is no whole archive.
    """
    try:
        return ZipFile(path)
    except (BadZipFile, ValueError) as exc:
        raise DamagedSourceError(shown(path), f"is no whole ZIP archive ({exc})", "get it again") from exc


def as_source_error(error: Exception, subject: str) -> SourceError:
    """What went wrong with an archive, as an error of its source."""
    if isinstance(error, SourceError):
        return error
    if isinstance(error, OSError):
        return SourceNotFoundError(shown(subject), f"cannot be read: {words_of(error)}")
    return DamagedSourceError(shown(subject), f"cannot be unpacked ({error})", "unpack the archive and give the file")
