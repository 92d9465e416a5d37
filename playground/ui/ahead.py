"""Work that is done before anybody asks for it, and after the first page has been delivered.

TensorFlow's import takes seconds and slows whatever runs beside it, so it begins in a thread once
a page is on its way to the browser; then the default network's step is traced and its data made
ready, so that Play begins to move at once.
"""

from __future__ import annotations

import threading
import time
from typing import Any

from playground.data.training_data import TrainingData
from playground.errors import PlaygroundError
from playground.experiment import Experiment
from playground.model.importing import import_heavy
from playground.training.manager.manager import run_manager

# The first page must be on the screen first: what is imported here would slow its script down.
_DELAY = 0.7
_lock = threading.Lock()
_warming: threading.Thread | None = None
_data: dict[Experiment, TrainingData | None] = {}
_failed: set[Experiment] = set()
_MOST = 32


def warm_up(experiment: Experiment) -> None:
    """Begin once in this process; each further call does nothing and takes no time."""
    global _warming
    # Two tabs may open in the same moment; TensorFlow must be imported by one thread only.
    with _lock:
        if _warming is not None:
            return
        _warming = threading.Thread(
            target=_warm, args=(experiment,), name="warm-up", daemon=True)
        _warming.start()


def prepared_ahead(experiment: Experiment, wait: float = 0.4) -> TrainingData | None:
    """The experiment's data where it is ready within `wait` seconds; else None, and it is begun."""
    with _lock:
        if experiment in _data:
            return _data[experiment]
        if _warming is not None and _warming.is_alive() and not _data:
            return None
        _data[experiment] = None
        while len(_data) > _MOST:
            del _data[next(iter(_data))]
    _begin_making(experiment).join(wait)
    return _data.get(experiment)


def failed_ahead(experiment: Experiment) -> bool:
    """Whether its data cannot be prepared."""
    return experiment in _failed


def forget(source: str) -> None:
    """Let go of what was prepared of a private source, with the session that it belonged to."""
    with _lock:
        for experiment in [one for one in _data if source in (one.data, one.another_setting)]:
            del _data[experiment]
        _failed.difference_update(
            [one for one in _failed if source in (one.data, one.another_setting)])


def _begin_making(experiment: Experiment) -> threading.Thread:
    making = threading.Thread(target=_make, args=(experiment,), name="data-ahead", daemon=True)
    making.start()
    return making


def _make(experiment: Experiment) -> None:
    try:
        data: TrainingData | None = run_manager().prepare(experiment, _no_progress)
    except PlaygroundError:
        # Whoever presses Play hears why; before that, the shipped pictures stay.
        data = None
        _failed.add(experiment)
    with _lock:
        _data[experiment] = data


def _warm(experiment: Experiment) -> None:
    time.sleep(_DELAY)
    # Decoding leaves the interpreter alone most of the time, and the import hardly ever.
    making = _begin_making(experiment)
    import_heavy("tensorflow")
    making.join()
    data = _data.get(experiment)
    if data is not None:
        _trace(experiment, data)


def _trace(experiment: Experiment, data: TrainingData) -> None:
    """One step and one look on a throw-away trainer: what they compile is shared by all runs."""
    from playground.training.loop.trainer import Trainer

    trainer: Any = Trainer(experiment, data)
    trainer.train_step()
    trainer.probe()


def _no_progress(done: int, total: int) -> None:
    """Nobody watches."""
