"""How many old runs are kept."""

from __future__ import annotations

import os
from collections.abc import Sequence

from playground.controls import shown
from playground.errors import BadInput
from playground.messages import lazy
from playground.training.states import LIVE_STATES
from playground.training.store.rows import StoredRun

DEFAULT_KEEP = 50


def keep_runs() -> int:
    """PLAYGROUND_KEEP_RUNS, else 50. Raises `BadInput` if it is not a whole number from 1 on."""
    raw = os.environ.get("PLAYGROUND_KEEP_RUNS", "").strip()
    if not raw:
        return DEFAULT_KEEP
    if not (raw.isascii() and raw.isdecimal() and len(raw) < 10) or int(raw) < 1:
        raise BadInput(lazy(
            "PLAYGROUND_KEEP_RUNS must be a whole number from 1 on, not {raw}.", raw=shown(raw)))
    return int(raw)


def surplus(runs: Sequence[StoredRun], keep: int, new: str | None = None) -> list[str]:
    """The ids beyond the newest `keep`, of `runs` (newest first) neither pinned nor live.

    `new` is a run that was just created and that nobody had the time to claim: it takes a place,
    and always stays.
    """
    disposable = [run.id for run in runs if not run.pinned and run.state not in LIVE_STATES]
    return [run_id for run_id in disposable[max(keep, 0):] if run_id != new]
