import pytest

from playground.change import Change, after_changes, by_step, check_changes, merged
from playground.errors import BadInput
from playground.experiment import Experiment


def test_changes_of_one_step_take_effect_together():
    turned = [Change(7, "lambda", 0.5, 0.01), Change(3, "dropout", 0.0, 0.2),
              Change(7, "regularizer", "l2", "l1")]
    assert list(by_step(turned)) == [
        (3, {"dropout": 0.2}), (7, {"lambda": 0.01, "regularizer": "l1"})]
    start = Experiment(regularizer="l2", lambda_=0.5)
    # One by one, L1 would meet a λ that only L2 allows.
    assert after_changes(start, turned).regularizer == "l1"
    check_changes(start, turned[::-1])


def test_several_turns_of_one_knob_at_one_step_become_one():
    turned = [Change(3, "dropout", 0.0, 0.2), Change(3, "dropout", 0.2, 0.5),
              Change(4, "dropout", 0.5, 0.1)]
    assert merged(turned) == (Change(3, "dropout", 0.0, 0.5), Change(4, "dropout", 0.5, 0.1))


def test_a_knob_turned_there_and_back_at_one_step_is_no_change():
    assert merged([Change(3, "dropout", 0.0, 0.2), Change(3, "dropout", 0.2, 0.0)]) == ()


@pytest.mark.parametrize("change", [
    Change(3, "seed", 1, 2), Change(-1, "dropout", 0.0, 0.5), Change(3, "dropout", 0.0, 5),
    Change(3, "regularizer", "none", "l9"),
])
def test_what_cannot_be_replayed_is_refused(change):
    with pytest.raises(BadInput):
        check_changes(Experiment(), [change])
