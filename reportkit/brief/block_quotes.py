"""Quotations that are set off as a block, and lines that tell who spoke: `— Amara Oduya, harbour master`."""

import re
from collections.abc import Iterator, Mapping, Sequence

from reportkit.brief.frames import Frame
from reportkit.brief.kinds import Kind
from reportkit.brief.study import Study
from reportkit.brief.subjects import subject_before
from reportkit.model.article import ArticleParagraph, Role, Sentence
from reportkit.model.briefing import Quotation
from reportkit.text.names import TOKEN
from reportkit.text.quotes import find_quotations

_LINE = re.compile(r"\s*(?:[—–―]|--?)\s*(?P<name>[^\W\d_](?:[^,;:.()—–\n]|(?<=\b[A-Z])\.){1,60})(?=[,;:.()—–\n]|$)")
_LONGEST_LINE = 120
_FEWEST_NAMES, _MOST_NAMES = 1, 6
"""Capitalised words of a name."""


def block_quotations(study: Study, indices: Mapping[str, int]) -> Iterator[Quotation]:
    """Yield the quotations that stand as blocks without marks, where the source says who spoke."""
    paragraphs = study.article.paragraphs
    at = 0
    while at < len(paragraphs):
        end = at
        while end < len(paragraphs) and paragraphs[end].role is Role.QUOTE:
            end += 1
        if end > at:
            yield from _block(study, paragraphs, at, end, indices)
        at = max(end, at + 1)


def _block(
    study: Study, paragraphs: Sequence[ArticleParagraph], at: int, end: int, indices: Mapping[str, int]
) -> Iterator[Quotation]:
    """Yield the paragraphs of one block under the name that stands below it, or before it."""
    block = paragraphs[at:end]
    last = block[-1]
    below = [*last.sentences[-1:], *(paragraphs[end].sentences[:1] if end < len(paragraphs) else ())]
    found = next((told for each in below if (told := _in_line(study, each))), None)
    found = found or _announced(study, paragraphs[at - 1] if at else None, indices)
    if found is None:
        return
    line, speaker = found
    for paragraph in block:
        said = [each for each in paragraph.sentences if each is not line and each.id in indices]
        if said and not find_quotations(paragraph.text):
            quote = paragraph.text[said[0].start : said[-1].end]
            yield Quotation(speaker=speaker, quote=quote, refs=(*(each.id for each in said), line.id))


def _in_line(study: Study, sentence: Sentence) -> tuple[Sentence, str] | None:
    """Return a line that tells who spoke, with the name."""
    name = attributed_to(study, sentence.text)
    return (sentence, name) if name else None


def attributed_to(study: Study, line: str) -> str | None:
    """Return the name in a line that tells who spoke; in its fullest form where the article has one."""
    match = _LINE.match(line) if len(line) <= _LONGEST_LINE else None
    if match is None:
        return None
    name = match["name"].strip()
    found = TOKEN.findall(name)
    capitals = [word for word in found if word[0].isupper()]
    if not _FEWEST_NAMES <= len(capitals) <= _MOST_NAMES or len(found) - len(capitals) > 1 or found[0][0].islower():
        return None
    full = {each.name for each in study.entities if each.kind is Kind.PERSON and each.name.endswith(name)}
    return full.pop() if len(full) == 1 else name


def _announced(
    study: Study, paragraph: ArticleParagraph | None, indices: Mapping[str, int]
) -> tuple[Sentence, str] | None:
    """Return who speaks by the words before a block: `Ms Ito said in a statement:`."""
    if paragraph is None or not paragraph.sentences or not paragraph.text.rstrip().endswith((":", "：")):
        return None
    sentence = paragraph.sentences[-1]
    if sentence.id not in indices:
        return None
    frame = Frame(sentence=indices[sentence.id], text=sentence.text, offset=0)
    verbs = [each for each in TOKEN.finditer(sentence.text) if each.group().lower() in study.lexicon.quoting]
    subject = subject_before(study, frame, verbs[-1].start()) if verbs else None
    return (sentence, subject.name) if subject and subject.name else None
