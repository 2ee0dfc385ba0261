"""What all readers end with: blocks cleaned once, empty ones left out, counts that add up."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from reportkit.errors import SourceTooLargeError
from reportkit.limits import SOURCE_CHARACTERS
from reportkit.model.document import (
    Block,
    Document,
    Dropped,
    FieldName,
    ListBlock,
    Metadatum,
    Table,
    block_text,
    count_characters,
)
from reportkit.model.source import InputFormat
from reportkit.notices import Notice, NoticeCode
from reportkit.text.clean import clean_and_count
from reportkit.text.whitespace import collapse

_VALUE_CHARACTERS = 2_000
"""A metadata value longer than this is no title, name or standfirst."""
_EVIDENCE_CHARACTERS = 300


def assemble(
    kind: InputFormat,
    blocks: Iterable[Block],
    *,
    metadata: Iterable[Metadatum] = (),
    dropped: Mapping[str, int] | None = None,
    notices: Iterable[Notice] = (),
) -> Document:
    """Return the document of these blocks, every text of it clean and on one line.

    Notices: `characters-removed`.
    """
    cleaner = Cleaner()
    kept = tuple(block for block in map(cleaner.clean_block, blocks) if block_text(block).strip())
    left_out = tuple(Dropped(why=why, characters=count) for why, count in (dropped or {}).items() if count > 0)
    values: dict[tuple[FieldName, str], Metadatum] = {}
    for datum in metadata:
        value = clean_line(datum.value)
        if value and len(value) <= _VALUE_CHARACTERS:
            values.setdefault(
                (datum.name, value),
                replace(datum, value=value, evidence=clean_line(datum.evidence)[:_EVIDENCE_CHARACTERS]),
            )
    characters = sum(count_characters(block_text(block)) for block in kept)
    return Document(
        format=kind,
        blocks=kept,
        metadata=tuple(values.values()),
        characters_in=characters + sum(each.characters for each in left_out),
        dropped=left_out,
        notices=(*notices, *cleaner.notices()),
    )


def clean_line(text: str) -> str:
    """Return the text clean and on one line."""
    return collapse(clean_and_count(text)[0])


def too_long(subject: str, characters: int) -> SourceTooLargeError:
    """Return the error for a source whose text passes the limit."""
    problem = f"holds {characters:,} characters, more than the limit SOURCE_CHARACTERS = {SOURCE_CHARACTERS:,}"
    return SourceTooLargeError(subject, problem, "cut it to the part that the briefing is about")


def check_length(subject: str, text: str) -> None:
    """Stop before more work is done on a text that is too long however it is read.

    Raises:  SourceTooLargeError: more characters than `limits.SOURCE_CHARACTERS`, white space not counted.
    """
    if len(text) > SOURCE_CHARACTERS and (characters := count_characters(text)) > SOURCE_CHARACTERS:
        raise too_long(subject, characters)


class Cleaner:
    """Cleans texts and counts what had to go."""

    def __init__(self) -> None:
        """Begin with nothing removed."""
        self._removed = 0

    def clean(self, text: str) -> str:
        r"""Return the text clean, line ends kept as `\n`."""
        text, removed = clean_and_count(text)
        self._removed += removed
        return text

    def clean_block(self, block: Block) -> Block:
        """Return the block with each of its texts clean and on one line, empty items left out."""
        match block:
            case ListBlock():
                items = tuple(item for raw in block.items if (item := collapse(self.clean(raw))))
                return replace(block, items=items)
            case Table():
                rows = (tuple(collapse(self.clean(cell)) for cell in row) for row in block.rows)
                return replace(block, rows=tuple(row for row in rows if any(row)))
            case _:
                return replace(block, text=collapse(self.clean(block.text)))

    def notices(self) -> tuple[Notice, ...]:
        """Return the notice about what was removed, if anything was."""
        if not self._removed:
            return ()
        detail = f"{self._removed} control, bidirectional, private-use or other unprintable characters were removed"
        return (Notice(code=NoticeCode.CHARACTERS_REMOVED, detail=detail),)
