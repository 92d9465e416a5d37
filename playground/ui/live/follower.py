"""What an open page is sent: at once what an event changed, else what a training run changed.

Panels are mounted by the page and stand still. A follower collects what they would show now, each
at its own rate, and tells when the page itself has to run. It knows nothing of sockets.
"""

from __future__ import annotations

import math
import secrets
import threading
import time
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from playground.errors import BadInput
from playground.experiment import CONTROLS
from playground.messages import lazy
from playground.training.manager.managed import RunView
from playground.ui import actions, address
from playground.ui.live.load import LOAD
from playground.ui.live.parcel import Parcel, collecting
from playground.ui.session import Tab, acting_for, running
from playground.ui.stage import Stage, stage_of

TICK, CURVES, WEIGHTS, PICTURES = 0.25, 0.5, 1.0, 2.0
# After a turned knob, its effect is looked for so often and so long.
HASTE, HASTY_FOR = 0.03, 0.6
KNOB = "knob-"
_PATIENCE = 1.0


class Show(Protocol):
    """Draws live components and nothing else."""

    def __call__(self, at: Tab, stage: Stage) -> None: ...


@dataclass(frozen=True)
class Live:
    """What is brought up to date every `seconds`; `hears`: its places whose events act here.

    `follows`: places of others whose events change what this one shows. `at_epochs`: not only then,
    but as soon as an epoch has been measured.
    """

    name: str
    show: Show
    seconds: float
    hears: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    at_epochs: bool = False

    def changes_by(self, place: str) -> bool:
        """Whether an event there may change what this shows."""
        return place in self.hears or place in self.follows


@dataclass(frozen=True)
class Update:
    """Messages by place, and whether the page has to run."""

    messages: dict[str, bytes]
    page: bool = False


class Follower:
    """Of one tab. `key` is known to its page alone."""

    def __init__(self, at: Tab, lives: Sequence[Live]) -> None:
        self.key = secrets.token_urlsafe(16)
        self._at, self._lives = at, lives
        # A page that was opened again in the same tab may have two connections for a moment.
        self._one_at_a_time = threading.Lock()
        self._parcel = Parcel()
        self._drawn: dict[str, float] = {}
        self._epochs = 0
        self._page_ticks, self._page_link = False, ""
        self._asked_at = -math.inf
        _FOLLOWERS[self.key] = self

    @property
    def hears(self) -> list[str]:
        """The places whose events may come over the connection; others are Streamlit's."""
        knobs = [f"{KNOB}{name}" for name, row in CONTROLS.items() if row.live]
        return [place for one in self._lives for place in one.hears] + knobs

    def begin(self) -> None:
        """A connection has been opened: what an earlier one was sent may never have arrived."""
        with self._one_at_a_time:
            self._parcel = Parcel()

    def is_here(self) -> None:
        """The page is open, though nothing of it is on a screen: its run must not be given up."""
        self._at.view()

    def buttons_ran(self, *, ticking: bool) -> None:
        """What depends on whether a run trains was drawn as of then; panels follow themselves."""
        self._page_ticks = ticking

    def page_ran(self) -> None:
        """The page is drawing everything, as of now."""
        self._drawn = dict.fromkeys((one.name for one in self._lives), time.monotonic())

    def link_written(self, query: str) -> None:
        """What the address bar says now; a knob may have acted since that was read."""
        self._page_link = query

    def page_is_behind(self, stage: Stage) -> bool:
        """Whether the whole page must be drawn again: a run began or ended, or knobs moved."""
        at = self._at
        return (at.needs_page or at.ticking(stage.view) != self._page_ticks
                or running(stage.view) != at.shown_running
                or (at.pictures_pending and not stage.pictures_pending)
                or bool(actions.replayed(at)))

    def pause(self) -> float:
        """Seconds until the next look."""
        if time.monotonic() - self._at.commanded < HASTY_FOR:
            return HASTE
        return TICK * LOAD.stretch()

    def look(self) -> Update:
        """What is due. Where many watch, the screen gives way before training does."""
        with self._one_at_a_time, acting_for(self._at):
            at = self._at
            view = at.view()
            if not (at.ticking(view) or self._page_ticks or at.pictures_pending
                    or at.needs_page or _trails(view)):
                return Update({})
            began = time.thread_time()
            stage = self._collect(self._due(len(view.snapshot.records) if view else 0))
            update = Update(self._parcel.take(), self._asks(stage))
            LOAD.spent(time.thread_time() - began)
            return update

    def act(self, place: str, name: str, value: Any) -> Update:
        """What an event in the browser changed. What it sends is checked."""
        with self._one_at_a_time, acting_for(self._at):
            if place.startswith(KNOB):
                _turn(place.removeprefix(KNOB), value)
                return Update({}, self._asks(stage_of(self._at)))
            # These alone: what the training has changed meanwhile has its own time, and would make
            # a click wait for charts to be drawn.
            changed = [one for one in self._lives if one.changes_by(place)]
            if not self._parcel.acts:
                # A new connection: what the last one was sent may not have arrived.
                changed = list(self._lives)
            if place not in self._parcel.acts:
                self._collect(changed)
            act = self._parcel.acts.get(place, {}).get(name)
            if act is not None:
                act(value)
            stage = self._collect(changed)
            return Update(self._parcel.take(), self._asks(stage))

    def _collect(self, lives: Sequence[Live]) -> Stage:
        with collecting(self._parcel):
            stage = stage_of(self._at)
            for one in lives:
                one.show(self._at, stage)
        return stage

    def _due(self, epochs: int) -> list[Live]:
        """Those whose time has come, where so many epochs have been measured."""
        now, slower = time.monotonic(), LOAD.stretch()
        hasty = now - self._at.commanded < HASTY_FOR
        # Where the server is busy the screen gives way: an epoch waits for its turn then.
        measured = epochs != self._epochs and slower == 1
        self._epochs = epochs
        chosen = []
        for one in self._lives:
            # The first is what knobs act on: it is looked at as often as there may be news.
            every = HASTE if hasty and one is self._lives[0] else slower * one.seconds
            waited = now - self._drawn.get(one.name, -math.inf)
            if waited > every - 0.5 * min(TICK, every) or (measured and one.at_epochs):
                chosen.append(one)
        self._drawn.update((one.name, now) for one in chosen)
        return chosen

    def _asks(self, stage: Stage) -> bool:
        """Whether to ask for a run, which may take a while to come."""
        behind = self.page_is_behind(stage) or (
            address.query(self._at, stage.view) != self._page_link)
        now = time.monotonic()
        if not behind or now - self._asked_at < _PATIENCE:
            return False
        self._asked_at = now
        return True


def _trails(view: RunView | None) -> bool:
    """Whether the weights to be seen are older than the run: a copy is made only so often."""
    if view is None or view.ended or view.snapshot.weights is None:
        return False
    return view.snapshot.weights.step < view.snapshot.step


def _turn(name: str, value: Any) -> None:
    """A knob that is being dragged: what its page's own check would let through."""
    row = CONTROLS.get(name)
    if row is None or not row.live or isinstance(value, bool) or not isinstance(
            value, (int, float)) or not math.isfinite(value):
        return
    actions.turn({name: value})


# A follower lives as long as its session's state holds it.
_FOLLOWERS: weakref.WeakValueDictionary[str, Follower] = weakref.WeakValueDictionary()


def follower(key: str) -> Follower:
    """The one with that key. Raises `BadInput`."""
    found = _FOLLOWERS.get(key)
    if found is None:
        raise BadInput(lazy("This page is not known here any more; load it again."))
    return found
