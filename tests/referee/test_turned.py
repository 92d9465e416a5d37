"""Turned squares: from a palm, from points, and what is seen in them."""

import numpy as np
import pytest
from PIL import Image

from playground.referee.palms import Palm
from playground.referee.turned import TurnedSquare, of_palm, of_points


def palm(wrist: tuple[float, float], knuckle: tuple[float, float]) -> Palm:
    points = np.full((7, 2), 0.5, np.float32)
    points[0], points[2] = wrist, knuckle
    return Palm(np.array([0.4, 0.4, 0.6, 0.6], np.float32), points, 1.0)


def test_a_palm_that_points_up_is_framed_upright_with_more_room_for_the_fingers() -> None:
    square = of_palm(palm((0.5, 0.6), (0.5, 0.4)), 100, 10, 20)
    # Half of the box's 20 pixels up from its middle, 2.6 times as large.
    assert (square.x, square.y) == pytest.approx((60, 60))
    assert (square.side, square.angle) == pytest.approx((52, 0), abs=1e-5)


def test_a_palm_that_points_right_is_turned_by_a_quarter() -> None:
    square = of_palm(palm((0.4, 0.5), (0.6, 0.5)), 100, 0, 0)
    assert square.angle == pytest.approx(np.pi / 2)
    assert (square.x, square.y) == pytest.approx((60, 50))


def test_the_points_of_an_upright_square_are_those_of_the_picture() -> None:
    square = TurnedSquare(50, 40, 20, 0.0)
    assert square.to_picture(np.array([[0, 0], [0.5, 0.5], [1, 0.5]], np.float32)) == pytest.approx(
        np.array([[40, 30], [50, 40], [60, 40]]))


def test_up_in_a_square_turned_by_a_quarter_is_to_the_right() -> None:
    square = TurnedSquare(50, 40, 20, np.pi / 2)
    assert square.to_picture(np.array([[0.5, 0.0]], np.float32)) == pytest.approx(
        np.array([[60, 40]]))


def test_points_that_lie_turned_are_framed_as_those_that_stand() -> None:
    random = np.random.default_rng(1)
    standing = random.uniform(40, 60, (21, 2)).astype(np.float32)
    standing[0], standing[[5, 9, 13]] = (50, 90), ((48, 20), (50, 15), (52, 20))
    upright = of_points(standing)
    assert upright.angle == pytest.approx(0, abs=1e-6)
    lying = np.stack([-standing[:, 1], standing[:, 0]], axis=1)
    turned = of_points(lying)
    assert turned.angle == pytest.approx(np.pi / 2)
    assert turned.side == pytest.approx(upright.side)
    assert (turned.x, turned.y) == pytest.approx((-upright.y, upright.x), abs=1e-4)


def test_what_is_seen_upright_is_the_picture_itself() -> None:
    pixels = np.random.default_rng(2).integers(0, 256, (16, 16, 3), np.uint8)
    seen = TurnedSquare(8, 8, 16, 0.0).seen(Image.fromarray(pixels), 16)
    assert seen == pytest.approx(pixels / 255, abs=1e-5)


def test_what_is_seen_turned_is_the_picture_turned_back() -> None:
    pixels = np.random.default_rng(3).integers(0, 256, (16, 16, 3), np.uint8)
    seen = TurnedSquare(8, 8, 16, np.pi / 2).seen(Image.fromarray(pixels), 16)
    # What points right is up.
    assert seen == pytest.approx(np.rot90(pixels) / 255, abs=1e-4)


def test_outside_the_picture_its_edge_goes_on() -> None:
    pixels = np.zeros((10, 10, 3), np.uint8)
    pixels[:, 0] = 255
    seen = TurnedSquare(5, 5, 20, 0.0).seen(Image.fromarray(pixels), 20)
    assert (seen[:, :5] == 1).all()
    assert (seen[:, 7:] == 0).all()


def test_a_large_square_is_seen_small_without_losing_what_lies_between() -> None:
    pixels = np.indices((600, 600)).sum(0) % 2 * 255
    image = Image.fromarray(np.repeat(pixels[..., None], 3, 2).astype(np.uint8))
    seen = TurnedSquare(300, 300, 600, 0.0).seen(image, 30)
    # A fine checkerboard is gray from afar, and no pattern of its own.
    assert seen == pytest.approx(np.full((30, 30, 3), 0.5), abs=0.02)
