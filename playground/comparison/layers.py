"""The weights of runs, layer by layer: norms and zeros over the epochs, and equal bins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.insight.histogram import WeightHistogram, weight_histogram
from playground.insight.weight_matrix import as_levels
from playground.model.architectures import ARCHITECTURES, kernel_shapes, penalized_kernels
from playground.model.weights import Weights, glorot_limit
from playground.training.history import History


@dataclass(frozen=True)
class LayerCurves:
    """One layer's kernel over the epochs, all aligned (e,); zeros are shares of 0 to 1.

    `l1_norm` is Σ|w|, `l2_norm` √Σw². `penalized`: the penalty is on it.
    """

    layer: str
    size: int
    penalized: bool
    epochs: tuple[float, ...]
    l1_norm: tuple[float, ...]
    l2_norm: tuple[float, ...]
    exact_zeros: tuple[float, ...]
    near_zeros: tuple[float, ...]


def layer_curves(run: History) -> dict[str, LayerCurves]:
    """By layer, from input to output; nothing where no kernel was measured."""
    architecture = ARCHITECTURES[run.began_as.model]
    bearers = penalized_kernels(architecture, run.began_as.penalize)
    found: dict[str, LayerCurves] = {}
    for name in kernel_shapes(architecture):
        told = [(record.epoch, kernel) for record in run.records
                for kernel in record.kernels if kernel.name == name]
        if told:
            found[name] = LayerCurves(
                name, told[0][1].size, name in bearers, tuple(float(epoch) for epoch, _ in told),
                tuple(kernel.l1_norm for _, kernel in told),
                tuple(kernel.l2_norm for _, kernel in told),
                tuple(kernel.exact_zeros / kernel.size for _, kernel in told),
                tuple(kernel.near_zeros / kernel.size for _, kernel in told))
    return found


def shared_layers(runs: Sequence[History]) -> tuple[str, ...]:
    """Names of the layers that all the runs have, largest first of the first run's."""
    shapes = [kernel_shapes(ARCHITECTURES[run.began_as.model]) for run in runs]
    first = ARCHITECTURES[runs[0].began_as.model]
    return tuple(name for name in penalized_kernels(first, "all")
                 if all(name in others for others in shapes))


@dataclass(frozen=True)
class SharedBins:
    """Histograms of one layer of several runs on the same bins; None for a run without weights.

    `limit` is the scale of all of them: ± it was the widest range of the start weights.
    """

    layer: str
    limit: float
    histograms: tuple[WeightHistogram | None, ...]


def on_shared_bins(weights: Sequence[Weights | None], layer: str) -> SharedBins:
    """Of one layer's kernels, such as of `[run.weights() for run in runs]`.

    Raises `ValueError` where none of them has such a kernel.
    """
    kernels = _kernels(weights, layer)
    limit = shared_limit(weights, layer)
    return SharedBins(layer, limit, tuple(
        None if kernel is None else weight_histogram(kernel, limit) for kernel in kernels))


def shared_limit(weights: Sequence[Weights | None], layer: str) -> float:
    """The scale on which one layer of several runs is shown. Raises `ValueError`, as above."""
    shapes = [kernel.shape for kernel in _kernels(weights, layer) if kernel is not None]
    if not shapes:
        raise ValueError(f"none of the runs has kept the kernel of {layer}")
    return max(map(glorot_limit, shapes))


def levels_of_difference(ours: NDArray[np.float32], theirs: NDArray[np.float32],
                         limit: float) -> NDArray[np.int8]:
    """Theirs minus ours, on the scale of a matrix: int8 of the kernels' shape."""
    with np.errstate(invalid="ignore", over="ignore"):
        return as_levels(theirs - ours, limit)


def _kernels(weights: Sequence[Weights | None], layer: str) -> list[NDArray[np.float32] | None]:
    nothing: Mapping[str, NDArray[np.float32]] = {}
    return [(one or nothing).get(f"{layer}/kernel") for one in weights]
