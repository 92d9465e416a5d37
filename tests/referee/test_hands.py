"""Hands in rendered pictures, seen by the networks that ship."""

import numpy as np
import pytest

from playground.referee.hands import hand_in
from playground.referee.verdict import verdict
from tests.referee.hands import SIDE, rendered


def test_no_hand_is_seen_in_a_picture_of_nothing() -> None:
    assert hand_in(np.full((120, 200, 3), 128, np.uint8)) is None
    assert hand_in(np.zeros((1, 900, 3), np.uint8)) is None


@pytest.mark.parametrize(("sign", "fingers"), [
    ("paper", {"index", "middle", "ring", "little"}), ("rock", set()),
    ("scissors", {"index", "middle"})])
def test_a_rendered_hand_is_found_and_its_sign_read(sign: str, fingers: set[str]) -> None:
    found = verdict(rendered(sign))
    assert found is not None
    assert found.by_rule == sign
    assert found.fingers - {"thumb"} == fingers
    assert found.is_sign
    assert found.probabilities.max() > 0.8
    assert found.probabilities.sum() == pytest.approx(1)


def test_the_points_lie_in_the_picture_where_the_hand_lies() -> None:
    pixels = rendered("paper")
    here = hand_in(pixels)
    wide = np.full((SIDE, 2 * SIDE, 3), (150, 160, 150), np.uint8)
    wide[:, SIDE:] = pixels
    there = hand_in(wide)
    assert here is not None
    assert there is not None
    away = there.points[:, :2] - here.points[:, :2] - (SIDE, 0)
    assert np.abs(away).max() < 0.06 * SIDE


def test_a_mirrored_hand_is_the_other_one_with_the_same_sign() -> None:
    pixels = rendered("scissors")
    one, other = verdict(pixels), verdict(np.ascontiguousarray(pixels[:, ::-1]))
    assert one is not None
    assert other is not None
    assert (one.hand.right > 0.5) != (other.hand.right > 0.5)
    assert one.winner == other.winner


def test_a_quarter_turn_changes_neither_sign_nor_fingers() -> None:
    pixels = rendered("scissors")
    one, turned = verdict(pixels), verdict(np.ascontiguousarray(np.rot90(pixels)))
    assert one is not None
    assert turned is not None
    assert turned.winner == one.winner
    assert turned.fingers - {"thumb"} == one.fingers - {"thumb"}
