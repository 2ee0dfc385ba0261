"""`make train`: the weights of the ranking, learned from articles and the summaries that people wrote of them.

    python tests/bench/train.py FOLDER-OF-THE-SUMMARIES            writes reportkit/brief/weights.npz
    python tests/bench/train.py FOLDER-OF-THE-SUMMARIES --check    five-fold cross-validation, writes nothing

Learned from are `cnn`, `dm`, `inshorts`, `xsum` and `gum` without its essays; `llmref` is only looked at. No word of them
gets into the weights. Two models, one on top of the other:

1. Sentences. Wanted is by how much the summary comes nearer to the reference (ROUGE-1 F1) when the sentence joins it,
   on average over what may stand there already: the lead, the best choice, and what a first model chooses.
2. Sets of sentences. Wanted is the set's own ROUGE-1 F1, less the mean of the article's sets. The scores that it sees
   come from models that have not learned from the article.

The check runs the product's own way of choosing, with weights that have seen no article of the fold, by `split_id`.
"""

import argparse
import hashlib
import importlib
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from reportkit.brief.choice import candidate_sets
from reportkit.brief.ranking import rank
from reportkit.brief.sets import find_set_signs
from reportkit.brief.study import Study, study
from reportkit.brief.terms import terms
from reportkit.brief.trees import TYPES, Trees, Weights
from tests.bench.adapters import SUMMARY, article_of_row, order
from tests.bench.boosting import fit

LEARNED = {"cnn": 1.0, "dm": 1.5, "gum": 1.5, "inshorts": 1.5, "xsum": 1.0}
"""Sets to learn from, with the weight of an article: the small ones count for more."""
LOOKED_AT = ("cnn", "dm", "gum", "xsum", "inshorts", "llmref")
FOLDS = 5
SENTENCES = 3
_NONE = Trees(**{name: np.zeros(0, kind) for name, kind in TYPES.items()}, depth=0)
UNTAUGHT = Weights(sentences=_NONE, sets=_NONE)
OUT = Path(__file__).parents[2] / "reportkit/brief/weights.npz"


@dataclass(kw_only=True)
class Lesson:
    """An article with its references, and what was worked out of it."""

    row: dict[str, Any] = field(repr=False)
    study: Study = field(repr=False)
    fold: int
    weight: float
    """0: only looked at."""
    counts: np.ndarray = field(repr=False)
    """How often each sentence has each token of the references."""
    sizes: np.ndarray = field(repr=False)
    """Tokens of each sentence, as the scorer cuts them."""
    references: np.ndarray = field(repr=False)
    """How often each reference has each token; a row a reference."""
    best: list[int] = field(default_factory=list)
    """What choosing sentences can reach, found greedily."""

    def agreement(self, sets: Sequence[Sequence[int]] | np.ndarray) -> np.ndarray:
        """ROUGE-1 F1 of each set of sentences (all of one size), with the reference that suits it best."""
        rows = np.asarray(sets, dtype=np.int64)
        together, sizes = self.counts[rows].sum(axis=1), self.sizes[rows].sum(axis=1)
        common = np.minimum(together[:, None, :], self.references[None, :, :]).sum(axis=2)
        return (2 * common / np.maximum(1, sizes[:, None] + self.references.sum(axis=1)[None, :])).max(axis=1)

    def gains(self, contexts: Iterable[Sequence[int]]) -> np.ndarray:
        """What each sentence adds to each of the choices, or would be missed from it, on average."""
        return np.mean([self._gains(context) for context in contexts], axis=0)

    def _gains(self, context: Sequence[int]) -> np.ndarray:
        count = len(self.sizes)
        standing = list(dict.fromkeys(at for at in context if at < count))
        whole = self.agreement([standing])
        gained = self.agreement([[*standing, at] for at in range(count)]) - whole
        for at in standing:
            gained[at] = (whole - self.agreement([[other for other in standing if other != at]]))[0]
        return gained


def load(folder: str, names: Iterable[str]) -> list[Lesson]:
    """Every article of these sets, studied once."""
    sys.path.insert(0, folder)
    scorer, rouge = importlib.import_module("bench"), importlib.import_module("rouge")
    lessons = []
    for name in names:
        for row in scorer.load(folder, name):
            studied = study(article_of_row(row), UNTAUGHT)
            if len(studied.candidates) != len(row["flat"]):
                raise ValueError(f"{row['id']}: sentences were lost")
            tokens = [rouge.tok(text) for text in row["flat"]]
            references = [Counter(token for text in one for token in rouge.tok(text)) for one in row["refs"]]
            known = sorted(set().union(*references))
            counts = map(Counter, tokens)
            lesson = Lesson(
                row=row,
                study=studied,
                fold=int(hashlib.sha256(row["split_id"].encode()).hexdigest(), 16) % FOLDS,
                weight=0.0 if row.get("genre") == "essay" else LEARNED.get(name, 0.0),
                counts=np.array([[count[token] for token in known] for count in counts]),
                sizes=np.array([len(one) for one in tokens]),
                references=np.array([[reference[token] for token in known] for reference in references]),
            )
            lessons.append(lesson)
    for lesson in lessons:
        if lesson.weight:
            lesson.best = greedy(lesson)
    return lessons


def greedy(lesson: Lesson) -> list[int]:
    """The best choice, one sentence after another."""
    chosen: list[int] = []
    for _ in range(min(SENTENCES, len(lesson.sizes))):
        left = [at for at in range(len(lesson.sizes)) if at not in chosen]
        chosen.append(left[int(lesson.agreement([[*chosen, at] for at in left]).argmax())])
    return chosen


Model = Callable[[Sequence[Lesson]], Trees]


def out_of_fold(lessons: Sequence[Lesson], model: Model, use: Callable[[Lesson, Trees], None]) -> None:
    """Use on each lesson a model that has learned from the other folds."""
    for fold in sorted({lesson.fold for lesson in lessons}):
        trees = model([lesson for lesson in lessons if lesson.fold != fold])
        for lesson in lessons:
            if lesson.fold == fold:
                use(lesson, trees)


def score(lesson: Lesson, trees: Trees) -> Study:
    """The study of a lesson with the scores of these trees."""
    studied = lesson.study
    title = frozenset(terms(lesson.row["title"] or "", studied.lexicon))
    return replace(studied, scores=rank(studied.candidates, studied.signs, title, trees))


def learn_sentences(lessons: Sequence[Lesson], wanted: dict[int, np.ndarray]) -> Trees:
    """Trees that value sentences."""
    return fit(
        np.concatenate([lesson.study.signs for lesson in lessons]),
        np.concatenate([wanted[id(lesson)] for lesson in lessons]),
        np.concatenate([np.full(len(lesson.sizes), lesson.weight / len(lesson.sizes)) for lesson in lessons]),
        at_least=40,
    )


def learn(lessons: Sequence[Lesson]) -> Weights:
    """Both models, from all of the lessons that may be learned from."""
    lessons = [lesson for lesson in lessons if lesson.weight]
    first = {id(one): one.gains([[0, 1], one.best[:2], [0], one.best[:1], [0, one.best[-1]]]) for one in lessons}
    wanted: dict[int, np.ndarray] = {}

    def refine(lesson: Lesson, trees: Trees) -> None:
        ranked = order(score(lesson, trees))
        one, two, three = (*ranked, *range(3))[:3]
        best = lesson.best
        contexts = [[one, two], [two, three], [one], [one, three], best[:2], best[:1], [0, 1]]
        wanted[id(lesson)] = lesson.gains(contexts)

    out_of_fold(lessons, lambda some: learn_sentences(some, first), refine)
    rows: list[np.ndarray] = []
    values: list[np.ndarray] = []
    shares: list[np.ndarray] = []

    def collect(lesson: Lesson, trees: Trees) -> None:
        studied = score(lesson, trees)
        for size, weight in ((SENTENCES, 1.0), (2, 0.3), (4, 0.3)):
            pool, sets = candidate_sets(studied, replace(SUMMARY, sentences=size))
            if len(sets) > 1 and sets.shape[1] == size:
                reached = lesson.agreement(pool.at[sets])
                rows.append(find_set_signs(pool, sets))
                values.append(reached - reached.mean())
                shares.append(np.full(len(sets), weight * lesson.weight / len(sets)))

    out_of_fold(lessons, lambda some: learn_sentences(some, wanted), collect)
    sets = fit(np.concatenate(rows), np.concatenate(values), np.concatenate(shares), at_least=1000)
    return Weights(sentences=learn_sentences(lessons, wanted), sets=sets)


def check(lessons: Sequence[Lesson], scorer: ModuleType) -> None:
    """Print what weights reach that have not seen the article, as differences from the lead."""
    measured: dict[str, list[list[float]]] = {}
    for fold in range(FOLDS):
        learned = learn([lesson for lesson in lessons if lesson.fold != fold])
        for lesson in (lesson for lesson in lessons if lesson.fold == fold):
            studied = replace(score(lesson, learned.sentences), weights=learned)
            ours, lead = (
                scorer.measure_ranked(lesson.row, ranked)
                for ranked in (order(studied), scorer.lead(lesson.row))
            )  # fmt: skip
            keys = ("k3.r1F", "w60.r1R", "w100.r1R", "words")
            measured.setdefault(lesson.row["set"], []).append([ours[key] - lead[key] for key in keys])
    print(f"{'set':<10}{'n':>5}{'F1 of 3':>18}{'recall 60':>11}{'recall 100':>11}{'words':>7}")
    for name, found in measured.items():
        mean, error = np.mean(found, axis=0), np.std(found, axis=0) / np.sqrt(len(found))
        print(
            f"{name:<10}{len(found):>5}{mean[0]:>+10.2f} ±{error[0]:5.2f}{mean[1]:>+11.2f}{mean[2]:>+11.2f}{mean[3]:>+7.0f}"
        )
    means = np.array([np.mean(found, axis=0) for found in measured.values()])
    print(f"{'mean':<15}{means[:, 0].mean():>+10.2f}{'':7}{means[:, 1].mean():>+11.2f}{means[:, 2].mean():>+11.2f}")


def main() -> None:
    """Train, or check what training gives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    lessons = load(options.folder, LOOKED_AT if options.check else LEARNED)
    if options.check:
        check(lessons, sys.modules["bench"])
        return
    learned = learn(lessons)
    models = {"sentences": learned.sentences, "sets": learned.sets}
    arrays = {f"{name}.{array}": getattr(trees, array) for name, trees in models.items() for array in TYPES}
    depths = {f"{name}.depth": np.int32(trees.depth) for name, trees in models.items()}
    np.savez_compressed(OUT, **arrays, **depths)
    print(f"{OUT}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
