"""What is derived from an epoch's kept weights is what was seen live at that epoch's end."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest

from playground.change import Change
from playground.experiment import Experiment
from playground.insight.histogram import weight_histogram
from playground.insight.shares import weight_shares
from playground.insight.weight_matrix import matrix_levels
from playground.model.weights import glorot_limit
from playground.training.as_of import as_of
from playground.training.resuming import new_run
from playground.training.states import FINISHED, PAUSED
from playground.training.store.epoch_states import kept_epochs, weights_at
from playground.training.store.store import RunStore
from tests.made_data import training_data
from tests.training.bits import numbers

EPOCHS = 20
DATA = training_data(elsewhere=True)
EXPERIMENT = Experiment(batch_size=24, epochs=EPOCHS, seed=2).with_values({"dropout": 0.3})
# Zeros, exact ones too, come in on the way.
CHANGES = (Change(14, "regularizer", "none", "l1-proximal"), Change(14, "lambda", 1e-3, 0.1))


@pytest.fixture(scope="module", autouse=True)
def heavy_imports() -> None:
    """TensorFlow comes with the test, not while they are collected."""
    global Trainer

    from playground.training.loop.trainer import Trainer


def derived(weights: Any) -> dict[str, Any]:
    """The matrix, the histogram and the shares of each kernel."""
    found: dict[str, Any] = {}
    for name, kernel in weights.items():
        if name.endswith("/kernel"):
            limit = glorot_limit(kernel.shape)
            found[name] = (
                matrix_levels(kernel, limit, 64, 128).levels.tolist(),
                [part.tolist() if isinstance(part, np.ndarray) else part
                 for part in vars(weight_histogram(kernel, limit)).values()],
                vars(weight_shares(kernel, limit, 1e-3)))
    return found


def seen_live(run: Any) -> dict[int, tuple[Any, dict[str, Any]]]:
    """By epoch, the snapshot of a run that is held there, and what was derived of its weights."""
    seen = {}
    run.start(paused=True)
    for epoch in range(1, EPOCHS):
        run.step_epoch()
        deadline = time.monotonic() + 180
        while run.snapshot.state != PAUSED or len(run.snapshot.records) < epoch:
            assert time.monotonic() < deadline, run.snapshot.state
            time.sleep(0.002)
        run.request("weights")
        while run.snapshot.weights is None or run.snapshot.weights.step != run.snapshot.step:
            assert time.monotonic() < deadline
            time.sleep(0.002)
        seen[epoch] = run.snapshot, derived(run.snapshot.weights.arrays)
    run.play()
    ended = run.wait(180)
    assert ended.state == FINISHED, ended.message
    seen[EPOCHS] = ended, derived(ended.weights.arrays)
    return seen


def test_over_twenty_epochs_each_reads_as_it_did_live(tmp_path) -> None:
    store = RunStore(tmp_path)
    run_id, run = new_run(store, EXPERIMENT, DATA, changes=CHANGES)
    live = seen_live(run)
    ended = live[EPOCHS][0]
    assert kept_epochs(store, run_id) == tuple(range(1, EPOCHS + 1))
    for epoch, (snapshot, shown) in live.items():
        weights = weights_at(store, run_id, epoch)
        assert weights.step == snapshot.step
        for name, array in snapshot.weights.arrays.items():
            assert np.array_equal(weights.arrays[name], array)
        # Matrix, histogram and shares.
        assert derived(weights.arrays) == shown
        # Scores, confusion and each picture's answer, of the weights alone, measured anew.
        then = as_of(ended, epoch, weights.arrays)
        trainer = Trainer(then.experiment, DATA)
        trainer.set_weights(weights.arrays)
        trainer.step = weights.step
        assert numbers(trainer.evaluate(0.0, 0.0)) == numbers(snapshot.records[-1])
        assert numbers(then.records[-1]) == numbers(snapshot.records[-1])
        assert then.changes == snapshot.changes
        assert np.array_equal(then.steps.data_loss, snapshot.steps.data_loss)
    assert ended.records[-1].exact_zeros > live[1][0].records[-1].exact_zeros
