"""The pictures that are there at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from playground.data.first_pictures import (
    ROWS,
    FirstTiles,
    first_answers,
    first_scores,
    first_tiles,
    write_first_tiles,
)
from playground.insight.forward import probabilities
from playground.model.architectures import ARCHITECTURES
from playground.model.weights import initial_weights
from playground.presets import PLAY_DEFAULT


def test_what_is_written_is_read_to_the_pixel(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (3, 4, 8, 8, 3), np.uint8)
    made = {
        name: FirstTiles(noise[i], np.arange(4) % 3, np.arange(4) == i, np.arange(4) * 10)
        for i, name in enumerate(ROWS)}
    answers = {name: np.arange(4) % 2 for name in ROWS}
    write_first_tiles(made, answers, dict.fromkeys(ROWS, 0.25), tmp_path)
    read = first_tiles(tmp_path)
    for name in ROWS:
        for field in ("images", "labels", "wrong", "indices"):
            assert np.array_equal(getattr(read[name], field), getattr(made[name], field)), field
    assert all(np.array_equal(first_answers(tmp_path)[name], answers[name]) for name in ROWS)
    assert first_scores(tmp_path) == dict.fromkeys(ROWS, 0.25)


def test_a_network_that_has_learned_nothing_guesses() -> None:
    assert all(0.25 < score < 0.42 for score in first_scores().values())


def test_the_shipped_answers_are_those_of_the_start_weights() -> None:
    experiment = PLAY_DEFAULT.experiment()
    architecture = ARCHITECTURES[experiment.model]
    weights = initial_weights(architecture, experiment.seed)
    for name, row in first_tiles().items():
        odds = probabilities(row.images, weights, architecture, experiment.pooling)
        assert np.array_equal(odds.argmax(axis=1), first_answers()[name])


def test_twelve_pictures_of_each_set_ship() -> None:
    assert {name: row.images.shape for name, row in first_tiles().items()} == dict.fromkeys(
        ROWS, (12, 64, 64, 3))
