"""What a sentence has outside a quotation, on one side of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A stretch of a sentence beside a quotation, up to the next quotation or the end of the sentence."""

    sentence: int
    text: str
    offset: int
    """Of the text in its sentence."""
