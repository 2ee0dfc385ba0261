"""The sentence that names who speaks, where those of a quotation don't: `“…,” she said`."""

from dataclasses import replace

from reportkit.brief.stated import names_somebody, stands_in
from reportkit.model.briefing import Briefing, Quotation


def name_speakers(briefing: Briefing) -> Briefing:
    """Return the briefing with a reference added to each quotation whose sentences do not name its speaker."""
    texts = {ref: sentence.text for ref, sentence in briefing.article.sentences().items()}
    return replace(briefing, quotes=tuple(_named(quote, texts) for quote in briefing.quotes))


def _named(quote: Quotation, texts: dict[str, str]) -> Quotation:
    """Return a quotation whose references name its speaker, as far as any sentence does: the nearest one before it."""
    speaker = quote.speaker
    if speaker is None or any(names_somebody(speaker, texts[ref]) for ref in quote.refs):
        return quote
    before: list[str] = []
    for ref in texts:
        if ref == quote.refs[0]:
            break
        before.append(ref)
    nearest = (ref for ref in reversed(before) if names_somebody(speaker, texts[ref]))
    anywhere = (ref for ref in texts if stands_in(speaker, texts[ref]))
    naming = next(nearest, None) or next(anywhere, None)
    return quote if naming is None else replace(quote, refs=(*quote.refs, naming))
