"""Quotation marks that are damaged: one without its twin, one that an encoding has turned into a question mark."""

import re

from reportkit.text.quotes import outside_quotations

_LOST = re.compile(r"\"[^\"]*\w[?\ufffd](?:\.|,?\s+[a-z0-9])")
_OPENS = re.compile(r"(?:^|[\s(])[\"“„«]\w")
_CLOSES = re.compile(r"[\w.,!?][\"”“»](?:[\s.,;)]|$)")
_MARKS = frozenset('"“”„«»')


def has_marks(text: str) -> bool:
    """Return whether a text has a double quotation mark at all."""
    return not _MARKS.isdisjoint(text)


def has_lost_mark(text: str) -> bool:
    """Return whether a closing mark of the text stands there as a question mark: `said "yes? to the plan`."""
    return bool(_LOST.search(text))


def opens_quotation(text: str) -> bool:
    """Return whether a sentence opens a quotation that it does not close."""
    if not has_marks(text) or has_lost_mark(text):
        return False
    return bool(_OPENS.search(outside_quotations(text)))


def closes_quotation(text: str) -> bool:
    """Return whether a sentence closes a quotation that it has not opened."""
    return has_marks(text) and bool(_CLOSES.search(outside_quotations(text)))
