"""Whether a statement is borne out by the sentences that it refers to.

One function, usable on any text: it does not ask how the statement was made. A statement holds when its words stand, in
their order, in one sentence of the evidence, bracketed names apart, and when what was left out of that sentence neither
limits, nor denies, nor attributes what is kept (`brief.differences`); a text of several sentences holds when each does.
Numbers, dates and names then stand in the relation that the source has them in, because nothing between them changed.

A text in other words than the source's does not hold: whether two wordings mean the same is not for rules over words to
say. The reasons then tell what the source has in the place of what it has not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportkit.brief.alignment import Alignment, Gap, align
from reportkit.brief.brackets import Bracket, cut_brackets, may_replace, mismatch, unknown_names
from reportkit.brief.differences import Side, difference_reasons, side
from reportkit.brief.quoted import quotation_reasons
from reportkit.text.lexicon import EMPTY, Lexicon, lexicon
from reportkit.text.quotes import has_open_quotation
from reportkit.text.sentences import split
from reportkit.text.words import LOOKED_AT_AGAIN

_RELATED = 0.5
"""Share of a statement's words that a sentence must have before their differences are worth telling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a statement holds, and what speaks against it."""

    holds: bool
    reasons: tuple[str, ...] = ()
    """In words that a person understands; empty where it holds."""


def check(text: str, evidence: Sequence[str], language: str | None) -> Verdict:
    """Return whether the evidence bears the statement out.

    Shape:   evidence: the sentences referred to, or texts of several; the statement must follow one of them, the others
             may give a name.
    """
    return _checked(text, tuple(evidence), language)


@lru_cache(maxsize=LOOKED_AT_AGAIN)
def _checked(text: str, evidence: tuple[str, ...], language: str | None) -> Verdict:
    """Return the same; kept, because what is chosen is checked by the part that chooses it and by the gate behind all."""
    if not evidence:
        return Verdict(holds=False, reasons=("there is no sentence to bear it out",))
    if text in evidence:
        return Verdict(holds=True)
    reasons = _reasons(text, evidence, language)
    apart = [part for sentence in evidence for part in _sentences(sentence, language)] if reasons else []
    if len(apart) > len(evidence):
        reasons = _reasons(text, apart, language)
    return Verdict(holds=not reasons, reasons=tuple(dict.fromkeys(reasons)))


def _reasons(text: str, evidence: Sequence[str], language: str | None) -> tuple[str, ...]:
    """Return what speaks against a text, as one sentence or else as several."""
    reasons = _Case(text, evidence, language).reasons()
    parts = _sentences(text, language) if reasons else []
    if len(parts) <= 1:
        return reasons
    return tuple(
        reason for part in parts if part not in evidence for reason in _Case(part, evidence, language).reasons()
    )


def _sentences(text: str, language: str | None) -> list[str]:
    """Return the sentences of a text; one that ends inside a quotation is none, and the text stays whole."""
    parts = [text[start:end] for start, end in split(text, language)]
    return [text] if any(map(has_open_quotation, parts)) else parts


class _Case:
    """One sentence of a statement with its evidence; a class for what all questions about it need."""

    def __init__(self, text: str, evidence: Sequence[str], language: str | None) -> None:
        """Lay the statement beside each sentence of the evidence."""
        self._text, self._evidence = text, evidence
        self._lexicon: Lexicon = lexicon(language) or EMPTY
        bare, self._brackets = cut_brackets(text, evidence)
        self._ours = side(bare, language)
        self._theirs = [side(sentence, language) for sentence in evidence]

    def reasons(self) -> tuple[str, ...]:
        """Return what speaks against it by the sentence that it is nearest to; none where one bears it out."""
        best: tuple[int, tuple[str, ...]] = (-1, ())
        for at, theirs in enumerate(self._theirs):
            alignment = align(self._ours.words, theirs.words)
            reasons = tuple(self._against(at, alignment))
            if not reasons:
                return ()
            nearer = alignment.shared > best[0] or (alignment.shared == best[0] and len(reasons) < len(best[1]))
            best = (alignment.shared, reasons) if nearer else best
        return best[1]

    def _against(self, at: int, alignment: Alignment) -> Iterator[str]:
        """Yield what speaks against the statement if it was taken from this sentence."""
        theirs = self._theirs[at]
        others = [sentence for other, sentence in enumerate(self._evidence) if other != at]
        yield from unknown_names(self._brackets, others)
        if alignment.shared < _RELATED * len(self._ours.words) or not self._ours.words:
            yield self._unrelated(theirs)
            return
        gaps = list(alignment.gaps)
        for bracket in self._brackets:
            yield from self._bracket(bracket, gaps, theirs)
        for gap in gaps:
            yield from difference_reasons(self._ours, theirs, gap, self._lexicon)
        yield from quotation_reasons(self._text, self._evidence[at])

    def _unrelated(self, theirs: Side) -> str:
        """Return what to say of a sentence that has few of the statement's words in their order."""
        known = {word.low for word in theirs.words}
        if self._ours.words and all(word.low in known for word in self._ours.words):
            return f"the source has these words in another order: “{theirs.text}”"
        return "none of the sentences that it refers to says this"

    def _bracket(self, bracket: Bracket, gaps: list[Gap], theirs: Side) -> Iterator[str]:
        """Take the pronoun that a name stands for out of the gap that it left; yield why it may not stand there."""
        place = sum(word.end <= bracket.start for word in self._ours.words)
        index = next((at for at, gap in enumerate(gaps) if gap.ours.start == place and not gap.ours), None)
        lost = theirs.words[gaps[index].theirs.start : gaps[index].theirs.stop] if index is not None else ()
        if index is None or not may_replace(lost, self._lexicon):
            yield f"[{bracket.name}] stands where the source has no pronoun"
            return
        if why := mismatch(bracket, lost[-1], self._evidence, self._lexicon):
            yield why
        rest = range(gaps[index].theirs.start, gaps[index].theirs.stop - 1)
        gaps[index] = Gap(ours=gaps[index].ours, theirs=rest)
        if not rest:
            del gaps[index]
