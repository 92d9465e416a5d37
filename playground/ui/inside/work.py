"""What takes TensorFlow or long is worked out in one thread for all pages, and kept a while.

A page says what it wants, in order, and looks again while something is missing. What nobody wants
any more ends at its next step: that is how somebody cancels.
"""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from cachetools import FIFOCache

from playground.data.decoded import Progress
from playground.errors import BadInput
from playground.messages import Text, lazy
from playground.ui.recent import Recent

_LOG = logging.getLogger(__name__)
_FAILED = lazy("This could not be computed. Reload the page to try again.")
_KEPT = 48
_KEPT_PRIVATE = 12


@dataclass(frozen=True)
class Task:
    """`make` is given a progress that it calls often: what that raises ends it.

    `private`: it tells of a person's own pictures, and goes with the page that wanted it.
    """

    key: Hashable
    make: Callable[[Progress], object]
    private: bool = False


@dataclass(frozen=True)
class State:
    """`found` once it is there; else why it is not (`failed`), or how far it is."""

    found: Any = None
    failed: Text = ""
    done: int = 0
    total: int = 0

    @property
    def pending(self) -> bool:
        return self.found is None and not self.failed


class Cancelled(Exception):
    """Nobody wants it any more."""


@dataclass(eq=False)
class Customer:
    """Who wants: one page of one tab, with what only it may see."""

    own: FIFOCache[Hashable, State] = field(default_factory=lambda: FIFOCache(_KEPT_PRIVATE))


class Work:
    """Tasks of all customers, one at a time: several would only wait for each other's cores."""

    def __init__(self) -> None:
        # Guards the wants, which pages put in and the thread takes out, and wakes who waits.
        self._changed = threading.Condition()
        self._wants: weakref.WeakKeyDictionary[Customer, list[Task]] = weakref.WeakKeyDictionary()
        self._shared: Recent[State] = Recent(_KEPT)
        self._now: tuple[Hashable, int, int] | None = None
        self._runs = False

    def want(self, who: Customer, tasks: Sequence[Task]) -> None:
        """These, in this order, in place of what `who` wanted before."""
        with self._changed:
            self._wants.pop(who, None)
            missing = [task for task in tasks if self.state(who, task).pending]
            if missing:
                self._wants[who] = missing
            if missing and not self._runs:
                self._runs = True
                threading.Thread(target=self._work, name="inside", daemon=True).start()

    def state(self, who: Customer, task: Task) -> State:
        """How it stands with it; reading it never waits for the work."""
        with self._changed:
            kept = who.own.get(task.key) if task.private else self._shared.get(task.key)
            if kept is not None:
                return kept
            if self._now is not None and self._now[0] == task.key:
                return State(done=self._now[1], total=self._now[2])
        return State()

    def wait(self, done: Callable[[], bool], seconds: float) -> bool:
        """Until that is so, asked after each task; whether it is, after so long at most."""
        with self._changed:
            return self._changed.wait_for(done, seconds)

    def _work(self) -> None:
        while (task := self._next()) is not None:
            try:
                state = State(task.make(self._progress(task)))
            except Cancelled:
                continue
            except BadInput as error:
                state = State(failed=error.text)
            except Exception:
                # One network's fault: the thread goes on with the others.
                _LOG.exception("the page Inside could not work something out")
                state = State(failed=_FAILED)
            self._keep(task, state)

    def _progress(self, task: Task) -> Progress:
        def told(done: int, total: int) -> None:
            with self._changed:
                if not any(one.key == task.key for tasks in self._wants.values() for one in tasks):
                    raise Cancelled
                self._now = task.key, done, total

        return told

    def _next(self) -> Task | None:
        with self._changed:
            self._now = None
            for tasks in self._wants.values():
                if tasks:
                    self._now = tasks[0].key, 0, 0
                    return tasks[0]
            self._runs = False
            return None

    def _keep(self, task: Task, state: State) -> None:
        with self._changed:
            for who, tasks in list(self._wants.items()):
                if task.private and any(one.key == task.key for one in tasks):
                    who.own[task.key] = state
                left = [one for one in tasks if one.key != task.key]
                # Put in again behind the others: each page's turn comes.
                del self._wants[who]
                if left:
                    self._wants[who] = left
            if not task.private:
                self._shared.put(task.key, state)
            self._changed.notify_all()


WORK = Work()
