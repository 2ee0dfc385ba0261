"""Boosted trees as arrays, and the weights that ship."""

from importlib.resources import files

import numpy as np
import pytest

from reportkit.brief.sets import SET_NAMES
from reportkit.brief.signs import NAMES
from reportkit.brief.trees import UNIT, Trees, weights

# Two trees: one asks column 0 for up to 1, then column 1 for up to 5; the other is a leaf.
_TREES = Trees(
    roots=np.array([0, 5]),
    sign=np.array([0, 0, 1, 0, 0, 0]),
    threshold=np.array([1, np.inf, 5, np.inf, np.inf, np.inf], np.float32),
    children=np.array([2, 1, 1, 1, 4, 3, 3, 3, 4, 4, 5, 5]),
    leaf=np.array([0, 100, 0, 200, 300, 7], np.int32),
    depth=2,
)


@pytest.mark.parametrize(
    ("signs", "units"),
    [((1, 9), 107), ((2, 5), 207), ((2, 6), 307), ((0, 0), 107)],
)
def test_a_row_is_worth_the_sum_of_its_leaves(signs: tuple[float, float], units: int) -> None:
    """Up to the threshold goes left, over it right; a leaf that is reached early is kept."""
    assert _TREES.value(np.array([signs], np.float32)) == pytest.approx([units * UNIT])


def test_no_rows_have_no_values() -> None:
    """An article without sentences is valued too."""
    assert _TREES.value(np.zeros((0, 2), np.float32)).shape == (0,)


def test_the_shipped_weights_fit_the_signs() -> None:
    """No node looks at a column that the signs don't have, and no path is longer than the depth says."""
    for trees, names in ((weights().sentences, NAMES), (weights().sets, SET_NAMES)):
        assert 0 <= trees.sign.min() <= trees.sign.max() < len(names)
        below = trees.roots
        for _ in range(trees.depth):
            below = np.unique(trees.children[np.concatenate([2 * below, 2 * below + 1])])
        assert np.array_equal(trees.children[2 * below], below)


def test_the_shipped_weights_are_small() -> None:
    """They stay under 300 KB and hold numbers only."""
    file = files("reportkit.brief").joinpath("weights.npz")
    assert len(file.read_bytes()) < 300_000
    with file.open("rb") as opened, np.load(opened) as stored:
        assert {stored[name].dtype.kind for name in stored.files} <= set("iuf")
