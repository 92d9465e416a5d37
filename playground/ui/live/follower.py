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
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from playground.errors import BadInput
from playground.experiment import CONTROLS
from playground.messages import lazy, speaking
from playground.training.manager.managed import RunView, Ticket
from playground.ui import actions, address
from playground.ui.components.screen import Screen, marked, unmarked
from playground.ui.live.load import LOAD
from playground.ui.live.needs import Need, ask
from playground.ui.live.parcel import Parcel, Sending
from playground.ui.live.protocol import Update
from playground.ui.session import Tab, running
from playground.ui.stage import Seen, Stage, stage_beside, stage_of

TICK, CURVES, WEIGHTS, PICTURES = 0.25, 0.5, 1.0, 2.0
# After a turned knob, its effect is looked for so often and so long.
HASTE, HASTY_FOR = 0.03, 0.6
KNOB = "knob-"
_PATIENCE = 1.0


class Show(Protocol):
    """Draws live components and nothing else: it commands no run."""

    def __call__(self, screen: Screen, stage: Stage) -> None: ...


@dataclass(frozen=True)
class Live:
    """What is brought up to date every `seconds`.

    `needs`: what must be copied from the run for it. `hears`: its places whose events act here.
    `follows`: places of others whose events change what this one shows. `at_epochs`: not only then,
    but as soon as an epoch has been measured. `hasty`: after a turned knob, as often as there may
    be news: it shows what knobs act on.
    """

    name: str
    show: Show
    seconds: float
    needs: tuple[Need, ...] = ()
    hears: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    at_epochs: bool = False
    hasty: bool = False

    def changes_by(self, place: str) -> bool:
        """Whether an event there may change what this shows."""
        return place in self.hears or place in self.follows


@dataclass(frozen=True)
class Scene:
    """A run on a page; `mark` tells its panels' places from those of the other runs there.

    The tab's own, which its knobs turn; or `beside` it another one, to be watched, and what is
    `seen` of that.
    """

    at: Tab
    mark: str = ""
    beside: Ticket | None = None
    seen: Seen | None = None

    @property
    def ticket(self) -> Ticket | None:
        return self.beside or self.at.ticket

    @property
    def needs_page(self) -> bool:
        return self.at.needs_page or (self.seen is not None and self.seen.needs_page)

    def stage(self) -> Stage:
        if self.beside is None or self.seen is None:
            return stage_of(self.at)
        return stage_beside(self.beside, self.seen)


class Follower:
    """Of one page in one tab: `lives` of each of its scenes, the first of which its buttons steer.

    `key` is known to its page alone.
    """

    def __init__(self, lives: Sequence[Live], *scenes: Scene) -> None:
        self.key = secrets.token_urlsafe(16)
        self.scenes = scenes
        self._lives = lives
        # A page that was opened again in the same tab may have two connections for a moment.
        self._one_at_a_time = threading.Lock()
        self._parcel = Parcel()
        self._drawn: dict[tuple[str, str], float] = {}
        self._epochs: dict[str, int] = {}
        self._page_ticks, self._page_link = False, ""
        self._asked_at = -math.inf
        self.turn = 0
        """Whose turn it is to look: what one connection is sent, another does not get."""
        self._everything = self._awaited = False
        self.resting = False
        """Whether nothing can change until somebody does something, as of the last look."""
        _FOLLOWERS[self.key] = self

    @property
    def hears(self) -> list[str]:
        """The places whose events may come over the connection; others are Streamlit's."""
        knobs = [f"{KNOB}{name}" for name, row in CONTROLS.items() if row.live]
        places = [place for one in self._lives for place in one.hears]
        return [marked(place, scene.mark) for scene in self.scenes
                for place in places + (knobs if scene.beside is None else [])]

    def begin(self) -> int:
        """A connection looks from now on, and no earlier one: its turn, which `look` is told.

        What an earlier one was sent may never have arrived: all is sent again.
        """
        with self._one_at_a_time:
            self._parcel = Parcel()
            self.turn += 1
            if self.turn > 1:
                self._drawn.clear()
                self._everything = True
            return self.turn

    def is_here(self) -> None:
        """The page is open, though nothing of it is on a screen: its runs must not be given up."""
        for scene in self.scenes:
            scene.at.view()

    def buttons_ran(self, *, ticking: bool) -> None:
        """What depends on whether a run trains was drawn as of then; panels follow themselves."""
        self._page_ticks = ticking

    def page_ran(self) -> None:
        """The page is drawing everything, as of now."""
        for scene in self.scenes:
            if scene.seen is not None:
                scene.seen.needs_page = False
        self._drawn = dict.fromkeys(
            ((scene.mark, one.name) for scene in self.scenes for one in self._lives),
            time.monotonic())

    def link_written(self, query: str) -> None:
        """What the address bar says now; a knob may have acted since that was read."""
        self._page_link = query

    def page_is_behind(self, stage: Stage) -> bool:
        """Whether the whole page must be drawn again: a run began or ended, or knobs moved."""
        at = self.scenes[0].at
        return (any(scene.needs_page for scene in self.scenes)
                or stage.ticking != self._page_ticks
                or running(stage.view) != at.shown_running
                or (at.pictures_pending and not stage.pictures_pending)
                or actions.lags(at, stage.view))

    def pause(self) -> float:
        """Seconds until the next look."""
        now = time.monotonic()
        if any(now - scene.at.commanded < HASTY_FOR for scene in self.scenes):
            return HASTE
        return TICK * LOAD.stretch()

    def look(self, turn: int | None = None) -> Update:
        """What is due. Where many watch, the screen gives way before training does.

        Nothing for a connection whose turn is over: it may be one that is broken and open.
        """
        with self._one_at_a_time, self._speaking():
            if turn is not None and turn != self.turn:
                return Update({})
            looked = [self._taken(scene) for scene in self.scenes]
            awaits = any(stage.awaits for _, _, stage in looked)
            if self._awaited and not awaits:
                self._drawn.clear()
            self.resting = not (self._everything or self._awaited or self._page_ticks or any(
                stage.ticking or scene.at.pictures_pending or scene.needs_page
                or stage.awaits
                or _trails(stage.view) or actions.lags(scene.at, stage.view)
                for scene, _, stage in looked))
            self._awaited = awaits
            if self.resting:
                return Update({})
            self._everything = False
            began = time.thread_time()
            for scene, screen, stage in looked:
                self._draw(self._due(scene, stage), scene, screen, stage)
            update = Update(self._parcel.take(), self._asks(looked[0][2]))
            LOAD.spent(time.thread_time() - began)
            return update

    def act(self, place: str, name: str, value: Any) -> Update:
        """What an event in the browser changed. What it sends is checked."""
        with self._one_at_a_time, self._speaking():
            scene, own = self._found(place)
            if own.startswith(KNOB) and scene.beside is None:
                _turn(scene.at, own.removeprefix(KNOB), value)
                return Update({}, self._asks(stage_of(self.scenes[0].at)))
            if not self._parcel.acts:
                # A new connection: what the last one was sent may not have arrived.
                for each in self.scenes:
                    self._draw(self._lives, *self._taken(each))
            # These alone: what the training has changed meanwhile has its own time, and would make
            # a click wait for charts to be drawn.
            changed = [one for one in self._lives if one.changes_by(own)]
            if place not in self._parcel.acts:
                self._draw(changed, *self._taken(scene))
            act = self._parcel.acts.get(place, {}).get(name)
            if act is not None:
                act(value)
            _, screen, stage = self._taken(scene)
            self._draw(changed, scene, screen, stage)
            front = stage if scene is self.scenes[0] else stage_of(self.scenes[0].at)
            return Update(self._parcel.take(), self._asks(front))

    def _speaking(self) -> AbstractContextManager[None]:
        """The page's language: this thread has no session that could be asked."""
        return speaking(self.scenes[0].at.spoken.language)

    def _found(self, place: str) -> tuple[Scene, str]:
        """The scene of a place, and the place's name without the scene's mark."""
        own, mark = unmarked(place)
        for scene in self.scenes:
            if scene.mark == mark:
                return scene, own
        return self.scenes[0], place

    def _taken(self, scene: Scene) -> tuple[Scene, Sending, Stage]:
        # The screen first: it numbers what is read from now on.
        return scene, Sending(self._parcel, scene.mark), scene.stage()

    def _draw(
        self, lives: Sequence[Live], scene: Scene, screen: Sending, stage: Stage
    ) -> None:
        ask(scene.ticket, stage, (need for one in lives for need in one.needs))
        for one in lives:
            one.show(screen, stage)

    def _due(self, scene: Scene, stage: Stage) -> list[Live]:
        """Those whose time has come."""
        now, slower = time.monotonic(), LOAD.stretch()
        hasty = now - scene.at.commanded < HASTY_FOR
        epochs = len(stage.now.records) if stage.now is not None else 0
        # Where the server is busy the screen gives way: an epoch waits for its turn then.
        measured = epochs != self._epochs.get(scene.mark, 0) and slower == 1
        self._epochs[scene.mark] = epochs
        chosen = []
        for one in self._lives:
            every = HASTE if hasty and one.hasty else slower * one.seconds
            waited = now - self._drawn.get((scene.mark, one.name), -math.inf)
            if waited > every - 0.5 * min(TICK, every) or (measured and one.at_epochs):
                chosen.append(one)
        self._drawn.update(((scene.mark, one.name), now) for one in chosen)
        return chosen

    def _asks(self, stage: Stage) -> bool:
        """Whether to ask for a run, which may take a while to come."""
        behind = self.page_is_behind(stage) or (
            address.query(self.scenes[0].at, stage.view) != self._page_link)
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


def _turn(at: Tab, name: str, value: Any) -> None:
    """A knob that is being dragged: what its page's own check would let through."""
    row = CONTROLS.get(name)
    if row is None or not row.live or isinstance(value, bool) or not isinstance(
            value, (int, float)) or not math.isfinite(value):
        return
    actions.turn(at, {name: value})


# A follower lives as long as its session's state holds it.
_FOLLOWERS: weakref.WeakValueDictionary[str, Follower] = weakref.WeakValueDictionary()


def follower(key: str) -> Follower:
    """The one with that key. Raises `BadInput`."""
    found = _FOLLOWERS.get(key)
    if found is None:
        raise BadInput(lazy("This page is not known here any more; load it again."))
    return found
