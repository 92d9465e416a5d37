"""The tiles of the page: the same few pictures before Play, during the run and after it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from playground.data.first_pictures import FirstTiles as Tiles
from playground.data.first_pictures import first_tiles
from playground.data.streams import Purpose, stream
from playground.data.training_data import TrainingData
from playground.experiment import Experiment
from playground.training.loop.batches_ahead import PreparedBatch, prepare_batch
from playground.training.manager.managed import RunView
from playground.training.snapshot import BatchCopy, Snapshot
from playground.ui.recent import Recent

COUNT = 12
_SURELY_MEASURED = 200


@dataclass(frozen=True, eq=False)
class Pictures:
    """Tiles of each set; `training` as they are fed to the network at step 0.

    `contradicting` and `overlapping`: how many pictures of the whole sets stand in two classes,
    and how many of another setting are here too.
    """

    training: Tiles
    validation: Tiles
    elsewhere: Tiles | None
    contradicting: int = 0
    overlapping: int = 0


# The last batch of an epoch may hold few pictures: the one before it stays on the page meanwhile.
_full_batches: Recent[BatchCopy] = Recent(16)


def full_batch(run_id: str, batch: BatchCopy | None) -> BatchCopy | None:
    """The run's newest batch of which there are enough pictures for the sheet."""
    if batch is not None and len(batch.labels) >= COUNT:
        return _full_batches.put(run_id, batch)
    return _full_batches.get(run_id) or batch


def fed_before(seen: Snapshot, view: RunView | None) -> Tiles | None:
    """What a run that is wound back was fed in its last step until then, made anew.

    None before the first step, and where its data is gone.
    """
    data = view.data if view is not None else None
    if data is None or not seen.step:
        return None
    with _making:
        fed = _fed.setdefault(data, Recent(16))
    return fed.get_or_make(
        (view.training if view is not None else "", seen.step), lambda: _batch_at(seen, data))


def _batch_at(seen: Snapshot, data: TrainingData) -> Tiles:
    batch = prepare_batch(seen.experiment, data, seen.step - 1)
    if len(batch.labels) < COUNT and seen.step > 1:
        # As on the page then: the last batch of an epoch may hold few pictures.
        batch = prepare_batch(seen.experiment, data, seen.step - 2)
    return _of_batch(batch)


def _of_batch(batch: PreparedBatch) -> Tiles:
    return Tiles(
        batch.images[:COUNT], batch.labels[:COUNT].astype(np.int64), batch.wrong[:COUNT],
        batch.indices[:COUNT])


# Tiles live as long as the data that they are of: a person's own pictures must not outlive it. Each
# costs half a megabyte, and composing them some milliseconds.
_made: WeakKeyDictionary[TrainingData, Recent[Pictures]] = WeakKeyDictionary()
_fed: WeakKeyDictionary[TrainingData, Recent[Tiles]] = WeakKeyDictionary()
# Two threads must not both give the same data its first table.
_making = Lock()


def pictures_of(data: TrainingData, experiment: Experiment) -> Pictures:
    """The tiles of that data: the same ones for all runs of the experiment on it."""
    with _making:
        made = _made.setdefault(data, Recent(4))
    return made.get_or_make(experiment, lambda: tiles_of(data, experiment))


def tiles_of(data: TrainingData, experiment: Experiment) -> Pictures:
    """A few of each set, spread evenly; of training, the first ones of the first batch."""
    validation = _spread(data.validation)
    elsewhere = None
    if data.elsewhere is not None:
        # Of another setting the trainer measures a sample, in this order: these are always in it.
        drawn = stream(experiment.seed, Purpose.SAMPLE, 2).permutation(len(data.elsewhere))
        there = _spread(np.sort(drawn[:_SURELY_MEASURED]))
        elsewhere = _right(data.elsewhere.rgb(there), data.elsewhere.labels[there], there)
    batch = prepare_batch(experiment, data, 0)
    training = _of_batch(batch)
    judged = _right(data.pictures.rgb(validation), data.pictures.labels[validation], validation)
    return Pictures(
        training, judged, elsewhere, data.split.contradicting, data.overlapping)


def _right(
    images: NDArray[np.uint8], labels: NDArray[np.int64], indices: NDArray[np.int64]
) -> Tiles:
    return Tiles(images, labels, np.zeros(len(labels), bool), indices)


def first_pictures(experiment: Experiment, data: TrainingData | None) -> Pictures:
    """Without a run: of the experiment's own data where that is prepared, else those that ship."""
    if data is not None:
        return pictures_of(data, experiment)
    return _shipped()


@lru_cache(maxsize=1)
def _shipped() -> Pictures:
    shipped = first_tiles()
    return Pictures(shipped["training"], shipped["validation"], shipped["elsewhere"])


def _spread(indices: NDArray[np.int64]) -> NDArray[np.int64]:
    places = np.rint(np.linspace(0, len(indices) - 1, min(COUNT, len(indices)))).astype(int)
    # Indices come by class; side by side the classes should mix.
    mixed = np.concatenate([places[start::4] for start in range(4)])
    return np.asarray(indices[mixed])
