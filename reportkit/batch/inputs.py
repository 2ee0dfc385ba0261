"""What a batch is made of: one value for each thing found where the user pointed."""

import os
from typing import NamedTuple

from reportkit.errors import SourceError


class Input(NamedTuple):
    """Something to render. A tuple, because there may be millions."""

    place: str
    """Path or URL of the file, or of the archive or feed that holds it, as the user would write it."""
    member: str
    """Name inside the archive, identity inside the feed; empty for a file."""
    name: str
    """Place in the output tree, with the source's suffix, parts joined by `/`: `2026/story.html`."""
    version: str
    """Changes when the content may have: size, time and inode of a file, the digest or tag that a container tells."""
    changed_ns: int
    """When a file was changed last; 0 where `version` speaks of the content itself."""


class Skipped(NamedTuple):
    """Something that was found and is not rendered."""

    place: str
    why: str


class Unreadable(NamedTuple):
    """Something that should be rendered and cannot even be looked at; it counts as failed."""

    place: str
    error: SourceError


Found = Input | Skipped | Unreadable


def version_of(status: os.stat_result) -> str:
    """What tells a changed file from an unchanged one."""
    return f"{status.st_size}-{status.st_mtime_ns}-{status.st_ino}"


def called(place: str, member: str) -> str:
    """How people call an input: its path, and the name inside an archive or a feed behind a `#`."""
    return f"{place}#{member}" if member else place
