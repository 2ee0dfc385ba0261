"""How much each sentence of an article matters: one score from several signs.

Every sign works without word lists; a lexicon only makes the terms sharper. All of it is linear in the length of the
article: centrality is the nearness to the article's centroid, not to every other sentence.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportkit.brief.candidates import Candidate
from reportkit.brief.entities import Entity
from reportkit.model.article import Role
from reportkit.text.lexicon import Lexicon
from reportkit.text.words import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = {
    "lead": 1.0,
    "central": 0.5,
    "title": 0.4,
    "standfirst": 0.3,
    "names": 0.15,
    "numbers": 0.1,
    "opens_paragraph": 0.05,
    "length": 0.3,
    "speaker": -0.6,
    "role": 0.2,
}
"""What each sign weighs; set by hand, looked at on news, biographies and interviews."""

_LEAD_SCALE = 4.0
"""Sentences after which the bonus of the lead has fallen to a third."""
_GOOD_LENGTH = (12, 32)
"""Words of a sentence that tells one thing whole."""
_ROLES = {Role.STANDFIRST: 1.0, Role.CONCLUSION: -0.5, Role.QUOTE: -1.0}


def rank(
    candidates: Sequence[Candidate], title: frozenset[str], entities: Sequence[Entity], lexicon: Lexicon
) -> tuple[float, ...]:
    """Return a score for each candidate; the highest matters most."""
    if not candidates:
        return ()
    signs = find_signs(candidates, title, entities, lexicon)
    weighed = [WEIGHTS[name] * values for name, values in signs.items()]
    return tuple(float(score) for score in sum(weighed[1:], weighed[0]))


def find_signs(
    candidates: Sequence[Candidate], title: frozenset[str], entities: Sequence[Entity], lexicon: Lexicon
) -> dict[str, "NDArray[np.float64]"]:
    """Return the signs by name, each an array with a value for each candidate."""
    import numpy as np

    count = len(candidates)
    at = np.arange(count)
    named = np.zeros(count)
    for entity in entities:
        for mention in entity.mentions:
            named[mention.sentence] += 1
    standfirst = frozenset[str]().union(*(each.terms for each in candidates if each.place.role is Role.STANDFIRST))
    numbers = np.array([sum(term[0].isdigit() for term in each.terms) for each in candidates])
    return {
        "lead": np.exp(-at / _LEAD_SCALE),
        "central": _centrality(candidates),
        "title": np.array([_share(title, each.terms) for each in candidates]),
        "standfirst": np.array([_agreement(each, standfirst) for each in candidates]),
        "names": np.minimum(named, 3) / 3,
        "numbers": np.minimum(numbers, 2) / 2,
        "opens_paragraph": np.array([each.place.within == 0 for each in candidates], dtype=float),
        "length": _length_fit(np.array([each.word_count for each in candidates])),
        "speaker": np.array([_speaks(each, lexicon) for each in candidates], dtype=float),
        "role": np.array([_ROLES.get(each.place.role, 0.0) for each in candidates]),
    }


def _centrality(candidates: Sequence[Candidate]) -> "NDArray[np.float64]":
    """Return how near each sentence is to the centroid of all, by tf-idf, from 0 to 1."""
    import numpy as np

    ids: dict[str, int] = {}
    term_of = np.array(
        [ids.setdefault(term, len(ids)) for each in candidates for term in each.all_terms], dtype=np.int64
    )
    if not ids:
        return np.zeros(len(candidates))
    sentence_of = np.repeat(np.arange(len(candidates)), [len(each.all_terms) for each in candidates])
    pairs, counts = np.unique(sentence_of * len(ids) + term_of, return_counts=True)
    rows, columns = np.divmod(pairs, len(ids))
    present = np.bincount(columns, minlength=len(ids))
    weight = (1 + np.log(counts)) * np.log1p(len(candidates) / present[columns])
    norm = np.sqrt(np.bincount(rows, weight**2, len(candidates)))
    unit = weight / norm[rows]
    # Terms of one sentence only say nothing of what the article is about.
    shared = np.where(present[columns] > 1, unit, 0.0)
    centroid = np.bincount(columns, shared, len(ids))
    near = np.bincount(rows, unit * centroid[columns], len(candidates)).astype(np.float64)
    highest = float(near.max())
    return near / (highest or 1.0)


def _length_fit(count: "NDArray[np.int64]") -> "NDArray[np.float64]":
    """Return 0 for sentences of a good length, down to -1 for the very short and the very long."""
    import numpy as np

    shortest, longest = _GOOD_LENGTH
    short = np.clip((shortest - count) / shortest, 0, 1)
    long = np.clip((count - longest) / longest, 0, 1)
    return -(short + long)


def _share(wanted: frozenset[str], given: frozenset[str]) -> float:
    """Return the share of the wanted terms that are given."""
    return len(wanted & given) / len(wanted) if wanted else 0.0


def _agreement(candidate: Candidate, standfirst: frozenset[str]) -> float:
    """Return the share of a sentence's terms that the standfirst has too; a standfirst does not agree with itself."""
    return 0.0 if candidate.place.role is Role.STANDFIRST else _share(candidate.terms, standfirst)


def _speaks(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Return whether the author speaks in the first person, or to the reader."""
    return any(word in lexicon.first_person for word in words(candidate.sentence.text)) and not any(
        mark in candidate.sentence.text for mark in '“"«„'
    )
