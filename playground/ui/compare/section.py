"""A part of the page: what it is called, what it draws, and whose clicks change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playground.messages import Message
from playground.ui.compare.compared import Compared
from playground.ui.components.screen import Mounting, Screen
from playground.ui.live.following import CURVES, Live

RUNS = "runs"
"""The place of the list of runs: a click there changes every section."""


@dataclass(frozen=True)
class Section:
    """`show` draws live components alone, again and again, into a container `section-{key}`.

    `draw` lays out what stands there besides, once a run of the page, and draws all of it; without
    it, `show` does. `title` stands above, where there is one. `hears`: places of its own whose
    clicks act here; `follows`: of others, whose clicks change what this shows.
    """

    key: str
    show: Callable[[Screen, Compared], None]
    title: Message | None = None
    note: Message | None = None
    draw: Callable[[Mounting, Compared], None] | None = None
    hears: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    seconds: float = CURVES

    def live(self) -> Live[Compared]:
        return Live(
            self.key, self.show, self.seconds, hears=self.hears,
            follows=(RUNS, *self.follows), at_epochs=True)
