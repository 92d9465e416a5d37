"""Measuring a network on a set of pictures in inference mode, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.data.classes import CLASSES
from playground.training.snapshot import SetReading

Pictures = Callable[[NDArray[np.int64]], NDArray[np.uint8]]
Infer = Callable[[NDArray[np.uint8]], NDArray[np.float32]]


def batches(indices: NDArray[np.int64], size: int) -> Iterator[NDArray[np.int64]]:
    for start in range(0, len(indices), size):
        yield indices[start : start + size]


def infer_all(
    pictures: Pictures,
    indices: NDArray[np.int64],
    infer: Infer,
    batch_size: int,
    attend: Callable[[], None],
) -> NDArray[np.float32]:
    """Logits (len(indices), 3). `attend` is called before each batch and may raise to end it."""
    outputs = []
    for batch in batches(indices, batch_size):
        attend()
        outputs.append(infer(pictures(batch)))
    return np.concatenate(outputs) if outputs else np.zeros((0, len(CLASSES)), np.float32)


def read_set(
    logits: NDArray[np.float32], labels: NDArray[np.int64], indices: NDArray[np.int64]
) -> SetReading:
    """Mean cross-entropy −log softmax(logits)[label], accuracy and confusion matrix."""
    exact = logits.astype(np.float64)
    # A network that has diverged gives inf or NaN; the loss says so, a warning need not.
    with np.errstate(invalid="ignore", over="ignore"):
        shifted = exact - exact.max(axis=1, keepdims=True)
        log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_probabilities[np.arange(len(labels)), labels].mean()
    answers = exact.argmax(axis=1)
    confusion = np.zeros((len(CLASSES), len(CLASSES)), np.int64)
    np.add.at(confusion, (labels, answers), 1)
    return SetReading(
        data_loss=float(loss),
        accuracy=float((answers == labels).mean()),
        confusion=tuple(tuple(int(cell) for cell in row) for row in confusion),
        indices=read_only(indices.astype(np.int64)),
        answers=read_only(answers.astype(np.int8)),
    )


def read_only(array: NDArray[Any]) -> NDArray[Any]:
    """The array, which nobody may write to any more: others look at it too."""
    array.flags.writeable = False
    return array
