"""What a regularizer clicked while the Play page's experiment trains has changed at its end.

Each seed's untouched run is trained once; from its state at each click every method goes on, so
that both are the same to the bit until then. One thread: who else computes changes no figure.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tensorflow as tf

from benchmarks.common import prepared
from playground.controls import shown
from playground.insight.sparsity import count_zeros
from playground.presets import PLAY_DEFAULT
from playground.training.loop.evaluation import Evaluation
from playground.training.loop.trainer import Trainer

WORTH = 0.05
"""A gain that anyone sees on the page."""


@dataclass(frozen=True)
class End:
    """Validation accuracy at the end, and the shares of penalized weights |w| = 0 and < 0.001."""

    accuracy: float
    exact_zeros: float
    near_zeros: float


def end_of(trainer: Trainer) -> End:
    measured = Evaluation({"validation": trainer.sets["validation"]}, trainer.hold_weights(),
                          trainer.experiment.batch_size)
    while measured.batches_left:
        measured.advance()
    weights = trainer.weights().arrays
    zeros = count_zeros([weights[f"{name}/kernel"] for name in trainer.penalized])
    accuracy = measured.readings()["validation"].accuracy
    return End(accuracy, zeros.exact_zeros, zeros.near_zeros)


def trained_to(trainer: Trainer, epoch: int) -> None:
    while trainer.epoch < epoch:
        trainer.train_step()


def ends(trainer: Trainer, epochs: Sequence[int]) -> list[End]:
    """How it stands at each of the epochs, rising."""
    read = []
    for epoch in epochs:
        trained_to(trainer, epoch)
        read.append(end_of(trainer))
    return read


def method(text: str) -> dict[str, Any]:
    """`regularizer=l1,lambda=3e-3` as controls and values."""
    return dict(part.split("=", 1) for part in text.split(","))


def in_words(values: Mapping[str, Any]) -> str:
    return " ".join(f"{name} {shown(value)}" for name, value in values.items())


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    arguments.add_argument("--clicks", type=int, nargs="+", default=[6, 9, 12, 15])
    arguments.add_argument("--epochs", type=int, nargs="+", default=[
        PLAY_DEFAULT.experiment().epochs], help="where the runs end; several to compare")
    arguments.add_argument("--methods", type=method, nargs="+", metavar="NAME=VALUE,…")
    given = arguments.parse_args()
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    gains: dict[tuple[int, int], list[float]] = {}
    for seed in given.seeds:
        experiment = PLAY_DEFAULT.experiment().with_values(
            {"seed": seed, "epochs": max(given.epochs)})
        trainer = Trainer(experiment, prepared(experiment))
        states = {}
        for click in given.clicks:
            trained_to(trainer, click)
            states[click] = {name: array.copy() for name, array in trainer.state().items()}
        twins = ends(trainer, given.epochs)
        print(f"seed {seed} untouched  " + "  ".join(f"{end.accuracy:.3f}" for end in twins),
              flush=True)
        for row, values in enumerate(given.methods):
            for click in given.clicks:
                trainer.restore(states[click])
                trainer.experiment = experiment.with_values(values)
                after = ends(trainer, given.epochs)
                for column, (end, twin) in enumerate(zip(after, twins, strict=True)):
                    gains.setdefault((row, column), []).append(end.accuracy - twin.accuracy)
                print(f"seed {seed} {in_words(values)} at {click}  " + "  ".join(
                    f"{end.accuracy:.3f} ({end.accuracy - twin.accuracy:+.3f}, "
                    f"near {end.near_zeros:.0%})"
                    for end, twin in zip(after, twins, strict=True)), flush=True)
                trainer.experiment = experiment
    for row, values in enumerate(given.methods):
        for column, epochs in enumerate(given.epochs):
            of = gains[row, column]
            worth = sum(gain >= WORTH for gain in of)
            print(f"{in_words(values)}, {epochs} epochs: {worth} of {len(of)} at least "
                  f"{WORTH} above, mean {sum(of) / len(of):+.3f}, worst {min(of):+.3f}", flush=True)


if __name__ == "__main__":
    main()
