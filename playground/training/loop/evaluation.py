"""Measuring a network on a set of pictures in inference mode, batch by batch."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from playground.data.classes import CLASSES
from playground.training.snapshot import SetReading, read_only

Pictures = Callable[[NDArray[np.int64]], NDArray[np.uint8]]
Infer = Callable[[NDArray[np.uint8]], NDArray[np.float32]]


@dataclass(frozen=True)
class Part:
    """One set to be measured: which of its `pictures`, with their labels (n,).

    `held` (n, size, size, 3): they themselves, where they are kept from one time to the next.
    """

    pictures: Pictures
    indices: NDArray[np.int64]
    labels: NDArray[np.int64]
    held: NDArray[np.uint8] | None = None

    def images(self, where: slice) -> NDArray[np.uint8]:
        """(k, size, size, 3) of those of the set."""
        return self.pictures(self.indices[where]) if self.held is None else self.held[where]


def holding(parts: Mapping[str, Part], most: int) -> dict[str, Part]:
    """The parts with their pictures held, which take at most that many bytes; else as they are.

    To compose cut-outs over their backgrounds takes longer than to classify them.
    """
    sizes = [part.pictures(part.indices[:1]).nbytes * len(part.indices) for part in parts.values()]
    if sum(sizes) > most:
        return dict(parts)
    return {
        name: replace(part, held=read_only(part.pictures(part.indices)))
        for name, part in parts.items()}


class Evaluation:
    """Some sets measured batch by batch, so that whoever trains can do a little of it at a time.

    `infer` gives the logits of a batch, always of the same weights.
    """

    def __init__(self, parts: Mapping[str, Part], infer: Infer, batch_size: int) -> None:
        self._parts = parts
        self._infer = infer
        self._left = deque(
            (name, where) for name, part in parts.items()
            for where in slices(len(part.indices), batch_size))
        self._logits: dict[str, list[NDArray[np.float32]]] = {name: [] for name in parts}

    @property
    def batches_left(self) -> int:
        return len(self._left)

    def advance(self) -> None:
        """Measure one more batch."""
        name, where = self._left.popleft()
        self._logits[name].append(self._infer(self._parts[name].images(where)))

    def readings(self) -> dict[str, SetReading]:
        """By the sets' names, once no batch is left."""
        none = np.zeros((0, len(CLASSES)), np.float32)
        return {
            name: read_set(np.concatenate([none, *self._logits[name]]), part.labels, part.indices)
            for name, part in self._parts.items()}


def slices(count: int, size: int) -> Iterator[slice]:
    """`count` things in batches of that size, the last one smaller."""
    return (slice(start, min(start + size, count)) for start in range(0, count, size))


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
