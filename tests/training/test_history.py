"""One read model, whether a run trains, is stored or ships with the app."""

import math
import threading
from dataclasses import replace

import numpy as np
import pytest

from playground.change import Change
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.insight.recorded import LAYER, recorded_runs
from playground.insight.words import describe
from playground.messages import speaking
from playground.training.curves import curves
from playground.training.history import (
    LIVE,
    RECORDED,
    STORED,
    History,
    Once,
    of_recorded,
    of_snapshot,
    of_stored,
)
from playground.training.numbers_for_words import view_of
from playground.training.resuming import new_run
from playground.training.snapshot import Snapshot
from playground.training.store.store import RunStore
from tests.made_data import training_data

SHORT = Experiment(batch_size=16, epochs=2, seed=2)
CHANGES = [Change(7, "regularizer", "none", "l1"), Change(7, "lambda", 1e-3, 3e-3)]


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A run that turned to L1 in its second epoch: its store, id, last snapshot and data."""
    store, data = RunStore(tmp_path_factory.mktemp("runs")), training_data(elsewhere=True)
    run_id, run = new_run(store, SHORT, data, changes=CHANGES)
    run.start()
    return store, run_id, run.wait(180), data


def test_a_stored_run_tells_what_its_last_snapshot_told(trained):
    store, run_id, snapshot, data = trained
    live, stored = of_snapshot(run_id, snapshot), of_stored(store, run_id)
    assert (live.origin, stored.origin) == (LIVE, STORED)
    assert live.state == stored.state == "finished"
    assert live.began_as == stored.began_as == SHORT
    assert stored.experiment.regularizer == "l1"
    assert live.experiment == stored.experiment
    assert live.changes == stored.changes == tuple(CHANGES)
    assert live.fingerprint == stored.fingerprint == data.fingerprint
    assert live.name == stored.name == "L1 3e-3"
    assert (live.step, live.epoch, live.steps_per_epoch) == (10, 2, 5)
    assert (stored.step, stored.epoch, stored.steps_per_epoch) == (10, 2, 5)
    assert [one.validation.accuracy for one in live.records] == [
        one.validation.accuracy for one in stored.records]
    assert curves(live).training_loss == curves(stored).training_loss
    for name, array in live.weights().items():
        assert np.array_equal(array, stored.weights()[name])
        assert not stored.weights()[name].flags.writeable


def test_weights_are_those_of_the_epoch_or_none(trained):
    store, run_id, snapshot, _ = trained
    for history in (of_snapshot(run_id, snapshot), of_stored(store, run_id)):
        assert {0, 2} <= set(history.kept_epochs)
        start, end = history.weights(0), history.weights(2)
        assert start.keys() == end.keys()
        assert not np.array_equal(start["dense/kernel"], end["dense/kernel"])
        assert np.array_equal(end["dense/kernel"], history.weights()["dense/kernel"])
        assert history.weights(9) is None


def test_a_stored_run_has_the_weights_of_earlier_epochs(trained):
    store, run_id, *_ = trained
    history = of_stored(store, run_id)
    assert history.kept_epochs == (0, 1, 2)
    first, last = history.weights(1)["dense/kernel"], history.weights(2)["dense/kernel"]
    assert not np.array_equal(first, last)


def test_the_key_tells_of_an_epoch_that_was_measured_after_its_last_step(trained):
    """The record comes a little after the step, and a copy of the weights when it is asked for."""
    *_, snapshot, _ = trained
    done = of_snapshot("a", snapshot).key
    unmeasured = replace(snapshot, records=snapshot.records[:-1])
    assert of_snapshot("a", unmeasured).key != done
    assert of_snapshot("a", replace(snapshot, weights=None)).key != done
    assert of_snapshot("a", snapshot).key == done


def test_nothing_is_read_before_it_is_asked_for(trained, monkeypatch):
    store, run_id, *_ = trained
    row, read = store.run(run_id), []
    for name in ("epochs", "arrays", "changes", "checkpoint"):
        method = getattr(store, name)
        monkeypatch.setattr(store, name, lambda *given, name=name, method=method: (
            read.append(name), method(*given))[1])
    history = of_stored(store, row)
    assert (history.id, history.state, history.began_as) == (run_id, "finished", SHORT)
    assert history.kept_epochs
    assert read == []
    assert history.name == "L1 3e-3"
    assert read == ["changes"]
    assert len(history.records) == len(history.records) == 2
    assert read.count("epochs") == 1
    assert "checkpoint" not in read


def test_a_damaged_record_is_told_when_it_is_loaded(tmp_path):
    store = RunStore(tmp_path)
    stored = store.create(SHORT.to_mapping(), {})
    record = {"training": {}, "validation": {}}
    store.save_epoch(stored.id, 1, 5, record, {}, {"step": np.array(5)})
    history = of_stored(store, stored.id)
    with pytest.raises(BadInput, match="damaged"):
        history.load()


def test_a_run_without_an_epoch_has_nothing_but_its_start(tmp_path):
    store = RunStore(tmp_path)
    history = of_stored(store, store.create(SHORT.to_mapping(), {}))
    assert (history.records, len(history.steps), history.step) == ((), 0, 0)
    assert history.kept_epochs == (0,)
    assert history.weights() is None
    assert history.weights(0) is not None
    assert describe(view_of(history)).text


def test_a_recorded_run_has_its_curves_and_its_weights():
    recorded = recorded_runs()["l1"]
    history = of_recorded(recorded)
    assert (history.origin, history.state, history.id) == (RECORDED, "finished", "l1")
    lines = curves(history)
    assert lines.training[1] == recorded.training.tolist()
    assert lines.elsewhere[1] == recorded.elsewhere.tolist()
    assert lines.validation_loss[1] == recorded.validation_loss.tolist()
    assert lines.training_loss[1] == recorded.data_loss.tolist()
    assert lines.penalty[1] == recorded.penalty.tolist()
    assert set(recorded.probe_validation) <= set(lines.validation[1]) | set(recorded.validation)
    assert history.records[-1].near_zeros == pytest.approx(recorded.near_zeros[-1], abs=0.05)
    assert math.isnan(history.seconds)
    assert history.weights().keys() == history.weights(0).keys()
    without = of_recorded(replace(recorded, weights=lambda: None))
    assert list(without.weights()) == [f"{LAYER}/kernel"]
    assert history.kept_epochs == (0, history.epoch)
    assert describe(view_of(history)).text


def test_a_history_is_called_after_its_settings_in_the_readers_language():
    plain = of_snapshot("a", Snapshot(0, "queued", Experiment(), Experiment()))
    assert plain.name == "No regularizer"
    with speaking("de"):
        assert plain.name != "No regularizer"
    assert plain.with_name("Mine").name == "Mine"


def test_what_several_threads_ask_for_is_read_once():
    reads, begin = [], threading.Barrier(8)

    def read():
        reads.append(1)
        return object()

    once, found = Once(read), []

    def ask():
        begin.wait()
        found.append(once())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(reads) == 1
    assert len(set(map(id, found))) == 1


def test_what_could_not_be_read_is_tried_again():
    answers = iter([BadInput("busy"), "read"])

    def read():
        answer = next(answers)
        if isinstance(answer, BadInput):
            raise answer
        return answer

    once = Once(read)
    with pytest.raises(BadInput):
        once()
    assert once() == "read"


def test_the_history_of_a_moment_stays_as_it_was():
    before = Snapshot(1, "running", Experiment(), Experiment(), step=3)
    history = of_snapshot("a", before)
    assert isinstance(history, History)
    with pytest.raises(AttributeError):
        history.state = "finished"
