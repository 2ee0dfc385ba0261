"""The article in the making: what each step is handed and hands on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import assert_never

from reportkit.model.article import Field, Role
from reportkit.model.document import (
    Document,
    Dropped,
    FieldName,
    Figure,
    Heading,
    ListBlock,
    Locator,
    Metadatum,
    Paragraph,
    Quote,
    Table,
    count_characters,
)
from reportkit.model.source import Source

CELL_SEPARATOR = " | "
_LONGEST_VALUE = 2_000
"""Characters of a declared value; longer ones are a page's text in the wrong place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What may become a paragraph of the article."""

    text: str
    role: Role
    locator: Locator
    level: int = 0
    """Of a heading, 1 to 9; else 0."""
    separators: int = 0
    """Cell separators in `text` that are ours, not the source's."""

    @property
    def characters(self) -> int:
        """Return how many of the source's characters it holds."""
        return count_characters(self.text) - self.separators

    @property
    def is_prose(self) -> bool:
        """Return whether it is running text rather than a heading, an item or a table."""
        return self.role not in {Role.HEADING, Role.LIST, Role.TABLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The parts that are still text, the fields found so far, and what was dropped on the way."""

    source: Source
    document: Document
    asked_language: str | None = None
    supplied: Mapping[FieldName, str] = field(default_factory=lambda: MappingProxyType({}))
    parts: tuple[Part, ...]
    dropped: tuple[Dropped, ...] = ()
    title: Field[str] | None = None
    standfirst: Field[str] | None = None
    byline: Field[tuple[str, ...]] | None = None
    dateline: Field[str] | None = None
    published: Field[str] | None = None
    outlet: Field[str] | None = None
    url: Field[str] | None = None
    language: Field[str] | None = None
    above_byline: int = 0
    """How many parts stand above the byline that was dropped; 0 where there was none."""
    dateline_at: int | None = None
    """Index of the part that the dateline was cut from."""

    @property
    def tag(self) -> str | None:
        """Return the language's tag, `None` while or where it is not known."""
        return self.language.value if self.language else None

    def declared(self, name: FieldName) -> tuple[Metadatum, ...]:
        """Return what the container gives for a field, the best witness first; no field is longer than a paragraph."""
        return tuple(
            each
            for each in self.document.metadata
            if each.name is name and each.value.strip() and len(each.value) <= _LONGEST_VALUE
        )

    def without(self, *numbers: int, why: str) -> "Draft":
        """Return the draft without the parts of these indices, their characters counted as dropped."""
        gone = sum(self.parts[number].characters for number in set(numbers))
        kept = tuple(part for number, part in enumerate(self.parts) if number not in numbers)
        above = self.above_byline - sum(1 for number in set(numbers) if number < self.above_byline)
        return replace(self, parts=kept, dropped=(*self.dropped, *_dropped(why, gone)), above_byline=above)

    def with_text(self, number: int, text: str, *, why: str) -> "Draft":
        """Return the draft with one part cut down to `text`, what went counted as dropped."""
        old = self.parts[number]
        new = replace(old, text=text)
        parts = (*self.parts[:number], new, *self.parts[number + 1 :])
        return replace(self, parts=parts, dropped=(*self.dropped, *_dropped(why, old.characters - new.characters)))


Step = Callable[[Draft], Draft]
"""One rule of the stage: a draft in, the same with a field found, parts dropped or roles given."""


def draft_of(source: Source, document: Document, language: str | None, supplied: Mapping[FieldName, str]) -> Draft:
    """Return the draft that the steps begin with: each block a part, each item of a list a part of its own."""
    parts: list[Part] = []
    pictures = 0
    for block in document.blocks:
        if isinstance(block, Figure):
            pictures += count_characters(block.text)
        else:
            parts.extend(part for part in _parts_of(block) if part.characters)
    return Draft(
        source=source,
        document=document,
        asked_language=language,
        supplied=supplied,
        parts=tuple(parts),
        dropped=(*document.dropped, *_dropped("picture", pictures)),
    )


def _parts_of(block: Heading | Paragraph | Quote | ListBlock | Table) -> tuple[Part, ...]:
    """Return the parts of one block of text."""
    match block:
        case Heading(text=text, level=level, locator=locator):
            return (Part(text=_on_one_line(text), role=Role.HEADING, locator=locator, level=level),)
        case Paragraph(text=text, locator=locator):
            return (Part(text=text.strip(), role=Role.BODY, locator=locator),)
        case Quote(text=text, locator=locator):
            return (Part(text=text.strip(), role=Role.QUOTE, locator=locator),)
        case ListBlock(items=items, locator=locator):
            return tuple(Part(text=_on_one_line(item), role=Role.LIST, locator=locator) for item in items)
        case Table(rows=rows, locator=locator):
            lines = [CELL_SEPARATOR.join(map(_on_one_line, row)).strip() for row in rows if any(map(str.strip, row))]
            separators = sum(len(row) - 1 for row in rows if any(map(str.strip, row)))
            return (Part(text="\n".join(lines), role=Role.TABLE, locator=locator, separators=separators),)
        case _:
            assert_never(block)


def _on_one_line(text: str) -> str:
    """Return the text with each run of white space that holds a line end made one space."""
    return " ".join(line.strip() for line in text.splitlines() if line.strip())


def _dropped(why: str, characters: int) -> tuple[Dropped, ...]:
    """Return the record of what was dropped, none for nothing."""
    return (Dropped(why=why, characters=characters),) if characters else ()
