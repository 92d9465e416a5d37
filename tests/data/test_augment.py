from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from playground.data.augment import augment, brighten
from playground.data.decode import flatten_alpha
from playground.experiment import Experiment

SWITCHES = (
    "horizontal_flip", "vertical_flip", "height_shift", "rotation", "zoom", "stretch",
    "brightness_contrast", "background", "width_shift", "color", "blur", "cut_out", "crop",
    "spectrum",
)


def only(*switches: str, **values: Any) -> Experiment:
    return Experiment(**{name: name in switches for name in SWITCHES}, **values)


def batch(channels: int = 3, count: int = 16) -> NDArray[np.uint8]:
    generator = np.random.default_rng(5)
    return generator.integers(0, 256, (count, 20, 24, channels), dtype=np.uint8)


@pytest.mark.parametrize("switches", [(name,) for name in SWITCHES] + [SWITCHES, ()])
@pytest.mark.parametrize("channels", [3, 4])
def test_a_pure_function_of_pictures_seed_epoch_and_batch(
    switches: tuple[str, ...], channels: int
) -> None:
    images = batch(channels)
    kept = images.copy()
    images.setflags(write=False)
    first = augment(images, only(*switches), 2, 7)
    assert first.shape == (16, 20, 24, 3)
    assert first.dtype == np.uint8
    assert np.array_equal(augment(images, only(*switches), 2, 7), first)
    assert np.array_equal(images, kept)


@pytest.mark.parametrize("switch", SWITCHES)
def test_seed_epoch_and_batch_each_matter(switch: str) -> None:
    results = [
        augment(batch(4), only(switch, seed=seed), epoch, number).tobytes()
        for seed, epoch, number in [(1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2)]
    ]
    assert len(set(results)) == 4


def test_with_every_switch_off_nothing_changes() -> None:
    assert np.array_equal(augment(batch(), only(), 1, 1), batch())
    assert np.array_equal(augment(batch(4), only(), 1, 1), flatten_alpha(batch(4)))


def test_background_does_nothing_without_transparency() -> None:
    assert np.array_equal(augment(batch(), only("background"), 1, 1), batch())


def test_background_shows_only_behind_the_hand() -> None:
    images = batch(4)
    images[..., 3] = 0
    images[:, 5:15, 5:15, 3] = 255
    out = augment(images, only("background"), 1, 1)
    # Within its edge, which some hands have softened.
    assert np.array_equal(out[:, 6:14, 6:14], images[:, 6:14, 6:14, :3])
    assert not np.array_equal(out, flatten_alpha(images))


def test_a_horizontal_flip_happens_to_about_half() -> None:
    images = batch(count=400)
    out = augment(images, only("horizontal_flip"), 1, 1)
    same = (out == images).all(axis=(1, 2, 3))
    mirrored = (out == images[:, :, ::-1]).all(axis=(1, 2, 3))
    assert (same ^ mirrored).all()
    assert 150 < mirrored.sum() < 250


def test_turning_one_switch_on_changes_nothing_about_another() -> None:
    images = batch()
    mirrored = augment(images, only("horizontal_flip"), 1, 1)
    both = augment(images, only("horizontal_flip", "vertical_flip"), 1, 1)
    upright = augment(images, only("vertical_flip"), 1, 1)
    for at in range(len(images)):
        left_right = not np.array_equal(mirrored[at], images[at])
        up_down = not np.array_equal(upright[at], images[at])
        expected = images[at, :: -1 if up_down else 1, :: -1 if left_right else 1]
        assert np.array_equal(both[at], expected)


def test_brightness_is_the_same_with_and_without_flips() -> None:
    images = batch()
    both = augment(images, only("horizontal_flip", "brightness_contrast"), 3, 1)
    flipped = augment(images, only("horizontal_flip"), 3, 1)
    assert np.array_equal(both, augment(flipped, only("brightness_contrast"), 3, 1))


def test_a_shift_moves_at_most_a_fifth_of_the_height() -> None:
    images = np.tile(np.arange(100, dtype=np.uint8)[None, :, None, None], (300, 1, 2, 3))
    out = augment(images, only("height_shift"), 1, 1)
    down = 50 - out[:, 50, 0, 0].astype(int)
    assert (down >= -20).all()
    assert (down <= 20).all()
    assert down.min() < -15
    assert down.max() > 15


def test_a_shift_along_the_width_moves_at_most_a_fifth_of_it_before_the_mirror() -> None:
    images = np.tile(np.arange(100, dtype=np.uint8)[None, None, :, None], (300, 2, 1, 3))
    out = augment(images, only("width_shift"), 1, 1)
    right = 50 - out[:, 0, 50, 0].astype(int)
    assert (np.abs(right) <= 20).all()
    assert right.min() < -15
    assert right.max() > 15
    both = augment(images, only("width_shift", "horizontal_flip"), 1, 1)
    mirrored = (both == out[:, :, ::-1]).all(axis=(1, 2, 3))
    assert 100 < mirrored.sum() < 200
    assert (both[~mirrored] == out[~mirrored]).all()


@pytest.mark.parametrize("switch", ["color", "blur", "cut_out", "spectrum"])
def test_a_later_switch_acts_on_flipped_pictures_as_on_any(switch: str) -> None:
    both = augment(batch(), only("horizontal_flip", "width_shift", switch), 3, 1)
    moved = augment(batch(), only("horizontal_flip", "width_shift"), 3, 1)
    assert np.array_equal(both, augment(moved, only(switch), 3, 1))


def test_the_articles_augmentation_of_a_recorded_run_stays_bit_identical() -> None:
    out = augment(batch(), only("horizontal_flip", "vertical_flip", "height_shift"), 2, 7)
    assert hashlib.sha256(out.tobytes()).hexdigest().startswith("3b5974e6e393b0c1")
    out = augment(batch(), only("height_shift", "brightness_contrast"), 2, 7)
    assert hashlib.sha256(out.tobytes()).hexdigest().startswith("9e09590e049952ad")


def test_brighten_by_one_changes_nothing_and_saturates_instead_of_wrapping() -> None:
    images = batch(count=2)
    assert np.array_equal(brighten(images, np.ones(2), np.ones(2)), images)
    values = np.array([[0, 100, 250]], np.uint8)[:, :, None, None].repeat(3, axis=3)
    assert brighten(values, np.array([1.3]), np.ones(1))[0, :, 0, 0].tolist() == [0, 130, 255]
    assert brighten(values, np.ones(1), np.array([1.3]))[0, :, 0, 0].tolist() == [0, 92, 255]


def test_a_short_batch_is_augmented_like_the_start_of_a_long_one() -> None:
    experiment = only("horizontal_flip", "vertical_flip", "height_shift", "brightness_contrast",
                      "width_shift", "rotation", "color", "blur", "cut_out", "crop", "spectrum")
    long = augment(batch(), experiment, 1, 1)
    assert np.array_equal(augment(batch()[:5], experiment, 1, 1), long[:5])
