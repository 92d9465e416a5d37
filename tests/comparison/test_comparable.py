"""What may not be compared is told, and why."""

import pytest

from playground.comparison.comparable import ALL, ELSEWHERE, PROGRESS, TRAINING, comparability
from playground.insight.recorded import recorded_runs
from playground.training.history import of_recorded
from tests.comparison.made import history, record


def reasons(ours, theirs):
    return [(one.code, one.about) for one in comparability(ours, theirs).reasons]


def test_runs_that_differ_in_the_regularizer_alone_are_comparable():
    found = comparability(
        history("a", [0.5], fingerprint="x"),
        history("b", [0.6], fingerprint="x", settings={"regularizer": "l1", "dropout": 0.5}))
    assert found.comparable
    assert found.reasons == ()


@pytest.mark.parametrize(("values", "about"), [
    ({"data": "everyday"}, ALL), ({"protocol": "as-published"}, ALL), ({"seed": 2}, ALL),
    ({"share": 50}, TRAINING), ({"wrong-labels": 30}, TRAINING),
    ({"bootstrap": 2}, TRAINING),
    ({"another-setting": "none"}, ELSEWHERE),
])
def test_other_data_split_seed_labels_and_settings_are_each_a_reason(values, about):
    ours, theirs = history("a", [0.5], fingerprint="x"), history(
        "b", [0.6], settings=values, fingerprint="x" if about == ELSEWHERE else "y")
    assert reasons(ours, theirs) == [(next(iter(values)), about)]
    found = comparability(ours, theirs)
    assert found.comparable == (about != ALL)
    assert found.forbids(about)
    assert all(str(one.text).endswith(".") for one in found.reasons)


def test_the_reason_names_both_values():
    found = comparability(history("a"), history("b", settings={"seed": 7}))
    assert "7 instead of 1" in str(found.reasons[0].text)


def test_one_folder_under_two_names_is_the_same_data():
    ours = history("a", settings={"data": "here"}, fingerprint="x")
    assert reasons(ours, history("b", settings={"data": "there"}, fingerprint="x")) == []
    assert reasons(ours, history("b", settings={"data": "there"})) == [("data", ALL)]


def test_pictures_that_changed_under_one_name_are_told_by_their_fingerprint():
    assert reasons(history("a", fingerprint="x"), history("b", fingerprint="y")) == [
        ("pictures", ALL)]


def test_another_size_of_the_same_pictures_is_no_other_data():
    """The article's network sees them at 224 x 224, and the fingerprint is of what was decoded."""
    ours = history("a", fingerprint="x", records=[record(1, 0.5, answers=[0, 1])])
    theirs = history("b", fingerprint="y", settings={"model": "article"},
                     records=[record(1, 0.5, answers=[1, 1])])
    assert reasons(ours, theirs) == []


def test_without_fingerprints_the_measured_pictures_tell():
    ours = history("a", records=[record(1, 0.5, answers=[0, 1], indices=[3, 4])])
    theirs = history("b", records=[record(1, 0.5, answers=[0, 1], indices=[3, 5])])
    assert reasons(ours, theirs) == [("measured", ALL)]
    assert reasons(ours, ours.with_name("again")) == []


def test_how_far_each_has_come_is_said_and_forbids_nothing():
    found = comparability(history("a", [0.5] * 3), history("b", [0.5], state="running"))
    assert [(one.code, one.about) for one in found.reasons] == [
        ("training", PROGRESS), ("epochs", PROGRESS)]
    assert found.comparable
    assert not found.forbids(TRAINING)


def test_the_recorded_runs_are_comparable_with_each_other():
    runs = [of_recorded(run) for run in recorded_runs().values()]
    assert all(comparability(runs[0], run).comparable for run in runs)
