"""Sources, read from disk or standard input; the only place that opens them."""

import os
from pathlib import Path
from typing import BinaryIO

from reportkit.errors import ReportkitError, SourceNotFoundError, SourceTooLargeError, UsageError, words_of
from reportkit.limits import SOURCE_BYTES
from reportkit.model.source import Source
from reportkit.text.paths import shown

STREAM = "-"
"""The name of standard input and of standard output."""

_MEGABYTE = 1024 * 1024


def read_source(given: str, stdin: BinaryIO | None) -> Source:
    """The source that the user names: a file, a pipe, or `-` for standard input.

    Raises: UsageError: a web address.
            SourceNotFoundError: there is no such file, or it cannot be read.
            SourceTooLargeError: over `SOURCE_BYTES`; found before all of it is read.
    """
    if given == STREAM:
        return Source(name="stdin", data=_read_stream(stdin))
    name = shown(given) or "''"
    if _is_address(given):
        raise UsageError(name, "web addresses cannot be read", "save the page and give the file")
    try:
        with Path(given).open("rb") as file:
            if os.fstat(file.fileno()).st_size > SOURCE_BYTES:
                raise _too_large(name)
            data = _read_limited(file, name)
    except IsADirectoryError as exc:
        raise SourceNotFoundError(name, "is a folder", f"name the files in it: {name.rstrip('/')}/*") from exc
    except FileNotFoundError as exc:
        raise SourceNotFoundError(name, "there is no such file") from exc
    except OSError as exc:
        raise SourceNotFoundError(name, f"cannot be read: {words_of(exc)}") from exc
    except ValueError as exc:
        raise SourceNotFoundError(name, "is no file name: it holds a null character") from exc
    return Source(name=shown(Path(given).name), data=data)


def _read_stream(stdin: BinaryIO | None) -> bytes:
    if stdin is None:
        raise SourceNotFoundError("standard input", "it is closed")
    try:
        return _read_limited(stdin, "standard input")
    except OSError as exc:
        raise SourceNotFoundError("standard input", f"cannot be read: {words_of(exc)}") from exc


def _read_limited(file: BinaryIO, subject: str) -> bytes:
    """All that the file holds; reading ends one byte after the limit."""
    chunks = []
    left = SOURCE_BYTES + 1
    while left and (chunk := file.read(min(left, _MEGABYTE))):
        chunks.append(chunk)
        left -= len(chunk)
    if not left:
        raise _too_large(subject)
    return b"".join(chunks)


def _too_large(subject: str) -> SourceTooLargeError:
    return SourceTooLargeError(
        subject,
        f"is larger than {SOURCE_BYTES // _MEGABYTE} MB (SOURCE_BYTES)",
        "give the article alone, or a part of it",
    )


def _is_address(given: str) -> bool:
    scheme, separator, _ = given.partition("://")
    return bool(separator) and scheme.isalnum()


def called(error: ReportkitError, name: str, path: str) -> ReportkitError:
    """The error with the path as its subject where that is the bare name: stages know no paths, users think in them."""
    if error.subject != name or path == STREAM:
        return error
    return type(error)(path, error.problem, error.hint)
