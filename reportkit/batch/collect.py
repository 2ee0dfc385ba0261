"""INPUT as the user writes it, taken for what it is: file, folder, glob, archive, list, feed, object store."""

import os
from collections.abc import Iterator
from glob import iglob
from typing import BinaryIO

from reportkit.batch import feeds
from reportkit.batch.archives import list_archive
from reportkit.batch.inputs import Found, Input, Skipped, Unreadable, version_of
from reportkit.batch.objects import is_address, list_objects
from reportkit.batch.walk import walk, why_no_article
from reportkit.errors import SourceNotFoundError, UsageError, words_of
from reportkit.text.paths import shown

LIST = "@"
"""What stands before the path of a list of inputs; `@-` is a list on standard input."""

_MAGIC = frozenset("*?[")
_XML_HEAD_BYTES = 2048


def collect(given: str, output: str | None, stdin: BinaryIO | None = None) -> Iterator[Found]:
    """All that an INPUT stands for; `output` is the real path of the run's own folder, `None` where it has none.

    Raises: UsageError: it cannot be understood: an address of the web, an empty path.
            SourceNotFoundError: a list that cannot be read.
    """
    if not given:
        raise UsageError("INPUT", "the path is empty", "name a file, a folder, a glob, a list (@files.txt) or a URL")
    if given.startswith(LIST) and len(given) > 1 and not os.path.exists(given):  # noqa: PTH110 - may be too long
        yield from _listed(given[1:], output, stdin)
    elif is_address(given):
        yield from list_objects(given)
    elif given == "-":
        raise UsageError("-", "standard input is one article", "a list of inputs is @-, one article is for `render`")
    elif os.path.isdir(given):  # noqa: PTH112 - a path that is too long is none
        yield from walk(os.path.normpath(given), output)
    elif _MAGIC & set(given) and not os.path.lexists(given):
        yield from _globbed(given, output)
    else:
        yield from _named(given, os.path.basename(given))  # noqa: PTH119 - beside strings


def _named(path: str, name: str) -> Iterator[Found]:
    """The one file that a path names, or what the file holds."""
    kind = path.rpartition(".")[2].lower()
    if kind == "zip":
        yield from list_archive(path)
    elif kind in feeds.SUFFIXES and (kind != "xml" or _is_feed(path)):
        yield from feeds.list_feed(path)
    else:
        yield _file(os.path.normpath(path), name)


def _is_feed(path: str) -> bool:
    """Whether a file of XML looks like a feed; other XML is a source like any other."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - beside strings
            head = file.read(_XML_HEAD_BYTES)
    except OSError:
        return False
    return any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:RDF"))


def _file(path: str, name: str) -> Found:
    subject = shown(path)
    try:
        name.encode()
        status = os.stat(path)  # noqa: PTH116 - beside strings
    except UnicodeEncodeError:
        return Unreadable(subject, SourceNotFoundError(subject, "its name is not valid UTF-8", "rename it"))
    except FileNotFoundError:
        return Unreadable(subject, SourceNotFoundError(subject, "there is no such file"))
    except (OSError, ValueError) as exc:
        words = words_of(exc) if isinstance(exc, OSError) else "its name holds a null character"
        return Unreadable(subject, SourceNotFoundError(subject, f"cannot be read: {words}"))
    return Input(path, "", name, version_of(status), status.st_mtime_ns)


def _globbed(pattern: str, output: str | None) -> Iterator[Found]:
    """The files that a pattern matches, mirrored below the part of it that is no pattern; `**` goes into folders."""
    parts = pattern.split("/")
    fixed = next(number for number, part in enumerate(parts) if _MAGIC & set(part))
    root = "/".join(parts[:fixed])
    found = False
    for match in iglob(pattern, recursive=True):  # noqa: PTH207 - strings
        found = True
        path = os.path.normpath(match)
        if os.path.isdir(match):  # noqa: PTH112
            continue
        if output is not None and os.path.realpath(path).startswith(output + os.sep):
            yield Skipped(shown(path), "the output folder")
            continue
        name = os.path.relpath(path, root or ".").replace(os.sep, "/")
        hidden = why_no_article(os.path.basename(path), is_folder=True)  # noqa: PTH119
        yield Skipped(shown(path), hidden) if hidden else _file(path, name)
    if not found:
        subject = shown(pattern)
        yield Unreadable(subject, SourceNotFoundError(subject, "nothing matches this pattern"))


def _listed(path: str, output: str | None, stdin: BinaryIO | None) -> Iterator[Found]:
    """What the lines of a list name, mirrored as they are written; blank lines count for nothing.

    Raises: SourceNotFoundError: it cannot be read.
    """
    subject = "standard input" if path == "-" else shown(path)
    try:
        if path == "-":
            yield from _lines(stdin, output)
        else:
            with open(path, "rb") as file:  # noqa: PTH123 - beside strings
                yield from _lines(file, output)
    except OSError as exc:
        raise SourceNotFoundError(subject, f"cannot be read: {words_of(exc)}") from exc


def _lines(file: BinaryIO | None, output: str | None) -> Iterator[Found]:
    """What each line names.

    Raises: OSError: the list cannot be read, or there is none.
    """
    if file is None:
        raise FileNotFoundError(0, "it is closed")
    for line in file:
        entry = os.fsdecode(line).rstrip("\r\n")
        if not entry.strip():
            continue
        if is_address(entry) or os.path.isdir(entry):  # noqa: PTH112
            yield from collect(entry, output)
            continue
        yield from _named(entry, _mirrored(entry))


def _mirrored(path: str) -> str:
    """The place in the output tree of a file that a list names: its path, as far as that stays inside."""
    parts = [part for part in os.path.normpath(path).replace(os.sep, "/").split("/") if part]
    while parts and parts[0] == "..":
        parts.pop(0)
    return "/".join(parts)
