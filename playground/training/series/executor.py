"""Who trains the points of a series: worker processes, or the queue of a server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from playground.experiment import Experiment
from playground.messages import Text


@dataclass(frozen=True)
class Task:
    """A point to be trained. `run` is the id of a run of it that was broken off, or empty."""

    position: int
    experiment: Experiment
    run: str = ""


@dataclass(frozen=True)
class News:
    """What became of a task: its run began, or ended, or an equal one was there already.

    `state` is a run's. `gone`: nobody trains it any more, though its run has not ended; it can be
    given again.
    """

    position: int
    run: str
    state: str
    message: Text = ""
    shared: bool = False
    gone: bool = False


class Executor(Protocol):
    """Trains several tasks at once. Only one thread may call it; nothing here waits long."""

    def has_room(self) -> bool:
        """Whether another task may be given now."""
        ...

    def begin(self, task: Task) -> None:
        """Train it. Raises `BadInput` where it cannot be."""
        ...

    def news(self) -> list[News]:
        """What has happened since the last call, in its order."""
        ...

    def stop(self) -> None:
        """Stop what trains, so that it can be taken up again; the news will tell."""
        ...

    def close(self) -> None:
        """Let go of everything. Nothing may be asked of it afterwards."""
        ...
