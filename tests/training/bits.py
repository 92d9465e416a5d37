"""Whether two runs are the same to the last bit, in all that is not a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np


def same_bits(mine: Any, theirs: Any) -> None:
    """Of two snapshots of ended runs with weights: asserts."""
    assert mine.step == theirs.step
    for name, array in theirs.weights.arrays.items():
        assert (mine.weights.arrays[name] == array).all(), name
    for column in ("data_loss", "penalty", "accuracy"):
        assert (getattr(mine.steps, column) == getattr(theirs.steps, column)).all(), column
    assert len(mine.records) == len(theirs.records)
    for here, there in zip(mine.records, theirs.records, strict=True):
        assert numbers(here) == numbers(there)


def numbers(record: Any) -> Any:
    """All of an epoch's record that is not a time, to be compared."""
    untimed = replace(record, images_per_second=0.0, seconds=0.0)
    return _plain(vars(untimed))


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    return _plain(vars(value)) if hasattr(value, "__dict__") else value
