"""The judge of all challenges: one thread, which is there while one is on, and mostly sleeps.

A network is looked at with the token that only shows it, its weights as they were at the end of an
epoch; the forward pass is numpy's, on a few pictures.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Protocol
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from playground.errors import BadInput
from playground.insight.forward import probabilities
from playground.messages import Text
from playground.model.architectures import architecture_of
from playground.room.challenge import Challenge, Score
from playground.room.hidden_set import HiddenPictures, HiddenSet
from playground.room.members import Sight
from playground.room.room import Room
from playground.room.rooms import Rooms, rooms
from playground.training.manager.managed import RunView
from playground.training.manager.manager import run_manager
from playground.training.snapshot import WeightsCopy

_LOG = logging.getLogger(__name__)
PAUSE = 1.0
"""Seconds between two looks for somebody who is due."""
REST = 4.0
"""After each network it rests this many times as long as that took: a fifth of a core at most."""


class Manager(Protocol):
    def view(self, run_id: str, token: str | None) -> RunView: ...

    def weights_at(self, run_id: str, token: str | None, epoch: int) -> WeightsCopy: ...


class Judge:
    """`step` judges whoever has waited longest."""

    def __init__(
        self, manager: Callable[[], Manager], clock: Callable[[], float] = time.monotonic,
        hidden: Callable[[], HiddenSet] = HiddenSet,
    ) -> None:
        self._manager, self._clock, self._hidden = manager, clock, hidden
        self._sets: WeakKeyDictionary[Challenge, HiddenSet] = WeakKeyDictionary()

    def step(self, room: Room) -> bool:
        """Judge one network of that room; whether one was due."""
        challenge = room.challenge
        if challenge is None:
            return False
        waiting = []
        for one in room.judged():
            view = self._view(one.sight)
            if one.sight is None or view is None:
                continue
            with room.guarded:
                if challenge.due(one.id, view.run_id, _measured(view), self._clock()):
                    waiting.append((challenge.judged_at(one.id), one, view))
        if not waiting:
            return False
        _, one, view = min(waiting, key=lambda each: each[0])
        assert one.sight is not None
        found = self.judged(challenge, view, one.sight)
        with room.guarded:
            challenge.note(one.id, view.run_id, _measured(view), self._clock(), found)
        return True

    def judged(self, challenge: Challenge, view: RunView, sight: Sight) -> Score | Text:
        """The score of the run's last measured epoch, or why it has none."""
        seen, epoch = view.snapshot, _measured(view)
        try:
            hidden = self._sets.setdefault(challenge, self._hidden()).of(seen.began_as)
            weights = self._manager().weights_at(sight.run_id, sight.token, epoch).arrays
        except BadInput as error:
            return error.text
        right = _accuracy(view, weights, hidden)
        return Score.of(view.run_id, epoch, weights_left(weights), right, challenge.goal)

    def _view(self, sight: Sight | None) -> RunView | None:
        if sight is None:
            return None
        try:
            return self._manager().view(sight.run_id, sight.token)
        except BadInput:
            return None


def _measured(view: RunView) -> int:
    """The last epoch whose weights are there: the one that has just ended is still measured."""
    return len(view.snapshot.records)


def weights_left(weights: Mapping[str, NDArray[np.float32]]) -> int:
    """How many weights of the kernels are not exactly zero."""
    return sum(int(np.count_nonzero(array)) for name, array in weights.items()
               if name.endswith("/kernel"))


def _accuracy(
    view: RunView, weights: Mapping[str, NDArray[np.float32]], hidden: HiddenPictures
) -> float:
    began = view.snapshot.began_as
    # A network that has diverged gives inf or NaN, on purpose without a warning.
    with np.errstate(invalid="ignore", over="ignore"):
        odds = probabilities(hidden.images, weights, architecture_of(began), began.pooling)
    return float((odds.argmax(axis=1) == hidden.labels).mean())


_running = False
# Two teachers may begin a challenge at once; there is one judge.
_beginning = threading.Lock()


def judging() -> None:
    """Have the judge at work while a challenge is on; a second call does nothing."""
    global _running
    with _beginning:
        if not _running:
            _running = True
            threading.Thread(target=_keep, args=(Judge(run_manager), rooms()),
                             name="room-judge", daemon=True).start()


def _keep(judge: Judge, of: Rooms) -> None:
    global _running
    while True:
        began, judged = time.monotonic(), False
        for room in of.open_rooms:
            try:
                judged |= judge.step(room)
            except Exception:
                # One network's fault must not end the others' challenge.
                _LOG.exception("A network of a challenge could not be judged.")
        time.sleep(max(PAUSE, REST * (time.monotonic() - began)) if judged else PAUSE)
        with _beginning:
            if not any(room.challenge is not None for room in of.open_rooms):
                _running = False
                return
