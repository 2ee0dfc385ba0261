"""What a writer gives: bytes in a format."""

from dataclasses import dataclass, field
from enum import StrEnum

from reportkit.notices import Notice


class OutputFormat(StrEnum):
    """The formats that can be written; the value is what `--to` takes and the file's suffix."""

    PDF = "pdf"
    DOCX = "docx"
    MD = "md"
    HTML = "html"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """One output, whole, in memory; put on disk by `cli` or `batch`."""

    format: OutputFormat
    data: bytes = field(repr=False)
    notices: tuple[Notice, ...] = ()
    """What this format alone had to give up (a glyph missing from its fonts)."""
