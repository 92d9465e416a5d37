"""Prepared data of the last few experiments: a reset, or another λ, begins at once."""

from __future__ import annotations

import threading
from typing import Any

from cachetools import LRUCache

from playground.data.decoded import Progress
from playground.data.sources import is_private
from playground.data.training_data import TrainingData, prepare
from playground.experiment import CONTROLS, Experiment
from playground.model.architectures import ARCHITECTURES

# The pictures themselves are shared and mapped from disk: an entry is labels and indices.
_KEPT = 8
_DECIDING = tuple(row.name for row in CONTROLS.values() if row.group == "data")

DataKey = tuple[Any, ...]


class PreparedData:
    """Gives an experiment's data, prepared once. For pages: registered sources only."""

    def __init__(self) -> None:
        # Guards the table alone: two runs that prepare the same data at once wait for each other
        # where that matters, in the decoding, and not here.
        self._guard = threading.Lock()
        self._kept: LRUCache[DataKey, TrainingData] = LRUCache(_KEPT)

    def __call__(self, experiment: Experiment, progress: Progress) -> TrainingData:
        """In the calling thread. Raises `BadInput`, and what `progress` raises."""
        key = data_key(experiment)
        with self._guard:
            data = self._kept.get(key)
            if data is not None:
                return data
        size = ARCHITECTURES[experiment.model].size
        # They go with their session, which may end meanwhile: nothing here may outlive it.
        private = is_private(experiment.data) or is_private(experiment.another_setting)
        data = prepare(experiment, size, paths_allowed=False, progress=progress)
        if private:
            return data
        with self._guard:
            self._kept[key] = data
        return data

    def at_hand(self, experiment: Experiment) -> TrainingData | None:
        """What was prepared already, and is kept."""
        with self._guard:
            return self._kept.get(data_key(experiment))


def data_key(experiment: Experiment) -> DataKey:
    """All that decides the data: its own controls, the seed of its split, and the input's size."""
    values = experiment.to_mapping()
    deciding = tuple(values[name] for name in _DECIDING)
    return *deciding, experiment.seed, ARCHITECTURES[experiment.model].size
