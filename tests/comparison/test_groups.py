"""Seeds of one setting are found among the runs that are compared."""

from playground.change import Change
from playground.comparison.groups import by_setting, verdicts
from playground.comparison.words import overall
from tests.comparison.made import history


def seeds(name, accuracies, **settings):
    return [history(f"{name}{seed}", [accuracy], settings={"seed": seed, **settings})
            for seed, accuracy in enumerate(accuracies, 1)]


NONE = seeds("a", [0.6, 0.62, 0.63])
L2 = seeds("b", [0.7, 0.72, 0.73], regularizer="l2")


def ids(groups):
    return [[run.id for run in group] for group in groups]


def test_runs_that_differ_in_the_seed_alone_are_one_setting():
    assert ids(by_setting([NONE[0], L2[0], NONE[1], L2[1]])) == [["a1", "a2"], ["b1", "b2"]]


def test_a_knob_turned_at_another_step_makes_another_setting():
    turned = [history(f"c{step}", [0.5], settings={"seed": step},
                      changes=[Change(step, "dropout", 0.0, 0.5)]) for step in (3, 4)]
    assert ids(by_setting(turned)) == [["c3"], ["c4"]]


def test_each_other_setting_is_held_against_the_baselines():
    found = verdicts([*NONE, *L2, *seeds("c", [0.5])])
    assert [one.other[0].id for one in found] == ["b1"]
    assert found[0].luck.n == 3
    assert found[0].said.state == "all-above"
    assert verdicts([NONE[0], L2[0]]) == ()
    assert verdicts([]) == ()


def test_the_first_look_is_told_of_luck_where_there_are_seeds():
    found = overall([*NONE, *L2])
    states = [said.state for said in found]
    assert [said.state for said in found if said.of_luck] == ["luck-all-above"]
    assert "luck-all-above" in states
    assert "one-seed" not in states
