"""Web pages: main content and metadata."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from reportkit.model.document import (
    Block,
    Document,
    Locator,
    LocatorUnit,
    block_text,
    count_characters,
)
from reportkit.model.source import InputFormat, Source
from reportkit.notices import Notice, NoticeCode
from reportkit.readers.assembly import assemble, check_length
from reportkit.readers.html_boilerplate import Links, drop_boilerplate
from reportkit.readers.html_main import main_blocks
from reportkit.readers.html_metadata import find_metadata
from reportkit.readers.html_notes import drop_note_marks
from reportkit.readers.html_seen import drop_unseen, seen_texts
from reportkit.readers.html_tree import declared_encoding, parse_html
from reportkit.readers.html_visible import visible_blocks
from reportkit.text.clean import clean
from reportkit.text.encoding import decode

if TYPE_CHECKING:
    pass


_ALL = 0.9
"""Share of the page's characters that counts as all of them."""


def read_html(source: Source) -> Document:
    """Headings, paragraphs, lists, quotations and tables of a page's main content.

    Shape:   what is left out is counted as `navigation`, as `footnotes` (their marks), or by the kind of line that the
             article does not need.
    Unit:    locators are paragraphs of the main content, from 1, headings and lists counted: a person can count them on
             the screen, whereas the line of the source says nothing in a page that is one long line.
    Notices: `main-content-uncertain`, `encoding-guessed`, `characters-replaced`, `characters-removed`.
    Raises:  EmptySourceError: no element with text.
             DamagedSourceError: nested deeper than any page is.
             SourceTooLargeError: more text or elements than a page may have.
    """
    decoded = decode(source.data, declared=declared_encoding(source.data))
    root = parse_html(decoded.text, subject=source.name)
    drop_unseen(root)
    seen = clean("".join(seen_texts(root)))
    check_length(source.name, seen)
    marks = drop_note_marks(root)
    links = Links(root)
    metadata = find_metadata(root)
    kept, dropped = drop_boilerplate(main_blocks(root), links)
    notices = list(decoded.notices)
    if seen.strip() and (not kept or _is_heap(kept, seen)):
        kept, dropped = drop_boilerplate(visible_blocks(root), links)
        detail = "the main content of the page was not found for certain; all of its text was taken"
        notices.append(Notice(code=NoticeCode.MAIN_CONTENT_UNCERTAIN, detail=detail))
    return assemble(
        InputFormat.HTML,
        number(kept),
        metadata=metadata,
        dropped=count_dropped(count_characters(seen) - marks, kept, dropped) + Counter(footnotes=marks),
        notices=notices,
    )


def _is_heap(kept: list[Block], seen: str) -> bool:
    """Return whether trafilatura gave up and threw all text of the page into one paragraph."""
    return len(kept) == 1 and count_characters(block_text(kept[0])) >= count_characters(seen) * _ALL


def number(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks with the number of each as its place."""
    return [replace(block, locator=Locator(LocatorUnit.PARAGRAPH, at)) for at, block in enumerate(blocks, start=1)]


def count_dropped(seen: int, kept: Iterable[Block], dropped: Iterable[tuple[str, Block]]) -> Counter[str]:
    """Return the characters left out, by reason; what no rule named is navigation."""
    counts: Counter[str] = Counter()
    for why, block in dropped:
        counts[why] += _count(block)
    counts["navigation"] += max(0, seen - counts.total() - sum(map(_count, kept)))
    return counts


def _count(block: Block) -> int:
    """Return the characters of a block as they will be when it is clean."""
    return count_characters(clean(block_text(block)))
