"""Trains a series: gives its points to an executor, most telling first, and keeps the record.

Which run trains a point is on the disk before anything is heard of its end, so that a driver that
is killed at any moment loses nothing: the next one finds finished runs finished, and goes on with
those that were broken off from their last whole epoch.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from playground.errors import BadInput
from playground.messages import Text
from playground.training.series.executor import Executor, News, Task
from playground.training.series.reading import PointView, points_of
from playground.training.states import ENDED, FAILED, FINISHED, STOPPED
from playground.training.store.reading import RunReader
from playground.training.store.series_store import SeriesStore

MOST_ATTEMPTS = 2
"""So often a point is given whose worker was gone before its run had ended."""
Heard = Callable[[News], None]


@dataclass
class Counts:
    """How the points of a series came to where they are, in this driver's time."""

    before: int = 0
    """Were trained already."""
    trained: int = 0
    shared: int = 0
    """Are a run that was there already, of another series or alone."""
    failed: int = 0
    failures: list[Text] = field(default_factory=list)


class Driver:
    """Of the series of that id, whose claim its caller holds. Only one thread may use it.

    Raises `BadInput` where the record cannot be read or written.
    """

    def __init__(
        self, series: SeriesStore, runs: RunReader, series_id: str, executor: Executor,
        heard: Heard = lambda news: None,
    ) -> None:
        stored = series.series(series_id)
        self.series_id, self.counts = stored.id, Counts()
        self._series, self._executor, self._heard = series, executor, heard
        seen = points_of(runs, stored)
        self._points = {point.position: point for point in seen}
        self.counts.before = sum(point.done for point in seen)
        self._left = deque(point for point in seen if not point.done)
        self._given: dict[int, PointView] = {}
        self._attempts: Counter[int] = Counter()
        self._stopping = False

    @property
    def total(self) -> int:
        return len(self._points)

    @property
    def done(self) -> int:
        return self.counts.before + self.counts.trained + self.counts.shared

    @property
    def stopped(self) -> bool:
        """Whether it was told to stop, and nothing trains any more."""
        return self._stopping and not self._given

    @property
    def training(self) -> tuple[int, ...]:
        """The positions of the points that have been given and have not come back."""
        return tuple(self._given)

    def stop(self) -> None:
        """Begin no further point, and stop those that train. A second call does nothing."""
        if not self._stopping:
            self._stopping = True
            self._executor.stop()

    def tick(self) -> bool:
        """Hear what has happened and give what there is room for; False once nothing is left."""
        for news in self._executor.news():
            self._hear(news)
        while self._left and not self._stopping and self._executor.has_room():
            self._give(self._left.popleft())
        return bool(self._given) or (bool(self._left) and not self._stopping)

    def _give(self, point: PointView) -> None:
        self._given[point.position] = point
        try:
            self._executor.begin(Task(point.position, point.experiment, point.run_id))
        except BadInput as error:
            self._hear(News(point.position, "", FAILED, error.text))

    def _hear(self, news: News) -> None:
        point = self._given.get(news.position)
        if point is None:
            return
        if news.run and news.run != point.run_id:
            self._series.trained_by(self.series_id, news.position, news.run)
            self._given[news.position] = point = PointView(
                point.position, point.place, point.experiment, news.state, news.run)
        if news.gone:
            self._give_back(point, news)
        elif news.state in ENDED:
            del self._given[news.position]
            self._count(news)
        self._heard(news)

    def _count(self, news: News) -> None:
        if news.shared:
            self.counts.shared += 1
        elif news.state == FINISHED:
            self.counts.trained += 1
        elif news.state == FAILED:
            self.counts.failed += 1
            self.counts.failures.append(news.message)
        elif news.state == STOPPED:
            # Somebody stopped this one run: the point waits for the next driver.
            return

    def _give_back(self, point: PointView, news: News) -> None:
        del self._given[point.position]
        self._attempts[point.position] += 1
        if self._stopping:
            return
        if self._attempts[point.position] < MOST_ATTEMPTS:
            self._left.appendleft(point)
        else:
            self.counts.failed += 1
            self.counts.failures.append(news.message)

