"""What can be seen of a sentence that tells how much it matters: a row of numbers for each.

Nearly all of it is seen without word lists: where the sentence stands, how long it is, what it shares with the others,
its capitals, digits and marks. A lexicon adds a few signs; without one these are 0. The work is linear in the length of
the article: sentences are held against what all share, not each against each.

How an article is cut into paragraphs is left out on purpose: half of the articles that the weights were learned from
have lost their paragraphs, so that the cut would tell the data sets apart and nothing else.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from reportkit.brief.candidates import Candidate
from reportkit.brief.terms import is_unspaced

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float64]
    Signs = NDArray[np.float32]

PLACE = ("at", "share_before", "sentences", "behind", "words_before")
SIZE = ("size", "size_to_mean", "size_rank", "size_to_first", "size_before", "size_after", "mean_size", "size_of_first")
CENTRALITY = ("central", "central_in_article", "central_rank", "central_of_first")
TERMS = (
    *(
        "term_count",
        "common_mean",
        "common_sum",
        "once_share",
        "top_terms",
        "top_share",
        "later_share",
        "earlier_share",
    ),
    *("new_recurring", "with_first", "with_lead", "with_previous", "with_next"),
)
MARKS = (
    *("capitals", "capital_share", "new_capitals", "numbers", "quoted_share", "opens_quoted", "commas"),
    *("letters_a_word", "article_quoted"),
)
WORDS = ("speaks", "leans", "article_speaks")
NAMES = PLACE + SIZE + CENTRALITY + TERMS + MARKS + WORDS
"""The signs in the order of the columns; the weights know them by their place."""

_CHARACTERS_A_WORD = 1.7
"""Of Chinese or Japanese, where each character is counted as a word."""
_LONG = 60
"""Sentences over which a text is looked at as if it had so many: the weights were learned from articles."""
TOP = 10
"""Terms that are the subject of an article."""
_LEAD = 3
_TOKEN = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[\"“„«][^\"”“»]*[\"”“»]?")
_DECIMALS = 4
"""Signs are rounded, so that a processor's own way to add or to take a logarithm turns no choice."""


def find_signs(candidates: Sequence[Candidate]) -> "Signs":
    """Return a row for each candidate, a column for each sign of `NAMES`."""
    import numpy as np

    if not candidates:
        return np.zeros((0, len(NAMES)), np.float32)
    sizes = np.array([_size_of(each) for each in candidates])
    found = {
        **_place(sizes),
        **_size(sizes),
        **_centrality(candidates),
        **_terms(candidates),
        **_marks(candidates),
        **_words(candidates),
    }
    signs = np.empty((len(candidates), len(NAMES)))
    for column, name in enumerate(NAMES):
        signs[:, column] = found[name]
    return signs.round(_DECIMALS).astype(np.float32)


def _size_of(candidate: Candidate) -> float:
    """Return the length of a sentence in words, or what comes to the same in a script without spaces."""
    return candidate.word_count / (_CHARACTERS_A_WORD if is_unspaced(candidate.text) else 1.0)


def _place(sizes: "Column") -> dict[str, "Column | float"]:
    """Return where each sentence stands."""
    import numpy as np

    count = len(sizes)
    at = np.arange(count, dtype=np.float64)
    scale = min(1.0, _LONG / count)
    return {
        "at": at * scale,
        "share_before": at / count,
        "sentences": count * scale,
        "behind": (count - 1 - at) * scale,
        "words_before": (np.cumsum(sizes) - sizes) * scale,
    }


def _size(sizes: "Column") -> dict[str, "Column | float"]:
    """Return how long each sentence is, by itself and beside the others."""
    import numpy as np

    mean, first = max(1.0, float(sizes.mean())), max(1.0, float(sizes[0]))
    return {
        "size": sizes,
        "size_to_mean": sizes / mean,
        "size_rank": _ranks(sizes),
        "size_to_first": sizes / first,
        "size_before": np.concatenate([[0.0], sizes[:-1]]),
        "size_after": np.concatenate([sizes[1:], [0.0]]),
        "mean_size": mean,
        "size_of_first": first,
    }


def _ranks(values: "Column") -> "Column":
    """Return the share of values that are greater, 0 for the greatest."""
    import numpy as np

    order = np.argsort(np.argsort(-values.round(_DECIMALS), kind="stable"), kind="stable")
    return order / max(1, len(values) - 1)


def _centrality(candidates: Sequence[Candidate]) -> dict[str, "Column | float"]:
    """Return how near each sentence is to the centroid of all, by tf-idf."""
    import numpy as np

    ids: dict[str, int] = {}
    term_of = np.array(
        [ids.setdefault(term, len(ids)) for each in candidates for term in each.all_terms], dtype=np.int64
    )
    near = np.zeros(len(candidates))
    if ids:
        sentence_of = np.repeat(np.arange(len(candidates)), [len(each.all_terms) for each in candidates])
        pairs, counts = np.unique(sentence_of * len(ids) + term_of, return_counts=True)
        rows, columns = np.divmod(pairs, len(ids))
        present = np.bincount(columns, minlength=len(ids))
        weight = (1 + np.log(counts)) * np.log1p(len(candidates) / present[columns])
        unit = weight / np.sqrt(np.bincount(rows, weight**2, len(candidates)))[rows]
        # Terms of one sentence only say nothing of what the article is about.
        centroid = np.bincount(columns, np.where(present[columns] > 1, unit, 0.0), len(ids))
        length = float(np.sqrt((centroid**2).sum())) or 1.0
        near = np.bincount(rows, unit * centroid[columns], len(candidates)) / length
    in_article = near / (float(near.max()) or 1.0)
    return {
        "central": near,
        "central_in_article": in_article,
        "central_rank": _ranks(near),
        "central_of_first": float(in_article[0]),
    }


def _terms(candidates: Sequence[Candidate]) -> dict[str, "Column | float"]:
    """Return what each sentence shares with the article, and with what stands before and behind it."""
    import numpy as np

    sets = [each.terms for each in candidates]
    found = Counter(chain.from_iterable(sets))
    top = top_terms(found)
    last = {term: at for at, one in enumerate(sets) for term in one}
    whole_lead = frozenset[str]().union(*sets[:_LEAD])
    scale = min(1.0, _LONG / len(sets))
    seen = set[str]()
    rows = []
    for at, own in enumerate(sets):
        many = max(1, len(own))
        times = [found[term] for term in own]
        common = (sum(times) - len(own)) * scale
        later = {term for term in own if last[term] > at}
        lead = whole_lead if at >= _LEAD else frozenset[str]().union(*sets[:at], *sets[at + 1 : _LEAD])
        previous = sets[at - 1] if at else frozenset[str]()
        following = sets[at + 1] if at + 1 < len(sets) else frozenset[str]()
        once, at_top = times.count(1), len(own & top)
        rows.append(
            (
                *(len(own), common / many, common, once / many, at_top, at_top / many, len(later) / many),
                *(len(own & seen) / many, len(later - seen), len(own & sets[0]) / many if at else 1.0),
                *(len(own & other) / many for other in (lead, previous, following)),
            )
        )
        seen |= own
    return dict(zip(TERMS, np.array(rows, dtype=np.float64).T, strict=True))


def top_terms(found: Mapping[str, int]) -> frozenset[str]:
    """Return the terms that are an article's subject, by how many of its sentences have each: some that several have."""
    several = [(-times, term) for term, times in found.items() if times > 1]
    return frozenset(term for _, term in sorted(several)[:TOP])


def _marks(candidates: Sequence[Candidate]) -> dict[str, "Column | float"]:
    """Return the capitals, digits and marks of each sentence."""
    import numpy as np

    rows = []
    seen: set[str] = set()
    for each in candidates:
        text, tokens = each.text, _TOKEN.findall(each.text)
        many = max(1, len(tokens))
        # The first word of a sentence is a capital in any case.
        names = [token for token in tokens[1:] if token[0].isupper() and len(token) > 1]
        fresh = set(names) - seen
        seen |= fresh
        quoted = sum(len(match.group()) for match in _QUOTED.finditer(text))
        numbers = len([token for token in tokens if token[0].isdigit()])
        rows.append(
            (
                *(len(names), len(names) / many, len(fresh), numbers, quoted / max(1, len(text))),
                *(text[:1] in {'"', "“", "„", "«", "‘"}, text.count(","), sum(map(len, tokens)) / many),
            )
        )
    columns = np.array(rows, dtype=np.float64).T
    found: dict[str, Column | float] = dict(zip(MARKS[:-1], columns, strict=True))
    return found | {"article_quoted": float(columns[MARKS.index("quoted_share")].mean())}


def _words(candidates: Sequence[Candidate]) -> dict[str, "Column | float"]:
    """Return what only the lists of a language tell; more of them were tried and changed nothing."""
    import numpy as np

    speaks = np.array([each.speaks for each in candidates], dtype=np.float64)
    return {
        "speaks": speaks,
        "leans": np.array([each.leans for each in candidates], dtype=np.float64),
        "article_speaks": float(speaks.mean()),
    }
