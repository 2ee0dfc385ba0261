"""The dates of each sentence, stated and relative, with the sentences that they rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportkit.brief.candidates import Candidate
from reportkit.brief.study import Study
from reportkit.brief.tense import tense_at
from reportkit.text.dates import DateMention
from reportkit.text.quotes import outside_quotations
from reportkit.text.relative import Context, RelativeDate, Tense, find_relative


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date in a sentence, as that would stand alone."""

    mention: DateMention
    refs: tuple[str, ...] = ()
    """The sentence that states the date from which this one is counted."""


def find_dated(study: Study) -> Mapping[int, tuple[Dated, ...]]:
    """Return the dates of the sentences by their index, those that cannot be resolved left out."""
    found: dict[int, tuple[Dated, ...]] = {}
    previous: Candidate | None = None
    for candidate in study.candidates:
        near = previous is not None and previous.place.paragraph == candidate.place.paragraph
        before = found.get(previous.index, ()) if near and previous is not None else ()
        dated = _dated(study, candidate, before, previous)
        if dated:
            found[candidate.index] = dated
        previous = candidate
    return found


def _dated(
    study: Study, candidate: Candidate, before: Sequence[Dated], previous: Candidate | None
) -> tuple[Dated, ...]:
    """Return the dates of one sentence.

    Shape:   before: the dates of the sentence just before, in the same paragraph.
    """
    published = study.article.published
    context = Context(
        published=published.value.partition("T")[0] if published else None,
        own=candidate.dates,
        before=tuple(dict.fromkeys(each.mention.iso.partition("T")[0] for each in before)),
    )
    told = outside_quotations(candidate.text)

    def tense(start: int, end: int, in_clause: bool) -> Tense:  # noqa: FBT001 - a callback's
        return tense_at(told, start, end, study.lexicon, in_clause=in_clause)

    stated = [Dated(mention=mention) for mention in candidate.dates]
    relative = [
        Dated(mention=each.mention, refs=_refs(each, previous))
        for each in find_relative(told, study.language, context, tense)
    ]
    return tuple(sorted((*stated, *relative), key=lambda each: each.mention.start))


def _refs(relative: RelativeDate, previous: Candidate | None) -> tuple[str, ...]:
    """Return the sentence that a relative date was resolved against, if it is another one."""
    return (previous.sentence.id,) if relative.from_before and previous is not None else ()
