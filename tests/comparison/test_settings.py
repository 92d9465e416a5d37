"""What differs between runs, and only that."""

from playground.change import Change
from playground.comparison.settings import CHANGES, settings
from playground.experiment import CONTROLS
from tests.comparison.made import history


def test_only_what_differs_is_told_apart_and_the_rest_is_equal():
    found = settings([history(), history(settings={"regularizer": "l2", "lambda": 0.01})])
    assert [row.control for row in found.different] == ["regularizer", "lambda"]
    assert found.different[0].in_words() == ("None", "L2")
    assert found.different[1].in_words() == ("–", "0.01")
    assert {row.control for row in (*found.different, *found.equal)} == {*CONTROLS, CHANGES}


def test_what_does_nothing_is_no_difference():
    """λ without a regularizer, the mixing share of L2, the weight decay of Adam."""
    found = settings([history(settings={"lambda": 1e-3}), history(settings={"lambda": 0.5})])
    assert found.different == ()
    found = settings([history(settings={"regularizer": "l2", "mixing-share": 0.2}),
                      history(settings={"regularizer": "l2", "mixing-share": 0.7})])
    assert found.different == ()


def test_of_the_textbooks_other_regularizers_those_that_differ_are_told():
    found = settings([history(), history(settings={
        "label-smoothing": 0.1, "mixup": 0.4, "bootstrap": 2})])
    assert {row.control: row.in_words() for row in found.different} == {
        "bootstrap": ("0", "2"), "label-smoothing": ("off", "0.1"), "mixup": ("off", "0.4")}


def test_what_was_turned_while_it_trained_is_a_difference():
    changes = [Change(95, "regularizer", "none", "l1"), Change(95, "lambda", 1e-3, 3e-3)]
    found = settings([history("a", [0.5] * 12), history("b", [0.5] * 12, changes=changes)])
    assert [row.control for row in found.different] == [CHANGES]
    assert found.different[0].in_words() == (
        "nothing", "in epoch 10: L1 with λ 0.003 replaced none")


def test_a_change_that_was_undone_at_once_says_nothing():
    undone = [Change(40, "dropout", 0.0, 0.5), Change(41, "dropout", 0.5, 0.0)]
    found = settings([history("a", [0.5] * 9, changes=undone), history("b", [0.5] * 9)])
    assert found.different[0].in_words() == ("nothing", "nothing")


def test_values_are_written_as_the_page_writes_them():
    found = settings([
        history(settings={"share": 20, "horizontal-flip": False, "epochs": 1000}),
        history(settings={"share": 100, "horizontal-flip": True, "epochs": 20})])
    told = {row.control: row.in_words() for row in found.different}
    assert told["share"] == ("20\N{NO-BREAK SPACE}%", "100\N{NO-BREAK SPACE}%")
    assert told["horizontal-flip"] == ("off", "on")
    assert told["epochs"] == ("1,000", "20")


def test_one_run_differs_in_nothing():
    assert settings([history()]).different == ()
