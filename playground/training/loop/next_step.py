"""The step that a run takes next after one of its epochs, to be looked at number by number."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.change import after_changes
from playground.data.training_data import TrainingData
from playground.experiment import Experiment
from playground.insight.slow_step import Fed, SlowStep, cannot_follow, moment_of
from playground.model.architectures import architecture_of
from playground.training.loop.batches_ahead import prepare_batch
from playground.training.snapshot import Snapshot

State = Mapping[str, NDArray[Any]]


def next_step(run: Snapshot, state: State, data: TrainingData) -> SlowStep | None:
    """From `state`, as kept after an epoch, with the batch that comes then.

    None where it cannot be followed by hand: see `cannot_follow`.
    """
    step = int(state["step"])
    experiment = after_changes(
        run.began_as, [change for change in run.changes if change.step <= step])
    if cannot_follow(experiment) is not None:
        return None
    batch = prepare_batch(experiment, data, step)
    kept = _kept(experiment, len(batch.labels), step) if experiment.dropout else None
    if experiment.dropout and kept is None:
        return None
    return SlowStep(
        moment_of(experiment, state),
        Fed(batch.images, batch.labels.astype(np.int64), batch.wrong, kept))


def _kept(experiment: Experiment, count: int, step: int) -> NDArray[np.bool_] | None:
    """The mask that dropout draws; None where TensorFlow, which draws it, has not been loaded."""
    if "tensorflow" not in sys.modules:
        return None
    import tensorflow as tf

    from playground.model.network import kept_units

    shape = experiment.batch_size, architecture_of(experiment).units
    mask = kept_units(shape, tf.constant(experiment.dropout, tf.float32),
                      tf.constant((experiment.seed, step), tf.int32))
    return np.asarray(mask.numpy()[:count])
