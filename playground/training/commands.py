"""What a screen asks of a run, left here until the worker hears it between two steps."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterable
from typing import Any

from playground.controls import shown
from playground.errors import BadInput
from playground.experiment import Experiment, live_controls
from playground.training.snapshot import Change

COPY_SECONDS = 0.2
"""At most so often is a copy of weights or of a batch made."""
COPIES = frozenset({"weights", "batch"})


class Stopping(Exception):
    """Raised inside the worker to leave whatever it is doing."""


class Commands:
    """The mailbox between the threads that steer a run and the one that trains it."""

    def __init__(self, experiment: Experiment) -> None:
        # Guards every field below, which one thread writes and another reads, and wakes the
        # worker where it waits because it is paused.
        self._heard = threading.Condition()
        self._wanted = experiment
        self._turned: deque[tuple[str, Any]] = deque()
        self._paused = self._stopping = False
        self._until: int | None = None
        self._asked: set[str] = set()
        self._copied_at = float("-inf")

    # From any thread

    def go(self, *, until: int | None = None) -> None:
        """Train on; with `until`, to that many steps and then pause."""
        with self._heard:
            self._paused, self._until = False, until
            self._heard.notify_all()

    def pause(self) -> None:
        with self._heard:
            self._paused, self._until = True, None
            self._heard.notify_all()

    def stop(self) -> None:
        with self._heard:
            self._stopping = True
            self._heard.notify_all()

    def turn(self, name: str, value: object) -> None:
        """Turn a live knob; `BadInput` where it is none or the value is not allowed."""
        check_live(name)
        with self._heard:
            self._wanted = self._wanted.with_values({name: value})
            self._turned.append((name, value))
            self._heard.notify_all()

    def ask(self, what: str) -> None:
        if what not in COPIES:
            raise BadInput(f"A run gives copies of weights or batch, not {shown(what)}.")
        with self._heard:
            self._asked.add(what)
            self._heard.notify_all()

    # From the worker

    @property
    def paused(self) -> bool:
        return self._paused

    def check_stop(self) -> None:
        if self._stopping:
            raise Stopping

    def take_turned(self) -> list[tuple[str, Any]]:
        """The knobs turned since the last call, oldest first."""
        with self._heard:
            turned = list(self._turned)
            self._turned.clear()
        return turned

    def replayed(self, name: str, value: object) -> None:
        """A recorded change took effect: later ones are checked against it."""
        with self._heard:
            self._wanted = self._wanted.with_values({name: value})

    def reached(self, step: int) -> None:
        """Pause where a single step or epoch was asked for, and it is done."""
        with self._heard:
            if self._until is not None and step >= self._until:
                self._until, self._paused = None, True

    def wait_while_paused(self, *, between_steps: bool) -> None:
        """Until there is something to do: play, stop, a copy or, between steps, a knob."""
        with self._heard:
            self._heard.wait_for(
                lambda: self._stopping or not self._paused
                or (between_steps and bool(self._turned)) or self._copy_due(),
                timeout=COPY_SECONDS if self._asked else None,
            )

    def copy_due(self) -> bool:
        with self._heard:
            return self._copy_due()

    def take_asked(self, *, ended: bool) -> frozenset[str]:
        """Which copies to make now; all of them once the run has ended."""
        with self._heard:
            if not (ended or self._copy_due()):
                return frozenset()
            asked = COPIES if ended else frozenset(self._asked)
            self._asked.clear()
            self._copied_at = time.monotonic()
        return asked

    def _copy_due(self) -> bool:
        return bool(self._asked) and time.monotonic() - self._copied_at >= COPY_SECONDS


def check_live(name: str) -> None:
    """Raise `BadInput` where the control does not act on a running training."""
    if name not in live_controls():
        raise BadInput(
            f"{shown(name)} cannot change during training; live are {', '.join(live_controls())}.")


def check_changes(experiment: Experiment, changes: Iterable[Change]) -> None:
    """Raise `BadInput` where the changes, in their order, cannot be replayed on the experiment."""
    for change in changes:
        check_live(change.name)
        if change.step < 0:
            raise BadInput(f"A change cannot take effect at step {change.step}.")
        experiment = experiment.with_values({change.name: change.new})
