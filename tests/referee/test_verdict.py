"""What the referee says, from a hand's points; and both together with a network."""

import numpy as np
import pytest

from playground.data.classes import CLASSES
from playground.referee.hands import Hand
from playground.referee.turned import TurnedSquare
from playground.referee.verdict import Verdict, with_network

HAND = Hand(np.zeros((21, 3), np.float32), np.zeros((21, 3), np.float32), 1.0, 1.0, 1.0,
            TurnedSquare(0, 0, 1, 0))


def said(rock: float, none: float = 0.0, fingers: tuple[str, ...] = ()) -> Verdict:
    paper = 1 - rock
    return Verdict(HAND, np.array([paper, rock, 0], np.float32), none, frozenset(fingers))


def test_the_mean_counts_both_alike() -> None:
    network = np.array([0.2, 0.2, 0.6], np.float32)
    assert with_network(network, said(rock=1.0)) == pytest.approx((0.1, 0.6, 0.3))


def test_where_no_hand_is_found_the_network_stands_alone() -> None:
    network = np.array([0.2, 0.2, 0.6], np.float32)
    assert with_network(network, None) is network


def test_a_sign_is_one_where_the_fingers_say_so_too() -> None:
    found = said(rock=0.9, fingers=("thumb",))
    assert CLASSES[found.winner] == found.by_rule == "rock"
    assert found.is_sign


def test_it_is_none_where_the_head_says_so_or_the_fingers_make_another() -> None:
    assert not said(rock=0.9, none=0.7).is_sign
    assert not said(rock=0.9, fingers=("index", "middle")).is_sign
