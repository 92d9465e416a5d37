"""What comes of a run whose host is lost; without a cluster: see `near`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from playground.change import Change
from playground.experiment import Experiment
from playground.settings import KnobTurn
from playground.training.cluster.hosting import DISCONNECTED
from playground.training.cluster.remote_run import MOST_LOSSES, RemoteRun
from playground.training.handle import Play, StepBatch, StepEpoch, Stop, Turn
from playground.training.run import Run
from playground.training.states import FAILED, FINISHED, PAUSED, STOPPED
from tests.training.bits import same_bits

EXPERIMENT = Experiment(batch_size=16, epochs=4, seed=2)
TURNED = (Change(7, "regularizer", "none", "l1"), Change(7, "lambda", 0.001, 0.01))
STRONGER = KnobTurn.of({"regularizer": "l1", "lambda": 0.01})
PLANNED = (Change(17, "learning-rate", None, 0.002),)


@pytest.fixture
def hosts() -> Any:
    from tests.training.contract.near import NearHosts

    return NearHosts()


@pytest.fixture
def one(hosts: Any) -> Iterator[Any]:
    """A run on those hosts, paused before its first step."""
    from tests.training.contract.handles import Handled

    made = Handled(partial(RemoteRun, hosts), EXPERIMENT, changes=PLANNED)
    made.run.start(paused=True)
    made.until(lambda seen: seen.state == PAUSED)
    yield made
    made.close()


def step_to(one: Any, step: int) -> Any:
    """By batches; the reading there."""
    while one.run.snapshot.step < step:
        before = one.run.snapshot.step
        one.run.tell(StepBatch())
        one.until(lambda seen, before=before: seen.state == PAUSED and seen.step > before)
    return one.run.snapshot


def undisturbed(changes: Any) -> Any:
    from tests.training.contract.handles import Handled

    run = Handled(Run, EXPERIMENT, changes=changes)
    run.run.start()
    return run.ended()


def lose(one: Any, hosts: Any) -> Any:
    """Its host, while the run is paused; the reading with which it goes on."""
    made, version = len(hosts.made), one.run.snapshot.version
    hosts.made[-1].lost = True
    return one.until(lambda seen: len(hosts.made) > made and seen.version > version
                     and seen.notes and seen.state == PAUSED)


def test_it_goes_on_from_its_last_epoch_to_the_bits_of_one_that_lost_nothing(
    one: Any, hosts: Any
) -> None:
    one.run.tell(StepEpoch())
    one.until(lambda seen: seen.state == PAUSED and seen.epoch == 1)
    step_to(one, 7)
    one.run.tell(Turn(STRONGER))
    assert step_to(one, 8).changes == TURNED
    back = lose(one, hosts)
    assert (back.step, back.epoch, len(back.records), len(back.steps)) == (5, 1, 1, 5)
    assert str(back.notes[-1]) == (
        "The computer of the cluster that trained this run was lost at step 8; the run goes on "
        "from the end of epoch 1 on another.")
    one.run.tell(Play())
    seen = one.ended()
    assert (seen.state, seen.step) == (FINISHED, 20)
    same_bits(seen, undisturbed((*TURNED, *PLANNED)))
    # Nothing is written twice, though it happened twice.
    assert [(change.step, change.name) for change in one.heard.changes] == [
        (7, "regularizer"), (7, "lambda"), (17, "learning-rate")]
    assert [word for word in one.heard.order if word.startswith("epoch")] == [
        "epoch 1", "epoch 2", "epoch 3", "epoch 4"]
    assert one.heard.order[-2:] == ["close", "end"]


def test_before_its_first_epoch_it_begins_anew(one: Any, hosts: Any) -> None:
    step_to(one, 3)
    assert lose(one, hosts).step == 0
    one.run.tell(Play())
    same_bits(one.ended(), undisturbed(PLANNED))


def test_what_was_turned_and_not_heard_acts_where_the_run_stood(one: Any, hosts: Any) -> None:
    step_to(one, 7)
    # Nothing that is told from here on arrives.
    hosts.made[-1].host.tell = lambda *ignored: None
    one.run.tell(Turn(STRONGER))
    assert lose(one, hosts).step == 5
    one.run.tell(Play())
    seen = one.ended()
    assert seen.changes[:2] == TURNED
    same_bits(seen, undisturbed((*TURNED, *PLANNED)))


def test_a_run_that_loses_host_after_host_says_so(one: Any, hosts: Any) -> None:
    for _ in range(MOST_LOSSES - 1):
        lose(one, hosts)
    hosts.made[-1].lost = True
    seen = one.ended()
    assert seen.state == FAILED
    assert str(seen.message).startswith(f"The cluster lost the computer of this run {MOST_LOSSES}")


def test_a_stop_is_heard_while_there_is_no_host(one: Any, hosts: Any) -> None:
    def full(heed: Any) -> Any:
        while True:
            heed("The cluster is full.")

    hosts.host = full
    hosts.made[-1].lost = True
    one.until(lambda seen: seen.message == "The cluster is full.")
    one.run.tell(Stop("enough"))
    seen = one.ended()
    assert (seen.state, seen.message) == (STOPPED, "enough")


def test_a_lost_connection_stops_it_with_one_sentence(one: Any, hosts: Any) -> None:
    hosts.made[-1].disconnected = True
    seen = one.ended()
    assert (seen.state, seen.message) == (STOPPED, DISCONNECTED)
    assert one.heard.order[-3:] == [f"state {STOPPED}", "close", "end"]
