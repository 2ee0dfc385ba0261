"""What a sentence has outside a quotation, on one side of it, and whom it names as the speaker."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A stretch of a sentence beside a quotation, up to the next quotation or the end of the sentence."""

    sentence: int
    text: str
    offset: int
    """Of the text in its sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks a quotation."""

    name: str
    """A name, in its fullest form, or a description in the source's words."""
    naming: int
    """The sentence that names them."""
