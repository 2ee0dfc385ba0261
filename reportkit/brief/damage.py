"""Quotation marks that are damaged, or whose twin stands in another sentence: told, and made good in a sentence alone.

An encoding turns a closing mark into a question mark (`said "yes? to the plan`); a lost line break leaves it at the head
of the next sentence; and a speech of several sentences has its two marks in different ones.
"""

import re

from reportkit.text.quotes import find_quotations, outside_quotations

_LOST = re.compile(r"[\"“”]|(?<=[\w.,!])[?\ufffd](?=[.,;:)]|\s+[a-z0-9(?]|$)|(?<=[.,?])[?\ufffd](?=\s|$)")
_OPENS = re.compile(r"(?:^|[\s(])([\"“„«])(?=[^\s\"“”])")
_CLOSES = re.compile(r"[\w.,!?…'’)\]]([\"”»])(?=[\s.,;)]|$)")
_WORD = re.compile(r"\w")
_MARKS = frozenset('"“”„«»')
_TWINS = {'"': '"', "“": "”", "”": "“"}


def has_marks(text: str) -> bool:
    """Return whether a text has a double quotation mark at all."""
    return not _MARKS.isdisjoint(text)


def mended(text: str) -> str:
    """Return the text, of the same length, with the closing marks that stand there as question marks.

    One is taken for a mark where a quotation is open that nothing closes, and no question can end: before a stop, a comma,
    a small letter.
    """
    if not has_marks(text) or ("?" not in text and "\ufffd" not in text):
        return text
    closed = [range(span.opens, span.closes) for span in find_quotations(text) if span.closed]
    characters = list(text)
    opened = ""
    for match in _LOST.finditer(text):
        mark = match.group()
        if any(match.start() in span for span in closed):
            continue
        if mark in _MARKS:
            opened = mark if _OPENS.match(text, max(0, match.start() - 1)) else ""
        elif opened and (match.end() < len(text) or text[match.start() - 1] in ".,?"):
            characters[match.start()] = _TWINS[opened]
            opened = ""
    return "".join(characters)


def restored(text: str, *, closes_before: bool, closes_behind: bool) -> str:
    """Return a sentence as it would stand alone, a mark put in where its twin stands in another sentence.

    Shape:   closes_before: the mark at its head ends what the sentences before it quote; it goes.
             closes_behind: a sentence behind it closes what it opens, so that none of its marks is lost.
    """
    if not has_marks(text):
        return text
    if not closes_behind:
        text = mended(text)
    if closes_before:
        text = text[1:].lstrip()
    bare = outside_quotations(text)
    opens, closes = _OPENS.search(bare), _CLOSES.search(bare)
    if opens and not _WORD.search(text, opens.start(1)):
        return text[: opens.start(1)].rstrip()  # `he said. "…`
    if opens and not closes and opens[1] in _TWINS:
        return text + _TWINS[opens[1]]
    if closes and not opens and closes[1] in _TWINS:
        return _TWINS[closes[1]] + text
    return text


def opens_quotation(text: str) -> bool:
    """Return whether a sentence opens a quotation that it does not close."""
    return has_marks(text) and bool(_OPENS.search(outside_quotations(mended(text))))


def closes_quotation(text: str) -> bool:
    """Return whether a sentence closes a quotation that it has not opened."""
    return has_marks(text) and bool(_CLOSES.search(outside_quotations(mended(text))))
