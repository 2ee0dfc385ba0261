"""Whether the entries of facts, timeline and quotes are what their sentences state: fragments, not statements."""

import re
from collections.abc import Iterator, Sequence

from reportkit.brief.dating import dates_in
from reportkit.brief.faithfulness import check
from reportkit.brief.quoted import is_quoted
from reportkit.model.briefing import Event, FigureFact, NamedFact, Quotation
from reportkit.text.lexicon import EMPTY, lexicon
from reportkit.text.words import CJK

_CJK = re.compile(f"[{CJK}]")
"""Words of a script that is written without blanks have no ends to be looked at."""
_JOINED_BEFORE, _JOINED_BEHIND = re.compile(r"\w$|\d[.,]$"), re.compile(r"\w|[.,]\d")
_WORDS_OF_ONE = 4
"""Words of the longest approximation: `not more than about`."""


def named_reasons(fact: NamedFact, evidence: Sequence[str]) -> Iterator[str]:
    """Yield what speaks against a person, an organisation or a place: name or role are not in its sentences."""
    if not any(stands_in(fact.name, sentence) for sentence in evidence):
        yield f"no sentence that it refers to names “{fact.name}”"
    if fact.role is None:
        return
    beside = [sentence for sentence in evidence if stands_in(fact.role, sentence)]
    if not beside:
        yield f"“{fact.role}” is not in the source"
    elif not any(names_somebody(fact.name, sentence) for sentence in beside):
        yield f"the source does not say “{fact.role}” of “{fact.name}”"


def figure_reasons(fact: FigureFact, evidence: Sequence[str], language: str | None) -> Iterator[str]:
    """Yield what speaks against a figure: its words do not stand so, side by side, or lack what limits the number."""
    if not stands_in(fact.value, fact.text):
        yield f"“{fact.value}” is not in “{fact.text}”"
    before = [sentence[:at] for sentence in evidence for at in _places(fact.text, sentence)]
    if not before:
        yield f"“{fact.text}” is not in the source"
        return
    limits = (lexicon(language) or EMPTY).approximators
    lost = [_limit(each, limits) for each in before] if fact.text.startswith(fact.value) else [""]
    if all(lost):
        yield f"“{lost[0]}” was left out"


def event_reasons(event: Event, evidence: Sequence[str], language: str | None, published: str | None) -> Iterator[str]:
    """Yield what speaks against an entry of the timeline: its text, or a date that its sentences do not bear out.

    Shape:   published: the day against which `last Tuesday` is to be read, ISO 8601.
    """
    yield from check(event.text, evidence, language).reasons
    if event.date not in dates_in(evidence, language, published):
        yield f"the date {event.date} is not in the source"


def quote_reasons(quote: Quotation, evidence: Sequence[str], *, set_apart: bool = False) -> Iterator[str]:
    """Yield what speaks against a quotation: its words differ, or nobody of the speaker's name is there.

    Shape:   set_apart: the source sets it off as a block, where it needs no marks.
    """
    if not (is_quoted(quote.quote, evidence) or (set_apart and stands_in(quote.quote, " ".join(evidence)))):
        yield f"the quotation “{quote.quote}” differs from the source"
    if quote.speaker is not None and not any(names_somebody(quote.speaker, sentence) for sentence in evidence):
        yield f"no sentence that it refers to names “{quote.speaker}”"


def names_somebody(name: str, sentence: str) -> bool:
    """Return whether a sentence names somebody: by a capitalised word of the name, or as it calls them (`the officer`)."""
    names = [word for word in name.split() if word[0].isupper()]
    if names:
        return any(stands_in(word, sentence) for word in names)
    return stands_in(name.casefold(), sentence.casefold())


def stands_in(wanted: str, text: str) -> bool:
    """Return whether words stand in a text as they are, side by side."""
    return any(True for _ in _places(wanted, text))


def _places(wanted: str, text: str) -> Iterator[int]:
    """Yield the offsets at which words stand in a text as they are, no letter or digit more on either side."""
    flat = " ".join(wanted.split())
    at = text.find(flat) if flat else -1
    while at >= 0:
        end = at + len(flat)
        joined = _JOINED_BEFORE.search(text, max(0, at - 2), at) and not _CJK.match(flat)
        if not joined and not (_JOINED_BEHIND.match(text, end) and not _CJK.match(flat[-1])):
            yield at
        at = text.find(flat, at + 1)


def _limit(before: str, limits: frozenset[str]) -> str:
    """Return the approximation that ends right before a number, empty for none."""
    last = before.lower().split()[-_WORDS_OF_ONE:]
    ends = (" ".join(last[at:]) for at in range(len(last)))
    return next((end for end in ends if end in limits), "")
