"""How long a run takes on this machine, measured, and how long people would wait for theirs."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from playground.errors import PlaygroundError
from playground.messages import lazy
from playground.presets import PLAY_DEFAULT
from playground.training.manager.limits import Limits
from playground.training.manager.manager import RunManager
from playground.training.manager.queue import expected_waits
from playground.training.snapshot import Snapshot
from playground.training.states import ENDED
from playground.workshop_check.finding import Finding, Verdict

# The first steps compile.
_WARM_UP, _STEPS = 30, 120
# Seconds after which what was seen has to do: slower than that is slow enough to know.
_AT_MOST = 60.0
_OWNER = "check-room"
# Seconds for which people look at a page where nothing of their own moves.
_PATIENCE = 120.0


def measured_run(limits: Limits, clock: Callable[[], float] = time.monotonic) -> float:
    """Seconds that the Play page's default run takes here, from some of its steps.

    Trains in this process; nothing is recorded. Raises `PlaygroundError` where it cannot.
    """
    manager = RunManager(replace(limits, runs=1))
    ticket = manager.submit(PLAY_DEFAULT.experiment(), owner=_OWNER)

    def seen() -> Snapshot:
        return manager.view(ticket.run_id, ticket.token).snapshot

    try:
        began = _wait_past(seen, _WARM_UP, clock)
        done = _wait_past(seen, began.step + _STEPS, clock)
        seconds = done.seconds - began.seconds
        if done.step <= began.step or not seconds:
            raise PlaygroundError(lazy("Nothing was trained within a minute."))
        steps = done.steps_per_epoch * done.experiment.epochs
        return steps * seconds / (done.step - began.step)
    finally:
        manager.stop(ticket.run_id, ticket.token)


def _wait_past(seen: Callable[[], Snapshot], step: int, clock: Callable[[], float]) -> Snapshot:
    until = clock() + _AT_MOST
    while (now := seen()).step < step and clock() < until:
        if now.state in ENDED:
            raise PlaygroundError(now.message or lazy("Nothing was trained within a minute."))
        time.sleep(0.05)
    return now


def waits_found(run: float, people: int, slots: int) -> Finding:
    """If everybody begins a run of their own in the same moment."""
    waits = sorted(wait or 0.0 for wait in expected_waits([], [run] * people, slots))
    half, last = waits[len(waits) // 2], waits[-1]
    facts = {"run_seconds": run, "median_wait": half, "longest_wait": last}
    if last <= _PATIENCE:
        return Finding("waits", Verdict.GOOD, lazy(
            "The Play page's run takes {run:.0f} s here. If {people} people each begin one of "
            "their own in the same moment, the last waits {last:.0f} s.",
            run=run, people=people, last=last), facts)
    return Finding("waits", Verdict.MIND, lazy(
        "The Play page's run takes {run:.0f} s here. If {people} people each begin one of their "
        "own in the same moment, half of them wait {half:.0f} minutes or more, the last {last:.0f}."
        " Let them work in pairs, or on fewer epochs.",
        run=run, people=people, half=half / 60, last=last / 60), facts)
