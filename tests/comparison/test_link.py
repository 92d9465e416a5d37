"""A link of a comparison says how to train it again, and whatever it holds is checked."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest

from playground.change import Change
from playground.comparison.link import (
    MOST_RUNS,
    LinkedRun,
    found_among,
    from_comparison_link,
    to_comparison_link,
)
from playground.insight.recorded import recorded_runs
from playground.link import LONGEST_LINK
from playground.training.history import of_recorded
from tests.comparison.made import history

SOURCES = ("studio", "everyday", "everyday-holdout", "every-angle", "every-light")
CHANGES = [Change(95, "regularizer", "none", "l1"), Change(95, "lambda", 1e-3, 3e-3)]
RUNS = [
    history("a", [0.5] * 12, settings={"seed": 3, "dropout": 0.25}, changes=CHANGES),
    history("b", settings={"regularizer": "l2", "lambda": 0.002, "another-setting": "none"}),
    of_recorded(recorded_runs()["l1"])]


def read(query, recorded=("l1",)):
    return from_comparison_link(query, SOURCES, recorded)


def test_what_is_linked_comes_back_and_finds_its_runs():
    link = to_comparison_link(RUNS, SOURCES)
    assert link.left_out == ()
    found = read(link.query)
    assert found.messages == ()
    assert len(found.runs) == 3
    assert [found_among(one, RUNS[::-1]).id for one in found.runs] == ["a", "b", "l1"]
    assert found.runs[0].experiment == RUNS[0].began_as
    assert [change.new for change in found.runs[0].changes] == ["l1", 3e-3]
    assert found.runs[2].recorded == "l1"


def test_a_run_that_differs_in_anything_is_not_found():
    linked = read(to_comparison_link(RUNS[:1], SOURCES).query).runs[0]
    other_seed = history("c", settings={"seed": 4, "dropout": 0.25}, changes=CHANGES)
    unchanged = history("d", settings={"seed": 3, "dropout": 0.25})
    assert found_among(linked, [other_seed, unchanged]) is None


def test_a_run_on_ones_own_pictures_is_left_out_and_told():
    own = history("own", settings={"data": "/home/me/pictures"})
    link = to_comparison_link([RUNS[0], own], SOURCES)
    assert link.left_out == (own,)
    assert "home" not in link.query
    assert len(read(link.query).runs) == 1


def test_a_link_that_was_pasted_into_a_page_is_read():
    query = to_comparison_link(RUNS, SOURCES).query
    assert read(query.replace("&", "&amp;")).runs == read(f"?{query}").runs


@pytest.mark.parametrize("query", [
    "", "run=", "run=x", "run=regularizer%3Dl1", "run=%00", "other=1", "run=recorded:nobody",
    "&" * 300, "run=v%3D1%26epochs%3D" + "9" * 5000])
def test_what_is_no_comparison_gives_no_error(query):
    found = read(query)
    assert len(found.runs) <= 1
    assert all(str(message) for message in found.messages)


def test_each_value_is_checked_again():
    found = read(urlencode([("run", "v=1&regularizer=l1&lambda=99&data=/etc/passwd")]))
    experiment = found.runs[0].experiment
    assert (experiment.regularizer, experiment.lambda_, experiment.data) == ("l1", 0.1, "studio")
    assert len(found.messages) >= 2


def test_a_link_is_bounded_both_ways():
    many = [history(f"{n}", settings={"seed": n}) for n in range(MOST_RUNS + 5)]
    link = to_comparison_link(many, SOURCES)
    assert len(link.left_out) == 5
    assert len(read(link.query).runs) == MOST_RUNS
    more = "&".join(urlencode([("run", f"v=1&seed={n}")]) for n in range(MOST_RUNS + 5))
    assert len(read(more).runs) == MOST_RUNS
    assert read(more).messages
    assert read("run=" + "x" * (LONGEST_LINK + 10)).runs == ()
    turned = [Change(n, "dropout", 0.0, round(0.1 + n % 5 / 10, 1)) for n in range(500)]
    long = [history(f"{n}", settings={"seed": n}, changes=turned) for n in range(9)]
    link = to_comparison_link(long, SOURCES)
    assert link.left_out
    assert len(link.query) <= LONGEST_LINK
    assert len(read(link.query).runs) == 9 - len(link.left_out)


def test_one_run_named_twice_is_one():
    assert len(read("run=v%3D1&run=v%3D1").runs) == 1


def test_a_recorded_run_is_no_run_that_somebody_trained():
    recorded = RUNS[2]
    assert not LinkedRun(recorded.began_as).is_run(recorded)
    assert not LinkedRun(recorded.began_as, recorded="l1").is_run(
        replace(history("x"), began_as=recorded.began_as))
