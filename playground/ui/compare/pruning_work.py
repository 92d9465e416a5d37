"""Pruned networks are read in a thread of their own, for all pages: what somebody looks at first.

A share takes a fifth of a second of two cores; several of them at once would only wait for each
other, and for the runs that train.
"""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable, Mapping, Sequence

from playground.errors import BadInput
from playground.insight.pruning import PERCENTS, Judged, PrunedNetwork, Pruning
from playground.messages import Text, lazy
from playground.model.architectures import architecture_of, kernel_shapes, parameter_count
from playground.training.history import History
from playground.training.judged_pictures import judged_pictures
from playground.training.manager.manager import run_manager
from playground.ui.recent import Recent

_LOG = logging.getLogger(__name__)
Job = Callable[[], object]
Found = PrunedNetwork | Text
"""A network that can be read, or why there is none."""

LARGEST = 2_000_000
"""Parameters: of the article's network, with 9.7 million, a share takes ten seconds and more."""

# Each keeps 8 bytes a parameter: 1.5 MB of the compact network.
_networks: Recent[Found] = Recent(24)
# Some MB each; runs of one seed are judged on the same ones.
_pictures: Recent[Mapping[str, Judged]] = Recent(4)


def known(run: History, per_layer: bool) -> Found | None:
    """None where it has not been looked at."""
    return _networks.get((run.key, per_layer))


def look_at(run: History, per_layer: bool) -> Found:
    """Read the run's weights and pictures, where that has not been done."""
    return _networks.get_or_make((run.key, per_layer), lambda: _found(run, per_layer))


def _found(run: History, per_layer: bool) -> Found:
    try:
        began, shapes = run.began_as, kernel_shapes(architecture_of(run.began_as))
        if parameter_count(architecture_of(began)) > LARGEST:
            return lazy("Its network is too large for this page; the command prune does it.")
        weights = run.weights()
        if weights is None or any(f"{name}/kernel" not in weights for name in shapes):
            return lazy("Its weights are not kept.")
        data = run_manager().prepare(began, lambda done, total: None)
        if run.fingerprint and run.fingerprint != data.fingerprint:
            return lazy("Its pictures are not there any more.")
        return PrunedNetwork(
            Pruning(weights, per_layer=per_layer), architecture_of(began), began.pooling,
            _pictures.get_or_make(
                (data.fingerprint, *_measured(run)), lambda: judged_pictures(run, data)))
    except BadInput as error:
        return error.text


def _measured(run: History) -> tuple[bytes, ...]:
    """Which pictures its last accuracies are of."""
    if not run.records:
        return ()
    last = run.records[-1]
    return tuple(one.indices.tobytes() for one in (last.validation, last.elsewhere)
                 if one is not None)


class Work:
    """Does the jobs of those who want some, one at a time, in the order in which they want them."""

    def __init__(self) -> None:
        # Guards the jobs, which pages put in and the thread takes out, and wakes who waits for one.
        self._changed = threading.Condition()
        self._wanted: weakref.WeakKeyDictionary[object, list[Job]] = weakref.WeakKeyDictionary()
        self._runs = False

    def want(self, who: object, jobs: Sequence[Job]) -> None:
        """These in place of what `who` wanted before."""
        with self._changed:
            self._wanted[who] = list(jobs)
            if jobs and not self._runs:
                self._runs = True
                threading.Thread(target=self._work, name="pruning", daemon=True).start()

    def wait(self, done: Callable[[], bool], seconds: float) -> bool:
        """Until that is so, asked after each job; whether it is, after so long at most."""
        with self._changed:
            return self._changed.wait_for(done, seconds)

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                job()
            finally:
                with self._changed:
                    self._changed.notify_all()

    def _next(self) -> Job | None:
        with self._changed:
            # The page that has waited longest comes first: it is put in again behind the others.
            for who, jobs in list(self._wanted.items()):
                del self._wanted[who]
                if jobs:
                    if jobs[1:]:
                        self._wanted[who] = jobs[1:]
                    return jobs[0]
            self._runs = False
            return None


WORK = Work()


def jobs(runs: Sequence[History], per_layer: bool, percent: float) -> list[Job]:
    """What is still to be read for these runs: first at `percent`, then their whole curves."""
    left: list[Job] = []
    # A coarse curve first, which becomes finer.
    for share in (percent, *PERCENTS[::4], *PERCENTS[2::4], *PERCENTS[1::2]):
        for run in runs:
            found = known(run, per_layer)
            if found is None or (isinstance(found, PrunedNetwork) and not found.has(share)):
                left.append(_reading(run, per_layer, share))
    return left


def _reading(run: History, per_layer: bool, share: float) -> Job:
    def read() -> None:
        try:
            found = look_at(run, per_layer)
            if isinstance(found, PrunedNetwork):
                found.at(share)
        except Exception:
            # One run's fault: the thread goes on with the others.
            _LOG.exception("A run could not be pruned.")
            _networks.put((run.key, per_layer), lazy("It cannot be pruned."))

    return read
