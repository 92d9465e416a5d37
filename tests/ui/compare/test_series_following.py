"""A part that trains a series is brought up to date meanwhile, and its page when that ends."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from playground.errors import BadInput
from playground.presets import PLAY_DEFAULT
from playground.ui.compare import series_desk, series_following
from playground.ui.compare.choice import Choice
from playground.ui.compare.following import Comparison
from playground.ui.compare.series_following import SECONDS, SeriesFollower
from playground.ui.session import Tab


class Record:
    """Stands for the series on the disk, and for the clock."""

    def __init__(self) -> None:
        self.now, self.read, self.trains, self.done = 100.0, 0, True, 0

    def newest(self, seen: Choice, kind: str) -> Any:
        self.read += 1
        points = [SimpleNamespace(result=None, curves={"validation": [0.5] * self.done})]
        return SimpleNamespace(
            stored=SimpleNamespace(id="a"), trains=self.trains, whole=False, points=points)


@pytest.fixture
def record(monkeypatch: pytest.MonkeyPatch) -> Record:
    made = Record()
    monkeypatch.setattr(series_desk, "newest", made.newest)
    monkeypatch.setattr(series_following.time, "monotonic", lambda: made.now)
    return made


@pytest.fixture
def scene() -> Comparison:
    return Comparison(Choice(Tab(PLAY_DEFAULT.experiment())), "article")


def test_the_record_is_read_once_a_second_however_often_it_is_looked_at(
    record: Record, scene: Comparison
) -> None:
    page = SeriesFollower("article", (), scene)
    for _ in range(5):
        record.done = 3
        assert page.epochs(page.taken(scene)) == 3
    assert record.read == 1
    record.now += SECONDS
    record.done = 4
    assert page.epochs(page.taken(scene)) == 4


def test_the_page_runs_again_when_what_its_buttons_do_has_changed(
    record: Record, scene: Comparison
) -> None:
    page = SeriesFollower("article", (), scene)
    page.steers = series_desk.steers(page.taken(scene).view)
    assert not page.page_is_behind(page.taken(scene))
    record.now, record.trains = record.now + SECONDS, False
    assert page.page_is_behind(page.taken(scene))


def test_how_it_ended_is_still_shown_and_then_nothing_changes_by_itself(
    record: Record, scene: Comparison
) -> None:
    page = SeriesFollower("article", (), scene)
    assert page.may_change(scene, page.taken(scene))
    record.now, record.trains = record.now + SECONDS, False
    assert page.may_change(scene, page.taken(scene))
    assert not page.may_change(scene, page.taken(scene))


def test_a_record_that_cannot_be_read_for_a_moment_leaves_what_was_seen(
    record: Record, scene: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = SeriesFollower("article", (), scene)
    seen = page.taken(scene).view

    def damaged(seen: Choice, kind: str) -> Any:
        raise BadInput("It cannot be read.")

    monkeypatch.setattr(series_desk, "newest", damaged)
    record.now += SECONDS
    assert page.taken(scene).view is seen
