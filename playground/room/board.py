"""The board: a row for each person of a room, read from their runs with tokens that only show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from playground.errors import BadInput
from playground.room.state import Present
from playground.training.manager.managed import RunView
from playground.training.snapshot import Snapshot
from playground.training.states import PAUSED, QUEUED

Look = Callable[[str, str], RunView]
Doing = Literal["nothing", "waiting", "training", "paused", "ended"]


@dataclass(frozen=True)
class Row:
    """`zeros` and `accuracy` are shares, on the run's own validation pictures; None before any."""

    member: str
    alias: str
    run_id: str = ""
    doing: Doing = "nothing"
    zeros: float | None = None
    accuracy: float | None = None
    epoch: int = 0
    epochs: int = 0


def rows(present: Sequence[Present], look: Look) -> tuple[Row, ...]:
    """In the order in which they came; `look` as the manager's `view`."""
    return tuple(row(one, look) for one in present)


def row(one: Present, look: Look) -> Row:
    empty = Row(one.id, one.alias)
    if one.sight is None:
        return empty
    try:
        view = look(one.sight.run_id, one.sight.token)
    except BadInput:
        # Forgotten by the server meanwhile.
        return empty
    seen = view.snapshot
    zeros, accuracy = newest(seen)
    return Row(one.id, one.alias, one.sight.run_id, _doing(view), zeros, accuracy,
               seen.epoch, seen.experiment.epochs)


def newest(seen: Snapshot) -> tuple[float | None, float | None]:
    """Exact zeros and validation accuracy, of the last epoch or the quick look since."""
    record = seen.records[-1] if seen.records else None
    probe = seen.probes[-1] if seen.probes else None
    if probe is not None and (record is None or probe.step > record.step):
        return probe.exact_zeros, probe.val_accuracy
    if record is not None:
        return record.exact_zeros, record.validation.accuracy
    return None, None


def _doing(view: RunView) -> Doing:
    if view.ended:
        return "ended"
    if view.snapshot.state == PAUSED:
        return "paused"
    return "waiting" if view.snapshot.state == QUEUED else "training"
