"""The hidden units of an earlier epoch, for the knock-out curve: computed beside the page.

A run's own copies come with its probes, and are not kept. Some 200 pictures through the network in
numpy take about a second, which nobody who drags a slider should wait for: the curve follows.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from playground.data.training_data import TrainingData
from playground.insight.forward import hidden_units
from playground.model.architectures import OUTPUT, architecture_of
from playground.training.manager.managed import RunView
from playground.training.samples import probed
from playground.training.snapshot import Snapshot, UnitsCopy, read_only
from playground.ui.recent import Recent

_CHUNK = 16
_known: Recent[UnitsCopy] = Recent(64)
# One for the process: what is computed here takes the cores from what trains.
_worker = ThreadPoolExecutor(1, "past-units")
# Pages ask in threads of their own, the worker answers in its own.
_guard = threading.Lock()
_wanted: dict[str, int] = {}
"""By run the step that was asked for last: what a slider has passed over is not computed."""


def of(view: RunView, seen: Snapshot) -> UnitsCopy | None:
    """Those of the weights of `seen`; None where the run's pictures are gone, or until computed."""
    if view.data is None or not can_be_had(view):
        return None
    run_id, step = view.run_id, seen.step
    known = _known.get((run_id, step))
    if known is not None:
        return known
    with _guard:
        if _wanted.get(run_id) == step:
            return None
        _wanted[run_id] = step
    _worker.submit(_compute, run_id, seen, view.data)
    return None


def can_be_had(view: RunView) -> bool:
    """Whether the pictures that a quick look sees are there."""
    return view.data is not None and len(view.data.validation) > 0


def _compute(run_id: str, seen: Snapshot, data: TrainingData) -> None:
    made = _measured(run_id, seen, data)
    if made is None:
        return
    _known.put((run_id, seen.step), made)
    with _guard:
        if _wanted.get(run_id) == seen.step:
            del _wanted[run_id]


def _measured(run_id: str, seen: Snapshot, data: TrainingData) -> UnitsCopy | None:
    """None where another step has been asked for meanwhile."""
    assert seen.weights is not None, "only what has weights is asked for"
    began, weights = seen.began_as, seen.weights.arrays
    chosen = probed(data, began.seed)
    parts = []
    for first in range(0, len(chosen), _CHUNK):
        with _guard:
            if _wanted.get(run_id) != seen.step:
                return None
        parts.append(hidden_units(
            data.pictures.rgb(chosen[first : first + _CHUNK]), weights, architecture_of(began),
            began.pooling))
    return UnitsCopy(
        seen.step, read_only(np.concatenate(parts)),
        read_only(data.pictures.labels[chosen]), weights[f"{OUTPUT}/kernel"],
        weights[f"{OUTPUT}/bias"])
