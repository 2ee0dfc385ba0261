"""Choosing sentences under a budget: what matters most, and nothing twice.

Two ways. `choose_set` values whole sets, for a part that is read as one; `choose` takes one sentence after another, for
a part whose items stand for themselves, so that its first items are the same however many are asked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from reportkit.brief.candidates import Candidate
from reportkit.brief.opening import Lean
from reportkit.brief.sets import Pool, find_set_signs, make_pool
from reportkit.brief.study import Study
from reportkit.brief.terms import overlap, terms
from reportkit.text.lexicon import Lexicon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REPEATS = 0.43
"""Share of common terms, of the smaller sentence's, from which one sentence repeats another."""
_SET_REPEATS = 0.5
"""The same in a set, which is valued as a whole: what a small overlap costs was learned."""
_TOLD = 0.55
"""Share of a sentence's terms that statements together may hold before it says nothing new."""
_REDUNDANCY = 0.05
"""What an overlap below that costs, in the unit of scores."""
_POOL = 120
"""Best candidates among which one after another is chosen: keeps the work on a long report small."""
_SET_POOL = 11
"""Best candidates of which sets are made: 165 sets of three, 462 of five."""
_MOST_FACTS = 2.0
_SMALLEST_SET, _LARGEST_SET = 2, 6
"""Sentences of a part outside of which it is chosen one by one: the weights were learned from sets of two to four."""
_NEAR = 4
"""Sentences back within which, or in the article's first, the thing was told of that a sentence speaks of as known."""
_SCORES = 0.3
"""Weight of the sentences' own scores beside the value of the set: between relying on neither alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a part may hold."""

    sentences: int
    words: int
    """Over all sentences."""
    words_each: int
    """In one sentence."""
    facts: float = 0.0
    """What a number that nothing has told yet is worth, in the unit of scores; a name that nothing has told, half of it."""
    story_told: bool = False
    """What the article is about was told before: a sentence that speaks of it as known (`the decision`) will be read."""
    in_flow: bool = False
    """The part reads as a paragraph: a sentence that leans may follow what it leans on."""


def choose_set(study: Study, budget: Budget) -> tuple[Candidate, ...]:
    """Return the set of sentences that together tell the story best, the one that matters most first.

    As many as the budget admits; fewer only where no set of so many keeps to it.
    """
    if not _SMALLEST_SET <= budget.sentences <= _LARGEST_SET:
        return choose(study, study.candidates, (), budget)
    pool, sets = candidate_sets(study, budget)
    if not len(sets):
        return choose(study, study.candidates, (), replace(budget, sentences=1))
    values = study.weights.sets.value(find_set_signs(pool, sets)) + _SCORES * pool.scores[sets].sum(axis=1)
    # Rounded: a processor's own way to add turns no choice.
    best = pool.at[sets[int(values.round(6).argmax())]]
    return tuple(_best(study, (study.candidates[int(at)] for at in best)))


def candidate_sets(study: Study, budget: Budget) -> tuple[Pool, "NDArray[np.int64]"]:
    """Return the pool of the best sentences, and all sets of them that keep to the budget and don't repeat themselves.

    As many sentences a set as the budget asks; fewer only where there is no such set.
    """
    import numpy as np

    chosen = sorted(_best(study, _fit(study.candidates, budget))[:_SET_POOL], key=lambda each: each.index)
    pool = make_pool(study.candidates, study.scores, study.signs, chosen)
    clashes = pool.overlaps >= _SET_REPEATS
    sizes = np.array([each.word_count for each in chosen])
    leaning = {row for row, each in enumerate(chosen) if each.lean is not Lean.NOTHING}
    for size in range(min(budget.sentences, len(chosen)), _SMALLEST_SET - 1, -1):
        every = np.array(list(combinations(range(len(chosen)), size)), dtype=np.int64)
        one, two = np.triu_indices(size, 1)
        fit = (sizes[every].sum(axis=1) <= budget.words) & ~clashes[every[:, one], every[:, two]].any(axis=1)
        sets = [
            rows
            for rows in every[fit].tolist()
            if leaning.isdisjoint(rows) or _all_stand([chosen[row] for row in rows], budget)
        ]
        if sets:
            return pool, np.array(sets, dtype=np.int64)
    return pool, np.zeros((0, 1), dtype=np.int64)


def _all_stand(members: Sequence[Candidate], budget: Budget) -> bool:
    """Return whether each sentence can be read beside the others."""
    return all(_stands(each, members, budget) for each in members if each.lean is not Lean.NOTHING)


def choose(
    study: Study, pool: Iterable[Candidate], said: Sequence[frozenset[str]], budget: Budget
) -> tuple[Candidate, ...]:
    """Return the chosen candidates, best first.

    Greedy: each time the candidate with the best score less its overlap with what is said already. This is within a
    constant of the best set for such goals, and its order is the order of importance.

    Shape:   said: the terms of statements that must not be repeated.
    """
    best = _best(study, _fit(pool, budget))[:_POOL]
    told = frozenset[str]().union(*said)
    best = [each for each in best if len(each.terms & told) < _TOLD * len(each.terms)]
    nearest = {each.index: max((overlap(each.terms, one) for one in said), default=0.0) for each in best}
    facts = {each.index: _facts(study, each) for each in best} if budget.facts else {}
    chosen: list[Candidate] = []
    room = budget.words
    while len(chosen) < budget.sentences:
        free = [
            each
            for each in best
            if each.word_count <= room and nearest[each.index] < REPEATS and _stands(each, chosen, budget)
        ]
        if not free:
            break
        pick = max(
            free,
            key=lambda each: (
                study.scores[each.index]
                - _REDUNDANCY * nearest[each.index]
                + (budget.facts * _new_facts(facts[each.index], told) if facts else 0.0),
                -each.index,
            ),
        )
        chosen.append(pick)
        room -= pick.word_count
        told |= pick.terms
        best = [each for each in best if each is not pick and len(each.terms & told) < _TOLD * len(each.terms)]
        for each in best:
            nearest[each.index] = max(nearest[each.index], overlap(each.terms, pick.terms))
    return tuple(chosen)


def _facts(study: Study, candidate: Candidate) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """Return the numbers that a sentence tells, and the names, as sets of terms."""
    names = study.named.get(candidate.index, frozenset())
    return (
        frozenset(term for term in candidate.terms if term[0].isdigit()),
        tuple(_terms_of_name(name, study.lexicon) for name in sorted(names)),
    )


@lru_cache(maxsize=1 << 12)
def _terms_of_name(name: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the terms of a name; most names stand in several sentences."""
    return frozenset(terms(name, lexicon))


def _new_facts(facts: tuple[frozenset[str], tuple[frozenset[str], ...]], told: frozenset[str]) -> float:
    """Return how many numbers, and half as much how many names, would be told for the first time, up to two."""
    numbers, names = facts
    return min(_MOST_FACTS, len(numbers - told) + sum(not name <= told for name in names) / 2)


def _fit(pool: Iterable[Candidate], budget: Budget) -> list[Candidate]:
    """Return the candidates that may be statements of the part at all."""
    return [each for each in pool if not each.unfit and each.word_count <= budget.words_each]


def _best(study: Study, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates, the one that matters most first."""
    return sorted(candidates, key=lambda each: (-study.scores[each.index], each.index))


def _stands(candidate: Candidate, others: Sequence[Candidate], budget: Budget) -> bool:
    """Return whether a candidate can be read beside the others."""
    if candidate.lean is Lean.NOTHING or (budget.story_told and candidate.lean is Lean.STORY):
        return True
    if not budget.in_flow:
        return False
    if candidate.lean is Lean.SENTENCE:
        return any(follows(candidate, each) for each in others)
    return any(each.index == 0 or 0 < candidate.index - each.index <= _NEAR for each in others if each is not candidate)


def follows(candidate: Candidate, other: Candidate) -> bool:
    """Return whether a candidate is the sentence right after another, in one paragraph."""
    return candidate.index == other.index + 1 and candidate.place.paragraph == other.place.paragraph
