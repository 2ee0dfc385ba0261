"""Word files (`.docx`): body text in order, read from the XML itself."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reportkit.errors import DamagedSourceError
from reportkit.model.document import (
    Block,
    Document,
    FieldName,
    ListBlock,
    Metadatum,
    Method,
    Paragraph,
    count_characters,
)
from reportkit.model.source import InputFormat, Source
from reportkit.notices import Notice, NoticeCode
from reportkit.readers.assembly import assemble
from reportkit.readers.docx_body import Body, Item
from reportkit.readers.docx_names import child, local_name
from reportkit.readers.docx_package import Package
from reportkit.readers.docx_styles import read_styles
from reportkit.readers.properties import is_name, is_title

if TYPE_CHECKING:
    from lxml.etree import _Element

_ASIDE = {
    "header": "running header",
    "footer": "running footer",
    "footnotes": "footnotes",
    "endnotes": "footnotes",
    "comments": "comments",
}
"""Kinds of parts that are left out, and what for."""
_PROSE_ITEM = 300
"""Characters from which the items of a numbered list are numbered paragraphs of a text."""


def read_docx(source: Source) -> Document:
    """Headings, paragraphs, lists and tables of a Word file, in body order.

    Shape:   insertions kept, deletions left out; a text box follows the paragraph that it is anchored in; notes,
             comments, headers, footers, hidden text and the table of contents are left out.
    Unit:    `Heading.level` is 1 to 9, from style or outline level, the style Title being 1; locators are paragraphs
             with text, from 1, those in tables counted.
    Notices: `part-unreadable`, `characters-removed`.
    Raises:  DamagedSourceError: no ZIP, or its main part absent or not well-formed.
             LockedSourceError: encrypted.
             SourceTooLargeError: more than a packed source may unpack to.
    Source:  ECMA-376 part 1, 17; the creation date of a file is not the publication date of an article.
    """
    package = Package(source)
    main = next(iter(package.targets("", "officeDocument")), "word/document.xml")
    body = child(package.parse(main), "body")
    if body is None:
        raise DamagedSourceError(source.name, f"{main} has no body", "open it in a word processor and save it anew")
    parts = _Parts(package, main)
    walk = Body(read_styles(parts.optional("styles"), parts.optional("numbering")))
    blocks = list(_group_items(walk.walk(body)))
    stated = [
        Metadatum(
            name=FieldName.TITLE if style == "title" else FieldName.STANDFIRST,
            value=text,
            method=Method.STATED,
            evidence=f"paragraph style {style.capitalize()}",
        )
        for style, text in walk.titles
    ]
    return assemble(
        InputFormat.DOCX,
        blocks,
        metadata=[*stated, *_read_properties(parts)],
        dropped=walk.dropped + parts.count_aside(),
        notices=parts.notices,
    )


class _Parts:
    """The parts beside the main one; a broken one costs a notice, not the document."""

    def __init__(self, package: Package, main: str) -> None:
        """Look for parts by the main part's relationships."""
        self._package = package
        self._main = main
        self.notices: list[Notice] = []

    def _parse(self, name: str) -> "_Element | None":
        """Return the root of a part, with a notice and `None` where it cannot be read."""
        try:
            return self._package.parse(name)
        except DamagedSourceError as exc:
            self.notices.append(Notice(code=NoticeCode.PART_UNREADABLE, detail=exc.problem, where=name))
            return None

    def _targets(self, kind: str) -> list[str]:
        """Return the names of the parts of a kind, none where the list of them is broken."""
        try:
            return self._package.targets(self._main, kind)
        except DamagedSourceError as exc:
            notice = Notice(code=NoticeCode.PART_UNREADABLE, detail=exc.problem, where=self._main)
            if notice not in self.notices:
                self.notices.append(notice)
            return []

    def optional(self, kind: str) -> "_Element | None":
        """Return the root of the one part of a kind, `None` where there is none."""
        return next((self._parse(name) for name in self._targets(kind)), None)

    def properties(self) -> "_Element | None":
        """Return the root of the core properties, `None` where there are none."""
        name = "docProps/core.xml"
        return self._parse(name) if name in self._package else None

    def count_aside(self) -> Counter[str]:
        """Return the characters in the parts that are left out, by reason."""
        counts: Counter[str] = Counter()
        for kind, why in _ASIDE.items():
            for name in self._targets(kind):
                root = self._parse(name)
                if root is not None:
                    texts = (each.text or "" for each in root.iter() if local_name(each) == "t")
                    counts[why] += sum(map(count_characters, texts))
        return counts


def _group_items(found: Iterable[Block | Item]) -> Iterator[Block]:
    """Yield the blocks, neighbouring items of one kind as one list."""
    run: list[Item] = []
    for each in found:
        if isinstance(each, Item) and (not run or _continues(run[-1], each)):
            run.append(each)
            continue
        yield from _make_list(run)
        run = []
        if isinstance(each, Item):
            run = [each]
        else:
            yield each
    yield from _make_list(run)


def _continues(item: Item, following: Item) -> bool:
    """Return whether the following item is one of the same list, on whatever level."""
    same = item.numbering.list_id == following.numbering.list_id
    return same or item.ordered == following.ordered or following.numbering.level > item.numbering.level


def _make_list(run: list[Item]) -> Iterator[Block]:
    """Yield a run of items as a list; numbered paragraphs of prose as paragraphs."""
    if not run:
        return
    if run[0].ordered and sum(len(item.text) for item in run) / len(run) >= _PROSE_ITEM:
        yield from (Paragraph(text=item.text, locator=item.locator) for item in run)
        return
    yield ListBlock(items=tuple(item.text for item in run), ordered=run[0].ordered, locator=run[0].locator)


def _read_properties(parts: _Parts) -> Iterator[Metadatum]:
    """Yield title, author and language of the core properties, as far as a person gave them."""
    root = parts.properties()
    for element in [] if root is None else root:
        name, text = local_name(element), (element.text or "").strip()
        if name == "title" and is_title(text):
            yield Metadatum(name=FieldName.TITLE, value=text, evidence="core property title")
        elif name == "creator":
            for each in text.split(";"):
                if is_name(each):
                    yield Metadatum(name=FieldName.BYLINE, value=each, evidence="core property creator")
        elif name == "language" and text:
            yield Metadatum(name=FieldName.LANGUAGE, value=text, evidence="core property language")
