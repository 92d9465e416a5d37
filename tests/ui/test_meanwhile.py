"""Who waits for a slot is shown the nearest run meanwhile, and told that it is another one."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from playground.training.snapshot import Snapshot
from playground.training.states import QUEUED, RUNNING
from playground.ui import meanwhile
from playground.ui.session import Tab
from playground.ui.stage import stage_of


@pytest.fixture
def waiting(at: Tab, manager: Any) -> Tab:
    """Its run has the second place, and has not begun."""
    manager.change("run0", state=QUEUED)
    manager.place = 2
    return at


def common(at: Tab, **values: Any) -> tuple[str, Snapshot]:
    """What many follow, with other settings."""
    began = at.experiment.with_values(values)
    measured = SimpleNamespace(epoch=3, step=51, validation=SimpleNamespace(accuracy=0.78))
    seen = Snapshot(9, RUNNING, began, began, step=51, epoch=3, steps_per_epoch=17)
    return "common", replace(seen, records=(measured,))


def test_the_nearest_that_many_follow_is_shown_and_what_differs_is_said(
    waiting: Tab, manager: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.ui.ghosts.recordings", dict)
    manager.followed = [common(waiting, seed=7, dropout=0.5), common(waiting, seed=7)]
    (shown,) = stage_of(waiting).beside
    assert shown.name == "another run"
    assert shown.began_as.seed == 7
    assert not shown.began_as.dropout
    assert meanwhile.told(waiting.view()) == (
        "Faint: another run, 78 % after epoch 3; there the seed 7 instead of 1.")


def test_where_nobody_trains_anything_like_it_the_recorded_run_is_what_one_sees(
    waiting: Tab,
) -> None:
    found = meanwhile.meanwhile(waiting.view())
    assert found is not None
    assert found.began_as.regularizer == waiting.experiment.regularizer
    # It stands in the chart anyway.
    assert stage_of(waiting).beside == ()
    assert "Faint: another run" in meanwhile.told(waiting.view())


def test_a_run_that_has_something_to_show_shows_that(at: Tab, manager: Any) -> None:
    manager.followed = [common(at, seed=7)]
    for place, step in ((None, 0), (1, 4)):
        manager.place = place
        manager.change("run0", step=step)
        assert stage_of(at).beside == ()
        assert meanwhile.told(at.view()) == ""


def test_what_is_trained_on_other_pictures_is_not_shown(
    waiting: Tab, manager: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.ui.ghosts.recordings", dict)
    manager.followed = [common(waiting, share=90)]
    assert meanwhile.meanwhile(waiting.view()) is None
