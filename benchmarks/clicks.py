"""What a regularizer clicked while the Play page's experiment trains has changed at its end.

Each seed's untouched run, the twin, is trained once; from its state at each click every method
goes on, so that both are the same to the bit until then. One thread: who else computes changes no
figure.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from benchmarks.common import prepared
from playground.experiment import Experiment
from playground.insight.sparsity import count_zeros
from playground.presets import PLAY_DEFAULT, TURNED_ON
from playground.training.loop.evaluation import Evaluation
from playground.training.loop.trainer import Trainer

WORTH = 0.05
"""A gain that anyone sees on the page."""
State = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class End:
    """Validation accuracy after the last epoch, and the share of penalized weights below 0.001."""

    accuracy: float
    near_zeros: float


def end_of(trainer: Trainer) -> End:
    measured = Evaluation({"validation": trainer.sets["validation"]}, trainer.hold_weights(),
                          trainer.experiment.batch_size)
    while measured.batches_left:
        measured.advance()
    weights = trainer.weights().arrays
    zeros = count_zeros([weights[f"{name}/kernel"] for name in trainer.penalized])
    return End(measured.readings()["validation"].accuracy, zeros.near_zeros)


def trained_to(trainer: Trainer, epoch: int) -> None:
    while trainer.epoch < epoch:
        trainer.train_step()


def twin(experiment: Experiment, clicks: Sequence[int]) -> tuple[Trainer, dict[int, State], End]:
    """The untouched run: its trainer, its states at the clicks, and its end."""
    trainer, states = Trainer(experiment, prepared(experiment)), {}
    for click in sorted(clicks):
        trained_to(trainer, click)
        states[click] = {name: np.array(array) for name, array in trainer.state().items()}
    trained_to(trainer, experiment.epochs)
    return trainer, states, end_of(trainer)


def clicked(
    trainer: Trainer, experiment: Experiment, state: State, values: Mapping[str, object]
) -> End:
    """The end of the run that had these values from that state on."""
    trainer.restore(state)
    trainer.experiment = experiment.with_values(values)
    trained_to(trainer, experiment.epochs)
    return end_of(trainer)


def method(text: str) -> tuple[str, dict[str, object]]:
    """`regularizer=l1,lambda=3e-3` as controls and values, and what it is called."""
    return text, dict(part.split("=", 1) for part in text.split(","))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    arguments.add_argument("--clicks", type=int, nargs="+", default=[6, 9, 12, 15])
    arguments.add_argument("--epochs", type=int, default=PLAY_DEFAULT.experiment().epochs)
    arguments.add_argument("--methods", type=method, nargs="+", metavar="NAME=VALUE,…",
                           default=list(TURNED_ON.items()), help="[default: what a click sets]")
    given = arguments.parse_args()
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    gains: dict[str, list[float]] = {name: [] for name, _ in given.methods}
    print("| seed | without | method | " + " | ".join(
        f"clicked after {click}" for click in given.clicks) + " | near zero |")
    print("|---" * (4 + len(given.clicks)) + "|", flush=True)
    for seed in given.seeds:
        experiment = PLAY_DEFAULT.experiment().with_values({"seed": seed, "epochs": given.epochs})
        trainer, states, untouched = twin(experiment, given.clicks)
        for name, values in given.methods:
            ends = [clicked(trainer, experiment, states[click], values) for click in given.clicks]
            gained = [end.accuracy - untouched.accuracy for end in ends]
            gains[name] += gained
            print(f"| {seed} | {untouched.accuracy:.3f} | {name} | " + " | ".join(
                f"{end.accuracy:.3f} ({gain:+.3f})"
                for end, gain in zip(ends, gained, strict=True))
                + f" | {min(end.near_zeros for end in ends):.0%} to "
                f"{max(end.near_zeros for end in ends):.0%} |", flush=True)
    for name, values in given.methods:
        of = gains[name]
        print(f"{name} {dict(values)}: {sum(gain >= WORTH for gain in of)} of {len(of)} at least "
              f"{WORTH} above the twin, mean {np.mean(of):+.3f}, worst {min(of):+.3f}")


if __name__ == "__main__":
    main()
