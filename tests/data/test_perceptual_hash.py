from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from playground.data.connected import connected_components
from playground.data.folder import FolderSource
from playground.data.perceptual_hash import are_near, near_duplicate_pairs, perceptual_hash
from playground.data.pictures import load_pictures
from tests.data.made import noise


def bits_apart(one: Image.Image, other: Image.Image) -> int:
    return (perceptual_hash(one) ^ perceptual_hash(other)).bit_count()


def test_a_smaller_copy_is_a_near_duplicate_and_another_picture_is_not() -> None:
    picture = noise(1, (200, 300, 3))
    assert bits_apart(picture, picture.resize((150, 100))) <= 2
    assert bits_apart(picture, noise(2, (200, 300, 3))) > 10


def test_half_of_the_64_bits_are_set() -> None:
    assert perceptual_hash(noise(3)).bit_count() == 32


def test_flat_pictures_of_any_color_have_one_hash() -> None:
    hashes = {perceptual_hash(Image.new("RGB", (50, 40), color)) for color in ("red", "white")}
    assert len(hashes) == 1


def test_colors_behind_transparency_do_not_count() -> None:
    red, blue = (Image.new("RGBA", (40, 40), (*color, 0)) for color in ((255, 0, 0), (0, 0, 255)))
    for picture in (red, blue):
        picture.paste((255, 255, 255, 255), (10, 10, 20, 30))
    assert bits_apart(red, blue) == 0


def test_pairs_are_those_of_a_plain_double_loop_across_blocks() -> None:
    generator = np.random.default_rng(4)
    hashes = generator.integers(0, 32, 2500, dtype=np.uint64) << np.uint64(59)
    hashes |= generator.integers(0, 2**40, 2500, dtype=np.uint64)
    hashes[2400:] = hashes[:100] ^ np.uint64(3)
    assert len(np.unique(hashes)) == 2500
    pairs = near_duplicate_pairs(hashes)
    expected = {
        (first, second)
        for first in range(2500)
        for second in np.flatnonzero(
            np.bitwise_count(hashes ^ hashes[first]) <= 2).tolist()
        if first < second
    }
    assert {tuple(pair) for pair in pairs.tolist()} == expected
    assert len(pairs) == len(expected) >= 50


def test_equal_pictures_are_connected_by_as_many_pairs_as_it_takes() -> None:
    hashes = np.array([255, 5, 5, 255 << 30, 5, 5], np.uint64)
    pairs = near_duplicate_pairs(hashes)
    assert pairs.tolist() == [[1, 2], [2, 4], [4, 5]]
    assert len(near_duplicate_pairs(np.zeros(5000, np.uint64))) == 4999


def test_pictures_of_another_set_that_are_near_one_of_this() -> None:
    generator = np.random.default_rng(3)
    hashes = generator.integers(0, 2**63, 1500, dtype=np.uint64)
    others = np.concatenate([hashes[:1200] ^ np.uint64(5), ~hashes[:300]])
    assert np.flatnonzero(are_near(hashes, others)).tolist() == list(range(1200))
    assert are_near(hashes[:0], others).sum() == 0
    assert are_near(hashes, others[:0]).shape == (0,)


def test_no_pictures_have_no_pairs() -> None:
    assert near_duplicate_pairs(np.empty(0, np.uint64)).shape == (0, 2)


def test_the_real_set_has_few_near_duplicates(real_data: Path) -> None:
    pictures = load_pictures(FolderSource(real_data / "rps-cv"), 32, "squash", "nearest")
    pairs = near_duplicate_pairs(pictures.hashes)
    sizes = np.bincount(connected_components(len(pictures), pairs, []))
    assert 95 <= sizes[sizes > 1].sum() <= 105
    assert sizes.max() <= 12
