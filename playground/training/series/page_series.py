"""The series that this process trains for pages, and where each of them stands."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from playground.errors import BadInput
from playground.messages import Text
from playground.training.manager.capabilities import owner_hash
from playground.training.manager.managed import Ticket
from playground.training.manager.manager import RunManager
from playground.training.series.driver import Driver
from playground.training.series.plan import Plan
from playground.training.series.queued import Queued
from playground.training.series.reading import PointView, curves_of, points_of
from playground.training.series.results import result_of
from playground.training.states import QUEUED
from playground.training.store.recorder import epoch_row
from playground.training.store.series_rows import StoredSeries
from playground.training.store.series_store import SeriesStore
from playground.training.store.store import RunStore

TICK_SECONDS = 0.25


@dataclass(frozen=True, eq=False)
class SeriesView:
    """A series as its owner sees it. `trains`: this process does; `trouble`: what went wrong."""

    stored: StoredSeries
    points: tuple[PointView, ...]
    trains: bool
    trouble: tuple[Text, ...] = ()

    @property
    def done(self) -> int:
        return sum(point.done for point in self.points)

    @property
    def whole(self) -> bool:
        return self.done == len(self.points)


class PageSeries:
    """Of one server, with its manager and its record. May be called from any thread."""

    def __init__(self, manager: RunManager, store: RunStore) -> None:
        self._manager, self._store = manager, store
        self._series = SeriesStore(store.directory)
        # Pages begin, stop and look; each series has a thread of its own.
        self._guard = threading.Lock()
        self._at_work: dict[str, _AtWork] = {}

    def begin(self, plan: Plan, owner: str) -> str:
        """Train it for whoever holds that secret; its id. Raises `BadInput`."""
        for point in plan.points:
            self._manager.limits.check(point.experiment)
        stored = self._series.create(
            plan.kind, plan.asked,
            [(point.place, point.experiment.to_mapping()) for point in plan.points],
            owner_hash(owner))
        self.resume(stored.id, owner)
        return stored.id

    def resume(self, series_id: str, owner: str) -> None:
        """Go on with it; nothing where it trains already. Raises `BadInput`."""
        self._owned(series_id, owner)
        with self._guard:
            if series_id in self._at_work:
                return
            self._at_work[series_id] = work = _AtWork(
                self._manager, self._store, self._series, series_id, owner,
                self._ended)
        work.start()

    def stop(self, series_id: str, owner: str) -> None:
        """Stop it, so that it can go on later. A second call does nothing."""
        self._owned(series_id, owner)
        with self._guard:
            work = self._at_work.get(series_id)
        if work is not None:
            work.told_to_stop.set()

    def all(self, owner: str, kind: str) -> list[StoredSeries]:
        """The owner's series of that kind, newest first. Raises `BadInput`."""
        return [one for one in self._series.all(owner_hash(owner)) if one.kind == kind]

    def delete(self, series_id: str, owner: str) -> None:
        self._owned(series_id, owner)
        self._series.delete(series_id)

    def view(self, series_id: str, owner: str) -> SeriesView:
        """As it stands now, with what trains as it was a moment ago. Raises `BadInput`."""
        stored = self._owned(series_id, owner)
        with self._guard:
            work = self._at_work.get(series_id)
        points = points_of(self._store, stored)
        if work is None:
            return SeriesView(stored, points, False)
        tickets = work.executor.tickets
        return SeriesView(
            stored, tuple(self._live(point, tickets.get(point.position)) for point in points),
            True, tuple(work.failures))

    def _owned(self, series_id: str, owner: str) -> StoredSeries:
        stored = self._series.series(series_id)
        if stored.owner != owner_hash(owner):
            # The same words as for none: nobody learns which there are.
            return self._series.series("?")
        return stored

    def _live(self, point: PointView, ticket: Ticket | None) -> PointView:
        if ticket is None:
            return point
        try:
            view = self._manager.view(ticket.run_id, ticket.token)
            # The page that asks is open.
            self._manager.heartbeat(ticket.run_id, ticket.token)
        except BadInput:
            return point
        if view.ended:
            return point
        snapshot = view.snapshot
        state = QUEUED if view.place_in_queue is not None else snapshot.state
        rows = [epoch_row(one) for one in snapshot.records]
        return replace(
            point, state=state, run_id=ticket.run_id, curves=curves_of(rows),
            result=result_of(ticket.run_id, point.experiment, rows))

    def _ended(self, series_id: str) -> None:
        with self._guard:
            self._at_work.pop(series_id, None)


class _AtWork:
    """One series and the thread that trains it."""

    def __init__(
        self, manager: RunManager, store: RunStore, series: SeriesStore, series_id: str,
        owner: str, ended: Callable[[str], None],
    ) -> None:
        self.executor = Queued(manager, store, owner)
        self.told_to_stop = threading.Event()
        self.failures: list[Text] = []
        self._store, self._series, self._id, self._ended = store, series, series_id, ended

    def start(self) -> None:
        threading.Thread(target=self._work, name="series", daemon=True).start()

    def _work(self) -> None:
        try:
            claim = self._series.claim(self._id)
            try:
                self._drive()
            finally:
                self.executor.close()
                claim.release()
        except BadInput as error:
            self.failures.append(error.text)
        finally:
            self._ended(self._id)

    def _drive(self) -> None:
        driver = Driver(self._series, self._store, self._id, self.executor)
        while driver.tick():
            self.failures[:] = driver.counts.failures
            if self.told_to_stop.is_set() or self.executor.closed:
                driver.stop()
            time.sleep(TICK_SECONDS)
