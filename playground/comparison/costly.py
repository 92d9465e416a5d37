"""What takes tens of milliseconds a run to find out: kept for as long as a process lives.

On two cores 40 ms for the compact network, some seconds for the article's. Of a run that trains it
would be worked out anew at each look: it has these numbers once it has ended.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from cachetools import FIFOCache

from playground.insight.shares import carrying_share
from playground.model.architectures import ARCHITECTURES, kernel_shapes, penalized_kernels
from playground.model.weights import Weights
from playground.training.history import History
from playground.training.states import LIVE_STATES

MOST_KEPT = 2000
# Deflating and sorting let other threads go on; more of them would take the trainers' cores.
_THREADS = 2


@dataclass(frozen=True)
class Costly:
    """`carrying`: share of the penalized kernels' weights that carries 90 % of their Σ|w|.

    `compressed`: bytes of all weights as float32, deflated as in a zip.
    """

    carrying: float
    compressed: int


_kept: FIFOCache[tuple[object, ...], Costly | None] = FIFOCache(MOST_KEPT)
# Pages compare in threads of their own, and the oldest are dropped while others look.
_guard = threading.Lock()


def known(history: History) -> Costly | None:
    """What is known by now, without working it out; None where it is not, or never will be."""
    with _guard:
        return _kept.get(history.key)


def costly(history: History) -> Costly | None:
    """Worked out where it is not known; None for a run that trains, or whose weights
    are not kept whole."""
    if history.state in LIVE_STATES:
        return None
    key = history.key
    with _guard:
        if key in _kept:
            return _kept[key]
    found = _measured(history)
    with _guard:
        _kept[key] = found
    return found


def work_out(histories: Iterable[History]) -> None:
    """Have it known of all of these, two at a time, and wait for that."""
    left = [one for one in histories if not _is_known(one)]
    if len(left) < 2:
        for one in left:
            costly(one)
        return
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="comparing") as pool:
        list(pool.map(costly, left))


def all_known(histories: Iterable[History]) -> bool:
    return all(map(_is_known, histories))


def _is_known(history: History) -> bool:
    if history.state in LIVE_STATES:
        return True
    with _guard:
        return history.key in _kept


def _measured(history: History) -> Costly | None:
    weights, began = history.weights(), history.began_as
    architecture = ARCHITECTURES[began.model]
    if weights is None or any(f"{name}/kernel" not in weights
                              for name in kernel_shapes(architecture)):
        return None
    bearers = penalized_kernels(architecture, began.penalize)
    together = np.concatenate([weights[f"{name}/kernel"].ravel() for name in bearers])
    # What is no number carries nothing.
    return Costly(carrying_share(np.nan_to_num(together, posinf=0, neginf=0)), deflated(weights))


def deflated(weights: Weights) -> int:
    """How many bytes the weights take in a zip."""
    squeeze = zlib.compressobj()
    size = sum(len(squeeze.compress(np.ascontiguousarray(array).data))
               for array in weights.values())
    return size + len(squeeze.flush())
