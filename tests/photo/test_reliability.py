"""Calibration: a temperature, and how far probabilities are from what they say."""

from __future__ import annotations

import numpy as np
import pytest

from playground.model.tempered import softened
from playground.photo.reliability import (
    expected_calibration_error,
    reliability,
    temperature,
)


def honest(count: int = 6000) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities (n, 3) and labels that are drawn from them."""
    random = np.random.default_rng(1)
    given = random.dirichlet((1, 1, 1), count).astype(np.float32)
    labels = (given.cumsum(axis=1) < random.random((count, 1))).sum(axis=1).clip(0, 2)
    return given, labels


def test_honest_probabilities_have_next_to_no_error_and_need_no_temperature() -> None:
    given, labels = honest()
    assert expected_calibration_error(given, labels) < 0.03
    assert temperature(given, labels) == pytest.approx(1, abs=0.06)


@pytest.mark.parametrize("told", [0.5, 2.0])
def test_the_temperature_that_was_taken_out_is_found(told: float) -> None:
    given, labels = honest()
    bent = softened(given, 1 / told)
    assert temperature(bent, labels) == pytest.approx(told, rel=0.06)
    mended = softened(bent, temperature(bent, labels))
    assert expected_calibration_error(mended, labels) < expected_calibration_error(bent, labels) / 2


def test_a_temperature_changes_no_answer() -> None:
    given, _ = honest(300)
    for each in (0.3, 1.0, 4.0):
        other = softened(given, each)
        np.testing.assert_array_equal(other.argmax(1), given.argmax(1))
        np.testing.assert_allclose(other.sum(1), 1, rtol=1e-6)


def test_certain_and_always_wrong_is_an_error_of_one() -> None:
    certain = np.tile(np.float32([1, 0, 0]), (8, 1))
    assert expected_calibration_error(certain, np.ones(8, np.int64)) == pytest.approx(1)
    assert reliability(certain, np.ones(8, np.int64))[-1].count == 8


def test_answers_that_share_a_picture_weigh_what_they_are_said_to() -> None:
    given, labels = honest(2000)
    bent = np.concatenate([softened(given, 0.5), given])
    both = np.concatenate([labels, labels])
    weights = np.concatenate([np.ones(2000), np.zeros(2000)])
    assert temperature(bent, both, weights) == pytest.approx(2, rel=0.1)


def test_of_several_looks_the_mean_is_what_a_temperature_is_found_for() -> None:
    given, labels = honest()
    alone = temperature(given, labels)
    assert temperature(np.stack([given, given]), labels) == alone
    # Each look gets the temperature, not their mean.
    looks = np.stack([given, softened(given, 0.3)])
    found = temperature(looks, labels)
    assert found > alone * 1.2
    assert temperature(softened(looks, 0.5), labels) == pytest.approx(found * 2, rel=0.02)
