"""Folders, walked: every file is an input or is told why not, and nothing outside the folder is touched."""

import os
from collections.abc import Iterator

from reportkit.batch.inputs import Found, Input, Skipped, Unreadable, version_of
from reportkit.errors import SourceNotFoundError, words_of
from reportkit.readers.signatures import SUFFIXES, UNREAD_SUFFIXES
from reportkit.text.paths import shown

CONTAINERS = frozenset({"zip", "rss", "atom"})
"""Suffixes of what holds many articles: taken apart where it is named, passed over in a folder."""

_DOCUMENTS = (SUFFIXES.keys() | UNREAD_SUFFIXES.keys()) - {"xls", "ppt", "xml", "json"}
"""Suffixes of articles, those among them that no reader knows: such an input fails, and is not lost silently."""


def walk(root: str, output: str | None) -> Iterator[Found]:
    """What lies in a folder and below it; `output` is the real path of the run's own folder, which is passed over.

    Shape:   in no certain order; symbolic links are followed inside the folder only.
    """
    to_do: list[tuple[str, str, tuple[str, ...]]] = [(root, "", (os.path.realpath(root),))]
    while to_do:
        folder, prefix, above = to_do.pop()
        try:
            entries = os.scandir(folder)
        except OSError as exc:
            yield _unreadable(folder, exc)
            continue
        with entries:
            for entry in entries:
                real = os.path.realpath(entry.path) if entry.is_symlink() else os.path.join(above[-1], entry.name)  # noqa: PTH118
                if (why := _passed_over(entry, real, above, output)) is not None:
                    yield Skipped(shown(entry.path), why)
                elif _is_folder(entry):
                    to_do.append((entry.path, f"{prefix}{entry.name}/", (*above, real)))
                else:
                    yield _file(entry, prefix)


def why_no_article(name: str, *, is_folder: bool) -> str | None:
    """Why something of this name is no input; `None` for folders to go into and files to read."""
    if name.startswith("."):
        return "hidden"
    if name.startswith("~$"):
        return "a lock file of Word's"
    if is_folder:
        return None
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if suffix in CONTAINERS:
        return "holds many articles: name it by itself"
    if suffix not in _DOCUMENTS:
        return "not an article by its suffix: name it by itself to have it read"
    return None


def _passed_over(entry: "os.DirEntry[str]", real: str, above: tuple[str, ...], output: str | None) -> str | None:
    """Why an entry is no input; `None` for folders to go into and files to read."""
    if entry.is_symlink() and not entry.name.startswith(".") and (why := _leads_astray(real, above)):
        return why
    is_folder = _is_folder(entry)
    if is_folder and real == output:
        return "the output folder"
    if not is_folder and not _is_file(entry):
        return "neither a file nor a folder"
    return why_no_article(entry.name, is_folder=is_folder)


def _leads_astray(target: str, above: tuple[str, ...]) -> str | None:
    """Why a symbolic link to this place is not followed; `above` begins with the root."""
    if not os.path.exists(target):  # noqa: PTH110 - a string, millions of times
        return "a symbolic link that leads nowhere"
    if target in above:
        return "a symbolic link that leads back to where it lies"
    if not target.startswith(above[0].rstrip(os.sep) + os.sep):
        return "a symbolic link that leaves the input folder"
    return None


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_file(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _file(entry: "os.DirEntry[str]", prefix: str) -> Found:
    """The input that a file is."""
    try:
        (prefix + entry.name).encode()
        status = entry.stat()
    except UnicodeEncodeError:
        path = shown(entry.path)
        return Unreadable(path, SourceNotFoundError(path, "its name is not valid UTF-8", "rename it"))
    except OSError as exc:
        return _unreadable(entry.path, exc)
    return Input(entry.path, "", prefix + entry.name, version_of(status), status.st_mtime_ns)


def _unreadable(path: str, error: OSError) -> Unreadable:
    return Unreadable(shown(path), SourceNotFoundError(shown(path), f"cannot be read: {words_of(error)}"))
