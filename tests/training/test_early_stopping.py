"""Early stopping: which epoch it keeps, where it ends a training, and that a replay ends there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.experiment import Experiment
from playground.insight.words import describe
from playground.training.as_of import best_of
from playground.training.early_stopping import ends, may_end, over, stopped_early, why
from playground.training.numbers_for_words import view_of
from playground.training.resuming import new_run
from playground.training.run import Run
from playground.training.snapshot import EpochRecord, SetReading
from playground.training.states import FINISHED
from playground.training.store.memory_states import Unrecorded
from playground.training.store.store import RunStore
from tests.made_data import training_data
from tests.training.bits import same_bits

# So hot that validation soon is no better than it was.
HOT = Experiment(batch_size=16, epochs=60, seed=2).with_values(
    {"learning-rate": 0.01, "patience": 3, "optimizer": "sgd"})
DATA = training_data()


def records(*accuracies: float) -> tuple[EpochRecord, ...]:
    made = []
    for epoch, accuracy in enumerate(accuracies, 1):
        reading = SetReading(0.5, accuracy, (), np.zeros(0, np.int64), np.zeros(0, np.int8))
        made.append(EpochRecord(epoch, 5 * epoch, 0, reading, reading, None, (), 0, 0, 1, 1))
    return tuple(made)


def ended(run: Run) -> Any:
    run.start()
    snapshot = run.wait(180)
    assert snapshot.state == FINISHED, snapshot.message
    return snapshot


@pytest.mark.parametrize(("accuracies", "patience", "over_now"), [
    ((0.5, 0.8, 0.7, 0.8), 2, True),  # As good is not better.
    ((0.5, 0.8, 0.7, 0.81), 2, False), ((0.5, 0.8, 0.7), 2, False), ((0.5,), 1, False),
    ((0.8, 0.7), 1, True), ((0.9, 0.1, 0.1, 0.1), 0, False),
])
def test_it_ends_after_so_many_epochs_that_were_not_better(accuracies, patience, over_now) -> None:
    assert over(accuracies, patience) == over_now
    assert ends(records(*accuracies), patience) == over_now
    # It may have been foreseen that it might.
    assert may_end(records(*accuracies[:-1]), patience, len(accuracies)) or not over_now


def test_the_first_of_equals_is_best_and_why_names_it() -> None:
    run = records(0.5, 0.86, 0.7, 0.86)
    best = best_of(run)
    assert best is not None
    assert best.epoch == 2
    assert str(why(run)).replace("\N{NO-BREAK SPACE}", " ") == (
        "Early stopping: validation was best after epoch 2, at 86 %; no epoch since, to epoch 4, "
        "was better.")
    assert stopped_early(why(run))
    assert not stopped_early("Stopped.")
    assert best_of(()) is None


@pytest.fixture(scope="module")
def stopped() -> Any:
    return ended(Run(HOT, DATA))


def test_a_run_ends_at_the_end_of_an_epoch_and_says_why(stopped) -> None:
    best = best_of(stopped.records)
    assert stopped.epoch == len(stopped.records) == best.epoch + 3 < 60
    assert stopped.step == len(stopped.steps) == stopped.records[-1].step
    assert str(why(stopped.records)) == str(stopped.message)
    said = describe(view_of(stopped))
    assert (said.state, said.text) == ("stopped-early", str(stopped.message))
    assert f"epoch {best.epoch}" in said.try_next


def test_it_is_the_run_without_patience_up_to_there_and_a_replay_ends_there_too(stopped) -> None:
    same_bits(ended(Run(HOT, DATA)), stopped)
    same_bits(ended(Run(HOT.with_values({"patience": 0, "epochs": stopped.epoch}), DATA)), stopped)


def test_patience_that_lasts_to_the_end_changes_nothing() -> None:
    short = HOT.with_values({"epochs": 3, "patience": 3})
    seen = ended(Run(short, DATA))
    assert (seen.epoch, seen.message) == (3, "")
    same_bits(seen, ended(Run(short.with_values({"patience": 0}), DATA)))


def test_a_stopped_run_keeps_its_best_epoch_and_is_recorded_with_its_reason(
    stopped, tmp_path
) -> None:
    store = RunStore(tmp_path)
    run_id, run = new_run(store, HOT, DATA)
    same_bits(ended(run), stopped)
    stored = store.run(run_id)
    assert (stored.state, str(stored.message)) == (FINISHED, str(stopped.message))
    assert stopped_early(stored.message)
    best = best_of(stopped.records)
    assert best.epoch in store.state_files(run_id)
    keeps = Unrecorded()
    ended(Run(replace(HOT), DATA, recorder=keeps))
    assert best.epoch in keeps.memory.epochs
