"""How many old runs are kept, and of each run which epochs' states.

The command line's are one person's, and go by their number. Pages belong to anybody: of each owner
the newest few stay, and all of them together take no more than a bound on the disk.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playground.controls import shown
from playground.errors import BadInput
from playground.messages import lazy
from playground.training.states import LIVE_STATES
from playground.training.store.rows import StoredRun

DEFAULT_KEEP = 50


KEEP_RUNS, KEEP_PAGE_RUNS = "PLAYGROUND_KEEP_RUNS", "PLAYGROUND_KEEP_PAGE_RUNS"
PAGE_RUNS_MB, EPOCHS_MB = "PLAYGROUND_PAGE_RUNS_MB", "PLAYGROUND_EPOCHS_MB"
EPOCH_MB = 256
"""What the states of one run's epochs may take: of the compact network those of 110 epochs."""
RUNS_OF_COMMAND_LINE = 8
"""So many runs' share of that may the runs of the command line take together."""


@dataclass(frozen=True)
class PageBounds:
    """`keep` runs of each owner, the newest, besides pinned ones; `megabytes` of all together."""

    keep: int = 12
    megabytes: int = 2000


def keep_runs() -> int:
    """PLAYGROUND_KEEP_RUNS, else 50. Raises `BadInput` if it is not a whole number from 1 on."""
    return _whole(KEEP_RUNS, DEFAULT_KEEP)


def page_bounds() -> PageBounds:
    """What PLAYGROUND_KEEP_PAGE_RUNS and PLAYGROUND_PAGE_RUNS_MB say. Raises `BadInput`."""
    return PageBounds(
        _whole(KEEP_PAGE_RUNS, PageBounds.keep), _whole(PAGE_RUNS_MB, PageBounds.megabytes))


def epoch_megabytes() -> int:
    """PLAYGROUND_EPOCHS_MB, else 256. Raises `BadInput` if it is not a whole number from 1 on."""
    return _whole(EPOCHS_MB, EPOCH_MB)


def _whole(name: str, default: int) -> int:
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    if not (raw.isascii() and raw.isdecimal() and len(raw) < 10) or int(raw) < 1:
        raise BadInput(lazy(
            "{name} must be a whole number from 1 on, not {raw}.", name=name, raw=shown(raw)))
    return int(raw)


def kept(last: int, best: int, room: int) -> frozenset[int]:
    """Of the epochs 1 to `last` those whose states stay where there is room for so many.

    An epoch that was once left out is never wanted again, but for a best one.
    """
    every = 1
    while last // every > max(room - 2, 0):
        every *= 2
    return frozenset({*range(every, last + 1, every), best, last})


def to_lighten(
    runs: Sequence[StoredRun], sizes: Mapping[str, int], spare: Mapping[str, int], megabytes: int
) -> list[str]:
    """The ids of those of the runs (newest first) whose epochs' states go, best and last apart.

    Until all are no more than so many MiB; `spare` is what that frees of a run. The oldest of
    whoever has the most gives first, a pinned one last, one that trains never. No run goes for
    what a lighter one could give.
    """
    weight: Counter[str] = Counter()
    for run in runs:
        weight[run.owner] += sizes.get(run.id, 0)
    left = [run for run in reversed(runs)
            if run.state not in LIVE_STATES and spare.get(run.id, 0)]
    lighter: list[str] = []
    while left and weight.total() > megabytes * 2**20:
        oldest = min(left, key=lambda run: (run.pinned, -weight[run.owner]))
        left.remove(oldest)
        weight[oldest.owner] -= spare[oldest.id]
        lighter.append(oldest.id)
    return lighter


def surplus(runs: Sequence[StoredRun], keep: int, new: str | None = None) -> list[str]:
    """The ids beyond the newest `keep`, of `runs` (newest first) neither spared nor live.

    `new` is a run that was just created and that nobody had the time to claim: it takes a place,
    and always stays.
    """
    disposable = [run.id for run in runs if not run.spared and run.state not in LIVE_STATES]
    return [run_id for run_id in disposable[max(keep, 0):] if run_id != new]


def surplus_of_pages(
    runs: Sequence[StoredRun], bounds: PageBounds, sizes: Mapping[str, int], new: str | None = None
) -> list[str]:
    """The ids of those of pages' `runs` (newest first) that go; live ones and `new` never do.

    First what is beyond the newest `bounds.keep` of each owner, pinned ones and those of series
    apart. Then, while all that stay are more bytes than allowed, the oldest of whoever has the
    most: spared ones last, since nobody may fill the disk by pinning.
    """
    may_go = [run for run in runs if run.state not in LIVE_STATES and run.id != new]
    counted: Counter[str] = Counter()
    gone: list[str] = []
    for run in runs:
        if run.spared:
            continue
        counted[run.owner] += 1
        if counted[run.owner] > bounds.keep and run in may_go:
            gone.append(run.id)
    weight: Counter[str] = Counter()
    for run in runs:
        weight[run.owner] += sizes.get(run.id, 0) if run.id not in gone else 0
    left = [run for run in reversed(may_go) if run.id not in gone]
    while left and weight.total() > bounds.megabytes * 2**20:
        oldest = min(left, key=lambda run: (run.spared, -weight[run.owner]))
        left.remove(oldest)
        weight[oldest.owner] -= sizes.get(oldest.id, 0)
        gone.append(oldest.id)
    return gone
