"""What the benchmarks share: where the real pictures are, and how figures are printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from playground.data.training_data import TrainingData, prepare
from playground.experiment import Experiment
from playground.model.architectures import ARCHITECTURES

CHECKOUT = Path(__file__).resolve().parents[1]


def real_set() -> str:
    """The folder of the article's pictures; ends the program with a sentence without them."""
    chosen = os.environ.get("PLAYGROUND_REAL_DATA")
    folder = (Path(chosen) if chosen else CHECKOUT.parent / "shared" / "data") / "rps-cv"
    if not folder.is_dir():
        sys.exit("The real pictures are not there: set PLAYGROUND_REAL_DATA to their folder.")
    return str(folder)


def prepared(experiment: Experiment) -> TrainingData:
    return prepare(experiment, ARCHITECTURES[experiment.model].size, paths_allowed=True)


def spread(values: Sequence[float], unit: str = "", digits: int = 1) -> str:
    """Median with the least and the most beside it."""
    low, middle, high = min(values), median(values), max(values)
    return (f"{middle:.{digits}f}{unit} "
            f"(min {low:.{digits}f}, max {high:.{digits}f}, n={len(values)})")
