"""Work that is done before anybody asks for it, and after the first page has been delivered.

TensorFlow's import takes seconds and slows whatever runs beside it, so it begins in a thread once
a page is on its way to the browser; then the default network's step is traced and its data made
ready, so that Play begins to move at once.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future, wait
from typing import Any

from cachetools import FIFOCache

from playground.data.training_data import TrainingData
from playground.errors import PlaygroundError
from playground.experiment import Experiment
from playground.model.importing import import_heavy
from playground.training.manager.data_cache import DataKey, data_key
from playground.training.manager.manager import run_manager
from playground.ui import ready

# The first page must be on the screen first: what is imported here would slow its script down.
_DELAY = 0.7
# Guards the two below. Two tabs may open in the same moment, and TensorFlow must be imported by
# one thread only; and what is prepared of a private source must be forgotten whole.
_lock = threading.Lock()
_warming: threading.Thread | None = None
_MOST = 32
_making: FIFOCache[DataKey, Making] = FIFOCache(_MOST)

Made = TrainingData | None


class Making:
    """Data that is being prepared in a thread of its own, or has been; None where that failed.

    Its result is held here alone: once it is out of the table, whatever was still being prepared
    goes with it.
    """

    def __init__(self, experiment: Experiment) -> None:
        self.sources = frozenset({experiment.data, experiment.another_setting})
        self.done: Future[Made] = Future()
        threading.Thread(
            target=self._make, args=(experiment,), name="data-ahead", daemon=True).start()

    def _make(self, experiment: Experiment) -> None:
        try:
            self.done.set_result(run_manager().prepare(experiment, _no_progress))
        except PlaygroundError:
            # Whoever presses Play hears why; before that, the shipped pictures stay.
            self.done.set_result(None)
        except BaseException as error:
            self.done.set_exception(error)
            raise

    @property
    def made(self) -> Made:
        """None while it is under way, too."""
        return self.done.result() if self.ready and self.done.exception() is None else None

    @property
    def ready(self) -> bool:
        return self.done.done()


def warm_up(experiment: Experiment) -> None:
    """Begin once in this process; each further call does nothing and takes no time."""
    global _warming
    with _lock:
        if _warming is not None:
            return
        _warming = threading.Thread(
            target=_warm, args=(experiment,), name="warm-up", daemon=True)
        _warming.start()


def prepared_ahead(experiment: Experiment, patience: float = 0.4) -> TrainingData | None:
    """Its data where it is ready within `patience` seconds; else None, and it is begun."""
    key = data_key(experiment)
    with _lock:
        known = _making.get(key)
        if known is None:
            warming = _warming is not None and _warming.is_alive()
            if warming and not any(one.ready for one in _making.values()):
                return None
            making = _begin(key, experiment)
    if known is None:
        wait([making.done], patience)
        return making.made
    # Only who began it waits: a page asks at each of its ticks.
    return known.made


def failed_ahead(experiment: Experiment) -> bool:
    """Whether its data cannot be prepared."""
    with _lock:
        known = _making.get(data_key(experiment))
    return known is not None and known.ready and known.made is None


def forget(source: str) -> None:
    """Let go of what was prepared of a private source, with the session that it belonged to.

    After the source itself is gone: what is begun from then on fails.
    """
    with _lock:
        for key in [key for key, one in _making.items() if source in one.sources]:
            del _making[key]


def _begin(key: DataKey, experiment: Experiment) -> Making:
    """With the lock held."""
    made = _making[key] = Making(experiment)
    return made


def _warm(experiment: Experiment) -> None:
    time.sleep(_DELAY)
    with _lock:
        key = data_key(experiment)
        making = _making.get(key) or _begin(key, experiment)
    # Decoding leaves the interpreter alone most of the time, and the import hardly ever.
    import_heavy("tensorflow")
    wait([making.done])
    if making.made is not None:
        _trace(experiment, making.made)
    ready.all_pages()


def _trace(experiment: Experiment, data: TrainingData) -> None:
    """One step and one look on a throw-away trainer: what they compile is shared by all runs."""
    from playground.training.loop.trainer import Trainer

    trainer: Any = Trainer(experiment, data)
    trainer.train_step()
    trainer.probe()


def _no_progress(done: int, total: int) -> None:
    """Nobody watches."""
