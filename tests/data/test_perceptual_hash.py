from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from playground.data.connected import connected_components
from playground.data.folder import FolderSource
from playground.data.perceptual_hash import near_duplicate_pairs, perceptual_hash
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
    labels = np.zeros(2500, np.int64)
    labels[2450:] = 1
    pairs = near_duplicate_pairs(hashes, labels)
    expected = {
        (first, second)
        for first in range(2500)
        for second in (np.flatnonzero(
            (np.bitwise_count(hashes ^ hashes[first]) <= 2) & (labels == labels[first])
        )).tolist()
        if first < second
    }
    assert {tuple(pair) for pair in pairs.tolist()} == expected
    assert len(pairs) == len(expected) >= 50


def test_pairs_need_one_class() -> None:
    hashes = np.array([5, 5], np.uint64)
    assert near_duplicate_pairs(hashes, np.array([0, 1])).shape == (0, 2)
    assert near_duplicate_pairs(hashes, np.array([1, 1])).tolist() == [[0, 1]]


def test_no_pictures_have_no_pairs() -> None:
    assert near_duplicate_pairs(np.empty(0, np.uint64), np.empty(0, np.int64)).shape == (0, 2)


def test_the_real_set_has_few_near_duplicates(real_data: Path) -> None:
    pictures = load_pictures(FolderSource(real_data / "rps-cv"), 32, "squash", "nearest")
    pairs = near_duplicate_pairs(pictures.hashes, pictures.labels)
    sizes = np.bincount(connected_components(len(pictures), pairs, []))
    assert 95 <= sizes[sizes > 1].sum() <= 105
    assert sizes.max() <= 12
