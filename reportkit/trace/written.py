"""What a report says, found again in its blocks: its statements with their citations, and the sentences of its annex."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from types import MappingProxyType

from reportkit.layout import every_label
from reportkit.model.document import Block, Document, FieldName, Heading, ListBlock, Paragraph, Quote, Table
from reportkit.text.dates import find_dates
from reportkit.text.words import count_words

_CITED = re.compile(r"(?:\s*\[\d+\.\d+\])+")
_CITATION = re.compile(r"\[(\d+)\.(\d+)\]")
_NUMBERED = re.compile(r"\b(\d+)$")
_DIGEST = re.compile(r"SHA-256\W+([0-9a-f]{16,64})\b")
_BETWEEN = " \u00a0·"
_PARTS = ("executive_summary", "key_points", "background", "timeline", "names", "figures", "quotes")
_CAPTIONS = ("timeline_caption", "names_caption", "figures_caption")
_WITHIN_NAMES = ("people", "organisations", "places")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something that a report says: a sentence, an item, or a row of cells."""

    part: str | None
    """Which part it stands in, by the key of its label; `None` under a heading that is no label of ours."""
    heading: str
    cells: tuple[str, ...]
    refs: tuple[str, ...]
    """Empty where it cites nothing among others that do."""

    @property
    def text(self) -> str:
        """What it says, as one line."""
        return ": ".join(filter(None, self.cells))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A report, read back."""

    lines: tuple[Line, ...]
    annex: Mapping[str, str]
    """The source's sentences by their ids, as far as the report has them."""
    language: str | None
    published: str | None
    """The day of publication, as its title block tells it, in ISO 8601."""
    sha256: str
    """The first digits of its source's digest, empty where it names none."""


def written_in(document: Document) -> Written:
    """Return what a report says and cites."""
    blocks, annex = _without_annex(document.blocks)
    language = next((each.value for each in document.metadata if each.name is FieldName.LANGUAGE), None)
    digests = (_DIGEST.search(block.text) for block in blocks if isinstance(block, Paragraph))
    return Written(
        lines=tuple(_lines(blocks)),
        annex=annex,
        language=language,
        published=_published(blocks),
        sha256=next((match[1] for match in digests if match), ""),
    )


def _published(blocks: Sequence[Block]) -> str | None:
    """Return the date that stands behind the label of one in the title block."""
    for block in takewhile(lambda each: not (isinstance(each, Heading) and each.text in _parts()), blocks):
        for language, words in every_label().items():
            label = re.escape(words.get("date", "?"))
            stated = re.search(rf"(?:^|· ){label} ([^·]+)", block.text if isinstance(block, Paragraph) else "")
            if stated and (dates := find_dates(f"({stated[1].strip()})", language)):
                return dates[0].iso
    return None


def _without_annex(blocks: tuple[Block, ...]) -> tuple[list[Block], Mapping[str, str]]:
    """Return the blocks before the annex, and its sentences: paragraphs that count from their heading's number."""
    kept: list[Block] = []
    annex: dict[str, str] = {}
    number = None
    for block in blocks:
        text = block.text if isinstance(block, Paragraph | Heading) else ""
        if isinstance(block, Heading):
            match = _NUMBERED.search(text)
            number = match[1] if match else None
        elif number is not None and text.startswith(f"{number}."):
            annex.update(_sentences(text, number))
            continue
        kept.append(block)
    return kept, MappingProxyType(annex)


def _sentences(text: str, paragraph: str) -> Iterator[tuple[str, str]]:
    """Yield the sentences of a paragraph of the annex by their ids.

    `2.3` before a sentence is its number; in it, it is a figure. Numbers rise, and stand where a sentence has ended.
    """
    marks = re.compile(rf"(?:^|(?<=\s)){paragraph}\.(\d+)\s")
    found: list[re.Match[str]] = []
    for match in marks.finditer(text):
        last = int(found[-1][1]) if found else 0
        rises = int(match[1]) > last
        likely = not found or text[: match.start()].rstrip()[-1:] in ".!?…”\"’»'):。！？」：;،؟"
        if rises and (likely or _is_due(text, match, marks, last)):
            found.append(match)
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=True):
        yield f"p{paragraph}.s{match[1]}", text[match.end() : end].strip()


def _is_due(text: str, match: re.Match[str], marks: re.Pattern[str], last: int) -> bool:
    """Return whether a number behind no stop is the next one all the same: the only one of its kind."""
    same = [each for each in marks.finditer(text) if each[1] == match[1]]
    return int(match[1]) == last + 1 and len(same) == 1


def _lines(blocks: list[Block]) -> Iterator[Line]:
    """Yield what the report says below its headings; the first is its title, and under it stands what is no statement."""
    heading: str | None = None
    section: list[Block] = []
    titled = False
    for block in blocks:
        if isinstance(block, Heading):
            yield from _in_section(heading, section)
            heading, section, titled = (block.text if titled else None), [], True
        else:
            section.append(block)
    yield from _in_section(heading, section)


def _in_section(heading: str | None, blocks: list[Block]) -> Iterator[Line]:
    """Yield what a section says; where nothing in it cites, nothing of it is a statement."""
    if heading is None or not any(_CITED.search(text) for block in blocks for text in _texts(block)):
        return
    part = _parts().get(heading)
    for block in blocks:
        match block:
            case Table():
                for row in block.rows:
                    yield from _row(part, heading, row)
            case ListBlock():
                for item in block.items:
                    yield from _said(part, heading, item, must_cite=True)
            case _:
                for text in _texts(block):
                    yield from _said(part, heading, text, must_cite=part is not None and text not in _captions())


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from (cell for row in block.rows for cell in row)
        case ListBlock():
            yield from block.items
        case Paragraph() | Quote():
            yield block.text
        case _:
            pass


def _row(part: str | None, heading: str, row: tuple[str, ...]) -> Iterator[Line]:
    """Yield a row of a table with its citations; a head of columns has none."""
    refs = tuple(dict.fromkeys(ref for cell in row for ref in _refs(cell)))
    if refs:
        cells = (_CITED.sub("", cell).strip() for cell in row)
        yield Line(part=part, heading=heading, cells=tuple(filter(None, cells)), refs=refs)


def _said(part: str | None, heading: str, text: str, *, must_cite: bool) -> Iterator[Line]:
    """Yield the statements of a text, each up to its citations; what follows the last cites nothing."""
    start = 0
    for match in _CITED.finditer(text):
        said = text[start : match.start()].strip(_BETWEEN)
        if start == 0 and part == "names":
            said = _without_label(said)
        if said:
            yield Line(part=part, heading=heading, cells=(said,), refs=tuple(_refs(match.group())))
        start = match.end()
    rest = text[start:].strip(_BETWEEN)
    if count_words(rest) and (start or must_cite):
        yield Line(part=part, heading=heading, cells=(rest,), refs=())


def _refs(text: str) -> list[str]:
    return [f"p{match[1]}.s{match[2]}" for match in _CITATION.finditer(text)]


def _without_label(text: str) -> str:
    """Return a line of names without the word before it that says what they name."""
    labels = [words[key] for words in every_label().values() for key in _WITHIN_NAMES if key in words]
    return next((text[len(each) :].strip(_BETWEEN) for each in labels if text.startswith(f"{each} ")), text)


@lru_cache(maxsize=1)
def _parts() -> Mapping[str, str]:
    """Return the parts by their headings, in all languages of the labels."""
    return MappingProxyType({words[key]: key for words in every_label().values() for key in _PARTS if key in words})


@lru_cache(maxsize=1)
def _captions() -> frozenset[str]:
    return frozenset(words[key] for words in every_label().values() for key in _CAPTIONS if key in words)
