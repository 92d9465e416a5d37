"""Probabilities as if the logits had been divided by a temperature."""

from __future__ import annotations

import numpy as np

from playground.model.tempered import softened


def test_it_is_the_softmax_of_the_divided_logits() -> None:
    logits = np.random.default_rng(2).normal(0, 3, (50, 3))
    given = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    wanted = np.exp(logits / 2.5) / np.exp(logits / 2.5).sum(1, keepdims=True)
    np.testing.assert_allclose(softened(given.astype(np.float32), 2.5), wanted, atol=1e-5)


def test_certainty_stays_a_number() -> None:
    certain = np.array([[1, 0, 0]], np.float32)
    assert np.isfinite(softened(certain, 0.5)).all()
