"""The batches of a run, the next one made ready while the network computes on this one.

A batch is a pure function of experiment and step, so who makes it, and when, changes nothing.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.data.augment import augment
from playground.data.batches import batch_positions, steps_per_epoch
from playground.data.training_data import TrainingData
from playground.experiment import Experiment

# Half of these together take as long as half a step of the compact network.
_SLOW = {"rotation", "zoom", "color", "blur", "background", "crop", "spectrum"}


def pays(experiment: Experiment) -> bool:
    """Whether a batch takes long enough to be made ahead.

    Measured on two cores, which the step itself keeps busy: with all switches on and cut-outs
    1.2 times as many pictures a second, with flips and shifts alone 0.92 times.
    """
    return len(_SLOW.intersection(experiment.augmentations)) >= 3


@dataclass(frozen=True, eq=False)
class PreparedBatch:
    """`indices` (b,) into the pictures; `images` (b, h, w, 3); `labels` (b,) int32 as trained."""

    indices: NDArray[np.int64]
    images: NDArray[np.uint8]
    labels: NDArray[np.int32]
    wrong: NDArray[np.bool_]


def prepare_batch(experiment: Experiment, data: TrainingData, step: int) -> PreparedBatch:
    """The batch of that step, counted from 0 over all epochs."""
    epoch, batch = divmod(step, steps_per_epoch(len(data.train), experiment.batch_size))
    positions = batch_positions(
        len(data.train), experiment.batch_size, experiment.seed, epoch, batch)
    indices, pictures = data.train[positions], data.pictures
    # A cut-out whose background is replaced needs its transparency; any other has one of its own.
    images = np.asarray(pictures.images[indices]) if experiment.background else (
        pictures.rgb(indices))
    return PreparedBatch(
        indices, augment(images, experiment, epoch, batch),
        data.train_labels[positions].astype(np.int32), data.wrong[positions])


class Preparation:
    """Gives batches by step, from one thread; the next may be made in another meanwhile.

    That thread ends with its batch: nothing has to be closed, and one that is dropped leaves no
    thread behind.
    """

    def __init__(self, data: TrainingData) -> None:
        self._data = data
        self._ahead: _Ahead | None = None

    def batch(self, experiment: Experiment, step: int, *, ahead: bool = True) -> PreparedBatch:
        """The batch of `step`; with `ahead`, the one after it is begun where it pays.

        Raises whatever made it fail, in the step that it is for.
        """
        waiting, self._ahead = self._ahead, None
        # What was made for another step (a checkpoint was restored) or from other controls is
        # left alone: its thread ends by itself.
        if waiting is not None and waiting.key == _key(experiment, step):
            ready = waiting.result()
        else:
            ready = prepare_batch(experiment, self._data, step)
        if ahead and pays(experiment):
            self._ahead = _begin(experiment, self._data, step + 1)
        return ready


class _Ahead:
    """One batch in the making. No lock: it is read only after its thread has been joined."""

    def __init__(self, experiment: Experiment, data: TrainingData, step: int) -> None:
        self.key = _key(experiment, step)
        self._made: PreparedBatch | None = None
        self._error: BaseException | None = None
        self._arguments = experiment, data, step
        self._thread = threading.Thread(target=self._make, name=f"batch-{step}", daemon=True)
        self._thread.start()

    def _make(self) -> None:
        try:
            self._made = prepare_batch(*self._arguments)
        except BaseException as error:
            # Told to the thread that trains; here nobody would hear of it.
            self._error = error

    def result(self) -> PreparedBatch:
        self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._made is not None
        return self._made


def _begin(experiment: Experiment, data: TrainingData, step: int) -> _Ahead | None:
    try:
        return _Ahead(experiment, data, step)
    except RuntimeError:
        # No thread can be started: the program is ending, or the system has no more of them. The
        # batch is then made when its step comes.
        return None


def _key(experiment: Experiment, step: int) -> tuple[Any, ...]:
    """All that decides a batch: the knobs that turn during a run do not."""
    return step, experiment.seed, experiment.batch_size, experiment.augmentations
