"""What a run trains on that is to be like another one: the very same pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from playground.data.decoded import Progress
from playground.data.training_data import TrainingData
from playground.experiment import Experiment
from playground.training.loop.worker import PrepareData
from playground.training.manager.keeping import Keeping, check_pictures_there
from playground.training.manager.managed import ManagedRun

Prepare = Callable[[Experiment, Progress], TrainingData]


def data_of(
    experiment: Experiment, prepare: Prepare, like: ManagedRun | None, keeping: Keeping | None
) -> TrainingData | PrepareData:
    """The data of the run that it is `like`, or what prepares it; `prepare` alone without one.

    Raises `BadInput` where its pictures are gone.
    """
    prepared = partial(prepare, experiment)
    if like is None:
        return prepared
    if like.data is not None:
        return like.data
    if keeping is None or not like.recorded:
        return prepared
    check_pictures_there(experiment)
    return keeping.same_pictures(like.run_id, prepared)
