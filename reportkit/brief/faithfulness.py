"""Whether a statement is borne out by the sentences that it refers to.

One function, usable on any text: it does not ask how the statement was made. A statement holds when its words stand, in
their order, in one sentence of the evidence, bracketed insertions apart, and when what was left out of that sentence
neither limits nor attributes it. A connective at the head of a sentence (`Sin embargo,`) may go whatever its words.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reportkit.brief.shorten import connectives_at_head
from reportkit.text.dates import find_dates
from reportkit.text.lexicon import EMPTY, Lexicon, lexicon
from reportkit.text.quotes import find_quotations
from reportkit.text.words import words

_BRACKET = re.compile(r"\[(?P<name>[^\[\]\d]+)\](?:’s|'s)?")
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a statement holds, and what speaks against it."""

    holds: bool
    reasons: tuple[str, ...] = ()
    """In the order in which they were looked for; empty where it holds."""


def check(text: str, evidence: Sequence[str], language: str | None) -> Verdict:
    """Return whether the evidence bears the statement out.

    Shape:   evidence: the sentences referred to; the statement must follow one of them, the others may give a name.
    """
    lists = lexicon(language) or EMPTY
    names = [match["name"] for match in _BRACKET.finditer(text) if match.group() not in " ".join(evidence)]
    unknown = tuple(f"the name [{name}] is in none" for name in names if not any(name in each for each in evidence))
    bare = text
    for name in names:
        bare = re.sub(rf"\[{re.escape(name)}\](?:’s|'s)?", " ", bare)
    faults = (_faults(bare, sentence, lists, language) for sentence in evidence)
    reasons = unknown + min(faults, key=len, default=("there is no sentence to bear it out",))
    return Verdict(holds=not reasons, reasons=reasons)


def _faults(text: str, sentence: str, lists: Lexicon, language: str | None) -> tuple[str, ...]:
    """Return what one sentence has against a statement."""
    ours, theirs = words(text), words(sentence)
    tie = words(sentence[: connectives_at_head(sentence, lists)])
    added, lost = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours) - Counter(tie)
    return (
        *_missing("number", set(_NUMBER.findall(text)), set(_NUMBER.findall(sentence))),
        *_missing("date", _dates(text, language), _dates(sentence, language)),
        *(f"the date {date} was left out" for date in sorted(_dates(sentence, language) - _dates(text, language))),
        *_quotations(text, sentence),
        *_shifted(added, lost, "negation", lists.negations),
        *_shifted(added, lost, "hedge", lists.hedges),
        *_shifted(added, lost, "condition", lists.conditions),
        *_shifted(added, lost, "attribution", lists.reporting),
        *(
            f"the attribution “{each}” was left out"
            for each in sorted(lists.attributions)
            if _left_out(each, text, sentence)
        ),
        *_strangers(ours, theirs, added),
    )


def _missing(what: str, ours: set[str], theirs: set[str]) -> tuple[str, ...]:
    """Return a reason for each number or date that only the statement has."""
    return tuple(f"the {what} {each} is not in the source" for each in sorted(ours - theirs))


def _dates(text: str, language: str | None) -> set[str]:
    """Return the dates that a text states."""
    return {mention.iso for mention in find_dates(text, language)} if _NUMBER.search(text) else set()


def _quotations(text: str, sentence: str) -> tuple[str, ...]:
    """Return a reason for each quotation that is not the source's to the character."""
    quoted = (text[span.start : span.end] for span in find_quotations(text))
    return tuple(f"the quotation “{each}” differs" for each in quoted if each not in sentence)


def _shifted(added: Counter[str], lost: Counter[str], what: str, listed: frozenset[str]) -> tuple[str, ...]:
    """Return a reason for each word of a kind that came in or was left out; `isn't` counts as its negation."""
    came = [word for word in added if _is_listed(word, listed)]
    went = [word for word in lost if _is_listed(word, listed)]
    return (
        *(f"the {what} “{word}” is not in the source" for word in sorted(came)),
        *(f"the {what} “{word}” was left out" for word in sorted(went)),
    )


def _is_listed(word: str, listed: frozenset[str]) -> bool:
    """Return whether a word, or the word before its apostrophe, is in the list."""
    return word in listed or word.partition("'")[0] in listed


def _left_out(phrase: str, text: str, sentence: str) -> bool:
    """Return whether only the source has the phrase."""
    return phrase in sentence.lower() and phrase not in text.lower()


def _strangers(ours: Sequence[str], theirs: Sequence[str], added: Counter[str]) -> tuple[str, ...]:
    """Return a reason for words that the source has not, or has in another order."""
    if added:
        return tuple(f"the word “{word}” is not in the source" for word in sorted(added))
    rest = iter(theirs)
    return () if all(word in rest for word in ours) else ("the words stand in another order",)
