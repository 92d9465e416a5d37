"""What a step's gradient follows, and what is told of its batch: loss and accuracy."""

from __future__ import annotations

from typing import Any

import tensorflow as tf

from playground.model.architectures import CLASS_COUNT
from playground.model.optimizers import Knobs
from playground.model.soft_labels import soft_targets
from playground.model.textbook import mixed, smoothed

Tensor = Any


class Objective:
    """Of one batch, of which the first `count` rows count: the others fill it up.

    `on`: which of the textbook's other regularizers are; `partners` (b,) which row each is mixed
    with. `said` (b, 3): another network's logits, of which each label has the share `soft`.
    """

    def __init__(
        self, labels: Tensor, count: Tensor, on: tuple[str, ...], dial: Knobs,
        partners: Tensor | None, said: Tensor | None, soft: float,
    ) -> None:
        self._labels, self._count, self._share = labels, count, dial.mixup
        self._counted = tf.cast(tf.range(labels.shape[0]) < count, tf.float32)
        self._partners = partners
        # Where labels are plain, there is no table of them.
        self._certain = self._targets = None
        if partners is not None or said is not None or "label-smoothing" in on:
            certain = tf.one_hot(labels, CLASS_COUNT, dtype=tf.float32)
            if partners is not None:
                certain = self._certain = mixed(certain, partners, dial.mixup)
            targets = certain if said is None else soft_targets(certain, said, soft)
            if "label-smoothing" in on:
                targets = smoothed(targets, dial.label_smoothing)
            if targets is not self._certain:
                self._targets = targets

    def data_loss(self, output: Tensor) -> Tensor:
        """Cross-entropy of logits (b, 3) with the labels: of mixed pictures, the mixed ones."""
        if self._certain is None:
            return self._mean(
                tf.nn.sparse_softmax_cross_entropy_with_logits(self._labels, output))
        return self._mean(tf.nn.softmax_cross_entropy_with_logits(self._certain, output))

    def followed(self, output: Tensor, data_loss: Tensor) -> Tensor:
        """The same with what the labels are made into, where they are made into anything."""
        if self._targets is None:
            return data_loss
        return self._mean(tf.nn.softmax_cross_entropy_with_logits(self._targets, output))

    def accuracy(self, output: Tensor) -> Tensor:
        """Share of the rows whose label it answers: of mixed pictures, as much as is of that."""
        answers = tf.argmax(output, 1, tf.int32)
        hits = tf.cast(answers == self._labels, tf.float32)
        if self._partners is not None:
            others = tf.cast(answers == tf.gather(self._labels, self._partners), tf.float32)
            hits = self._share * hits + (1.0 - self._share) * others
        return self._mean(hits)

    def _mean(self, rows: Tensor) -> Tensor:
        return tf.reduce_sum(rows * self._counted) / tf.cast(self._count, tf.float32)
