"""The part of a photo that the network is shown: by default what training makes of the file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from playground.data.decode import decode_image, flatten_alpha
from playground.experiment import CONTROLS
from playground.model.loading import Preparation
from playground.photo.intake import Intake
from playground.photo.photo import Photo
from playground.photo.square import Square, default_square, prepare
from tests.data.made import encoded, noise
from tests.photo.hostile import whole

FRAMINGS = CONTROLS["framing"].kind.options  # type: ignore[union-attr]
FILTERS = ("nearest", "bilinear", "bicubic", "lanczos")


def photo_of(picture: Image.Image) -> Photo:
    return Photo(np.asarray(picture), picture.size, "PNG", "made")


def as_training(content: bytes, size: int, preparation: Preparation) -> np.ndarray:
    image = decode_image(content, size, preparation.framing, preparation.resize_filter)
    return flatten_alpha(image[None])[0]


@pytest.mark.parametrize("name", whole())
def test_the_default_square_of_every_kind_of_file_is_what_training_makes(
    name: str, intake: Intake
) -> None:
    content = whole()[name]
    photo = intake.read(content)
    for framing in FRAMINGS:
        for resize_filter in FILTERS:
            preparation = Preparation(framing, resize_filter)
            ours = prepare(photo, default_square(photo, framing), 24, preparation)
            np.testing.assert_array_equal(ours, as_training(content, 24, preparation))


@pytest.mark.parametrize("framing", FRAMINGS)
@pytest.mark.parametrize("size", [(1600, 1200), (1067, 1600), (1600, 1600), (333, 7), (64, 64)])
def test_so_it_is_up_to_the_largest_size_that_is_kept(
    size: tuple[int, int], framing: str, intake: Intake
) -> None:
    picture = noise(9, (size[1], size[0], 4))
    for content in (encoded(picture, compress_level=1), encoded(picture.convert("RGB"), "JPEG")):
        photo = intake.read(content)
        for side in (64, 224):
            preparation = Preparation(framing, "bilinear")
            ours = prepare(photo, default_square(photo, framing), side, preparation)
            np.testing.assert_array_equal(ours, as_training(content, side, preparation))


def test_so_it_is_on_real_photos(real_data: Path, intake: Intake) -> None:
    files = sorted((real_data / "photos" / "test").glob("*/*.jpg"))[::40]
    assert files
    for file in files:
        photo = intake.read(file.read_bytes())
        for framing in FRAMINGS:
            preparation = Preparation(framing, "bilinear")
            ours = prepare(photo, default_square(photo, framing), 64, preparation)
            np.testing.assert_array_equal(ours, as_training(file.read_bytes(), 64, preparation))


def test_a_moved_square_shows_its_part_alone() -> None:
    picture = Image.new("RGB", (200, 100), "black")
    picture.paste((255, 255, 255), (120, 20, 170, 70))
    for framing in FRAMINGS:
        preparation = Preparation(framing, "bilinear")
        seen = prepare(photo_of(picture), Square(125.5, 25.5, 40, 40), 32, preparation)
        assert seen.shape == (32, 32, 3)
        assert seen.min() == 255


def test_a_part_that_is_no_square_keeps_its_shape_in_a_letterbox() -> None:
    photo = photo_of(Image.new("RGB", (200, 100), "white"))
    seen = prepare(photo, Square(20, 10, 80, 40), 32, Preparation("letterbox", "nearest"))
    assert (seen[:8] == 0).all()
    assert (seen[8:24] == 255).all()
    assert (seen[24:] == 0).all()


@pytest.mark.parametrize("framing", ["edge", "blur"])
def test_a_part_that_is_no_square_goes_on_as_it_ends(framing: str) -> None:
    picture = Image.new("RGB", (200, 100), "black")
    picture.paste((250, 250, 250), (20, 10, 100, 50))
    part = Square(20, 10, 80, 40)
    seen = prepare(photo_of(picture), part, 32, Preparation(framing, "nearest"))
    assert (seen == 250).all()


@pytest.mark.parametrize(("given", "kept"), [
    (Square(-10, 5, 20, 20), Square(0, 5, 20, 20)),
    (Square(90, 45, 20, 20), Square(80, 30, 20, 20)),
    (Square(0, 0, 500, 500), Square(0, 0, 100, 50)),
    (Square(99.9, 49.9, 0, 0), Square(99, 49, 1, 1)),
    (Square(10, 10, 30, 30), Square(10, 10, 30, 30)),
])
def test_what_leaves_the_photo_is_moved_back_into_it(given: Square, kept: Square) -> None:
    photo = photo_of(noise(4, (50, 100, 3)))
    assert given.within(photo) == kept
    preparation = Preparation("squash", "bilinear")
    np.testing.assert_array_equal(
        prepare(photo, given, 16, preparation), prepare(photo, kept, 16, preparation))


def test_every_part_that_fits_can_be_prepared() -> None:
    random, photo = np.random.default_rng(2), photo_of(noise(4, (1067, 1600, 3)))
    for _ in range(40):
        side = random.uniform(1, 1067)
        part = Square(random.uniform(0, 1600 - side), random.uniform(0, 1067 - side), side, side)
        # At the very edge too, where binary fractions add up to a little more than the width.
        for square in (part, Square(1600 - side, 1067 - side, side, side)):
            assert prepare(photo, square, 8, Preparation("squash", "bilinear")).shape == (8, 8, 3)
