"""What a driver gives to its executor, what it keeps, and what the next driver finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.errors import BadInput
from playground.messages import lazy, lazy_p
from playground.presets import PLAY_DEFAULT
from playground.training.series.driver import Driver
from playground.training.series.executor import News, Task
from playground.training.series.reading import WAITING, points_of
from playground.training.series.sweep_plan import sweep_plan
from playground.training.states import DIVERGENCE, FAILED, FINISHED, RUNNING, STOPPED
from playground.training.store.series_store import SeriesStore
from playground.training.store.store import RunStore


class Hand:
    """An executor whose runs end when the test says so."""

    def __init__(self, store: RunStore, room: int = 2) -> None:
        self.store, self.room = store, room
        self.given: list[Task] = []
        self.trains: dict[int, str] = {}
        self.told: list[News] = []
        self.stops = 0

    def has_room(self) -> bool:
        return len(self.trains) < self.room

    def begin(self, task: Task) -> None:
        if task.experiment.dropout == 0.66:
            raise BadInput("This server does not train that.")
        self.given.append(task)
        run = task.run or self.store.create(task.experiment.to_mapping(), {}).id
        self.trains[task.position] = run
        self.told.append(News(task.position, run, RUNNING))

    def ends(self, position: int, state: str = FINISHED, message: object = "") -> None:
        run = self.trains.pop(position)
        self.store.set_state(run, state, message)  # type: ignore[arg-type]
        self.told.append(News(position, run, state, message))  # type: ignore[arg-type]

    def is_lost(self, position: int) -> None:
        run = self.trains.pop(position)
        self.told.append(News(position, run, FAILED, "gone", gone=True))

    def news(self) -> list[News]:
        told, self.told = self.told, []
        return told

    def stop(self) -> None:
        self.stops += 1
        for position in list(self.trains):
            self.ends(position, STOPPED)

    def close(self) -> None:
        pass


class Scene:
    def __init__(self, directory: Path, values: tuple[float, ...] = (0.1, 0.3, 0.5)) -> None:
        self.runs, self.series = RunStore(directory), SeriesStore(directory)
        plan = sweep_plan(PLAY_DEFAULT.experiment(), "dropout", values, [], [1])
        self.id = self.series.create(plan.kind, plan.asked, [
            (point.place, point.experiment.to_mapping()) for point in plan.points]).id

    def driver(self, room: int = 2) -> tuple[Driver, Hand]:
        hand = Hand(self.runs, room)
        return Driver(self.series, self.runs, self.id, hand), hand

    def states(self) -> list[str]:
        return [point.state for point in points_of(self.runs, self.series.series(self.id))]


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_points_are_given_in_order_as_there_is_room_and_their_runs_are_kept(scene: Scene) -> None:
    driver, hand = scene.driver()
    assert driver.tick()
    assert [task.position for task in hand.given] == [0, 1]
    hand.ends(1)
    assert driver.tick()
    assert [task.position for task in hand.given] == [0, 1, 2]
    driver.tick()
    runs = scene.series.series(scene.id).runs
    assert {position: runs[position] for position in (0, 2)} == hand.trains
    assert scene.runs.run(runs[1]).state == FINISHED
    hand.ends(0)
    driver.tick()
    hand.ends(2)
    assert not driver.tick()
    assert (driver.counts.trained, driver.done, scene.states()) == (3, 3, [FINISHED] * 3)


def test_the_next_driver_trains_no_finished_point_again_and_goes_on_with_a_broken_off_one(
    scene: Scene,
) -> None:
    driver, hand = scene.driver()
    driver.tick()
    hand.ends(0)
    driver.tick()
    driver.tick()
    broken = dict(hand.trains)
    # The driver and its executor are gone here, as after kill -9: nothing more is said.
    again, other = scene.driver(room=3)
    assert (again.counts.before, again.done) == (1, 1)
    again.tick()
    assert [(task.position, task.run) for task in other.given] == [
        (1, broken[1]), (2, broken[2])]
    for position in (1, 2):
        other.ends(position)
    assert not again.tick()
    assert len(scene.runs.runs()) == 3


def test_stop_gives_nothing_more_and_what_was_stopped_is_taken_up_later(scene: Scene) -> None:
    driver, hand = scene.driver()
    driver.tick()
    stopped = dict(hand.trains)
    driver.stop()
    driver.stop()
    assert hand.stops == 1
    assert not driver.tick()
    assert driver.stopped
    assert scene.states() == [STOPPED, STOPPED, WAITING]
    again, other = scene.driver(room=3)
    again.tick()
    assert [task.run for task in other.given] == [stopped[0], stopped[1], ""]


def test_a_point_that_diverged_is_a_result_and_one_that_failed_is_tried_by_the_next_driver(
    scene: Scene,
) -> None:
    driver, hand = scene.driver(room=3)
    driver.tick()
    hand.ends(0, FAILED, lazy_p(DIVERGENCE, "The loss diverged."))
    hand.ends(1, FAILED, lazy("Training broke off: {error}.", error="no memory"))
    hand.ends(2)
    assert not driver.tick()
    assert (driver.counts.failed, driver.counts.trained) == (2, 1)
    again, other = scene.driver()
    again.tick()
    assert [task.position for task in other.given] == [1]


def test_a_point_whose_worker_was_killed_is_given_once_more_and_not_for_ever(scene: Scene) -> None:
    driver, hand = scene.driver(room=1)
    driver.tick()
    run = hand.trains[0]
    hand.is_lost(0)
    driver.tick()
    assert [(task.position, task.run) for task in hand.given] == [(0, ""), (0, run)]
    hand.is_lost(0)
    driver.tick()
    assert [task.position for task in hand.given] == [0, 0, 1]
    assert [str(message) for message in driver.counts.failures] == ["gone"]


def test_a_point_that_is_refused_does_not_hold_up_the_others(tmp_path: Path) -> None:
    scene = Scene(tmp_path, (0.1, 0.5, 0.66))
    driver, hand = scene.driver(room=3)
    driver.tick()
    assert [task.position for task in hand.given] == [0, 2]
    assert [str(message) for message in driver.counts.failures] == [
        "This server does not train that."]


def test_a_run_that_was_deleted_leaves_its_point_to_be_trained(scene: Scene) -> None:
    driver, hand = scene.driver(room=3)
    driver.tick()
    for position in range(3):
        hand.ends(position)
    driver.tick()
    scene.runs.delete(scene.series.series(scene.id).points[1].run)
    assert scene.states() == [FINISHED, WAITING, FINISHED]
    again, other = scene.driver()
    again.tick()
    assert [(task.position, task.run) for task in other.given] == [(1, "")]
