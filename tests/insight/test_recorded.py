"""The recorded runs that ship with the app, and their format."""

import dataclasses
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.insight.knock_out import KnockOut
from playground.insight.recorded import (
    CURVES_FILE,
    LEVELS_FILE,
    RECORDED,
    WEIGHTS,
    RecordedRun,
    levels_of,
    recorded_runs,
    write_recorded,
)
from playground.insight.shares import WeightShares
from playground.model.architectures import ARCHITECTURES
from playground.model.weights import initial_weights
from playground.presets import PLAY_METHODS

CHECKOUT = Path(__file__).resolve().parents[2]


def made(name="l1", **changes):
    curve = np.array([0.25, 0.5])
    fields = {field.name: curve for field in dataclasses.fields(RecordedRun)}
    kernel = initial_weights(ARCHITECTURES["compact"], 1)["dense/kernel"]
    fields |= {
        "name": name, "experiment": Experiment(seed=3), "steps_per_epoch": 18,
        "shares": WeightShares(0.5, 0.6, 0.1, 0.0), "levels": levels_of(kernel),
        "knock_out": KnockOut(np.array([0.0, 0.9]), np.array([0.9, 0.4])),
        "weights": lambda: None}
    return RecordedRun(**fields | changes)


def test_what_is_written_is_read(tmp_path):
    write_recorded([made("none"), made("l1", training=np.array([0.123456, 1.0]))], tmp_path)
    runs = recorded_runs(tmp_path)
    assert list(runs) == ["none", "l1"]
    assert runs["l1"].training.tolist() == [0.1235, 1.0]
    assert runs["l1"].experiment == Experiment(seed=3)
    assert runs["l1"].shares == WeightShares(0.5, 0.6, 0.1, 0.0)
    assert runs["l1"].knock_out.at(0.9) == pytest.approx(0.4)
    assert (runs["l1"].levels == made().levels).all()


def test_weights_come_back_to_a_thousandth_and_zeros_to_the_bit(tmp_path):
    weights = dict(initial_weights(ARCHITECTURES["compact"], 1))
    weights["dense/kernel"] = np.where(
        np.abs(weights["dense/kernel"]) < 0.03, 0, weights["dense/kernel"])
    write_recorded([made("l1", weights=lambda: weights), made("none")], tmp_path)
    runs = recorded_runs(tmp_path)
    read = runs["l1"].weights()
    assert list(read) == list(weights)
    for name, array in weights.items():
        np.testing.assert_allclose(read[name], array, rtol=1e-3, atol=1e-7)
        assert ((read[name] == 0) == (array == 0)).all()
    with pytest.raises(ValueError, match="read-only"):
        read["dense/kernel"][0] = 0
    assert runs["none"].weights() is None


@pytest.mark.parametrize("content", [b"PK", b""])
def test_weights_that_are_damaged_are_told_once_they_are_asked_for(tmp_path, content):
    write_recorded([made("l1")], tmp_path)
    (tmp_path / WEIGHTS / "l1.npz").write_bytes(content)
    run = recorded_runs(tmp_path)["l1"]
    with pytest.raises(BadInput, match="damaged"):
        run.weights()


def test_nothing_of_it_can_be_changed(tmp_path):
    write_recorded([made()], tmp_path)
    run = recorded_runs(tmp_path)["l1"]
    for array in (run.levels, run.training, run.knock_out.accuracy):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_the_kernel_comes_back_to_one_level(tmp_path):
    run = made()
    kernel = initial_weights(ARCHITECTURES["compact"], 1)["dense/kernel"]
    assert np.abs(run.kernel - kernel).max() <= run.limit / 127 / 2 * 1.01


@pytest.mark.parametrize(("file", "content"), [
    (CURVES_FILE, b"[{"), (CURVES_FILE, b'[{"name": "l1"}]'), (LEVELS_FILE, b"PK"),
    (CURVES_FILE, None), (LEVELS_FILE, None),
])
def test_damage_is_one_sentence(tmp_path, file, content):
    write_recorded([made()], tmp_path)
    if content is None:
        (tmp_path / file).unlink()
    else:
        (tmp_path / file).write_bytes(content)
    with pytest.raises(BadInput, match="damaged"):
        recorded_runs(tmp_path)


def test_what_ships_is_the_plays_experiment_under_each_regularizer():
    runs = recorded_runs()
    assert list(runs) == list(PLAY_METHODS)
    for name, run in runs.items():
        assert run.experiment == PLAY_METHODS[name].experiment()
        assert len(run.validation) == len(run.epoch_steps) == run.experiment.epochs
        assert run.levels.shape == (1024, 128)


def test_what_ships_shows_what_the_page_is_about():
    runs = recorded_runs()
    ends = {name: run.validation[-1] for name, run in runs.items()}
    assert max(ends.values()) - ends["none"] >= 0.1
    assert runs["dropout"].knock_out.at(0.9) - runs["none"].knock_out.at(0.9) >= 0.1
    assert runs["l1-proximal"].shares.exact_zeros > 0.5
    assert all(runs[name].shares.exact_zeros < 0.01 for name in ("none", "l1", "l2", "dropout"))
    carrying = {name: run.shares.carrying for name, run in runs.items()}
    assert all(carrying["none"] > carrying[name] + 0.2 for name in ("l1", "l2", "l1-proximal"))


def test_what_ships_is_small_and_read_without_tensorflow():
    assert sum(path.stat().st_size for path in RECORDED.iterdir()) < 600_000
    # Read when somebody asks for them, and not before the first page.
    assert sum(path.stat().st_size for path in (RECORDED / WEIGHTS).iterdir()) < 2_000_000
    program = ("import sys; from playground.insight.recorded import recorded_runs; "
               "recorded_runs(); sys.exit('tensorflow' in sys.modules)")
    done = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, check=False, timeout=240)
    assert done.returncode == 0
