"""The rules of the game."""

from __future__ import annotations

import pytest

from playground.ui.try_hand.rounds import Match, outcome


@pytest.mark.parametrize(("mine", "theirs", "expected"), [
    ("rock", "scissors", "won"), ("rock", "paper", "lost"), ("paper", "rock", "won"),
    ("scissors", "rock", "lost"), ("scissors", "paper", "won"), ("paper", "paper", "tied")])
def test_who_wins(mine: str, theirs: str, expected: str) -> None:
    assert outcome(mine, theirs) == expected


def test_the_move_is_drawn_before_the_photo_is_judged() -> None:
    for _ in range(20):
        match = Match()
        drawn = match.drawn
        assert match.play("rock", 0.9).theirs == drawn


def test_the_score_counts_rounds_and_a_misread_one_is_taken_back() -> None:
    match = Match(drawn="scissors")
    match.play("rock", 0.9)
    match.drawn = "paper"
    match.play("rock", 0.9)
    assert (match.count("won"), match.count("lost"), match.count("tied")) == (1, 1, 0)
    match.take_back()
    assert match.count("lost") == 0
    match.again()
    match.take_back()
    assert match.last is None


def test_every_move_is_drawn_now_and_then() -> None:
    assert {Match().drawn for _ in range(200)} == {"rock", "paper", "scissors"}
