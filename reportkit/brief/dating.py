"""The dates of each sentence, stated and relative, with the sentences that they rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportkit.brief.candidates import Candidate
from reportkit.brief.study import Study
from reportkit.brief.tense import tense_at
from reportkit.text.dates import DateMention, find_dates
from reportkit.text.lexicon import EMPTY, lexicon
from reportkit.text.quotes import outside_quotations
from reportkit.text.relative import Context, RelativeDate, Tense, find_relative


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date in a sentence, as that would stand alone."""

    mention: DateMention
    refs: tuple[str, ...] = ()
    """The sentences that state the dates from which this one is counted."""


def find_dated(study: Study) -> Mapping[int, tuple[Dated, ...]]:
    """Return the dates of the sentences by their index, those that cannot be resolved left out."""
    found: dict[int, tuple[Dated, ...]] = {}
    previous: Candidate | None = None
    for candidate in study.candidates:
        near = previous is not None and previous.place.paragraph == candidate.place.paragraph
        before = found.get(previous.index, ()) if near and previous is not None else ()
        dated = _dated(candidate, before, previous, study.language, study.written)
        if dated:
            found[candidate.index] = dated
        previous = candidate
    return found


def _dated(
    candidate: Candidate, before: Sequence[Dated], previous: Candidate | None, language: str | None, day: str | None
) -> tuple[Dated, ...]:
    """Return the dates of one sentence.

    Shape:   before: the dates of the sentence just before, in the same paragraph.
             day: that of writing.
    """
    context = Context(
        published=day,
        own=candidate.dates,
        before=tuple(dict.fromkeys(each.mention.iso.partition("T")[0] for each in before)),
    )
    rests = (previous.sentence.id, *(ref for each in before for ref in each.refs)) if previous else ()
    stated = [Dated(mention=mention) for mention in candidate.dates]
    relative = [
        Dated(mention=each.mention, refs=tuple(dict.fromkeys(rests)) if each.from_before else ())
        for each in _relative(candidate.text, language, context)
    ]
    return tuple(sorted((*stated, *relative), key=lambda each: each.mention.start))


def _relative(text: str, language: str | None, context: Context) -> tuple[RelativeDate, ...]:
    """Return the relative dates of a sentence; what somebody is quoted with was said on another day."""
    told = outside_quotations(text)
    lists = lexicon(language) or EMPTY

    def tense(start: int, end: int, in_clause: bool) -> Tense:  # noqa: FBT001 - a callback's
        return tense_at(told, start, end, lists, in_clause=in_clause)

    return find_relative(told, language, context, tense)


def dates_in(evidence: Sequence[str], language: str | None, published: str | None) -> frozenset[str]:
    """Return the dates that sentences bear out: those that they state, and those that follow from them or publication.

    Made for a gate: an entry of the timeline holds where its date is among those of the sentences that it refers to.
    """
    day = published.partition("T")[0] if published else None
    known: list[frozenset[str]] = []
    for sentence in reversed(evidence):
        own = find_dates(sentence, language)
        found = {mention.iso.partition("T")[0] for mention in own}
        for before in known or [frozenset[str]()]:
            context = Context(published=day, own=own, before=tuple(sorted(before)))
            found |= {each.mention.iso for each in _relative(sentence, language, context)}
        known.append(frozenset(found))
    return frozenset().union(*known)
