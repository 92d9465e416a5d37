"""Pictures that are brought: decoded elsewhere, kept small, counted once."""

from __future__ import annotations

import io
from pathlib import PurePosixPath

import numpy as np
from PIL import Image

from playground.data.brought import BroughtPicture
from playground.data.decode import open_picture
from playground.photo.own_set import LARGEST_SIDE, take_in
from tests.data.made import encoded, noise


def brought(content: bytes, name: str) -> BroughtPicture:
    return BroughtPicture(PurePosixPath(name), lambda: content)


def test_a_large_picture_is_kept_small_upright_and_in_its_colors() -> None:
    upright = np.zeros((400, 600, 3), np.uint8)
    upright[:, :300] = (200, 60, 20)
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = Image.fromarray(np.rot90(upright, 1))
    made = take_in([(brought(encoded(turned, "JPEG", exif=exif, quality=95), "rock/a.jpg"), 1)],
                   lambda done, total: None, lambda: False)
    (kept,) = made.pictures
    picture = open_picture(kept.content)
    assert max(picture.size) == LARGEST_SIDE
    assert picture.size[0] > picture.size[1]
    left = np.asarray(picture)[:, :80].reshape(-1, 3).mean(axis=0)
    assert np.abs(left - (200, 60, 20)).max() < 6
    assert (kept.name, kept.label) == ("rock/a.jpg", 1)


def test_what_is_transparent_stays_so() -> None:
    pixels = np.zeros((30, 30, 4), np.uint8)
    pixels[10:20, 10:20] = 255
    made = take_in([(brought(encoded(Image.fromarray(pixels)), "a.png"), 0)],
                   lambda done, total: None, lambda: False)
    assert open_picture(made.pictures[0].content).mode == "RGBA"


def test_the_same_file_counts_once_a_sign_and_wrong_content_is_told() -> None:
    one = encoded(noise(1))
    made = take_in(
        [(brought(one, "rock/1.png"), 1), (brought(one, "more/rock/1.png"), 1),
         (brought(one, "paper/1.png"), 0), (brought(b"no picture", "rock/2.png"), 1)],
        lambda done, total: None, lambda: False)
    assert [(one.name, one.label) for one in made.pictures] == [
        ("rock/1.png", 1), ("paper/1.png", 0)]
    assert made.twice == 1
    (told,) = made.unreadable
    assert str(told).startswith("rock/2.png: It is not a picture")


def test_it_stops_where_it_is_told_to() -> None:
    told: list[tuple[int, int]] = []
    content = encoded(noise(2))
    made = take_in(
        [(brought(content + bytes([at]), f"{at}.png"), 0) for at in range(100)],
        lambda done, total: told.append((done, total)), lambda: bool(told))
    assert told == [(32, 100)]
    assert len(made.pictures) == 32


def test_kept_pictures_are_written_anew() -> None:
    """No byte of a stranger's file is opened in this process."""
    content = encoded(noise(3)) + b"something behind the end"
    made = take_in([(brought(content, "a.png"), 0)], lambda done, total: None, lambda: False)
    assert b"something" not in made.pictures[0].content
    assert Image.open(io.BytesIO(made.pictures[0].content)).format == "JPEG"
