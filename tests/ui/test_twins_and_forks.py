"""Where a knob was turned, the run without that is offered; from any epoch another run goes on."""

from __future__ import annotations

from typing import Any

import pytest

from playground.change import Change
from playground.training.states import FINISHED, PAUSED
from playground.ui import epochs_panel
from playground.ui.live.parcel import Parcel, Sending
from playground.ui.session import Tab
from playground.ui.stage import stage_of
from tests.comparison.made import record


@pytest.fixture
def turned(at: Tab, manager: Any) -> Tab:
    """A tab whose run had L1 turned on in its third epoch; three have been measured."""
    began = at.experiment
    now = began.with_values({"regularizer": "l1", "lambda": 1e-3})
    manager.change(
        "run0", experiment=now, step=51, epoch=3,
        records=(record(1, 0.5), record(2, 0.8), record(3, 0.7)),
        changes=(Change(40, "regularizer", "none", "l1"),
                 Change(40, "lambda", began.lambda_, 1e-3)))
    at.experiment = now
    return at


def offered(at: Tab) -> dict[str, bytes]:
    parcel = Parcel()
    epochs_panel.show_offers(Sending(parcel), stage_of(at))
    return parcel.take()


def pressed(at: Tab, name: str) -> None:
    parcel = Parcel()
    epochs_panel.show_offers(Sending(parcel), stage_of(at))
    act = parcel.acts["offers"]["press"]
    assert act is not None
    act(name)


def test_the_twin_is_offered_trained_and_shown_beside(turned: Tab, manager: Any) -> None:
    assert b"And without?" in offered(turned)["offers"]
    pressed(turned, "without")
    assert ("twin", "run0", 40) in manager.calls
    assert turned.ticket is not None
    assert turned.ticket.run_id == "run0"
    assert [one.run_id for one in turned.recent] == ["run1"]
    assert b"And without?" not in offered(turned)["offers"]
    twin = stage_of(turned).twin
    assert twin is not None
    assert twin.view.snapshot.experiment.regularizer == "none"


def test_a_twin_answers_its_own_turn_and_no_later_one(turned: Tab, manager: Any) -> None:
    pressed(turned, "without")
    later = Change(90, "dropout", 0.0, 0.5)
    manager.change("run0", step=95, changes=(*manager.snapshots["run0"].changes, later))
    assert stage_of(turned).twin is None
    assert b"And without?" in offered(turned)["offers"]


def test_a_run_without_a_turn_is_offered_no_twin(at: Tab, manager: Any) -> None:
    assert b"And without?" not in offered(at)["offers"]
    pressed(at, "without")
    assert not [call for call in manager.calls if call[0] == "twin"]


def test_from_an_earlier_epoch_another_run_goes_on_with_the_settings_of_then(
    turned: Tab, manager: Any
) -> None:
    turned.looked_at = 2
    assert b"Go on from here" in offered(turned)["offers"]
    pressed(turned, "go-on")
    assert ("fork", "run0", 2, {}) in manager.calls
    assert turned.ticket is not None
    assert turned.ticket.run_id == "run1"
    # The run it comes from is in the tray, and goes on where it trains.
    assert [one.run_id for one in turned.recent] == ["run0"]
    assert manager.snapshots["run0"].state != PAUSED
    assert ("stop",) not in manager.calls
    assert turned.looked_at is None


def test_the_best_epoch_can_be_taken_back(turned: Tab, manager: Any) -> None:
    manager.change("run0", state=FINISHED)
    assert b"would have kept epoch 2: 80 %" in offered(turned)["offers"]
    pressed(turned, "best")
    assert turned.looked_at == 2
    stage = stage_of(turned)
    assert stage.snapshot is not None
    assert stage.snapshot.records[-1].epoch == 2
    assert b"which early stopping would have kept: 80 %" in offered(turned)["offers"]
