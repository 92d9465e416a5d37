"""A page's series: through the server's queue, in the owner's name, each equal run once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from playground.errors import BadInput
from playground.training.manager.keeping import Keeping
from playground.training.manager.limits import Limits
from playground.training.series.page_series import PageSeries, SeriesView
from playground.training.series.plan import Plan
from playground.training.series.sweep_plan import sweep_plan
from playground.training.states import FINISHED, INTERRUPTED, PAUSED, QUEUED, RUNNING
from playground.training.store.store import RunStore
from tests.training.manager.managing import LONG, SHORT, House

PATIENCE = 180.0


class Server:
    """One process of the app; another over the same directory is its restart."""

    def __init__(self, directory: Path) -> None:
        self.store = RunStore(directory)
        self.house = House(Limits(runs=1, grace=60), keeping=Keeping(RunStore(directory)))
        self.series = PageSeries(self.house.manager, self.store)
        self.begun: list[tuple[str, str]] = []

    def begin(self, plan: Plan, owner: str = "ann") -> str:
        made = self.series.begin(plan, owner)
        self.begun.append((made, owner))
        return made

    def until(
        self, series: str, condition: Callable[[SeriesView], bool], owner: str = "ann"
    ) -> SeriesView:
        deadline = time.monotonic() + PATIENCE
        while not condition(seen := self.series.view(series, owner)):
            assert time.monotonic() < deadline, seen.points
            time.sleep(0.02)
        return seen

    def close(self) -> None:
        for made, owner in self.begun:
            self.series.stop(made, owner)
            self.until(made, lambda seen: not seen.trains, owner)
        self.house.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path)
    yield made
    made.close()


def plan(epochs: int = 2, values: tuple[float, ...] = (0.1, 0.5)) -> Plan:
    return sweep_plan(SHORT.with_values({"epochs": epochs}), "dropout", values, [], [1])


def states(seen: SeriesView) -> list[str]:
    return [point.state for point in seen.points]


def test_a_series_is_trained_to_its_end_and_its_runs_are_their_owners(server: Server) -> None:
    made = server.begin(plan())
    seen = server.until(made, lambda seen: not seen.trains)
    assert states(seen) == [FINISHED, FINISHED]
    assert seen.whole
    assert [point.result is not None and point.result.epoch for point in seen.points] == [2, 2]
    manager = server.house.manager
    # They are no runs of the owner's desk, and can be looked at all the same.
    assert manager.runs_of("ann") == []
    for point in seen.points:
        from playground.training.manager.capabilities import steering

        view = manager.view(point.run_id, steering("ann", point.run_id))
        assert view.snapshot.experiment.dropout == point.place["value"]
    assert [one.id for one in server.series.all("ann", "sweep")] == [made]
    assert server.series.all("bob", "sweep") == []


def test_nobody_else_sees_or_stops_a_series(server: Server) -> None:
    made = server.begin(plan(epochs=1000))
    for act in (server.series.view, server.series.stop, server.series.resume):
        with pytest.raises(BadInput, match="There is no series"):
            act(made, "bob")
    assert server.series.view(made, "ann").trains


def test_what_its_owner_plays_with_goes_before_the_series_which_goes_on_after_it(
    server: Server,
) -> None:
    made = server.begin(plan(epochs=1000, values=(0.1, 0.3, 0.5)))
    server.until(made, lambda seen: states(seen)[:2] == [RUNNING, QUEUED])
    assert states(server.series.view(made, "ann"))[2] == "waiting"
    played = server.house.submit(SHORT, owner="ann")
    assert server.house.view(played).place_in_queue is None
    assert RUNNING not in states(server.series.view(made, "ann"))
    server.house.until_state(played, FINISHED)
    server.until(made, lambda seen: RUNNING in states(seen))


def test_a_full_series_does_not_keep_its_owner_from_play(server: Server) -> None:
    server.begin(plan(epochs=1000))
    for _ in range(8):
        server.house.submit(LONG, owner="ann", paused=True)
    with pytest.raises(BadInput, match="stop one first"):
        server.house.submit(LONG, owner="ann", paused=True)


def test_a_series_that_was_stopped_goes_on_where_its_run_was(server: Server) -> None:
    made = server.begin(plan(epochs=60, values=(0.1,)))
    server.until(made, lambda seen: (seen.points[0].result is not None
                                     and seen.points[0].result.epoch >= 2))
    server.series.stop(made, "ann")
    stopped = server.until(made, lambda seen: not seen.trains).points[0]
    assert stopped.result is not None
    assert 2 <= stopped.result.epoch < 60
    server.series.resume(made, "ann")
    server.series.resume(made, "ann")
    seen = server.until(made, lambda seen: seen.whole and not seen.trains)
    assert seen.points[0].run_id == stopped.run_id
    assert len(server.store.runs()) == 1


def test_after_a_restart_a_series_stands_as_it_did_and_can_go_on(tmp_path: Path) -> None:
    before = Server(tmp_path)
    made = before.begin(plan(epochs=40))
    before.until(made, lambda seen: seen.done == 1)
    before.close()
    again = Server(tmp_path)
    seen = again.series.view(made, "ann")
    assert not seen.trains
    assert seen.points[0].state == FINISHED
    assert seen.points[1].state not in (FINISHED, RUNNING, PAUSED, INTERRUPTED)
    first = seen.points[0].run_id
    again.series.resume(made, "ann")
    again.begun.append((made, "ann"))
    seen = again.until(made, lambda seen: seen.whole and not seen.trains)
    assert seen.points[0].run_id == first
    again.close()


def test_of_a_class_that_does_the_same_each_run_is_trained_once_and_everybody_has_their_own(
    server: Server,
) -> None:
    owners = ("ann", "bob", "cem")
    made = {owner: server.begin(plan(), owner) for owner in owners}
    seen = {owner: server.until(name, lambda seen: not seen.trains, owner)
            for owner, name in made.items()}
    assert all(view.whole for view in seen.values())
    ids = [point.run_id for view in seen.values() for point in view.points]
    assert len(set(ids)) == 6
    # Two were trained; the others are copies, weights and all.
    results = {tuple((point.place["value"], point.result and point.result.accuracy)
                     for point in view.points) for view in seen.values()}
    assert len(results) == 1
    for position in range(2):
        mine, *others = [
            server.store.checkpoint(view.points[position].run_id) or {} for view in seen.values()]
        assert mine
        assert all(np.array_equal(array, other[name])
                   for other in others for name, array in mine.items())
    begun = {run.id: run.created for run in server.store.runs()}
    assert len(begun) == 6
    trained = [run for run in server.store.runs()
               if len(list(run.folder.glob("live.lock"))) == 1]
    assert len(trained) == 2
