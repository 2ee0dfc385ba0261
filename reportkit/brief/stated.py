"""Whether the entries of facts, timeline and quotes are what their sentences state: fragments, not statements."""

import re
from collections.abc import Iterator, Sequence

from reportkit.brief.alignment import Word, find_words, word_list
from reportkit.brief.faithfulness import check
from reportkit.brief.quoted import is_quoted
from reportkit.model.briefing import Event, FigureFact, NamedFact, Quotation
from reportkit.text.dates import find_dates
from reportkit.text.lexicon import EMPTY, lexicon

_WORDS_OF_ONE = 4
"""Words of the longest approximation: `not more than about`."""


def named_reasons(fact: NamedFact, evidence: Sequence[str]) -> Iterator[str]:
    """Yield what speaks against a person, an organisation or a place: name or role are not in its sentences."""
    said = [word_list(sentence) for sentence in evidence]
    name = word_list(fact.name)
    if not any(find_words(name, words) for words in said):
        yield f"no sentence that it refers to names “{fact.name}”"
    if fact.role is None:
        return
    beside = [words for words, text in zip(said, evidence, strict=True) if any(True for _ in _places(fact.role, text))]
    if not beside:
        yield f"“{fact.role}” is not in the source"
    elif not any(_names(name, words) for words in beside):
        yield f"the source does not say “{fact.role}” of “{fact.name}”"


def figure_reasons(fact: FigureFact, evidence: Sequence[str], language: str | None) -> Iterator[str]:
    """Yield what speaks against a figure: its words do not stand so, side by side, or lack what limits the number."""
    if not any(True for _ in _places(fact.value, fact.text)):
        yield f"“{fact.value}” is not in “{fact.text}”"
    before = [sentence[:at] for sentence in evidence for at in _places(fact.text, sentence)]
    if not before:
        yield f"“{fact.text}” is not in the source"
        return
    limits = (lexicon(language) or EMPTY).approximators
    lost = [_limit(each, limits) for each in before] if fact.text.startswith(fact.value) else [""]
    if all(lost):
        yield f"“{lost[0]}” was left out"


def event_reasons(event: Event, evidence: Sequence[str], language: str | None) -> Iterator[str]:
    """Yield what speaks against an entry of the timeline: its text, or a date that no sentence states."""
    yield from check(event.text, evidence, language).reasons
    dates = {mention.iso.partition("T")[0] for sentence in evidence for mention in find_dates(sentence, language)}
    if event.date not in dates:
        yield f"the date {event.date} is not in the source"


def quote_reasons(quote: Quotation, evidence: Sequence[str]) -> Iterator[str]:
    """Yield what speaks against a quotation: its words differ, or nobody of the speaker's name is there."""
    if not is_quoted(quote.quote, evidence):
        yield f"the quotation “{quote.quote}” differs from the source"
    if quote.speaker is not None and not any(_names(word_list(quote.speaker), word_list(each)) for each in evidence):
        yield f"no sentence that it refers to names “{quote.speaker}”"


def _names(name: Sequence[Word], words: Sequence[Word]) -> bool:
    """Return whether words name somebody, by the whole name or by a capitalised word of it."""
    return any(find_words([word], words) for word in name if not word.text[0].islower())


def _places(wanted: str, text: str) -> Iterator[int]:
    """Yield the offsets at which words stand in a text as they are, no letter or digit more on either side."""
    pattern = r"\s+".join(map(re.escape, wanted.split()))
    if pattern:
        yield from (match.start() for match in re.finditer(rf"(?<!\w)(?<!\d[.,]){pattern}(?!\w|[.,]\d)", text))


def _limit(before: str, limits: frozenset[str]) -> str:
    """Return the approximation that ends right before a number, empty for none."""
    last = before.lower().split()[-_WORDS_OF_ONE:]
    ends = (" ".join(last[at:]) for at in range(len(last)))
    return next((end for end in ends if end in limits), "")
