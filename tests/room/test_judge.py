"""Networks judged on pictures that nobody sees, and that they were not trained on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground.data.training_data import TrainingData, prepare
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.presets import PLAY_DEFAULT
from playground.room.challenge import Challenge, Score
from playground.room.hidden_set import COUNT, HiddenPictures, HiddenSet, free_of
from playground.room.judge import Judge, weights_left
from playground.room.members import Home, Sight
from playground.training.manager.managed import RunView, start_weights
from playground.training.snapshot import Snapshot, WeightsCopy
from playground.training.states import RUNNING
from tests.comparison.made import record

sys.path.insert(0, str(Path(__file__).parent))
from rooms_made import joined, made, opened

BEGAN = PLAY_DEFAULT.experiment()


@pytest.fixture(scope="module")
def data() -> TrainingData:
    return prepare(BEGAN, 64, paths_allowed=False)


def test_hidden_pictures_are_of_no_render_that_the_run_may_train_on(data: TrainingData) -> None:
    hidden, free = HiddenSet(seed=1), free_of(BEGAN, data.pictures)
    pictures = hidden.of(BEGAN)
    chosen = hidden._chosen(data.pictures, free)
    assert not np.isin(chosen, data.split.train).any()
    assert (pictures.labels == data.pictures.labels[chosen]).all()
    assert np.bincount(pictures.labels).tolist() == [COUNT // 3] * 3


def test_no_hidden_picture_is_one_that_a_page_may_show(data: TrainingData) -> None:
    shown = {one.tobytes() for one in data.pictures.rgb(slice(None))}
    assert not any(one.tobytes() in shown for one in HiddenSet(seed=1).of(BEGAN).images)


def test_each_challenge_has_pictures_of_its_own_and_asks_all_the_same(data: TrainingData) -> None:
    first, again = HiddenSet(seed=1), HiddenSet(seed=2)
    assert (first.of(BEGAN).images == first.of(BEGAN).images).all()
    assert not np.array_equal(first.of(BEGAN).images, again.of(BEGAN).images)


@pytest.mark.parametrize(("values", "problem"), [
    ({"model": "large"}, "64 pixels"), ({"protocol": "as-published"}, "honest split")])
def test_what_cannot_be_judged_says_why(values: dict[str, Any], problem: str) -> None:
    experiment = BEGAN.with_values(values)
    with pytest.raises(BadInput, match=problem):
        HiddenSet(seed=1).of(experiment)


class Shows:
    """A manager of one run, after some epochs."""

    def __init__(self, began: Experiment = BEGAN) -> None:
        self.began, self.epoch, self.asked = began, 1, []
        start = start_weights("compact", 1)
        self.weights = {name: np.zeros_like(array) for name, array in start.items()}

    def view(self, run_id: str, token: str | None) -> RunView:
        if token != "shows it":
            raise BadInput("not yours")
        # One more has ended, and is still being measured: nothing is kept of it yet.
        seen = Snapshot(1, RUNNING, self.began, self.began, epoch=self.epoch + 1, records=tuple(
            record(epoch, 0.5) for epoch in range(1, self.epoch + 1)))
        return RunView(run_id, seen, True, None, None, None)

    def weights_at(self, run_id: str, token: str | None, epoch: int) -> WeightsCopy:
        self.asked.append((run_id, epoch))
        if epoch > self.epoch:
            raise BadInput("not kept")
        return WeightsCopy(1, self.weights)


class AllPaper(HiddenSet):
    def of(self, experiment: Any) -> HiddenPictures:
        return HiddenPictures(np.zeros((4, 64, 64, 3), np.uint8), np.zeros(4, np.int64))


def test_the_judge_looks_at_each_network_once_an_epoch_and_notes_its_score() -> None:
    rooms, clock = made()
    teacher = opened(rooms)
    pupil = joined(rooms, teacher.room.code, "a pupil's",
                   Home(lambda: Sight("run", "shows it")))
    joined(rooms, teacher.room.code, "one without a run")
    manager = Shows()
    manager.weights["dense/kernel"][0, :7] = 1
    judge = Judge(lambda: manager, clock, lambda: AllPaper(seed=1))
    assert not judge.step(teacher.room)
    teacher.room.begin_challenge(teacher.token)
    assert judge.step(teacher.room)
    assert not judge.step(teacher.room)
    clock.now += 60
    assert not judge.step(teacher.room)
    manager.epoch = 2
    assert judge.step(teacher.room)
    assert manager.asked == [("run", 1), ("run", 2)]
    assert teacher.room.own_score(pupil.token) == (Score("run", 1, 7, True, 100), "")


def test_a_run_that_cannot_be_judged_is_told_why_and_no_other_suffers() -> None:
    rooms, clock = made()
    teacher = opened(rooms)
    pupil = joined(rooms, teacher.room.code, "a pupil's",
                   Home(lambda: Sight("run", "shows it")))
    judge = Judge(lambda: Shows(BEGAN.with_values({"model": "large"})), clock)
    teacher.room.begin_challenge(teacher.token)
    assert judge.step(teacher.room)
    found, problem = teacher.room.own_score(pupil.token)
    assert found is None
    assert "64 pixels" in str(problem)


def test_with_another_s_token_nothing_is_judged() -> None:
    rooms, clock = made()
    teacher = opened(rooms)
    joined(rooms, teacher.room.code, "a pupil's", Home(lambda: Sight("run", "a guess")))
    teacher.room.begin_challenge(teacher.token)
    assert not Judge(lambda: Shows(), clock).step(teacher.room)


def test_weights_that_are_exactly_zero_do_not_count() -> None:
    kernel = np.array([[0, 1e-9], [-3, 0]], np.float32)
    assert weights_left({"a/kernel": kernel, "a/bias": np.ones(5, np.float32)}) == 2


def test_a_challenge_is_kept_apart_from_the_one_before() -> None:
    first, second = Challenge(), Challenge()
    first.note("one", "run", 1, 0.0, Score("run", 1, 3, True, 90))
    assert second.ranking() == ()
