"""What the panels show of an earlier epoch is what they showed when the run was there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from playground.training.states import PAUSED
from playground.ui import (
    maps_panel,
    matrix_panel,
    past_units,
    pictures_panel,
    score_panel,
    weights_panel,
)
from playground.ui.components.screen import Screen
from playground.ui.session import Tab
from playground.ui.stage import Stage, stage_of
from tests.made_data import training_data

EPOCHS = 4
SHOWN = ("matrix", "histogram", "shares", "scores", "tiles-training",
         "tiles-validation", "tiles-elsewhere", "layers", "maps", "knock-out")


class Drawn(Screen):
    """Keeps what is drawn by place: its header and its bodies."""

    def __init__(self) -> None:
        super().__init__()
        self.content: dict[str, tuple[Mapping[str, Any], tuple[bytes, ...]]] = {}

    def show(self, mount: Any, name: str, header: Mapping[str, Any], *bodies: bytes,
             height: int, acts: Any = None) -> None:
        self.content[name] = header, bodies


def drawn(stage: Stage) -> dict[str, tuple[Mapping[str, Any], tuple[bytes, ...]]]:
    screen = Drawn()
    for panel in (matrix_panel, weights_panel, score_panel, pictures_panel, maps_panel):
        panel.show(screen, stage)
    return {name: screen.content[name] for name in SHOWN}


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Any, Tab, dict[int, Any]]]:
    """A run of four epochs, with what was drawn after each; L1 drains it from the third on."""
    from tests.training.manager.managing import LONG, House

    data = training_data(elsewhere=True)
    house = House(prepare=lambda experiment, progress: data)
    for module in ("session", "past", "stage", "laid_by", "twins"):
        monkeypatch.setattr(f"playground.ui.{module}.run_manager", lambda: house.manager)
    # Its batches divide the pictures: a short one leaves those of another on the page.
    began = LONG.with_values({"epochs": EPOCHS + 1, "batch-size": 12})
    at = Tab(began)
    at.ticket = ticket = house.submit(began, paused=True)
    seen = {}
    for epoch in range(1, EPOCHS + 1):
        house.do("step_epoch", ticket)
        house.until(ticket, epoch_is_read(epoch))
        for copy in ("weights", "units", "batch"):
            house.do("request", ticket, copy)
        step = house.view(ticket).snapshot.step
        house.until(ticket, lambda view, step=step: view.snapshot.weights is not None
                    and view.snapshot.weights.step == step
                    and view.snapshot.units is not None and view.snapshot.units.step == step
                    and view.snapshot.batch is not None and view.snapshot.batch.step == step - 1)
        seen[epoch] = drawn(stage_of(at))
        if epoch == 2:
            house.do("turn", ticket, {"regularizer": "l1", "lambda": 0.01})
    yield house, at, seen
    house.close()


def epoch_is_read(epoch: int) -> Callable[[Any], bool]:
    return lambda view: len(view.snapshot.records) == epoch and view.snapshot.state == PAUSED


def test_each_panel_shows_what_it_showed_when_the_run_was_there(trained: Any) -> None:
    house, at, seen = trained
    now = drawn(stage_of(at))
    for epoch in (1, 3, 2):
        at.looked_at = epoch
        deadline = time.monotonic() + 180
        while stage_of(at).awaits:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        wound_back = drawn(stage_of(at))
        for name in SHOWN:
            assert wound_back[name] == seen[epoch][name], (epoch, name)
            # A panel that showed the same all the time would prove nothing.
            assert wound_back[name] != now[name], name
    at.looked_at = None
    assert drawn(stage_of(at)) == now
    house.do("stop", at.ticket)


def test_what_was_turned_later_is_not_in_effect_in_an_earlier_epoch(trained: Any) -> None:
    _, at, _ = trained
    assert stage_of(at).experiment.regularizer == "l1"
    at.looked_at = 2
    stage = stage_of(at)
    assert stage.experiment.regularizer == "none"
    assert stage.snapshot.changes == ()
    assert len(stage.snapshot.records) == 2
    assert len(stage.now.records) == EPOCHS
    at.looked_at = 0
    assert stage_of(at).weights is stage_of(at).start


def test_what_a_slider_passes_over_is_not_computed(trained: Any, monkeypatch: Any) -> None:
    _, at, _ = trained
    asked = []
    monkeypatch.setattr(past_units._worker, "submit", lambda *given: asked.append(given))
    for epoch in (1, 2, 3, 3):
        at.looked_at = epoch
        assert stage_of(at).awaits
    # The same one is asked for once, and each drops the one before it.
    assert len(asked) == 3
    compute, *overtaken = asked[0]
    compute(*overtaken)
    at.looked_at = 1
    assert stage_of(at).awaits
