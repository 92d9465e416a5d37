"""How good answers are: per picture, per group, per class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class GroupScore:
    """Accuracy where each group counts once, however many pictures it has."""

    column: str
    count: int
    accuracy: float


@dataclass(frozen=True)
class Scores:
    """`confusion` has shape (3, 3): rows are true classes, columns answers."""

    images: int
    accuracy: float
    recall: tuple[float | None, ...]
    confusion: NDArray[np.int64]


def score(labels: NDArray[np.int64], answers: NDArray[np.int64], classes: int = 3) -> Scores:
    """Accuracy, recall per class (None where a class has no pictures) and confusion matrix."""
    confusion = np.zeros((classes, classes), np.int64)
    np.add.at(confusion, (labels, answers), 1)
    totals = confusion.sum(axis=1)
    recall = tuple(
        float(confusion[k, k] / totals[k]) if totals[k] else None for k in range(classes))
    return Scores(len(labels), float((labels == answers).mean()), recall, confusion)


def score_groups(
    column: str, names: Sequence[str], right: NDArray[np.bool_]
) -> GroupScore:
    """Mean over groups of each group's accuracy; a picture without a group is its own."""
    alone = (f"\0{index}" for index in range(len(names)))
    keys = [name or single for name, single in zip(names, alone, strict=True)]
    _, inverse = np.unique(np.asarray(keys), return_inverse=True)
    sizes = np.bincount(inverse)
    hits = np.bincount(inverse, weights=right)
    return GroupScore(column, len(sizes), float((hits / sizes).mean()))
