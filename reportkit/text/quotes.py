"""Words between quotation marks, of the ways in which languages set them.

The marks: “…” ”…” „…“ „…” «…» »…« ‘…’ ‚…‘ ‹…› 「…」 『…』 "…" '…' and ``…''. An apostrophe is no mark.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from reportkit.text.words import LOOKED_AT_AGAIN

_CLOSERS = {
    "“": "”",
    "”": "”",
    "„": "“”",
    "«": "»",
    "»": "«»",
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "「": "」",
    "『": "』",
    '"': '"',
    "'": "'",
}
_SINGLE = frozenset("‘‚'")
"""Marks whose closing twin is an apostrophe as well."""
_ELISION = re.compile(r"'(?:\d\ds?|tis|twas|em|n|cause|til)\b", re.IGNORECASE)
_SINGLE_AT_HEAD = re.compile(r"['‘](?=[A-Z])")
_MARK = re.compile(r"[“”„«»‘’‚‹›「」『』\"']")
"""Any mark, opening or closing."""
_OPENING = re.compile(r"[“”„«»‘‚‹「『\"']")
_DOUBLE = re.compile(r"[“”„«»\"「」]")
_MOST_UNCLOSED = 100
"""Marks without a twin after which a text is taken to have no quotations: it is no prose."""
_LONGEST = 3_000
"""Characters after which a mark without a twin is given up: no spoken passage within a paragraph is as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedSpan:
    """A passage between marks; `text[start:end]` is what stands between them."""

    start: int
    end: int
    opens: int
    """Offset of the opening mark."""
    closes: int
    """Offset after the closing mark; `len(text)` where it is missing."""
    closed: bool
    """False for a quotation that runs on into the next paragraph."""


@lru_cache(maxsize=LOOKED_AT_AGAIN)
def find_quotations(text: str) -> tuple[QuotedSpan, ...]:
    """Return the outermost quotations in order; marks inside a quotation belong to it.

    A mark that is not closed opens a quotation only in double marks, and at the start of the text or behind a colon,
    as a speech of several paragraphs does; elsewhere it is passed over.
    """
    found: list[QuotedSpan] = []
    at = unclosed = 0
    for match in _OPENING.finditer(text):
        opens = match.start()
        if opens < at or not _may_open(text, opens):
            continue
        end = _closing(text, opens)
        if end is not None:
            found.append(QuotedSpan(start=opens + 1, end=end, opens=opens, closes=end + 1, closed=True))
            at = end + 1
        elif _runs_on(text, opens):
            found.append(QuotedSpan(start=opens + 1, end=len(text), opens=opens, closes=len(text), closed=False))
            break
        else:
            unclosed += 1
            if unclosed > _MOST_UNCLOSED:
                break
    return tuple(found)


def _runs_on(text: str, opens: int) -> bool:
    """Return whether a mark without a twin opens a speech that goes on in the next paragraph."""
    if opens == 0:
        return text[0] in '“„«"「'
    return text[opens] in "“„«「" and text[:opens].rstrip().endswith((":", "："))


@lru_cache(maxsize=LOOKED_AT_AGAIN)
def outside_quotations(text: str) -> str:
    """Return the text with closed quotations, marks and all, overwritten by spaces, so that offsets hold."""
    bare = text
    for span in find_quotations(text):
        if span.closed:
            bare = f"{bare[: span.opens]}{' ' * (span.closes - span.opens)}{bare[span.closes :]}"
    return bare


def has_open_quotation(text: str) -> bool:
    """Return whether a mark of the text lacks its twin, as in one half of a quotation split by a full stop."""
    bare = outside_quotations(text)
    return bool(_DOUBLE.search(bare) or _SINGLE_AT_HEAD.match(bare))


def _may_open(text: str, at: int) -> bool:
    """Return whether the mark at this place can open a quotation: no letter before it, none but a word after it."""
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if not after or (after.isspace() and mark not in "«»"):
        return False
    if before.isalnum() or before in {")", "]"}:
        return mark in "「『„"
    return _stands_open(text, at, before)


def _stands_open(text: str, at: int, before: str) -> bool:
    """Return whether a mark that might close or elide as well opens a quotation here."""
    mark = text[at]
    match mark:
        case "”":
            return not before or before.isspace()
        case "»":
            return "«" not in text[:at] and "«" in text[at:]
        case '"':
            return before not in {".", ",", "!", "?"}
        case "'":
            return not _ELISION.match(text, at)
        case _:
            return True


def _closing(text: str, opens: int) -> int | None:
    """Return the offset of the mark that closes the one at `opens`."""
    mark = text[opens]
    depth = 0
    doubtful: int | None = None
    for match in _MARK.finditer(text, opens + 1, opens + _LONGEST):
        at, character = match.start(), match.group()
        if mark == '"' == character and text[at - 1].isspace():
            return None  # another quotation opens here: the twin of the first is missing
        if doubtful and mark in _SINGLE and _opens_single(text, at):
            return doubtful
        if character in _CLOSERS[mark] and not (mark in _SINGLE and not _closes_single(text, at)):
            if depth == 0:
                return at
            depth -= 1
        elif character in _CLOSERS[mark] and text[at - 1] == "s" and text[at + 1 : at + 2].isspace():
            doubtful = doubtful or at  # `themselves' if they`: the end, should another quotation open before one ends
        elif character == mark and character not in "”'":
            depth += 1
    return None


def _opens_single(text: str, at: int) -> bool:
    """Return whether a single mark can only open a quotation here."""
    is_mark = text[at] in _SINGLE and text[at + 1 : at + 2].isalpha() and not _ELISION.match(text, at)
    return is_mark and text[at - 1].isspace() and text[at - 2] not in ".,!?:"


def _closes_single(text: str, at: int) -> bool:
    """Return whether a single mark ends a quotation here rather than standing for an apostrophe."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before.isspace() or after.isalnum():
        return False
    # The plural possessive, "the ministers’ words", ends a word as a quotation does: only a stop before the mark or
    # no space after it tells them apart.
    return before in ".,!?;:…" or not after or not after.isspace() or before != "s"
