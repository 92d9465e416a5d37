"""What a run of a series ended with, in numbers: read from its epochs' rows and last weights."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.experiment import Experiment
from playground.insight.shares import carrying_share
from playground.model.architectures import architecture_of, penalized_kernels


@dataclass(frozen=True)
class PointResult:
    """After `epoch` of `epochs` epochs; accuracies and shares 0 to 1, losses in nats.

    `elsewhere` None where another setting was not measured. `accuracy` is validation's, `best` its
    highest, after `best_epoch`. Losses are without the penalty, which stands apart. Zeros are
    shares of the penalized weights, or of those that would be. `carrying`: the least share of the
    weights of the three largest kernels that adds up to 90 % of their Σ|w|; None where the weights
    are not known. `seen`: how many validation pictures it trains on; None where not recorded.
    """

    run_id: str
    epoch: int
    epochs: int
    training: float
    accuracy: float
    elsewhere: float | None
    best: float
    best_epoch: int
    training_loss: float
    loss: float
    penalty: float
    exact_zeros: float
    near_zeros: float
    carrying: float | None = None
    seen: int | None = None
    validated: int = 0

    @property
    def gap(self) -> float:
        """The generalization gap: training minus validation accuracy."""
        return self.training - self.accuracy

    @property
    def whole(self) -> bool:
        """Whether it has been trained to its end."""
        return self.epoch >= self.epochs

    @property
    def total_loss(self) -> float:
        """Validation loss with the penalty in it, as Keras reports it and the article draws it."""
        return self.loss + self.penalty

    def to_row(self) -> dict[str, Any]:
        """As JSON holds it; None is what is no number."""
        row = {**asdict(self), "gap": self.gap}
        return {name: None if isinstance(value, float) and not math.isfinite(value) else value
                for name, value in row.items()}


def result_of(
    run_id: str, experiment: Experiment, rows: Sequence[Mapping[str, Any]],
    weights: Mapping[str, NDArray[Any]] | None = None, seen: object = None,
) -> PointResult | None:
    """Of a run's epochs as `epoch_row` writes them; None before the first.

    `weights` by `layer/kernel`, of the last epoch. A row that lacks a number raises KeyError,
    TypeError or ValueError.
    """
    if not rows:
        return None
    last = rows[-1]
    accuracies = [float(row["validation"]["accuracy"]) for row in rows]
    best = int(np.argmax(accuracies))
    elsewhere = last.get("elsewhere")
    return PointResult(
        run_id=run_id, epoch=int(last["epoch"]), epochs=experiment.epochs,
        training=float(last["training"]["accuracy"]), accuracy=accuracies[-1],
        elsewhere=None if elsewhere is None else float(elsewhere["accuracy"]),
        best=accuracies[best], best_epoch=int(rows[best]["epoch"]),
        training_loss=_number(last["training"]["data_loss"]),
        loss=_number(last["validation"]["data_loss"]), penalty=_number(last["penalty"]),
        exact_zeros=float(last["exact_zeros"]), near_zeros=float(last["near_zeros"]),
        carrying=None if weights is None else carrying(weights, experiment),
        seen=seen if isinstance(seen, int) else None,
        validated=sum(sum(map(int, line)) for line in last["validation"]["confusion"]))


def carrying(weights: Mapping[str, NDArray[Any]], experiment: Experiment) -> float:
    """`PointResult.carrying` of the three largest kernels together, whatever is penalized."""
    names = penalized_kernels(architecture_of(experiment), "three-largest")
    kernels = [np.asarray(weights[f"{name}/kernel"], np.float32).ravel() for name in names]
    return carrying_share(np.concatenate(kernels))


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)
