"""What stands beside a picture that is no square."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data.bars import BARS, with_bars

RANDOM = np.random.default_rng(3)
WIDE = RANDOM.integers(0, 256, (10, 40, 3), dtype=np.uint8)
TALL = RANDOM.integers(0, 256, (40, 13, 4), dtype=np.uint8)


@pytest.mark.parametrize("framing", BARS)
@pytest.mark.parametrize(("picture", "place"), [
    (WIDE, (slice(15, 25), slice(0, 40))), (TALL, (slice(0, 40), slice(13, 26)))])
def test_the_picture_itself_stays_as_it_is_in_the_middle(
    framing: str, picture: np.ndarray, place: tuple[slice, slice]
) -> None:
    square = with_bars(picture, (40, 40), framing)
    assert square.shape == (40, 40, picture.shape[2])
    assert (square[place] == picture).all()


def test_a_letterbox_is_black_and_an_edge_goes_on() -> None:
    black, edge = with_bars(WIDE, (40, 40), "letterbox"), with_bars(WIDE, (40, 40), "edge")
    assert not black[:15].any()
    assert not black[25:].any()
    assert (edge[:15] == WIDE[0]).all()
    assert (edge[25:] == WIDE[-1]).all()


def test_a_blurred_edge_has_the_edge_s_colors_and_none_of_its_details() -> None:
    blurred = with_bars(WIDE, (40, 40), "blur")
    assert blurred[0].std(axis=0).max() < WIDE[0].std(axis=0).min() / 2
    assert blurred[0].mean() == pytest.approx(WIDE[0].mean(), abs=25)


@pytest.mark.parametrize("framing", BARS)
def test_a_square_has_nothing_beside_it(framing: str) -> None:
    assert (with_bars(TALL[:13], (13, 13), framing) == TALL[:13]).all()
