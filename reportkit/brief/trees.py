"""Boosted regression trees as arrays: what was learned from articles and the summaries that editors wrote of them.

`weights.npz` holds two models that `tests/bench/train.py` (`make train`) makes: one values sentences, one values sets of
sentences. Both see numbers only (`signs`, `sets`); no word of an article is in them. Leaves are whole numbers, so that
a sum is the same on every machine.
"""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNIT = 1e-5
"""What 1 in a leaf is worth."""
TYPES = {"roots": "intp", "sign": "intp", "threshold": "float32", "children": "intp", "leaf": "int32"}
"""The arrays of a model, with the types in which they are quickest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """Trees whose leaves are added up; all nodes in one row, a leaf being its own child."""

    roots: "NDArray[np.intp]" = field(repr=False)
    sign: "NDArray[np.intp]" = field(repr=False)
    """Column that a node looks at."""
    threshold: "NDArray[np.float32]" = field(repr=False)
    children: "NDArray[np.intp]" = field(repr=False)
    """Where each node leads to: two places a node, above its threshold and up to it."""
    leaf: "NDArray[np.int32]" = field(repr=False)
    """In units of `UNIT`; 0 in an inner node."""
    depth: int

    def value(self, signs: "NDArray[np.float32]") -> "NDArray[np.float64]":
        """Return the value of each row of signs."""
        import numpy as np

        flat = np.ascontiguousarray(signs).ravel()
        rows = (np.arange(len(signs), dtype=np.intp) * signs.shape[1])[:, None]
        at = np.broadcast_to(self.roots, (len(signs), len(self.roots)))
        for _ in range(self.depth):
            low = flat.take(rows + self.sign.take(at)) <= self.threshold.take(at)
            at = self.children.take(2 * at + low)
        value: NDArray[np.float64] = self.leaf.take(at).sum(axis=1, dtype=np.int64) * UNIT
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What the product has learned."""

    sentences: Trees
    sets: Trees


@cache
def weights() -> Weights:
    """Return the weights that ship with the product."""
    import numpy as np

    with files("reportkit.brief").joinpath("weights.npz").open("rb") as file, np.load(file) as stored:
        kept = {name: stored[name] for name in stored.files}
    return Weights(sentences=_trees(kept, "sentences"), sets=_trees(kept, "sets"))


def _trees(kept: "dict[str, NDArray[np.generic]]", model: str) -> Trees:
    """Return one model of the stored arrays."""
    arrays = {name: kept[f"{model}.{name}"].astype(kind) for name, kind in TYPES.items()}
    return Trees(**arrays, depth=int(kept[f"{model}.depth"]))
