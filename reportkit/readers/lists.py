"""Items of lists that stand in running lines, each behind its bullet or number."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from reportkit.model.document import Block, ListBlock, Paragraph

BULLET = re.compile(r"[ \t]*(?P<mark>[-*•·‣▪◦●○■–]|\(?\d{1,3}[.)])[ \t]+(?=\S)")
_SURE = frozenset("•‣▪◦●○■")
"""Bullets that are nothing else; a dash may open a speech."""


def settle_lists(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks with neighbouring items in one list, and what only looks like an item as a paragraph.

    An item alone is one only behind a bullet that is nothing else; numbers have to count on by one.
    """
    settled: list[Block] = []
    for is_list, run in groupby(blocks, key=lambda block: isinstance(block, ListBlock)):
        if not is_list:
            settled.extend(run)
            continue
        for items in _split_lists([block for block in run if isinstance(block, ListBlock)]):
            marks = [_mark(item) for item in items]
            if len(items) > 1 or marks[0] in _SURE:
                texts = tuple(BULLET.sub("", item.items[0], count=1) for item in items)
                settled.append(ListBlock(items=texts, ordered=marks[0][-1] in ".)", locator=items[0].locator))
            else:
                settled.append(Paragraph(text=items[0].items[0], locator=items[0].locator))
    return settled


def _split_lists(items: list[ListBlock]) -> Iterator[list[ListBlock]]:
    """Yield runs of items whose numbers count on."""
    run: list[ListBlock] = []
    for item in items:
        if run and not _follows(_mark(run[-1]), _mark(item)):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _follows(mark: str, following: str) -> bool:
    """Return whether two marks can stand in one list."""
    number, after = re.sub(r"\D", "", mark), re.sub(r"\D", "", following)
    if number and after:
        return int(after) == int(number) + 1
    return not number and not after


def _mark(item: ListBlock) -> str:
    """Return the bullet or number before an item."""
    match = BULLET.match(item.items[0])
    return match["mark"] if match else "-"
