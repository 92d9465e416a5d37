"""The recorded runs that ship with the app: the Play page's experiment under each regularizer.

They stand faint behind a run and before the first one. Made by `python -m tools.record_runs`;
read without TensorFlow.
"""

from __future__ import annotations

import json
import threading
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.errors import BadInput
from playground.experiment import Experiment
from playground.insight.knock_out import KnockOut
from playground.insight.shares import WeightShares
from playground.insight.weight_matrix import DEEPEST, as_levels
from playground.messages import lazy
from playground.model.architectures import ARCHITECTURES, HIDDEN, kernel_shapes
from playground.model.weights import glorot_limit

RECORDED = Path(__file__).parents[1] / "assets" / "recorded"
CURVES_FILE, LEVELS_FILE, WEIGHTS = "curves.json", "levels.npz", "weights"
"""The last is a folder with a file a run: read when somebody asks for them, and not before."""
LAYER = HIDDEN
"""The layer whose kernel is kept: of the compact network the largest, and penalized."""

# A comparison reads several runs at once, each array's header with Python's parser, which in Python
# 3.11 counts its depth for all threads together and may fail in two (CPython issue 106905).
_reading = threading.Lock()

Curve = NDArray[np.float64]
Weights = Mapping[str, NDArray[np.float32]]


def _no_weights() -> Weights | None:
    return None


@dataclass(frozen=True, eq=False)
class RecordedRun:
    """One run as it ended. Curves are aligned with `epoch_steps` (e,) or `probe_steps` (p,)."""

    name: str
    experiment: Experiment
    steps_per_epoch: int
    epoch_steps: Curve
    training: Curve
    validation: Curve
    elsewhere: Curve
    """Accuracies after each epoch, in inference mode."""
    data_loss: Curve
    validation_loss: Curve
    penalty: Curve
    probe_steps: Curve
    probe_validation: Curve
    exact_zeros: Curve
    near_zeros: Curve
    """Fractions of all penalized weights, aligned with the probes."""
    shares: WeightShares
    """Of the kernel of `LAYER`; `near_zeros` with ε = 1e-3."""
    knock_out: KnockOut
    levels: NDArray[np.int8]
    """The kernel of `LAYER`, (inputs, units), as `as_levels` gives it."""
    weights: Callable[[], Weights | None] = _no_weights
    """Reads all its weights by `layer/kernel` and the like, kept to 11 bits; None without them."""

    @property
    def limit(self) -> float:
        """The bound of the kernel's start weights: what level 127 stands for."""
        return glorot_limit(kernel_shapes(ARCHITECTURES[self.experiment.model])[LAYER])

    @property
    def kernel(self) -> NDArray[np.float32]:
        """The kernel of `LAYER` to 1/127 of `limit`, larger weights cut off there: for pictures."""
        return self.levels * np.float32(self.limit / DEEPEST)


_CURVES = ("epoch_steps", "training", "validation", "elsewhere", "data_loss", "validation_loss",
           "penalty", "probe_steps", "probe_validation", "exact_zeros", "near_zeros")


@lru_cache(maxsize=2)
def recorded_runs(folder: Path = RECORDED) -> Mapping[str, RecordedRun]:
    """By name: none, l1, l2, dropout, l1-proximal. Raises `BadInput` where they are damaged."""
    try:
        rows = json.loads((folder / CURVES_FILE).read_text(encoding="utf-8"))
        with np.load(folder / LEVELS_FILE, allow_pickle=False) as archive:
            return {row["name"]: _run(row, archive[row["name"]], folder) for row in rows}
    except (OSError, ValueError, KeyError, TypeError):
        raise _damaged() from None


def _damaged() -> BadInput:
    return BadInput(lazy("The recorded runs of this app are damaged; install it again."))


def write_recorded(runs: Sequence[RecordedRun], folder: Path = RECORDED) -> None:
    """The inverse of `recorded_runs`."""
    (folder / WEIGHTS).mkdir(parents=True, exist_ok=True)
    text = json.dumps([_row(run) for run in runs], separators=(",", ":")).replace("},{", "},\n{")
    (folder / CURVES_FILE).write_text(text + "\n", encoding="utf-8")
    levels: dict[str, Any] = {run.name: run.levels for run in runs}
    np.savez_compressed(folder / LEVELS_FILE, **levels)
    for run in runs:
        weights = run.weights()
        if weights is not None:
            halves: dict[str, Any] = {
                name: array.astype(np.float16) for name, array in weights.items()}
            np.savez_compressed(_weights_file(folder, run.name), **halves)


def _weights_file(folder: Path, name: str) -> Path:
    return folder / WEIGHTS / f"{name}.npz"


def _read_weights(file: Path) -> Weights | None:
    if not file.is_file():
        return None
    try:
        with _reading, np.load(file, allow_pickle=False) as archive:
            arrays = {name: archive[name].astype(np.float32) for name in archive.files}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        raise _damaged() from None
    for array in arrays.values():
        array.flags.writeable = False
    return arrays


def levels_of(kernel: NDArray[np.float32]) -> NDArray[np.int8]:
    """A kernel of `LAYER` as it is kept."""
    return as_levels(kernel, glorot_limit(kernel.shape))


def _row(run: RecordedRun) -> dict[str, Any]:
    # Four decimals are a hundredth of a percent: more than any curve shows.
    curves = {name: np.round(getattr(run, name), 4).tolist() for name in _CURVES}
    return {
        "name": run.name, "experiment": run.experiment.to_mapping(),
        "steps_per_epoch": run.steps_per_epoch, **curves, "shares": asdict(run.shares),
        "knock_out": {"shares": run.knock_out.shares.tolist(),
                      "accuracy": np.round(run.knock_out.accuracy, 4).tolist()},
    }


def _run(row: Mapping[str, Any], levels: NDArray[np.int8], folder: Path) -> RecordedRun:
    curves = {name: _curve(row[name]) for name in _CURVES}
    shown = KnockOut(*(_curve(row["knock_out"][name]) for name in ("shares", "accuracy")))
    levels.flags.writeable = False
    return RecordedRun(
        row["name"], Experiment.from_mapping(row["experiment"]), int(row["steps_per_epoch"]),
        shares=WeightShares(**row["shares"]), knock_out=shown, levels=levels,
        weights=lambda: _read_weights(_weights_file(folder, str(row["name"]))), **curves)


def _curve(numbers: Sequence[float]) -> Curve:
    curve = np.array(numbers, np.float64)
    curve.flags.writeable = False
    return curve
