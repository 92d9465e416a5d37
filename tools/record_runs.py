"""Records the runs that ship with the app: the Play page's experiment, once a regularizer.

    python -m tools.record_runs [NAME …]

Takes half a minute a run on two idle cores. Names that are not given keep their recordings.
"""

from __future__ import annotations

import argparse
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

from playground.data.training_data import TrainingData
from playground.insight.forward import hidden_units
from playground.insight.knock_out import KnockOut, knock_out
from playground.insight.recorded import (
    LAYER,
    RECORDED,
    RecordedRun,
    levels_of,
    recorded_runs,
    write_recorded,
)
from playground.insight.shares import weight_shares
from playground.insight.sparsity import NEAR_ZERO
from playground.model.architectures import OUTPUT, architecture_of
from playground.model.weights import glorot_limit
from playground.presets import PLAY_METHODS
from playground.training.manager.data_cache import PreparedData
from playground.training.run import Run
from playground.training.snapshot import Snapshot


def trained(name: str) -> tuple[Snapshot, TrainingData]:
    """The preset of that regularizer, trained to its end."""
    experiment, prepare = PLAY_METHODS[name].experiment(), PreparedData()
    run = Run(experiment, lambda progress: prepare(experiment, progress))
    run.start()
    snapshot = run.wait()
    if not snapshot.records or run.data is None:
        raise SystemExit(f"{name}: {snapshot.message}")
    return snapshot, run.data


def knocked_out(snapshot: Snapshot, data: TrainingData) -> KnockOut:
    """The knock-out curve over all validation pictures."""
    assert snapshot.weights is not None, "a run that has ended has its weights"
    weights, began = snapshot.weights.arrays, snapshot.began_as
    units = hidden_units(
        data.pictures.rgb(data.validation), weights, architecture_of(began), began.pooling)
    return knock_out(
        units, data.validation_labels, weights[f"{OUTPUT}/kernel"], weights[f"{OUTPUT}/bias"])


def recorded(name: str) -> RecordedRun:
    snapshot, data = trained(name)
    assert snapshot.weights is not None, "a run that has ended has its weights"
    kernel = snapshot.weights.arrays[f"{LAYER}/kernel"]
    records, probes = snapshot.records, snapshot.probes

    def curve(*numbers: float) -> np.ndarray:
        return np.array(numbers, np.float64)

    return RecordedRun(
        name=name, experiment=snapshot.began_as, steps_per_epoch=snapshot.steps_per_epoch,
        epoch_steps=curve(*(record.step for record in records)),
        training=curve(*(record.training.accuracy for record in records)),
        validation=curve(*(record.validation.accuracy for record in records)),
        elsewhere=curve(*(
            record.elsewhere.accuracy for record in records if record.elsewhere is not None)),
        data_loss=curve(*(record.training.data_loss for record in records)),
        validation_loss=curve(*(record.validation.data_loss for record in records)),
        penalty=curve(*(record.penalty for record in records)),
        probe_steps=curve(*(probe.step for probe in probes)),
        probe_validation=curve(*(probe.val_accuracy for probe in probes)),
        exact_zeros=curve(*(probe.exact_zeros for probe in probes)),
        near_zeros=curve(*(probe.near_zeros for probe in probes)),
        shares=weight_shares(kernel, glorot_limit(kernel.shape), NEAR_ZERO),
        knock_out=knocked_out(snapshot, data), levels=levels_of(kernel),
        weights=lambda: snapshot.weights.arrays if snapshot.weights is not None else None)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("names", nargs="*", metavar="NAME", help=", ".join(PLAY_METHODS))
    names = arguments.parse_args().names or list(PLAY_METHODS)
    if unknown := set(names) - set(PLAY_METHODS):
        arguments.error(f"there is no {', '.join(sorted(unknown))}")
    kept = dict(recorded_runs()) if any(RECORDED.glob("*.npz")) else {}
    for name in names:
        kept[name] = run = recorded(name)
        print(f"{name:<12} validation highest {run.validation.max():.3f}, end "
              f"{run.validation[-1]:.3f}, with 90 % knocked out {run.knock_out.at(0.9):.3f}; "
              f"90 % of the weights' sum in {run.shares.carrying:.1%} of them, "
              f"exact zeros {run.shares.exact_zeros:.1%}", flush=True)
        write_recorded([kept[one] for one in PLAY_METHODS if one in kept])


if __name__ == "__main__":
    main()
