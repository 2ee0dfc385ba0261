"""Boosted trees by LightGBM, handed over as the arrays that the product reads."""

from typing import Any

import lightgbm
import numpy as np

from reportkit.brief.trees import UNIT, Trees

SHAPES = ({"num_leaves": 12, "feature_fraction": 0.5, "seed": 3}, {"num_leaves": 8, "feature_fraction": 0.3, "seed": 4})
"""Two forests are added up: the mean of both errs less than either."""
COMMON = {
    "objective": "regression",
    "learning_rate": 0.05,
    "max_depth": 5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
ROUNDS = 150


def fit(signs: np.ndarray, wanted: np.ndarray, weight: np.ndarray, *, at_least: int) -> Trees:
    """Trees that give what is wanted from signs; each leaf rests on at least so many rows."""
    weight = weight / weight.mean()
    forests = [
        lightgbm.train(
            {**COMMON, **shape, "min_data_in_leaf": at_least}, lightgbm.Dataset(signs, wanted, weight=weight), ROUNDS
        ).dump_model()["tree_info"]
        for shape in SHAPES
    ]
    return _arrays([tree["tree_structure"] for forest in forests for tree in forest], len(SHAPES))


def _arrays(structures: list[dict[str, Any]], forests: int) -> Trees:
    """The nodes of all trees in one row."""
    rows: list[list[float]] = []
    roots, deepest = [], 0

    def add(node: dict[str, Any], depth: int) -> int:
        nonlocal deepest
        deepest = max(deepest, depth)
        at = len(rows)
        if "leaf_value" in node:
            rows.append([0, np.inf, at, at, round(node["leaf_value"] / forests / UNIT)])
            return at
        rows.append([])
        left, right = add(node["left_child"], depth + 1), add(node["right_child"], depth + 1)
        # Signs are single precision: a threshold rounded down to it parts them in the same way.
        threshold = np.float32(node["threshold"])
        if float(threshold) > node["threshold"]:
            threshold = np.nextafter(threshold, np.float32(-np.inf))
        rows[at] = [node["split_feature"], threshold, left, right, 0]
        return at

    roots = [add(structure, 0) for structure in structures]
    columns = list(zip(*rows, strict=True))
    return Trees(
        roots=np.array(roots, np.int32),
        sign=np.array(columns[0], np.uint8),
        threshold=np.array(columns[1], np.float32),
        children=np.array([columns[3], columns[2]], np.int32).T.ravel(),
        leaf=np.array(columns[4], np.int32),
        depth=deepest,
    )
