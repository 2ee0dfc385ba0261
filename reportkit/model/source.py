"""What was given: a name and bytes."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum


class InputFormat(StrEnum):
    """The formats that can be read; the value is also the name of the reader's file."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    EMAIL = "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Name and bytes as given; never a path to open later."""

    name: str
    """Last part of the path, `stdin` for standard input."""
    data: bytes = field(repr=False)
    sha256: str = field(init=False)
    """Hexadecimal digest of `data`."""

    def __post_init__(self) -> None:
        """Take the digest once."""
        object.__setattr__(self, "sha256", hashlib.sha256(self.data).hexdigest())
