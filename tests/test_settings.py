"""Settings that were checked once, as they came in."""

from __future__ import annotations

import pickle
from unittest.mock import patch

import pytest

from playground.controls import Control
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.settings import KnobTurn, Settings


def test_values_are_taken_as_their_controls_take_them() -> None:
    asked = Settings.of({"dropout": 0, "share": "50"})
    assert asked == Settings((("dropout", 0.0), ("share", 50)))
    assert asked.on(Experiment()) == Experiment(dropout=0.0, share=50)


def test_what_is_set_is_not_checked_again() -> None:
    asked, before = Settings.of({"regularizer": "l2", "lambda": 0.5}), Experiment()
    with patch.object(Control, "parse", side_effect=AssertionError):
        changed = asked.on(before)
    assert (changed.regularizer, changed.lambda_) == ("l2", 0.5)


def test_only_what_acts_live_turns_a_run() -> None:
    asked = Settings.of({"seed": 3, "dropout": 0.5})
    assert asked.live == KnobTurn.of({"dropout": 0.5})
    assert asked.names == ("seed", "dropout")


@pytest.mark.parametrize(("values", "words"), [
    ({"dropout": 7}, "between"), ({"lamda": 1}, "no control"), ({"lambda": float("nan")}, "finite"),
])
def test_a_value_that_is_not_allowed_gets_no_further(
    values: dict[str, object], words: str
) -> None:
    for kind in (Settings, KnobTurn):
        with pytest.raises(BadInput, match=words if kind is Settings or "lamda" not in values
                           else "during training"):
            kind.of(values)


def test_a_control_that_needs_a_restart_is_no_turn() -> None:
    with pytest.raises(BadInput, match="cannot change during training"):
        KnobTurn.of({"epochs": 3})


def test_what_is_allowed_together_is_asked_of_the_experiment() -> None:
    strong = KnobTurn.of({"lambda": 0.5})
    assert strong.on(Experiment(regularizer="l2")).lambda_ == 0.5
    with pytest.raises(BadInput, match="for l1"):
        strong.on(Experiment(regularizer="l1"))


def test_a_turn_can_be_sent_elsewhere() -> None:
    turn = KnobTurn.of({"regularizer": "l1", "lambda": 0.01})
    assert pickle.loads(pickle.dumps(turn)) == turn
