"""Running headers, running footers and page numbers: what repeats at the edges of the pages of a PDF."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportkit.readers.pdf_lines import Row

_EDGE_ROWS = 3
"""Rows at the top and at the bottom of a page in which furniture stands."""
_EDGE = 0.13
"""Share of the page's height at the top and at the bottom within which it stands."""
_DRIFT = 6.0
"""Points by which the same header may stand higher or lower on another page."""
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|seite|p\.|pag\.|página|pagina|стр\.?|s\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von|sur|de|di|van)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class PageRows:
    """The rows of a page, and the page's height in their coordinates."""

    rows: list[Row]
    bottom: float
    top: float


def drop_furniture(pages: Sequence[PageRows]) -> tuple[list[list[Row]], Counter[str]]:
    """Return each page's rows without furniture, and the characters that went, by reason.

    A row at the edge is furniture where the same words, numbers aside, stand at the same height of another page, every
    page or every other one; a page number needs no twin.
    """
    twins = _count_twins(pages)
    kept: list[list[Row]] = []
    dropped: Counter[str] = Counter()
    for page in pages:
        reasons = {at: why for at, edge in _edges(page) if (why := _find_reason(page, at, edge, twins))}
        kept.append([row for at, row in enumerate(page.rows) if at not in reasons])
        for at, why in reasons.items():
            dropped[why] += sum(len(word.text) for word in page.rows[at])
    return kept, dropped


def _edges(page: PageRows) -> Iterator[tuple[int, str]]:
    """Yield the numbers of the rows at the edges of a page, with the edge."""
    height = page.top - page.bottom
    last = len(page.rows) - 1
    for at, row in enumerate(page.rows):
        place = row[0].baseline
        if at < _EDGE_ROWS and place > page.top - height * _EDGE:
            yield at, "header"
        elif last - at < _EDGE_ROWS and place < page.bottom + height * _EDGE:
            yield at, "footer"


def _count_twins(pages: Sequence[PageRows]) -> Mapping[tuple[str, int], int]:
    """Return on how many pages the same words stand at the same height; heights overlap by half."""
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        counts.update({key for at, _ in _edges(page) for key in _keys(page.rows[at])})
    return counts


def _keys(row: Row) -> tuple[tuple[str, int], tuple[str, int]]:
    """Return the row's words without their numbers, at the two bands of height that it may share with a twin."""
    words = _DIGITS.sub("#", "".join(word.text for word in row).lower())
    return (words, int(row[0].baseline // _DRIFT) * 2), (words, int((row[0].baseline + _DRIFT / 2) // _DRIFT) * 2 + 1)


def _find_reason(page: PageRows, at: int, edge: str, twins: Mapping[tuple[str, int], int]) -> str | None:
    """Return why a row at the edge is no text of the page."""
    row = page.rows[at]
    text = " ".join(word.text for word in row)
    outermost = at == 0 if edge == "header" else at == len(page.rows) - 1
    if _PAGE_NUMBER.fullmatch(text) and (outermost or max(twins[key] for key in _keys(row)) > 1):
        return "page number"
    if max(twins[key] for key in _keys(row)) > 1:
        return f"running {edge}"
    return None
