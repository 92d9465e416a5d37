"""The curve of a stored run as its smallest weights are removed."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from playground.insight.pruning import PERCENTS
from playground.training.store.checkpoint import read_arrays, write_arrays
from playground.training.store.store import RunStore
from tests.cli.conftest import Trained
from tests.cli.playing import assert_refused, play


def pruned(trained: Trained, *arguments: object):
    outcome = play("prune", trained.run, *arguments, "--data-dir", trained.data_dir)
    assert outcome.code == 0, outcome
    return outcome


def test_the_curve_begins_with_what_the_training_measured(trained: Trained) -> None:
    rows = pruned(trained, "--json").rows
    assert [row["percent"] for row in rows[:-1]] == list(PERCENTS)
    assert [row["zeros"] for row in rows[:-1]] == pytest.approx(
        [percent / 100 for percent in PERCENTS], abs=1e-5)
    last = trained.outcome.epochs[-1]
    for name in ("val_accuracy", "ood_accuracy"):
        assert rows[0][name] == pytest.approx(last[name])
    (summed,) = rows[-1]["runs"]
    assert (summed["run"], rows[-1]["per_layer"]) == (trained.run, False)
    assert rows[-1]["sentences"] == [summed["sentence"]]


def test_as_a_table_with_its_sentence(trained: Trained) -> None:
    lines = pruned(trained).out.splitlines()
    assert "removed    zeros   valid   other" in lines
    assert any(line.startswith(" 99.5 %    99.5%") for line in lines)
    assert lines[-1].startswith("L2 2e-3: ")


def test_one_share_of_each_layer(trained: Trained) -> None:
    row = pruned(trained, "--percent", 40, "--per-layer", "--json").row
    assert (row["percent"], row["zeros"]) == (40, pytest.approx(0.4, abs=1e-4))


def test_the_pruned_network_is_written_as_plain_keras(trained: Trained, tmp_path: Path) -> None:
    pytest.importorskip("keras")
    file = tmp_path / "half.keras"
    row = pruned(trained, "--percent", 50, "--save", file, "--json").row
    from playground.model.loading import load_model

    kernels = [layer.get_weights()[0] for layer in load_model(file).layers if layer.get_weights()]
    count = sum(kernel.size for kernel in kernels)
    zeros = count - sum(np.count_nonzero(kernel) for kernel in kernels)
    assert zeros / count == pytest.approx(row["zeros"]) == pytest.approx(0.5, abs=1e-5)
    judged = play("evaluate", file, "--data", trained.elsewhere, "--json").row
    assert judged["accuracy"] == pytest.approx(row["ood_accuracy"])


def test_recorded_runs_are_compared_with_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A third of the curve shows it too, and each of its points takes hundreds of pictures.
    monkeypatch.setattr("playground.cli.prune.PERCENTS", PERCENTS[::3])
    told = play("prune", "none", "l1-proximal", "--json", "--data-dir", tmp_path).last
    none, proximal = told["runs"]
    # What the soft threshold has left is what is needed.
    assert proximal["removable"] > none["removable"] + 10
    (sentence,) = told["sentences"]
    assert "can do without" in sentence
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(("arguments", "words"), [
    (("--percent", 101), ("101",)),
    (("--percent", "many"), ("many",)),
    (("--save", "x.keras"), ("--percent",)),
    (("--percent", 5, "--save", "x.h5"), (".keras",)),
    (("--percent", 5, "--save", "nowhere/x.keras"), ("nowhere", "no folder")),
])
def test_what_cannot_be_done_is_said(
    trained: Trained, arguments: tuple[object, ...], words: tuple[str, ...]
) -> None:
    assert_refused(
        play("prune", trained.run, *arguments, "--data-dir", trained.data_dir), *words)


def test_a_run_that_is_not_there_is_said(trained: Trained) -> None:
    assert_refused(play("prune", "gone", "--data-dir", trained.data_dir), "gone")


def test_weights_of_another_model_are_said(trained: Trained, tmp_path: Path) -> None:
    place = tmp_path / "data"
    shutil.copytree(trained.data_dir, place)
    file = RunStore(place, 50).run(trained.run).folder / "checkpoint-2.npz"
    arrays = read_arrays(file)
    arrays["weights/dense/kernel"] = arrays["weights/dense/kernel"][:5]
    with open(file, "wb") as written:
        write_arrays(written, arrays, compress=False)
    assert_refused(play("prune", trained.run, "--data-dir", place), "do not fit its model")
