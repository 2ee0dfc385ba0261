"""White space of texts: how runs of it become one space, and lines one paragraph."""

import re

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def collapse(text: str) -> str:
    """Return the text on one line: runs of white space become one space, none stands at the ends.

    No-break spaces become plain ones too: later stages look for `30 September` and `5 %` as they are read, not as they
    were typeset.
    """
    return " ".join(text.split())


def split_paragraphs(text: str) -> list[str]:
    """Return the parts between blank lines, in order, each with its own line breaks."""
    return [part for part in _BLANK_LINES.split(text.strip("\n")) if part.strip()]
