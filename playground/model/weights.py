"""Start weights and optimizer slots, as functions of the seed.

Glorot and Bengio 2010: kernels uniform in ±√(6 / (fan in + fan out)), biases zero, as Keras does
by default. A normalization starts as what changes nothing once the mean is 0 and the variance 1.
Two runs with the same seed and model start from the same bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import prod, sqrt

import numpy as np
from numpy.typing import NDArray

from playground.data.streams import Purpose, stream
from playground.model.architectures import Architecture, Layer, layers

Weights = Mapping[str, NDArray[np.float32]]

_ONES = frozenset({"gamma", "moving_variance"})
# What no gradient changes: the running statistics of a normalization.
_STATISTICS = ("/moving_mean", "/moving_variance")


def trained(name: str) -> bool:
    """Whether the optimizer changes the weight of that name."""
    return not name.endswith(_STATISTICS)


def glorot_limit(shape: tuple[int, ...]) -> float:
    """The bound of the start weights of a kernel of that shape (…, inputs, outputs)."""
    receptive = prod(shape[:-2])
    return sqrt(6.0 / (receptive * shape[-2] + receptive * shape[-1]))


def initial_weights(architecture: Architecture, seed: int) -> dict[str, NDArray[np.float32]]:
    """`layer/kernel`, `layer/bias` and the like, float32, from input to output, read-only."""
    return start_weights(layers(architecture), seed)


def start_weights(rows: Iterable[Layer], seed: int) -> dict[str, NDArray[np.float32]]:
    """The same of a network of those layers."""
    weights: dict[str, NDArray[np.float32]] = {}
    kernels = 0
    for row in rows:
        if row.kernel is not None:
            limit = glorot_limit(row.kernel)
            draw = stream(seed, Purpose.WEIGHTS, kernels).random(row.kernel, dtype=np.float32)
            weights[f"{row.name}/kernel"] = (2.0 * draw - 1.0) * np.float32(limit)
            kernels += 1
        for vector in row.vectors:
            start = 1.0 if vector in _ONES else 0.0
            weights[f"{row.name}/{vector}"] = np.full(row.output[-1], start, np.float32)
    for array in weights.values():
        array.flags.writeable = False
    return weights
