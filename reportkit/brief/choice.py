"""Choosing a set of sentences under a budget: what matters most, and nothing twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportkit.brief.candidates import Candidate
from reportkit.brief.study import Study
from reportkit.brief.terms import overlap

REPEATS = 0.43
"""Share of common terms, of the smaller sentence's, from which one sentence repeats another."""
_TOLD = 0.55
"""Share of a sentence's terms that statements together may hold before it says nothing new."""
_REDUNDANCY = 0.6
"""What an overlap below that costs, in the unit of scores."""
_POOL = 120
"""Best candidates among which a set is chosen: keeps the work on a long report small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a part may hold."""

    sentences: int
    words: int
    """Over all sentences."""
    words_each: int
    """In one sentence."""
    in_flow: bool = False
    """The part reads as a paragraph: a sentence that leans may follow the one it leans on."""


def choose(
    study: Study, pool: Iterable[Candidate], said: Sequence[frozenset[str]], budget: Budget
) -> tuple[Candidate, ...]:
    """Return the chosen candidates, best first.

    Greedy: each time the candidate with the best score less its overlap with what is said already. This is within a
    constant of the best set for such goals, and its order is the order of importance.

    Shape:   said: the terms of statements that must not be repeated.
    """
    fit = [each for each in pool if not each.unfit and each.word_count <= budget.words_each]
    best = sorted(fit, key=lambda each: (-study.scores[each.index], each.index))[:_POOL]
    told = frozenset[str]().union(*said)
    best = [each for each in best if len(each.terms & told) < _TOLD * len(each.terms)]
    nearest = {each.index: max((overlap(each.terms, one) for one in said), default=0.0) for each in best}
    chosen: list[Candidate] = []
    room = budget.words
    while len(chosen) < budget.sentences:
        free = [
            each
            for each in best
            if each.word_count <= room and nearest[each.index] < REPEATS and _may_stand(each, chosen, budget)
        ]
        if not free:
            break
        pick = max(free, key=lambda each: (study.scores[each.index] - _REDUNDANCY * nearest[each.index], -each.index))
        chosen.append(pick)
        room -= pick.word_count
        told |= pick.terms
        best = [each for each in best if each is not pick and len(each.terms & told) < _TOLD * len(each.terms)]
        for each in best:
            nearest[each.index] = max(nearest[each.index], overlap(each.terms, pick.terms))
    return tuple(chosen)


def _may_stand(candidate: Candidate, chosen: Sequence[Candidate], budget: Budget) -> bool:
    """Return whether a candidate can be read where it would stand."""
    return not candidate.leans or (budget.in_flow and any(follows(candidate, each) for each in chosen))


def follows(candidate: Candidate, other: Candidate) -> bool:
    """Return whether a candidate is the sentence right after another, in one paragraph."""
    return candidate.index == other.index + 1 and candidate.place.paragraph == other.place.paragraph
