"""What a run was at an earlier epoch, for a page that has been wound back to it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.errors import BadInput
from playground.training.as_of import as_of
from playground.training.manager.managed import RunView, Ticket
from playground.training.manager.manager import run_manager
from playground.training.snapshot import Snapshot
from playground.ui import past_units
from playground.ui.recent import Recent

_LATELY = 1.0
"""Seconds for which it is not asked anew which epochs are kept: each time reads the disk."""
_kept: Recent[tuple[float, tuple[int, ...]]] = Recent(256)
# Each look asks for them. Few: those of the article's network have megabytes.
_weights: Recent[Mapping[str, NDArray[np.float32]]] = Recent(8)


def kept_epochs(ticket: Ticket | None, view: RunView | None) -> tuple[int, ...]:
    """The epochs that can be wound back to, ascending, with 0 for before the first step."""
    measured = len(view.snapshot.records) if view is not None else 0
    if ticket is None or view is None or not measured:
        return ()
    key, now = (view.training, measured), time.monotonic()
    known = _kept.get(key)
    if known is None or now - known[0] > _LATELY:
        known = _kept.put(key, (now, _read(ticket)))
    return (0, *(epoch for epoch in known[1] if 0 < epoch <= measured))


def _read(ticket: Ticket) -> tuple[int, ...]:
    try:
        return run_manager().kept_epochs(ticket.run_id, ticket.token)
    except BadInput:
        return ()


def snapshot_at(ticket: Ticket | None, view: RunView | None, epoch: int | None) -> Snapshot | None:
    """The run at that epoch; None where that is now, or cannot be had any more."""
    if ticket is None or view is None or epoch is None or epoch > len(view.snapshot.records):
        return None
    weights = _weights_at(ticket, view, epoch)
    if weights is None:
        return None
    found = as_of(view.snapshot, epoch, weights)
    return replace(found, units=past_units.of(view, found))


def _weights_at(
    ticket: Ticket, view: RunView, epoch: int
) -> Mapping[str, NDArray[Any]] | None:
    if epoch == 0:
        return view.initial_weights
    known = _weights.get((ticket.run_id, epoch))
    if known is not None:
        return known
    try:
        read = run_manager().weights_at(ticket.run_id, ticket.token, epoch)
    except BadInput:
        return None
    return _weights.put((ticket.run_id, epoch), read.arrays)
