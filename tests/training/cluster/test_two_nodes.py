"""Runs and sweeps on a real cluster of two nodes, which the tests start on this machine.

Last of all one node is killed: the cluster has one from then on.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from playground.experiment import Experiment
from playground.settings import KnobTurn
from playground.training.handle import Play, Stop, Turn
from playground.training.manager.limits import Limits
from playground.training.run import Run
from playground.training.series.driver import Driver
from playground.training.series.plan import SWEEP
from playground.training.series.sweep_plan import sweep_plan
from playground.training.states import FINISHED, PAUSED
from playground.training.store.series_store import SeriesStore
from playground.training.store.store import RunStore
from tests.made_data import image_folder
from tests.training.bits import same_bits
from tests.training.cluster.test_lost_host import step_to

EXPERIMENT = Experiment(batch_size=16, epochs=4, seed=2)
STRONGER = {"regularizer": "l1", "lambda": 0.01}


def undisturbed(changes: Any) -> Any:
    """The same run, trained in this process."""
    from tests.training.contract.handles import Handled

    run = Handled(Run, EXPERIMENT, changes=changes)
    run.run.start()
    return run.ended()


def test_the_manager_trains_there_as_it_does_here(two_nodes: Any, build: Any) -> None:
    from tests.training.cluster.rays import ray_runs

    house = build(Limits(runs=2, grace=60), make_run=ray_runs(two_nodes))
    one = house.submit(EXPERIMENT.with_values({"epochs": 1000}))
    house.until(one, lambda view: view.snapshot.step > 2)
    house.do("turn", one, STRONGER)
    turned = house.until(one, lambda view: view.snapshot.changes).snapshot
    assert [(change.name, change.new) for change in turned.changes] == list(STRONGER.items())
    house.until(one, lambda view: len(view.snapshot.records) >= 2)
    house.do("pause", one)
    held = house.until_state(one, PAUSED).snapshot
    twin = house.manager.twin(one.run_id, one.token, turned.changes[0].step, paused=True)
    assert house.view(twin).kin.twin_of.run_id == one.run_id
    house.do("stop", one)
    house.until_put_away(one)
    assert house.view(one).snapshot.step == held.step
    fork = house.manager.fork(one.run_id, one.token, 1, {"epochs": 2})
    house._tickets += [twin, fork]
    assert house.until_state(fork, FINISHED).snapshot.epoch == 2


def test_a_sweep_of_eight_is_left_there_and_fetched_later(
    two_nodes: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from playground.training import threads
    from playground.training.series.on_cluster import OnCluster

    # What the sweep says of its threads is this process's no longer, once the test is over.
    monkeypatch.setattr(threads, "_elsewhere", 0)
    base = EXPERIMENT.with_values(
        {"data": str(image_folder(tmp_path / "pictures")), "epochs": 1, "another-setting": ""})
    plan = sweep_plan(base, "lambda", [1e-4, 1e-2], ["l1", "l2"], (1, 2))
    store, series = RunStore(tmp_path / "store", 100), SeriesStore(tmp_path / "store")
    stored = series.create(
        SWEEP, plan.asked, [(one.place, one.experiment.to_mapping()) for one in plan.points])

    def driver() -> tuple[Driver, OnCluster]:
        there = OnCluster(store, stored.id, two_nodes.address, {})
        return Driver(series, store, stored.id, there), there

    submitting, first = driver()
    submitting.tick()
    # As a process does that goes away.
    first.close()
    assert submitting.total == 8
    fetching, second = driver()
    try:
        while fetching.tick():
            time.sleep(0.05)
    finally:
        second.close()
    assert (fetching.counts.trained, fetching.counts.failed) == (8, 0)
    assert {run.state for run in store.runs()} == {FINISHED}
    assert len(store.runs()) == 8


def test_a_run_whose_node_is_killed_goes_on_on_the_other_to_the_same_bits(two_nodes: Any) -> None:
    from tests.training.cluster.rays import kill_node, place_of, ray_runs
    from tests.training.contract.handles import Handled

    make_run = ray_runs(two_nodes)
    both = [Handled(make_run, EXPERIMENT) for _ in range(2)]
    for one in both:
        one.run.start(paused=True)
    places = {}
    for one in both:
        one.until(lambda seen: seen.state == PAUSED)
        places[place_of(one.run)[0]] = one
    second = next(node for node in two_nodes.list_all_nodes() if not node.head)
    assert len(places) == 2, "each node has cores for one"
    hit = places[second.node_id]
    other = next(one for one in both if one is not hit)
    step_to(hit, 7)
    hit.run.tell(Turn(KnobTurn.of(STRONGER)))
    changes = step_to(hit, 8).changes
    other.run.tell(Stop())
    other.ended()
    kill_node(two_nodes, second, place_of(hit.run)[1])
    back = hit.until(lambda seen: seen.notes and seen.state == PAUSED)
    assert (back.step, back.epoch) == (5, 1)
    hit.run.tell(Play())
    seen = hit.ended()
    assert seen.state == FINISHED
    assert [change.step for change in seen.changes] == [7, 7]
    same_bits(seen, undisturbed(changes))
