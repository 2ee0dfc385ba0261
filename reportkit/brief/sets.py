"""What can be seen of a set of sentences: what they cover together, what they cost, how much they repeat.

Single sentences are not enough to tell a good summary: three that each matter may all say the same, and one of sixty
words leaves no room for two that tell more.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from reportkit.brief.candidates import Candidate
from reportkit.brief.signs import NAMES, TOP, top_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Values = NDArray[np.float64]
    Sets = NDArray[np.int64]

ADDED = ("capitals", "new_capitals", "numbers", "quoted_share", "leans", "central_in_article", "speaks")
"""Signs of the sentences that are added up."""
ARTICLE = ("sentences", "mean_size", "size_of_first", "central_of_first", "article_quoted", "article_speaks")
"""Signs of the article, the same in every row."""
SET_NAMES = (
    *("score", "score_to_best", "lowest", "highest", "count", "size", "size_to_mean", "size_to_lead"),
    *("most_overlap", "mean_overlap", "covered", "top_covered", "common_mean", "terms", "terms_a_word"),
    *("first_at", "last_at", "mean_at", "of_lead", "neighbours", "once_share"),
    *ADDED,
    *ARTICLE,
)
_LEAD = 3
_DECIMALS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Sentences of which sets are made, and what is known of them and of the article."""

    at: "Sets" = field(repr=False)
    """Their places among the article's candidates, ascending."""
    signs: "NDArray[np.float32]" = field(repr=False)
    scores: "Values" = field(repr=False)
    holds: "NDArray[np.bool_]" = field(repr=False)
    """Which sentence has which term: a row a sentence, a column a term."""
    frequency: "Values" = field(repr=False)
    """In how many other sentences of the article each term stands."""
    top: "NDArray[np.bool_]" = field(repr=False)
    """The terms that are the article's subject."""
    overlaps: "Values" = field(repr=False)
    """Of each sentence with each, as a share of the smaller one's terms."""
    frequency_in_article: float
    """The sum of `frequency` over all terms of the article."""
    best: float
    """The sum of the highest scores, as many as a lead has sentences."""
    lead_size: float


def make_pool(candidates: Sequence[Candidate], scores: Sequence[float], signs: "NDArray[np.float32]",
              chosen: Sequence[Candidate]) -> Pool:  # fmt: skip
    """Return the pool of chosen candidates, which are in the order of the article.

    Shape:   candidates, scores, signs: of the whole article.
    """
    import numpy as np

    at = np.array([each.index for each in chosen], dtype=np.int64)
    found = Counter(chain.from_iterable(each.terms for each in candidates))
    terms = sorted(frozenset[str]().union(*(each.terms for each in chosen)))
    place = {term: column for column, term in enumerate(terms)}
    holds = np.zeros((len(chosen), len(terms)), dtype=bool)
    for row, each in enumerate(chosen):
        holds[row, [place[term] for term in each.terms]] = True
    top = top_terms(found)
    both = holds.astype(np.float64) @ holds.T.astype(np.float64)
    many = np.maximum(1, holds.sum(axis=1))
    return Pool(
        at=at,
        signs=signs[at],
        scores=np.array([scores[each.index] for each in chosen]),
        holds=holds,
        frequency=np.array([found[term] - 1.0 for term in terms]),
        top=np.array([term in top for term in terms], dtype=bool),
        overlaps=both / np.minimum(many[:, None], many[None, :]),
        frequency_in_article=float(found.total() - len(found)),
        best=float(np.sort(np.array(scores))[::-1][:_LEAD].sum()),
        lead_size=float(signs[:_LEAD, NAMES.index("size")].sum()),
    )


def find_set_signs(pool: Pool, sets: "Sets") -> "NDArray[np.float32]":
    """Return a row for each set, a column for each sign of `SET_NAMES`.

    Shape:   sets: a row for each set, rows of the pool's sentences in ascending order.
    """
    import numpy as np

    found = {**_worth(pool, sets), **_coverage(pool, sets), **_places(pool, sets)}
    for name in ADDED:
        found[name] = pool.signs[sets, NAMES.index(name)].sum(axis=1, dtype=np.float64)
    for name in ARTICLE:
        found[name] = np.full(len(sets), float(pool.signs[0, NAMES.index(name)]))
    return np.stack([found[name] for name in SET_NAMES], axis=1).round(_DECIMALS).astype(np.float32)


def _worth(pool: Pool, sets: "Sets") -> "dict[str, Values]":
    """Return what the sentences are worth, and how long they are."""
    import numpy as np

    scores = pool.scores[sets]
    sizes = pool.signs[sets, NAMES.index("size")].astype(np.float64).sum(axis=1)
    count = sets.shape[1]
    return {
        "score": scores.sum(axis=1),
        "score_to_best": scores.sum(axis=1) - pool.best,
        "lowest": scores.min(axis=1),
        "highest": scores.max(axis=1),
        "count": np.full(len(sets), float(count)),
        "size": sizes,
        "size_to_mean": sizes / count / float(pool.signs[0, NAMES.index("mean_size")]),
        "size_to_lead": sizes - pool.lead_size,
    }


def _coverage(pool: Pool, sets: "Sets") -> "dict[str, Values]":
    """Return what of the article the sentences hold together, and how much they repeat one another."""
    import numpy as np

    held = pool.holds[sets].any(axis=1)
    many = np.maximum(1, held.sum(axis=1)).astype(np.float64)
    common = held @ pool.frequency
    count = sets.shape[1]
    pairs = [pool.overlaps[sets[:, one], sets[:, two]] for one in range(count) for two in range(one + 1, count)]
    overlaps = np.stack(pairs, axis=1) if pairs else np.zeros((len(sets), 1))
    sizes = np.maximum(1.0, pool.signs[sets, NAMES.index("size")].astype(np.float64).sum(axis=1))
    return {
        "most_overlap": overlaps.max(axis=1),
        "mean_overlap": overlaps.mean(axis=1),
        "covered": common / max(1.0, pool.frequency_in_article),
        "top_covered": (held @ pool.top.astype(np.float64)) / TOP,
        "common_mean": common / many,
        "terms": many,
        "terms_a_word": many / sizes,
    }


def _places(pool: Pool, sets: "Sets") -> "dict[str, Values]":
    """Return where the sentences stand."""
    import numpy as np

    at = pool.signs[sets, NAMES.index("at")].astype(np.float64)
    share = pool.signs[sets, NAMES.index("share_before")].astype(np.float64)
    index = pool.at[sets]
    return {
        "first_at": at[:, 0],
        "last_at": at[:, -1],
        "mean_at": share.mean(axis=1),
        "of_lead": (index < _LEAD).sum(axis=1).astype(np.float64),
        "neighbours": (np.diff(index, axis=1) == 1).sum(axis=1).astype(np.float64),
        "once_share": pool.signs[sets, NAMES.index("once_share")].astype(np.float64).mean(axis=1),
    }
