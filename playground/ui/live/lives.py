"""What of a page is kept up to date, and how often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from playground.ui.components.screen import Screen
from playground.ui.live.alike import Alike
from playground.ui.live.needs import Need

TICK, CURVES, WEIGHTS, PICTURES = 0.25, 0.5, 1.0, 2.0

Shown = TypeVar("Shown")


@dataclass(frozen=True)
class Live(Generic[Shown]):
    """What is brought up to date every `seconds`.

    `show` draws live components and nothing else: it commands no run. `needs`: what must be copied
    from the run for it. `hears`: its places whose events act here. `follows`: places of others
    whose events change what this one shows. `at_epochs`: not only then, but as soon as an epoch has
    been measured. `hasty`: after a turned knob, as often as there may be news: it shows what knobs
    act on. `alike`: of what it is drawn, so that pages which show the same have it drawn once; it
    gives None where the page is the only one that shows this.
    """

    name: str
    show: Callable[[Screen, Shown], None]
    seconds: float
    needs: tuple[Need, ...] = ()
    hears: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    at_epochs: bool = False
    hasty: bool = False
    alike: Callable[[Shown], Alike | None] | None = None

    def changes_by(self, place: str) -> bool:
        """Whether an event there may change what this shows."""
        return place in self.hears or place in self.follows
