"""Readings taken apart, sent, and put together again."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

import numpy as np
import pytest

from playground.change import Change
from playground.experiment import Experiment
from playground.messages import lazy
from playground.training.cluster.wire import LARGE, packed, unpacked
from playground.training.growth import Growing, growth, rows
from playground.training.snapshot import Probe, Snapshot, StepLog, WeightsCopy, read_only
from playground.training.states import QUEUED, RUNNING

EXPERIMENT = Experiment()


def at(step: int, version: int = 1, **fields: object) -> Snapshot:
    """A reading of that many steps, whose losses are their numbers."""
    log = StepLog()
    for number in range(step):
        log.append(number, 0.0, 0.5, 0.01)
    return Snapshot(version, RUNNING, EXPERIMENT, began_as=EXPERIMENT, step=step,
                    steps=log.view(), probes=tuple(Probe(one, 0.5, 0, 0) for one in range(step)),
                    **fields)


def test_only_what_is_new_is_sent_and_the_whole_comes_of_it() -> None:
    weights = WeightsCopy(2, MappingProxyType({"dense/kernel": read_only(np.ones(3, np.float32))}))
    turned = Change(2, "lambda", 0.001, 0.01)
    readings = [at(0), at(2), at(3, weights=weights, changes=(turned,), message=lazy("Well.")),
                at(3, weights=weights)]
    growing = Growing(readings[0])
    for before, after in pairwise(readings):
        more = unpacked(packed(growth(before, after)).content)
        assert more.steps.shape == (4, after.step - before.step)
        assert len(more.probes) == after.step - before.step
        seen = growing.add(more)
        assert (rows(seen.steps) == rows(after.steps)).all()
        assert (seen.probes, seen.changes, seen.message) == (
            after.probes, after.changes, after.message)
    assert growing.snapshot.version == 4
    # Sent once, and kept.
    assert "weights" not in growth(readings[2], readings[3]).copies
    kept = growing.snapshot.weights
    assert kept.step == 2
    assert not kept.arrays["dense/kernel"].flags.writeable
    with pytest.raises(TypeError):
        kept.arrays["dense/kernel"] = None


def test_an_earlier_reading_stays_what_it_was_when_the_run_goes_back() -> None:
    growing = Growing(at(3))
    before, versions = growing.snapshot, [growing.snapshot.version]
    growing.say(state=QUEUED, message="The cluster is full.")
    versions.append(growing.snapshot.version)
    growing.restart(at(1))
    versions.append(growing.snapshot.version)
    growing.add(growth(at(1), replace(at(2), steps=at(5).steps)))
    versions.append(growing.snapshot.version)
    assert versions == sorted(set(versions))
    assert before.steps.data_loss.tolist() == [0, 1, 2]
    assert growing.snapshot.steps.data_loss.tolist() == [0, 1, 2, 3, 4]


def test_a_large_array_stands_apart_once_and_a_small_one_within() -> None:
    large, small = read_only(np.zeros(LARGE, np.uint8)), read_only(np.arange(3))
    sent = packed({"one": large, "again": large, "small": small})
    assert [one is large for one in sent.large] == [True]
    assert len(sent.content) < 1000
    found = unpacked(sent.content, sent.large)
    assert found["one"] is found["again"] is large
    assert found["small"].tolist() == [0, 1, 2]
    assert not found["small"].flags.writeable
