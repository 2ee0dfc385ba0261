"""The timeline: events whose dates the source states, sorted, each as exactly as stated."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from reportkit.brief.candidates import Candidate
from reportkit.brief.dating import Dated, find_dated
from reportkit.brief.faithfulness import check
from reportkit.brief.opening import leans
from reportkit.brief.shorten import without_padding
from reportkit.brief.study import Study
from reportkit.brief.tense import tense_at
from reportkit.brief.terms import overlap, terms
from reportkit.brief.writing_day import is_after
from reportkit.model.briefing import Briefing, Event
from reportkit.settings import Settings
from reportkit.text.dates import DateMention
from reportkit.text.lexicon import Lexicon
from reportkit.text.quotes import find_quotations, outside_quotations
from reportkit.text.relative import Tense
from reportkit.text.words import count_words

_CITED = re.compile(r"(?:\b[A-Z][\w’'-]+(?: et al\.?)?(?:[’']s)?,? \(|\([A-Z][^()]*, )$")
_FEWEST_WORDS_QUOTED = 5
_POOL = 200
"""Best entries among which those of one event are looked for: keeps the work on a long chronicle small."""
_SAME_EVENT = 0.4
"""Share of common terms from which two sentences of one date tell one event."""


def list_events(study: Study, briefing: Briefing, settings: Settings) -> Briefing:
    """Return the briefing with its timeline: the events of the sentences that matter most, by date."""
    merged: list[tuple[Event, frozenset[str], float]] = []
    dated = sorted(_events(study), key=lambda entry: -entry[2])[:_POOL]
    for event, said, score in dated:
        twin = next((at for at, (other, words, _) in enumerate(merged) if _is_same(event, said, other, words)), None)
        if twin is None:
            merged.append((event, said, score))
        else:
            first, words, best_score = merged[twin]
            refs = tuple(dict.fromkeys((*first.refs, *event.refs)))
            merged[twin] = replace(first, refs=refs, planned=first.planned or event.planned), words, best_score
    best = sorted(merged, key=lambda entry: -entry[2])[: settings.timeline_entries]
    timeline = sorted((event for event, _, _ in best), key=lambda event: event.date)
    return replace(briefing, timeline=tuple(timeline))


def _events(study: Study) -> Iterator[tuple[Event, frozenset[str], float]]:
    """Yield an event for each date of a sentence that can be one, with its terms and its score."""
    dated = find_dated(study)
    for candidate in study.candidates:
        if candidate.unfit or (candidate.leans and not _opens_dated(study, candidate, dated.get(candidate.index, ()))):
            continue
        dates = {
            each.mention.iso.partition("T")[0]: each
            for each in dated.get(candidate.index, ())
            if not _is_citation(candidate.text, each.mention) and not _is_titled(candidate.text, each.mention)
        }
        dates = {date: each for date, each in dates.items() if not _is_told_exactly(date, dates)}
        if not dates:
            continue
        text = _shown(study, candidate)
        said = frozenset(terms(text, study.lexicon))
        for date, each in dates.items():
            event = Event(
                date=date,
                planned=_is_planned(candidate.text, each.mention, study.written, study.lexicon),
                text=text,
                refs=tuple(dict.fromkeys((*candidate.refs, *each.refs))),
            )
            words = said - frozenset(terms(each.mention.text, study.lexicon))
            yield event, words, study.scores[candidate.index]


def _is_told_exactly(date: str, dates: Collection[str]) -> bool:
    """Return whether the sentence gives the day as well: `in December, on the 16th`."""
    return any(other != date and other.startswith(f"{date}-") for other in dates)


def _opens_dated(study: Study, candidate: Candidate, dates: Sequence[Dated]) -> bool:
    """Return whether the sentence leans only by a date that the entry tells: `The next day, the board …`."""
    first = dates[0].mention if dates else None
    if first is None or first.start > 0:
        return False
    return not leans(candidate.text[first.end :].lstrip(" ,،，"), study.lexicon)


def _shown(study: Study, candidate: Candidate) -> str:
    """Return the sentence of an event, without padding where the source still bears it out."""
    text = without_padding(candidate.text, study.lexicon)
    if text == candidate.text:
        return text
    holds = check(text, [candidate.sentence.text, *_naming(study, candidate)], study.language).holds
    return text if holds else candidate.text


def _naming(study: Study, candidate: Candidate) -> list[str]:
    """Return the sentence that names whom the candidate's pronoun means."""
    return [sentence.text for sentence in study.sentences if sentence.id in candidate.refs[1:]]


def _is_same(event: Event, said: frozenset[str], other: Event, words: frozenset[str]) -> bool:
    """Return whether two entries tell one event."""
    return event.date == other.date and overlap(said, words) >= _SAME_EVENT


def _is_planned(text: str, mention: DateMention, day: str | None, lexicon: Lexicon) -> bool:
    """Return whether the source speaks of the date as still to come.

    The day of writing decides; without one, or within its own month, the words around the date do.
    """
    if day is not None and (is_after(mention.iso, day) or is_after(day, mention.iso)):
        return is_after(mention.iso, day)
    told = outside_quotations(text)
    words = text if told[mention.start].isspace() else told
    return tense_at(words, mention.start, mention.end, lexicon) is Tense.FUTURE


def _is_titled(text: str, mention: DateMention) -> bool:
    """Return whether a date stands in a title of a work rather than in a sentence: `the film “Harbour in 1946”`."""
    around = (span for span in find_quotations(text) if span.start <= mention.start < span.end)
    return any(count_words(text[span.start : span.end]) < _FEWEST_WORDS_QUOTED for span in around)


def _is_citation(text: str, mention: DateMention) -> bool:
    """Return whether a year only dates a publication that the text cites: `Ito (2019)`, `(Ito, 2019)`."""
    return (
        mention.iso.isdigit()
        and bool(_CITED.search(text, 0, mention.start))
        and text[mention.end :][:1] in {")", ";", ","}
    )
