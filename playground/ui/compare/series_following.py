"""A part that trains a series kept up to date, over the page's own connection."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from playground.errors import BadInput
from playground.training.series.page_series import SeriesView
from playground.ui.compare import series_desk
from playground.ui.compare.choice import Choice, query
from playground.ui.compare.following import PAGE, Comparison
from playground.ui.components.screen import Screen
from playground.ui.live.following import Following, Live
from playground.ui.live.one_scene import connect, kept

SECONDS = 1.0
"""So often the record of a series is read: it lies on the disk."""
Show = Callable[[Screen, Choice, SeriesView | None], None]


@dataclass(frozen=True, eq=False)
class Watched:
    """The newest series of the part as it stands; None before the first."""

    seen: Choice
    view: SeriesView | None


class SeriesFollower(Following[Comparison, Watched]):
    """Of one part in one tab, whose series are of that kind."""

    def __init__(self, kind: str, lives: Sequence[Live[Watched]], scene: Comparison) -> None:
        super().__init__(lives, scene)
        self._kind, self.trained = kind, False
        self.read: SeriesView | None = None
        """As it was last found in the record."""
        self._read_at = -SECONDS
        self.steers: tuple[object, ...] = ()
        """What the page's buttons were drawn for."""

    def taken(self, scene: Comparison) -> Watched:
        if time.monotonic() - self._read_at >= SECONDS:
            with suppress(BadInput):
                # The page has said so where it stands.
                self.read = series_desk.newest(scene.seen, self._kind)
            self._read_at = time.monotonic()
        return Watched(scene.seen, self.read)

    def is_here(self) -> None:
        for scene in self.scenes:
            self.taken(scene)

    def epochs(self, shown: Watched) -> int:
        points = shown.view.points if shown.view is not None else ()
        return sum(len(point.curves.get("validation", ())) for point in points if point.curves)

    def may_change(self, scene: Comparison, shown: Watched) -> bool:
        trains = shown.view is not None and shown.view.trains
        # How it has ended is still to be seen.
        ended, self.trained = self.trained and not trains, trains
        if ended:
            self._drawn.clear()
        return ended or trains or scene.needs_page

    def page_is_behind(self, shown: Watched) -> bool:
        return series_desk.steers(shown.view) != self.steers or any(
            scene.needs_page for scene in self.scenes)

    def link(self, shown: Watched) -> str:
        return query(shown.seen)


def follow(
    key: str, kind: str, show: Show, hears: tuple[str, ...], seen: Choice,
    shown: SeriesView | None,
) -> None:
    """Keep the part up to date from now on: the page has just drawn it as `shown`."""
    lives = [Live[Watched](
        key, lambda screen, watched: show(screen, watched.seen, watched.view), SECONDS,
        hears=hears, at_epochs=True)]
    found = kept(PAGE, Comparison(seen, key), SeriesFollower,
                 lambda scene: SeriesFollower(kind, lives, scene))
    found.read, found.steers = shown, series_desk.steers(shown)
    # The series may end between the page and the first look.
    found.trained = shown is not None and shown.trains
    connect(PAGE, found, seen, lambda: query(seen),
            lambda: series_desk.steers(found.read) != found.steers)
