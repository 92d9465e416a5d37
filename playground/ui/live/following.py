"""What keeps an open page up to date: at once what an event changed, else what changed by itself.

Panels are mounted by the page and stand still. Whoever follows a page collects what they would show
now, each at its own rate, and tells when the page itself has to run. It knows nothing of sockets,
and not what a page is about: `Follower` is for runs on the Play page, `ui/compare/following.py` for
those that are compared.
"""

from __future__ import annotations

import math
import secrets
import threading
import time
import weakref
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from playground.errors import BadInput
from playground.messages import lazy, speaking
from playground.ui.components.screen import Screen, marked, unmarked
from playground.ui.live.alike import DRAWINGS
from playground.ui.live.lives import CURVES, PICTURES, TICK, WEIGHTS, Live, Shown
from playground.ui.live.load import LOAD
from playground.ui.live.parcel import Parcel, Sending
from playground.ui.live.protocol import Update
from playground.ui.session import Tab

__all__ = ["CURVES", "PICTURES", "TICK", "WEIGHTS", "Following", "Live", "followed"]

# After a turned knob, its effect is looked for so often and so long.
HASTE, HASTY_FOR = 0.03, 0.6
_PATIENCE = 1.0

class Followed(Protocol):
    """A part of a page; `mark` tells its panels' places from those of the other parts."""

    @property
    def at(self) -> Tab: ...

    @property
    def mark(self) -> str: ...

    @property
    def needs_page(self) -> bool: ...


Part = TypeVar("Part", bound=Followed)


class Following(ABC, Generic[Part, Shown]):
    """Of one page in one tab: `lives` of each of its scenes, the first of which is in front.

    `key` is known to its page alone.
    """

    def __init__(self, lives: Sequence[Live[Shown]], *scenes: Part) -> None:
        self.key = secrets.token_urlsafe(16)
        self.scenes = scenes
        self._lives = lives
        # A page that was opened again in the same tab may have two connections for a moment.
        self._one_at_a_time = threading.Lock()
        self._parcel = Parcel()
        self._drawn: dict[tuple[str, str], float] = {}
        self._epochs: dict[str, int] = {}
        self._page_link = ""
        self._asked_at = -math.inf
        self.turn = 0
        """Whose turn it is to look: what one connection is sent, another does not get."""
        self._since = 0
        self._unsure = False
        self._everything = False
        self._owes = False
        self.resting = False
        """Whether nothing can change until somebody does something, as of the last look."""
        _FOLLOWED[self.key] = self

    # What a page is about

    @abstractmethod
    def taken(self, scene: Part) -> Shown:
        """All that is drawn of the scene in one go, whatever its runs do meanwhile."""

    @abstractmethod
    def epochs(self, shown: Shown) -> int:
        """How many have been measured."""

    @abstractmethod
    def may_change(self, scene: Part, shown: Shown) -> bool:
        """Whether it can, without anybody doing something."""

    @abstractmethod
    def page_is_behind(self, shown: Shown) -> bool:
        """Whether the whole page must be drawn again."""

    @abstractmethod
    def link(self, shown: Shown) -> str:
        """The query string that the address should have."""

    def turned(self, scene: Part, own: str, value: Any) -> bool:
        """Whether the place `own` is a knob, which has then been turned."""
        return False

    def ask(self, scene: Part, shown: Shown, lives: Sequence[Live[Shown]]) -> None:
        """Have copied from runs what those need."""

    # How any page is followed

    @property
    def hears(self) -> list[str]:
        """The places whose events may come over the connection; others are Streamlit's."""
        return [marked(place, scene.mark) for scene in self.scenes
                for place in self.heard_of(scene)]

    def lives_of(self, scene: Part) -> Sequence[Live[Shown]]:
        """What is kept up to date of that scene."""
        return self._lives

    def heard_of(self, scene: Part) -> list[str]:
        return [place for one in self.lives_of(scene) for place in one.hears]

    def begin(self, since: int = 0) -> int:
        """A connection looks from now on, and no earlier one: its turn, which `look` is told.

        What an earlier one was sent may never have arrived: all is sent again.

        `since`: when the browser changed to it, by its own clock. A question may be overtaken on
        its way: one that the browser has left since then gets a turn that is over.
        """
        with self._one_at_a_time:
            if since < self._since:
                return 0
            self._since = since
            self._parcel = Parcel()
            self.turn += 1
            if self.turn > 1:
                self.draw_all_anew()
            return self.turn

    def unsure(self) -> None:
        """What the browser shows may be other than what it was sent last: that is no measure."""
        # Whoever looks at this moment takes up more, and may have read it before: the next one acts
        # on this.
        self._unsure = True

    def draw_all_anew(self) -> None:
        """At the next look, also where nothing can change."""
        self._drawn.clear()
        self._everything = True

    def is_here(self) -> None:
        """The page is open, though nothing of it is on a screen: its runs must not be given up."""
        for scene in self.scenes:
            scene.at.view()

    def page_begins(self) -> None:
        """The page runs: it need not be asked for, and an event more would cut it short."""
        self._asked_at = time.monotonic()

    def page_ran(self) -> None:
        """The page is drawing everything, as of now."""
        self._drawn = dict.fromkeys(
            ((scene.mark, one.name) for scene in self.scenes for one in self.lives_of(scene)),
            time.monotonic())
        # What it draws may be newer than what was sent, and a run may come back to that.
        self.unsure()

    def link_written(self, query: str) -> None:
        """What the address bar says now; a knob may have acted since that was read."""
        self._page_link = query

    def pause(self) -> float:
        """Seconds until the next look."""
        now = time.monotonic()
        if any(now - scene.at.commanded < HASTY_FOR for scene in self.scenes):
            return HASTE * LOAD.stretch()
        return TICK * LOAD.stretch()

    def look(self, turn: int | None = None) -> Update:
        """What is due. Where many watch, the screen gives way before training does.

        Nothing for a connection whose turn is over: it may be one that is broken and open.
        """
        with self._one_at_a_time, self._speaking():
            if turn is not None and turn != self.turn:
                return Update({})
            began = time.thread_time()
            self._parcel_for_now()
            looked = [self._taken(scene) for scene in self.scenes]
            self.resting = not (self._everything or self._owes or any(
                self.may_change(scene, shown) for scene, _, shown in looked))
            if self.resting:
                return Update({})
            self._everything = False
            for scene, screen, shown in looked:
                self._draw(self._due(scene, shown), scene, screen, shown)
            update = Update(self._parcel.take(), self._asks(looked[0][2]))
            LOAD.spent(time.thread_time() - began)
            return update

    def act(self, place: str, name: str, value: Any) -> Update:
        """What an event in the browser changed. What it sends is checked."""
        with self._one_at_a_time, self._speaking():
            self._parcel_for_now()
            scene, own = self._found(place)
            if scene.at.is_held_still():
                return Update({}, self._asks(self.taken(self.scenes[0])))
            if self._parcel.empty:
                # A new connection: what the last one was sent may not have arrived.
                for each in self.scenes:
                    self._draw(self.lives_of(each), *self._taken(each))
            # These alone: what the training has changed meanwhile has its own time, and would make
            # a click wait for charts to be drawn.
            changed = [one for one in self.lives_of(scene) if one.changes_by(own)]
            if not self.turned(scene, own, value):
                if place not in self._parcel.acts:
                    # Drawn by another page, or not at all: what an event calls is this page's own.
                    self._draw([one for one in changed if own in one.hears] or changed,
                               *self._taken(scene), alike=False)
                act = self._parcel.acts.get(place, {}).get(name)
                if act is not None:
                    act(value)
            _, screen, shown = self._taken(scene)
            self._draw(changed, scene, screen, shown)
            front = shown if scene is self.scenes[0] else self.taken(self.scenes[0])
            return Update(self._parcel.take(), self._asks(front))

    def _parcel_for_now(self) -> None:
        if self._unsure:
            self._unsure = False
            self._parcel.forget()

    def _speaking(self) -> AbstractContextManager[None]:
        """The page's language: this thread has no session that could be asked."""
        return speaking(self.scenes[0].at.spoken.language)

    def _found(self, place: str) -> tuple[Part, str]:
        """The scene of a place, and the place's name without the scene's mark."""
        own, mark = unmarked(place)
        for scene in self.scenes:
            if scene.mark == mark:
                return scene, own
        return self.scenes[0], place

    def _taken(self, scene: Part) -> tuple[Part, Sending, Shown]:
        # The screen first: it numbers what is read from now on.
        return scene, Sending(self._parcel, scene.mark), self.taken(scene)

    def _draw(
        self, lives: Sequence[Live[Shown]], scene: Part, screen: Sending, shown: Shown, *,
        alike: bool = True,
    ) -> None:
        """`alike`: whatever another page has drawn of the same need not be drawn again."""
        self.ask(scene, shown, lives)
        for one in lives:
            same = one.alike(shown) if alike and one.alike is not None else None
            if same is None:
                one.show(screen, shown)
            else:
                screen.place(DRAWINGS.drawn(same, partial(_shown, one, shown), one.show))

    def _due(self, scene: Part, shown: Shown) -> list[Live[Shown]]:
        """Those whose time has come."""
        now, slower = time.monotonic(), LOAD.stretch()
        hasty = now - scene.at.commanded < HASTY_FOR
        epochs = self.epochs(shown)
        # Where the server is busy the screen gives way: an epoch waits for its turn then.
        measured = epochs != self._epochs.get(scene.mark, 0) and slower == 1
        self._epochs[scene.mark] = epochs
        chosen = []
        for one in self.lives_of(scene):
            every = HASTE if hasty and one.hasty else slower * one.seconds
            waited = now - self._drawn.get((scene.mark, one.name), -math.inf)
            if waited > every - 0.5 * min(TICK, every) or (measured and one.at_epochs):
                chosen.append(one)
        self._drawn.update(((scene.mark, one.name), now) for one in chosen)
        return chosen

    def _asks(self, shown: Shown) -> bool:
        """Whether to ask for a run, which may take a while to come."""
        behind = self.page_is_behind(shown) or self.link(shown) != self._page_link
        now = time.monotonic()
        # Not now, where one is on its way; that may have begun before what it would have to show.
        self._owes = behind and now - self._asked_at < _PATIENCE
        if not behind or self._owes:
            return False
        self._asked_at = now
        return True


def _shown(one: Live[Shown], shown: Shown, screen: Screen) -> None:
    one.show(screen, shown)


# What follows a page lives as long as its session's state holds it.
_FOLLOWED: weakref.WeakValueDictionary[str, Following[Any, Any]] = weakref.WeakValueDictionary()


def followed(key: str) -> Following[Any, Any]:
    """The one with that key. Raises `BadInput`."""
    found = _FOLLOWED.get(key)
    if found is None:
        raise BadInput(lazy("This page is not known here any more; load it again."))
    return found
