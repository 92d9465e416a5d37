"""The page kept up to date: clicks on it, and what is being worked out meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playground.ui.compare.offers import sign_of_life
from playground.ui.inside.seen import Seen, query
from playground.ui.inside.shown import Section, Shown, shown
from playground.ui.inside.work import WORK
from playground.ui.live.following import Following
from playground.ui.live.one_scene import connect, kept
from playground.ui.session import Tab

_PAGE = "inside"


@dataclass(frozen=True)
class Scene:
    """All of the page: it has one."""

    seen: Seen
    mark: str = ""

    @property
    def at(self) -> Tab:
        return self.seen.at

    @property
    def needs_page(self) -> bool:
        return self.seen.needs_page or self.seen.at.needs_page


class InsideFollower(Following[Scene, Shown]):
    """Of one page Inside."""

    def __init__(self, sections: Sequence[Section], scene: Scene) -> None:
        super().__init__([section.live() for section in sections], scene)
        self._sections = sections
        self._waited = False

    def taken(self, scene: Scene) -> Shown:
        now = shown(scene.seen)
        sign_of_life(now.offers)
        want(self._sections, now)
        return now

    def epochs(self, now: Shown) -> int:
        return 0

    def may_change(self, scene: Scene, now: Shown) -> bool:
        # Also after the last of what was waited for has come: it is still to be drawn.
        waited, self._waited = self._waited, scene.seen.waits
        if waited and not scene.seen.waits:
            self._drawn.clear()
        return waited or scene.seen.waits or scene.needs_page or now.network.trains

    def page_ran(self) -> None:
        super().page_ran()
        # What the page did not have may come before the first look: that is to be drawn, too.
        self._waited = self.scenes[0].seen.waits

    def page_is_behind(self, now: Shown) -> bool:
        return any(scene.needs_page for scene in self.scenes)

    def link(self, now: Shown) -> str:
        return query(now.seen)


def want(sections: Sequence[Section], now: Shown) -> None:
    """Have worked out what the sections are missing, in their order."""
    tasks = [task for section in sections for task in section.tasks(now)]
    for task in tasks:
        now.state(task)
    WORK.want(now.seen.customer, tasks)


def follow(sections: Sequence[Section], seen: Seen) -> None:
    """Keep them up to date from now on: the page has just drawn them."""
    found = kept(_PAGE, Scene(seen), InsideFollower,
                 lambda scene: InsideFollower(sections, scene))
    connect(_PAGE, found, seen, lambda: query(seen))
