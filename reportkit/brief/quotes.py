"""The quotations, exact to the character, with who spoke where the source says so."""

from collections.abc import Iterator
from dataclasses import replace

from reportkit.brief.speakers import Frame, find_speaker, has_verb
from reportkit.brief.study import Study
from reportkit.model.article import Sentence
from reportkit.model.briefing import Briefing, Quotation
from reportkit.settings import Settings
from reportkit.text.quotes import QuotedSpan, find_quotations
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
        if not paragraph.sentences or paragraph.sentences[0].id not in indices:
            continue
        last: tuple[int, str | None] = (-1, None)
        for span in find_quotations(paragraph.text):
            covered = [each for each in paragraph.sentences if each.start < span.closes and span.opens < each.end]
            if not covered:
                continue
            before, after = _frames(paragraph.text, span, covered, indices)
            speaker = find_speaker(study, before, after)
            if speaker is None and not before.text.strip() and not after.text.strip(_MARKS):
                speaker = last[1] if last[0] in {before.sentence, before.sentence - 1} else None
            last = after.sentence, speaker
            if _is_quotation(study, paragraph.text[span.start : span.end], speaker, before):
                quotation = Quotation(
                    speaker=speaker,
                    quote=paragraph.text[span.start : span.end],
                    refs=tuple(each.id for each in covered),
                )
                yield quotation, max(study.scores[indices[each.id]] for each in covered) + (speaker is not None)


def _frames(text: str, span: QuotedSpan, covered: list[Sentence], indices: dict[str, int]) -> tuple[Frame, Frame]:
    """Return what stands before and behind a quotation in its sentences, other quotations cut off."""
    first, last = covered[0], covered[-1]
    start = max([other.closes for other in find_quotations(text) if other.closes <= span.opens], default=0)
    stop = min([other.opens for other in find_quotations(text) if other.opens >= span.closes], default=len(text))
    start, stop = max(start, first.start), min(stop, last.end)
    before = Frame(sentence=indices[first.id], text=text[start : span.opens], offset=start - first.start)
    after = Frame(
        sentence=indices[last.id], text=text[span.closes : max(stop, span.closes)], offset=span.closes - last.start
    )
    return before, after


def _is_quotation(study: Study, quote: str, speaker: str | None, before: Frame) -> bool:
    """Return whether the words are somebody's, rather than a title or a word held at arm's length."""
    count = count_words(quote)
    if count >= _FEWEST_WORDS:
        return True
    return (
        count >= _FEWEST_CHARACTERISING
        and speaker is not None
        and has_verb(study, before, study.lexicon.characterising)
    )
