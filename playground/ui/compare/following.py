"""The comparison kept up to date: clicks on it, and runs that train meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playground.ui.compare.choice import Choice, query
from playground.ui.compare.compared import Compared, compared
from playground.ui.compare.offers import sign_of_life
from playground.ui.live.following import Following, Live
from playground.ui.live.one_scene import connect, kept
from playground.ui.session import Tab

PAGE = "compare"


@dataclass(frozen=True)
class Comparison:
    """All of the page: it has one scene. `part`: which of its parts is open."""

    seen: Choice
    part: str = ""
    mark: str = ""

    @property
    def at(self) -> Tab:
        return self.seen.at

    @property
    def needs_page(self) -> bool:
        return self.seen.needs_page or self.seen.at.needs_page


class ComparisonFollower(Following[Comparison, Compared]):
    """Of one Compare page."""

    def __init__(self, lives: Sequence[Live[Compared]], scene: Comparison) -> None:
        super().__init__(lives, scene)
        self.trained = False
        """Whether a run trained as it was drawn last, by the page or since."""
        self.page_trains = False
        """Whether the page was drawn while a series of its tab trained."""

    def taken(self, scene: Comparison) -> Compared:
        shown = compared(scene.seen)
        sign_of_life(shown.offers)
        return shown

    def is_here(self) -> None:
        for scene in self.scenes:
            self.taken(scene)

    def epochs(self, shown: Compared) -> int:
        return sum(run.history.epoch for run in shown.runs if run.offer.trains)

    def may_change(self, scene: Comparison, shown: Compared) -> bool:
        # How a run has ended is to be seen everywhere, whatever has been drawn lately.
        ended, self.trained = self.trained and not shown.trains, shown.trains
        if ended:
            self._drawn.clear()
        return ended or shown.trains or bool(scene.seen.unfinished) or scene.needs_page

    def page_is_behind(self, shown: Compared) -> bool:
        # Its buttons say whether a series trains.
        return shown.luck.trains != self.page_trains or any(
            scene.needs_page for scene in self.scenes)

    def link(self, shown: Compared) -> str:
        return query(shown.seen)


def follow(lives: Sequence[Live[Compared]], shown: Compared) -> None:
    """Keep `lives` up to date from now on: the page has just drawn them as `shown`."""
    seen = shown.seen
    found = kept(PAGE, Comparison(seen), ComparisonFollower,
                 lambda scene: ComparisonFollower(lives, scene))
    # A run may end between the page and the first look.
    found.trained = shown.trains
    found.page_trains = seen.luck.trains
    connect(PAGE, found, seen, lambda: query(seen), lambda: seen.luck.trains != found.page_trains)
