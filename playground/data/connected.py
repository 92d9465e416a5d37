"""Connected components: pictures that must stay on one side of a split."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray


def connected_components(
    count: int, pairs: NDArray[np.int64], columns: Iterable[Sequence[str]]
) -> NDArray[np.int64]:
    """For each of `count` items the number of its component, (count,), from 0 by first item.

    Items are connected by `pairs` (k, 2), and by sharing a name in one of `columns`, each of
    length `count`; the empty name connects nothing.
    """
    parents = list(range(count))
    for first, second in pairs.tolist():
        _join(parents, first, second)
    for names in columns:
        first_of: dict[str, int] = {}
        for item, name in enumerate(names):
            if name:
                _join(parents, first_of.setdefault(name, item), item)
    roots = np.array([_root(parents, item) for item in range(count)], np.int64)
    _, components = np.unique(roots, return_inverse=True)
    return components.astype(np.int64)


def _join(parents: list[int], first: int, second: int) -> None:
    first, second = _root(parents, first), _root(parents, second)
    # The smallest item is the root, whatever the order of the pairs.
    parents[max(first, second)] = min(first, second)


def _root(parents: list[int], item: int) -> int:
    while parents[item] != item:
        parents[item] = parents[parents[item]]
        item = parents[item]
    return item
