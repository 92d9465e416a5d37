"""What an open page with runs is sent: what was clicked, and what a training run changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playground.experiment import live_controls
from playground.training.manager.managed import RunView, Ticket
from playground.ui import actions, address
from playground.ui.laid_by import trains_beside
from playground.ui.live.following import CURVES, PICTURES, TICK, WEIGHTS, Following, Live
from playground.ui.live.needs import ask
from playground.ui.session import Tab, running
from playground.ui.stage import Seen, Stage, stage_beside, stage_of

__all__ = ["CURVES", "KNOB", "PICTURES", "TICK", "WEIGHTS", "Follower", "Live", "Scene"]

KNOB = "knob-"


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
    lives: tuple[Live[Stage], ...] = ()
    """Its panels, where they are not all of the page's."""

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


class Follower(Following[Scene, Stage]):
    """The runs of a page; the first scene is the one that its buttons steer."""

    def __init__(self, lives: Sequence[Live[Stage]], *scenes: Scene) -> None:
        super().__init__(lives, *scenes)
        self._page_ticks = False
        self._awaited: set[str] = set()
        self._held: dict[str, tuple[str, int] | None] = {}

    def lives_of(self, scene: Scene) -> Sequence[Live[Stage]]:
        return scene.lives or super().lives_of(scene)

    def heard_of(self, scene: Scene) -> list[str]:
        knobs = [f"{KNOB}{name}" for name in live_controls()]
        return super().heard_of(scene) + (knobs if scene.beside is None else [])

    def buttons_ran(self, *, ticking: bool) -> None:
        """What depends on whether a run trains was drawn as of then; panels follow themselves."""
        self._page_ticks = ticking

    def page_ran(self) -> None:
        for scene in self.scenes:
            if scene.seen is not None:
                scene.seen.needs_page = False
        super().page_ran()

    def page_is_behind(self, shown: Stage) -> bool:
        """Whether the whole page must be drawn again: a run began or ended, or knobs moved."""
        at = self.scenes[0].at
        return (any(scene.needs_page for scene in self.scenes)
                or shown.ticking != self._page_ticks
                or running(shown.view) != at.shown_running
                or (at.pictures_pending and not shown.pictures_pending)
                or actions.lags(at, shown.view))

    def taken(self, scene: Scene) -> Stage:
        stage = scene.stage()
        if stage.awaits or trains_beside(scene.at):
            self._awaited.add(scene.mark)
        elif scene.mark in self._awaited:
            # What was awaited is there, or at its end: nothing else may make it be drawn.
            self._awaited.remove(scene.mark)
            self.draw_all_anew()
        self._draw_as_it_holds(scene, stage)
        return stage

    def _draw_as_it_holds(self, scene: Scene, stage: Stage) -> None:
        """A run that moves no more is drawn once more, with what came since the last look.

        As the copy of its weights, which it makes when it holds already: nobody looks any more
        where nothing can change, and the page may have been drawn before that.
        """
        if self.may_change(scene, stage):
            return
        now = (stage.view.run_id, stage.view.snapshot.version) if stage.view is not None else None
        if now != self._held.get(scene.mark):
            self._held[scene.mark] = now
            self.draw_all_anew()

    def epochs(self, shown: Stage) -> int:
        return len(shown.now.records) if shown.now is not None else 0

    def may_change(self, scene: Scene, shown: Stage) -> bool:
        return (self._page_ticks or shown.ticking or scene.at.pictures_pending or scene.needs_page
                or scene.mark in self._awaited or _trails(shown.view)
                or actions.lags(scene.at, shown.view))

    def link(self, shown: Stage) -> str:
        return address.query(self.scenes[0].at, shown.view)

    def ask(self, scene: Scene, shown: Stage, lives: Sequence[Live[Stage]]) -> None:
        ask(scene.ticket, shown, (need for one in lives for need in one.needs))

    def turned(self, scene: Scene, own: str, value: Any) -> bool:
        if not own.startswith(KNOB) or scene.beside is not None:
            return False
        _turn(scene.at, own.removeprefix(KNOB), value)
        return True


def _trails(view: RunView | None) -> bool:
    """Whether the weights to be seen are older than the run: a copy is made only so often."""
    if view is None or view.ended:
        return False
    copy = view.snapshot.weights
    return (copy.step if copy is not None else 0) < view.snapshot.step


def _turn(at: Tab, name: str, value: Any) -> None:
    """A knob that is being dragged sends numbers; which of them are allowed, `turn` says."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if number and name in live_controls():
        actions.turn(at, {name: value})
