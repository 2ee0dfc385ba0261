"""The quotations, exact to the character, with who spoke where the source says so."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from reportkit.brief.speakers import Frame, find_speaker, has_verb
from reportkit.brief.study import Study
from reportkit.model.article import ArticleParagraph, Sentence
from reportkit.model.briefing import Briefing, Quotation
from reportkit.settings import Settings
from reportkit.text.quotes import find_quotations
from reportkit.text.words import count_words

_FEWEST_WORDS = 5
"""Words of a quotation that speaks for itself; fewer are a quotation only behind a verb that puts a name on something."""
_FEWEST_CHARACTERISING = 2
_MARKS = " .,;:!?"


def list_quotes(study: Study, briefing: Briefing, settings: Settings) -> Briefing:
    """Return the briefing with the quotations of the sentences that matter most, in the order of the article."""
    found = list(_quotations(study))
    best = sorted(found, key=lambda entry: -entry[1])[: settings.quotes]
    kept = {id(quotation) for quotation, _ in best}
    return replace(briefing, quotes=tuple(quotation for quotation, _ in found if id(quotation) in kept))


def _quotations(study: Study) -> Iterator[tuple[Quotation, float]]:
    """Yield the quotations of the running text, each with its score."""
    indices = {sentence.id: index for index, sentence in enumerate(study.sentences)}
    for paragraph in study.article.paragraphs:
        if paragraph.sentences and paragraph.sentences[0].id in indices:
            for quotation in _in_paragraph(study, paragraph, indices):
                best = max(study.scores[indices[ref]] for ref in quotation.refs)
                yield quotation, best + (quotation.speaker is not None)


def _in_paragraph(study: Study, paragraph: ArticleParagraph, indices: Mapping[str, int]) -> Iterator[Quotation]:
    """Yield the quotations of a paragraph; one without words around it goes on with what was quoted just before."""
    text, spans = paragraph.text, find_quotations(paragraph.text)
    starts = (0, *(span.closes for span in spans))
    stops = (*(span.opens for span in spans[1:]), len(text))
    speaker: str | None = None
    spoken = -2
    for start, span, stop in zip(starts, spans, stops, strict=False):
        covered = [each for each in paragraph.sentences if each.start < span.closes and span.opens < each.end]
        if not covered:
            continue
        first, last = covered[0], covered[-1]
        before = _frame(text, first, max(start, first.start), span.opens, indices[first.id])
        after = _frame(text, last, span.closes, max(min(stop, last.end), span.closes), indices[last.id])
        named = find_speaker(study, before, after)
        if named is None and not f"{before.text}{after.text}".strip(_MARKS) and before.sentence - spoken <= 1:
            named = speaker
        speaker, spoken = named, after.sentence
        quote = text[span.start : span.end]
        if _is_quotation(study, quote, speaker, before):
            yield Quotation(speaker=speaker, quote=quote, refs=tuple(each.id for each in covered))


def _frame(text: str, sentence: Sentence, start: int, end: int, index: int) -> Frame:
    """Return a stretch of the paragraph as a part of one of its sentences."""
    return Frame(sentence=index, text=text[start:end], offset=start - sentence.start)


def _is_quotation(study: Study, quote: str, speaker: str | None, before: Frame) -> bool:
    """Return whether the words are somebody's, rather than a title or a word held at arm's length."""
    count = count_words(quote)
    if count >= _FEWEST_WORDS:
        return True
    return count >= _FEWEST_CHARACTERISING and speaker is not None and has_verb(before, study.lexicon.characterising)
