"""Start weights and optimizer slots, as functions of the seed.

Glorot and Bengio 2010: kernels uniform in ±√(6 / (fan in + fan out)), biases zero, as Keras does
by default. Two runs with the same seed and model start from the same bits.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod, sqrt

import numpy as np
from numpy.typing import NDArray

from playground.data.streams import Purpose, stream
from playground.model.architectures import Architecture, kernel_shapes

Weights = Mapping[str, NDArray[np.float32]]


def glorot_limit(shape: tuple[int, ...]) -> float:
    """The bound of the start weights of a kernel of that shape (…, inputs, outputs)."""
    receptive = prod(shape[:-2])
    return sqrt(6.0 / (receptive * shape[-2] + receptive * shape[-1]))


def initial_weights(architecture: Architecture, seed: int) -> dict[str, NDArray[np.float32]]:
    """`layer/kernel` and `layer/bias` by name, float32, from input to output, read-only."""
    weights: dict[str, NDArray[np.float32]] = {}
    for index, (name, shape) in enumerate(kernel_shapes(architecture).items()):
        limit = glorot_limit(shape)
        draw = stream(seed, Purpose.WEIGHTS, index).random(shape, dtype=np.float32)
        weights[f"{name}/kernel"] = (2.0 * draw - 1.0) * np.float32(limit)
        weights[f"{name}/bias"] = np.zeros(shape[-1], np.float32)
    for array in weights.values():
        array.flags.writeable = False
    return weights
