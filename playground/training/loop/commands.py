"""What a screen asks of a run, left here until the worker hears it between two steps."""

from __future__ import annotations

import threading
import time

from playground.controls import shown
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import Text, lazy
from playground.settings import KnobTurn

COPIES = frozenset({"weights", "batch", "units"})
COPY_SECONDS = 0.2
"""At most so often is a copy of each kind made."""
COPY_SHARE = 1 / 25
"""At most so much of the time goes into copies of a kind, however long one takes ..."""
LONGEST_COPY_WAIT = 5.0
"""... though nobody has to wait longer than this for the next."""


class Stopping(Exception):
    """Raised inside the worker to leave whatever it is doing; `why` says it, or nothing."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why


class Commands:
    """The mailbox between the threads that steer a run and the one that trains it."""

    def __init__(self, experiment: Experiment) -> None:
        # Guards the fields below, which other threads write and the worker reads, and wakes the
        # worker where it waits because it is paused. `paused` and `check_stop` read one flag each
        # without it: they are asked at every step, and a flag is never half written.
        self._heard = threading.Condition()
        self._wanted = experiment
        self._turned: list[KnobTurn] = []
        self._paused = self._stopping = False
        self._until: int | None = None
        self._until_epoch_end = False
        self._why_stopping: Text = ""
        self._asked: set[str] = set()
        self._next_copy = dict.fromkeys(COPIES, float("-inf"))

    # From any thread

    def go(self, *, until: int | None = None, until_epoch_end: bool = False) -> None:
        """Train on; with `until`, to that many steps or an epoch's end and then pause."""
        with self._heard:
            self._paused, self._until, self._until_epoch_end = False, until, until_epoch_end
            self._heard.notify_all()

    def pause(self) -> None:
        with self._heard:
            self._paused, self._until, self._until_epoch_end = True, None, False
            self._heard.notify_all()

    def stop(self, why: Text = "") -> None:
        """The first call's reason counts."""
        with self._heard:
            if not self._stopping:
                self._stopping, self._why_stopping = True, why
            self._heard.notify_all()

    def turn(self, turn: KnobTurn) -> None:
        """Turn knobs together; `BadInput` where the experiment does not allow the values together.

        Of a knob that is dragged faster than steps are made, only the last value counts.
        """
        with self._heard:
            self._wanted = turn.on(self._wanted)
            if self._turned and self._turned[-1].names == turn.names:
                self._turned.pop()
            self._turned.append(turn)
            self._heard.notify_all()

    @property
    def wanted(self) -> Experiment:
        """As it will stand once all that was turned so far has been heard."""
        return self._wanted

    def ask(self, what: str) -> None:
        if what not in COPIES:
            raise BadInput(lazy(
                "A run gives copies of weights, batch or units, not {what}.", what=shown(what)))
        with self._heard:
            self._asked.add(what)
            self._heard.notify_all()

    # From the worker

    def show_what_a_knob_did(self) -> None:
        """Whoever watches the weights gets them after the next step, however new the last are."""
        with self._heard:
            self._next_copy["weights"] = 0.0
            self._asked.add("weights")

    @property
    def paused(self) -> bool:
        return self._paused

    def check_stop(self) -> None:
        if self._stopping:
            raise Stopping(self._why_stopping)

    def take_turned(self) -> list[KnobTurn]:
        """The knobs turned since the last call, those turned together together, oldest first."""
        with self._heard:
            turned, self._turned = self._turned, []
        return turned

    def replayed(self, experiment: Experiment) -> None:
        """A recorded change took effect: what is turned from now on is checked against it."""
        with self._heard:
            if not self._turned:
                self._wanted = experiment

    def reached(self, step: int, *, epoch_end: bool) -> None:
        """Pause where a single step or epoch was asked for, and it is done."""
        with self._heard:
            if (self._until is not None and step >= self._until) or (
                    self._until_epoch_end and epoch_end):
                self._until, self._until_epoch_end, self._paused = None, False, True

    def wait_while_paused(self, *, between_steps: bool) -> None:
        """Until there is something to do: play, stop, a copy or, between steps, a knob."""
        with self._heard:
            while not (self._stopping or not self._paused or self._due()
                       or (between_steps and self._turned)):
                # A copy that is asked for too soon after the last one falls due by itself.
                self._heard.wait(COPY_SECONDS if self._asked else None)

    def copy_due(self) -> bool:
        with self._heard:
            return bool(self._due())

    def take_asked(self, *, ended: bool) -> frozenset[str]:
        """Which copies to make now; all of them once the run has ended."""
        with self._heard:
            asked = COPIES if ended else self._due()
            self._asked -= asked
        return asked

    def copied(self, what: str, seconds: float) -> None:
        """A copy was made and took so long: that decides how soon there may be the next."""
        wait = min(max(COPY_SECONDS, seconds / COPY_SHARE), LONGEST_COPY_WAIT)
        with self._heard:
            self._next_copy[what] = time.monotonic() + wait

    def _due(self) -> frozenset[str]:
        now = time.monotonic()
        return frozenset(what for what in self._asked if now >= self._next_copy[what])
