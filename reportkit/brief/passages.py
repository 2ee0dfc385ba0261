"""The spoken passages of a paragraph: quotations, those that only words of saying part joined into one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportkit.brief.frames import Frame
from reportkit.brief.study import Study
from reportkit.model.article import ArticleParagraph, Sentence
from reportkit.text.lexicon import Lexicon
from reportkit.text.names import TOKEN
from reportkit.text.quotes import QuotedSpan, find_quotations

_LONGEST_GAP = 90
_STOP = re.compile(r"[.!?;:]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A quotation in its paragraph, with the words beside it."""

    quote: str
    """Exact to the character, the outermost marks left out; what parts its halves is in it, as the source has it."""
    refs: tuple[str, ...]
    before: Frame
    after: Frame
    """What follows its first part."""
    line: int | None
    """The sentence behind it in its paragraph, which may be a line that tells who spoke."""
    closed: bool


def find_passages(study: Study, paragraph: ArticleParagraph, indices: Mapping[str, int]) -> Iterator[Passage]:
    """Yield the passages of a paragraph in order."""
    text, sentences = paragraph.text, paragraph.sentences
    spans = find_quotations(text)
    at = 0
    while at < len(spans):
        end = at + 1
        while end < len(spans) and _goes_on(text, spans[end - 1], spans[end], sentences, study.lexicon):
            end += 1
        first, last = spans[at], spans[end - 1]
        covered = _covered(sentences, first.opens, last.closes)
        if covered:
            begin = max(spans[at - 1].closes if at else 0, covered[0].start)
            behind = [indices[each.id] for each in sentences if each.start >= last.closes]
            yield Passage(
                quote=text[first.start : last.end].strip(),
                refs=tuple(each.id for each in covered),
                before=_frame(text, covered[0], begin, first.opens, indices),
                after=_after(text, spans, at, sentences, indices),
                line=behind[0] if behind else None,
                closed=last.closed,
            )
        at = end


def _covered(sentences: Sequence[Sentence], opens: int, closes: int) -> list[Sentence]:
    """Return the sentences that a stretch of their paragraph touches."""
    return [each for each in sentences if each.start < closes and opens < each.end]


def _after(
    text: str, spans: Sequence[QuotedSpan], at: int, sentences: Sequence[Sentence], indices: Mapping[str, int]
) -> Frame:
    """Return what follows a quotation, up to the next one or the end of its sentence."""
    span = spans[at]
    last = _covered(sentences, span.opens, span.closes)[-1]
    stop = spans[at + 1].opens if at + 1 < len(spans) else len(text)
    return _frame(text, last, span.closes, max(min(stop, last.end), span.closes), indices)


def _frame(text: str, sentence: Sentence, start: int, end: int, indices: Mapping[str, int]) -> Frame:
    """Return a stretch of the paragraph as a part of one of its sentences."""
    return Frame(sentence=indices[sentence.id], text=text[start:end], offset=start - sentence.start)


def _goes_on(text: str, one: QuotedSpan, other: QuotedSpan, sentences: Sequence[Sentence], lexicon: Lexicon) -> bool:
    """Return whether a quotation goes on in the next: `“We came,” she said, “and we stayed.”`."""
    gap = text[one.closes : other.opens]
    first = text[other.start : other.start + 1]
    if len(gap) > _LONGEST_GAP or not first.islower() or _STOP.search(gap):
        return False
    if not (text[one.start : one.end].rstrip().endswith(",") or gap.startswith(",")) or not gap.rstrip().endswith(","):
        return False
    parted = _covered(sentences, one.opens, one.closes)[-1:] != _covered(sentences, other.opens, other.closes)[:1]
    return not parted and any(match.group().lower() in lexicon.quoting for match in TOKEN.finditer(gap))
