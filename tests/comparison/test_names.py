"""Two runs never go by one name."""

from playground.comparison.names import distinct
from playground.insight.recorded import recorded_runs
from playground.training.history import of_recorded
from tests.comparison.made import history


def names(*runs):
    return [run.name for run in distinct(runs)]


def test_what_has_a_name_of_its_own_keeps_it():
    assert names(history("a"), history("b", settings={"dropout": 0.5})) == [
        "No regularizer", "Dropout 0.5"]


def test_what_differs_is_added():
    l1 = history("c", settings={"regularizer": "l1"})
    assert names(history("a"), history("b", settings={"seed": 2}), l1) == [
        "No regularizer (Seed: 1)", "No regularizer (Seed: 2)", "L1 1e-3"]


def test_a_recorded_run_beside_a_trained_one_says_so():
    recorded = of_recorded(recorded_runs()["none"])
    told = names(recorded, history("b", settings={**recorded.began_as.to_mapping()}))
    assert told == ["No regularizer (recorded)", "No regularizer"]


def test_what_differs_in_nothing_is_counted():
    assert names(history("a"), history("b"), history("c")) == [
        "No regularizer", "No regularizer #2", "No regularizer #3"]
