"""The table: differences where they mean something, and the best of each column."""

import numpy as np
import pytest

from playground.comparison.columns import BY_NAME, COLUMNS
from playground.comparison.table import BETTER, NEITHER, SAME, WORSE, table
from playground.insight.recorded import recorded_runs
from playground.training.history import of_recorded
from tests.comparison.made import START, history, record

NONE = history("a", [0.6, 0.8, 0.7], weights=START)
L1 = history("b", [0.5, 0.6, 0.9], near=0.5, settings={"regularizer": "l1"}, weights=START)


def test_differences_are_signed_and_directed_where_a_direction_is_known():
    found = table([NONE, L1])
    last = found.cell(1, "val_accuracy")
    assert (last.value, last.direction, last.best) == (0.9, BETTER, True)
    assert last.difference == pytest.approx(0.2)
    best = found.cell(1, "best_val_accuracy")
    assert best.difference == pytest.approx(0.1)
    zeros = found.cell(1, "near_zeros")
    assert zeros.difference == pytest.approx(0.49)
    assert (zeros.direction, zeros.best) == (NEITHER, False)
    assert found.cell(1, "val_loss").direction == SAME
    assert table([L1, NONE]).cell(1, "val_accuracy").direction == WORSE


def test_the_baseline_has_no_difference_and_may_be_the_best():
    found = table([L1, NONE])
    assert found.cell(0, "val_accuracy").difference is None
    assert found.cell(0, "val_accuracy").best
    assert not found.cell(1, "val_accuracy").best


def test_nothing_is_the_best_of_equals():
    assert not any(row.cells[0].best or row.cells[-1].best
                   for row in table([NONE, NONE.with_name("again")]).rows)


def test_lower_is_better_for_losses_and_seconds():
    quick = history("b", [0.6], loss=0.3)
    found = table([NONE, quick])
    assert found.cell(1, "val_loss").direction == BETTER
    assert found.cell(1, "seconds").best


def test_what_may_not_be_compared_has_no_difference_and_wins_nothing():
    other = history("b", [0.99], settings={"seed": 2})
    found = table([NONE, other])
    assert found.cell(1, "val_accuracy").difference is None
    assert not found.cell(1, "val_accuracy").best
    wrong = history("c", [0.9], settings={"wrong-labels": 40})
    found = table([NONE, wrong])
    assert found.cell(1, "val_accuracy").difference is not None
    assert found.cell(1, "gap").difference is None


def test_settings_have_no_difference():
    found = table([NONE, history("b", [0.5], settings={"dropout": 0.5})])
    assert found.cell(1, "dropout").value == 0.5
    assert found.cell(1, "dropout").difference is None


def test_a_run_without_a_number_has_none_and_stands_last():
    empty, recorded = history("c"), of_recorded(recorded_runs()["l1"])
    found = table([NONE, empty, L1, recorded])
    assert found.cell(1, "val_accuracy").value is None
    for name in ("weight_norm", "compressed", "seconds", "images_per_second"):
        assert found.cell(3, name).value is None
    # Its weights are there, rounded: that tells nothing of their size in a zip.
    assert 0 < found.cell(3, "carrying").value < 1
    by_accuracy = found.sorted_by("val_accuracy")
    assert [row.history.id for row in by_accuracy.rows] == ["b", "l1", "a", "c"]
    rising = found.sorted_by("val_accuracy", rising=True)
    assert [row.history.id for row in rising.rows] == ["a", "l1", "b", "c"]
    assert [row.history.id for row in found.sorted_by("val_loss").rows][-1] == "c"
    assert [row.history.experiment.regularizer for row in found.sorted_by("regularizer").rows] == [
        "l1", "l1", "none", "none"]


def test_every_column_is_as_it_is_measured_by_hand():
    ours = history("d", records=[record(1, 0.5, training=0.9, elsewhere=0.4, loss=1.5)],
                   weights=START)
    found = table([ours])
    kernels = [START[f"{name}/kernel"].ravel() for name in ("dense", "conv2d_3", "conv2d_2")]
    together = np.concatenate(kernels)
    assert found.cell(0, "weight_norm").value == pytest.approx(
        np.sqrt((together.astype(np.float64) ** 2).sum()), rel=1e-5)
    falling = np.sort(np.abs(together))[::-1].astype(np.float64)
    needed = np.searchsorted(np.cumsum(falling), 0.9 * falling.sum()) + 1
    assert found.cell(0, "carrying").value == pytest.approx(needed / together.size, abs=1e-4)
    assert found.cell(0, "parameters").value == sum(array.size for array in START.values())
    assert found.cell(0, "gap").value == pytest.approx(0.4)
    assert found.cell(0, "ood_accuracy").value == 0.4
    assert found.cell(0, "images_per_second").value == pytest.approx(1000)


def test_zeros_take_no_room_in_a_zip():
    thin = {name: np.where(np.abs(array) < 0.05, 0, array).astype(np.float32)
            for name, array in START.items()}
    found = table([NONE, history("thin", [0.7], weights=thin)])
    assert found.cell(1, "compressed").value < 0.9 * found.cell(0, "compressed").value
    assert found.cell(1, "compressed").direction == BETTER


def test_what_takes_long_can_be_left_for_later():
    late = history("late", [0.5, 0.6], weights=START)
    found = table([late], wait=False)
    assert found.pending
    assert found.cell(0, "carrying").value is None
    assert table([late]).cell(0, "carrying").value is not None
    again = table([late], wait=False)
    assert not again.pending
    assert again.cell(0, "carrying").value is not None


def test_a_network_that_diverged_still_has_a_row():
    broken = {name: np.full_like(array, np.nan) for name, array in START.items()}
    found = table([NONE, history("nan", [0.3], loss=float("nan"), weights=broken)])
    assert found.cell(1, "val_loss").value is None
    assert found.cell(1, "carrying").value == 0.0


def test_no_run_gives_no_row():
    assert table([]).rows == ()


def test_columns_go_by_their_names():
    assert len(BY_NAME) == len(COLUMNS)
    with pytest.raises(ValueError, match="nowhere"):
        table([NONE]).column("nowhere")
