"""Scenes to train the finder on: repeatable, and true about where their hands are."""

from __future__ import annotations

import numpy as np
import pytest

from playground.photo.finder_network import CELL, GRID, SIDE
from tools.train_finder.cut_outs import CutOut, cut_outs, placed, shuffled
from tools.train_finder.drawn import drawn_pictures
from tools.train_finder.scenes import Place, Stock, scenes, targets


@pytest.fixture(scope="module")
def stock() -> Stock:
    random = np.random.default_rng(0)
    return Stock(cut_outs(held_out=True)[::40], random.integers(0, 256, (9, 128, 128, 3), np.uint8),
                 drawn_pictures(random, 16))


def test_a_seed_gives_the_same_scenes(stock: Stock) -> None:
    one, places = scenes(stock, np.random.default_rng(5), 30)
    same, _ = scenes(stock, np.random.default_rng(5), 30)
    other, _ = scenes(stock, np.random.default_rng(6), 30)
    np.testing.assert_array_equal(one, same)
    assert (one != other).any()
    assert one.shape == (30, SIDE, SIDE, 3)
    assert len(places) == 30


def test_the_share_of_hands_is_what_was_asked_for(stock: Stock) -> None:
    random = np.random.default_rng(1)
    assert not any(scenes(stock, random, 20, hands=0)[1])
    assert all(scenes(stock, random, 20, hands=1)[1])


def test_every_hand_has_its_middle_in_the_scene(stock: Stock) -> None:
    _, places = scenes(stock, np.random.default_rng(2), 200)
    for hands in places:
        for hand in hands:
            assert 0 <= hand.x < SIDE
            assert 0 <= hand.y < SIDE
            assert hand.side > 0


def test_the_target_is_highest_at_the_hand_and_tells_its_side() -> None:
    target = targets([[Place(33.0, 70.0, SIDE / 2)], []])
    assert target.shape == (2, GRID, GRID, 3)
    heat, log_side, counts = np.moveaxis(target[0], -1, 0)
    row, column = np.unravel_index(heat.argmax(), heat.shape)
    assert (row, column) == (int(70 / CELL), int(33 / CELL))
    assert heat[row, column] == 1
    assert counts[row, column] == 1
    assert log_side[row, column] == pytest.approx(-1)
    assert not target[1].any()


def test_an_arm_that_leaves_the_cut_out_goes_on_to_the_edge() -> None:
    rgba = np.zeros((112, 112, 4), np.uint8)
    rgba[50:, 50:60] = 255
    picture = np.asarray(placed(CutOut(rgba, 1.0), (96, 96), (48, 30), 40, 0.0, False))
    assert picture[-1, :, 3].max() == 255
    assert picture[0, :, 3].max() == 0


def test_the_middle_of_a_cut_out_lies_where_it_was_put() -> None:
    rgba = np.zeros((112, 112, 4), np.uint8)
    rgba[46:66, 46:66] = 255
    for turned in (0.0, 1.0):
        alpha = np.asarray(placed(CutOut(rgba, 1.0), (96, 96), (60, 20), 50, turned, False))[..., 3]
        rows, columns = np.nonzero(alpha > 128)
        assert columns.mean() == pytest.approx(59.5, abs=1)
        assert rows.mean() == pytest.approx(19.5, abs=1)


def test_shuffling_moves_the_blocks_and_keeps_what_is_there() -> None:
    rgba = np.random.default_rng(0).integers(0, 256, (112, 112, 4), np.uint8)
    order = np.random.default_rng(1).permutation(16)
    mixed = shuffled(rgba, 4, order)
    assert mixed.shape == rgba.shape
    assert sorted(mixed.reshape(-1)) == sorted(rgba.reshape(-1))
    assert (mixed != rgba).any()
