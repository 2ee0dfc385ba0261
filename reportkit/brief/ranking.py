"""How much each sentence of an article matters: one score from all that is seen of it.

The score is learned: by how much a summary of three sentences comes nearer to an editor's when the sentence joins it,
in shares of ROUGE-1 F1. What the articles it was learned from lack (most have no title, none a standfirst or a
conclusion that is marked as one) is added by hand, in the same unit.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportkit.brief.candidates import Candidate
from reportkit.brief.trees import Trees
from reportkit.model.article import Role

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TITLE = 0.06
"""What a sentence gains that has all terms of the title; the best of five values on texts of eight kinds with titles."""
ROLES = {Role.STANDFIRST: 0.03, Role.CONCLUSION: -0.02, Role.BACKGROUND: -0.02, Role.QUOTE: -0.06}
"""What the role of its paragraph adds: a standfirst is an editor's summary already, a conclusion repeats one."""

LEAD, SHORT = 0.1, 8
"""What the first sentence of a very short text gains, falling to nothing where it has so many: few were learned from."""


def rank(
    candidates: Sequence[Candidate], signs: "NDArray[np.float32]", title: frozenset[str], trees: Trees
) -> tuple[float, ...]:
    """Return a score for each candidate, from about -0.1 to 0.5; the highest matters most.

    Shape:   signs: a row for each candidate. title: its terms; none where there is no title.
    """
    count = len(candidates)
    lead = LEAD * max(0.0, 1 - count / SHORT)
    return tuple(
        float(value)
        + TITLE * _share(title, each.terms)
        + ROLES.get(each.place.role, 0.0)
        + lead * (1 - each.index / count)
        for each, value in zip(candidates, trees.value(signs), strict=True)
    )


def _share(wanted: frozenset[str], given: frozenset[str]) -> float:
    """Return the share of the wanted terms that are given."""
    return len(wanted & given) / len(wanted) if wanted else 0.0
