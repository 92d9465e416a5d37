"""Who is ahead in a challenge, how often a network is judged, and how little is told of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from playground.room.challenge import EVERY, Challenge, Score

sys.path.insert(0, str(Path(__file__).parent))
from rooms_made import joined, made, opened


def score(weights: int, accuracy: float) -> Score:
    return Score.of("run", 1, weights, accuracy, 0.9)


@pytest.mark.parametrize(("accuracy", "reached", "band"), [
    (0.9, True, 90), (135 / 150, True, 90), (134 / 150, False, 85), (0.333, False, 30),
    (1.0, True, 100), (0.0, False, 0), (0.949, True, 90)])
def test_of_the_accuracy_only_a_coarse_band_is_told(
    accuracy: float, reached: bool, band: int
) -> None:
    found = score(100, accuracy)
    assert (found.reached, found.band) == (reached, band)


def test_fewest_weights_come_first_of_those_that_reached_the_goal() -> None:
    challenge = Challenge()
    for member, found in {
            "large": score(5000, 0.95), "small": score(300, 0.9), "tiny but wrong": score(3, 0.5),
            "nearly": score(400, 0.89), "as small": score(300, 0.92)}.items():
        challenge.note(member, "run", 1, 0.0, found)
    assert [(one.place, one.member) for one in challenge.ranking()] == [
        (1, "small"), (1, "as small"), (3, "large"), (4, "nearly"), (5, "tiny but wrong")]


def test_the_best_stays_and_a_problem_is_told_until_the_next_judging() -> None:
    challenge = Challenge()
    challenge.note("one", "run", 1, 0.0, score(300, 0.9))
    challenge.note("one", "run", 2, 40.0, score(100, 0.4))
    assert challenge.best("one") == score(300, 0.9)
    challenge.note("one", "run", 3, 80.0, "Too large.")
    assert challenge.problem("one") == "Too large."
    assert challenge.best("one") == score(300, 0.9)
    challenge.note("one", "run", 4, 120.0, score(200, 0.9))
    assert challenge.problem("one") == ""


def test_a_network_is_judged_after_epochs_and_not_often() -> None:
    challenge = Challenge()
    assert not challenge.due("one", "run", 0, 0.0)
    assert challenge.due("one", "run", 1, 0.0)
    challenge.note("one", "run", 1, 0.0, score(300, 0.5))
    assert not challenge.due("one", "run", 1, 10 * EVERY)
    assert not challenge.due("one", "run", 2, EVERY - 1)
    assert challenge.due("one", "run", 2, EVERY)
    assert not challenge.due("one", "another run", 1, EVERY - 1)
    assert challenge.due("another", "run", 1, 0.0)


def test_the_ranking_names_those_who_are_here_and_ends_with_the_challenge() -> None:
    rooms, _ = made()
    teacher = opened(rooms)
    room = teacher.room
    one, other = (joined(rooms, room.code, who) for who in ("one's", "another's"))
    room.begin_challenge(teacher.token)
    assert room.challenge is not None
    for seat, weights in ((one, 300), (other, 200)):
        room.challenge.note(room.member(seat.token).id, "run", 1, 0.0, score(weights, 0.9))
    assert [alias for alias, _ in room.ranking] == [
        room.member(seat.token).alias for seat in (other, one)]
    assert room.own_score(one.token) == (score(300, 0.9), "")
    room.leave(other.token)
    assert len(room.ranking) == 1
    room.show_ranking(teacher.token, True)
    room.end_challenge(teacher.token)
    assert (room.ranking, room.state.ranking, room.judged()) == ((), False, ())
