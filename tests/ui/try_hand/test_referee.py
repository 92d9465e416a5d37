"""The referee on the page and in the game: with its files and without, with a hand and none."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground.data.classes import CLASSES
from playground.errors import BadInput
from playground.photo.photo import Photo
from playground.photo.square import Square
from playground.referee.hands import Hand
from playground.referee.turned import TurnedSquare
from playground.referee.verdict import Verdict
from playground.ui.try_hand.desk import Desk
from playground.ui.try_hand.rounds import Match

sys.path.insert(0, str(Path(__file__).parent))
from conftest import Answers, markup, png


def ruling(sign: str, share: float = 0.98, none: float = 0.0, *fingers: str) -> Verdict:
    points = np.random.default_rng(1).uniform(10, 80, (21, 3)).astype(np.float32)
    given = np.full(3, (1 - share) / 2, np.float32)
    given[CLASSES.index(sign)] = share
    hand = Hand(points, points, 1.0, 1.0, 1.0, TurnedSquare(0, 0, 1, 0))
    return Verdict(hand, given, none, frozenset(fingers))


SCISSORS = ruling("scissors", 0.98, 0.0, "index", "middle")


def upload(page: AppTest, seed: int = 0) -> str:
    page.file_uploader[0].set_value([(f"{seed}.png", png(seed), "image/png")]).run()
    assert not page.exception
    return markup(page)


def desk(page: AppTest) -> Desk:
    return page.session_state["try-hand"]


def test_without_its_files_there_is_no_referee_and_no_switch(hand_page: AppTest) -> None:
    assert "th-referee" not in upload(hand_page)
    assert "referee" not in [one.key for one in hand_page.toggle]


def test_it_names_fingers_sign_and_whose_weights_see(
    hand_page: AppTest, answers: Answers
) -> None:
    answers.referee, answers.ruling = True, SCISSORS
    shown = upload(hand_page)
    assert '<section class="th-referee" data-winner="scissors"' in shown
    assert "Stretched: index finger and middle finger. By the rule that is scissors." in shown
    assert "MediaPipe finds the points" in shown
    assert "21 points over the photo" in shown


def test_a_network_of_another_opinion_is_marked_and_stays(
    hand_page: AppTest, answers: Answers
) -> None:
    answers.referee, answers.ruling = True, SCISSORS
    shown = upload(hand_page)
    assert '<p class="th-against" data-referee="scissors">' in shown
    assert '<section class="th-card" data-reserve="false" data-winner="rock"' in shown
    # The mean of .98 and .03, of .01 and .95.
    assert '<section class="th-answer" data-both="scissors" data-sure="unsure"' in shown
    assert "<small>50 %</small>" in shown
    assert "the network says rock, the referee scissors" in shown


def test_a_network_that_is_right_is_not_marked(hand_page: AppTest, answers: Answers) -> None:
    answers.referee, answers.ruling = True, ruling("rock")
    assert "th-against" not in upload(hand_page)


@pytest.mark.parametrize("doubtful", [
    ruling("scissors", 0.7, 0.0, "index", "middle"), ruling("scissors", 0.98, 0.9, "index"),
    ruling("scissors", 0.98, 0.0)])
def test_a_referee_in_doubt_marks_nothing_and_suggests_nothing(
    hand_page: AppTest, answers: Answers, doubtful: Verdict
) -> None:
    answers.referee, answers.ruling = True, doubtful
    assert "th-against" not in upload(hand_page)
    assert "as-referee" not in [one.key for one in hand_page.button]


def test_its_sign_becomes_the_label_in_the_test_set(hand_page: AppTest, answers: Answers) -> None:
    answers.referee, answers.ruling = True, SCISSORS
    upload(hand_page)
    hand_page.button(key="as-referee").click().run()
    assert not hand_page.exception
    assert [one.label for one in desk(hand_page).test_set.kept.values()] == [
        CLASSES.index("scissors")]
    assert hand_page.button(key="as-referee").disabled


def test_it_sees_a_hand_where_the_finder_sees_none(hand_page: AppTest, answers: Answers) -> None:
    answers.is_hand, answers.referee, answers.ruling = False, True, SCISSORS
    assert "does not look like a hand" not in upload(hand_page)


def test_where_neither_sees_a_hand_the_photo_is_refused(
    hand_page: AppTest, answers: Answers
) -> None:
    answers.is_hand, answers.referee, answers.ruling = False, True, None
    shown = upload(hand_page)
    assert "This does not look like a hand." in shown
    assert '<section class="th-referee" data-winner=""' in shown
    assert "sees no hand here" in shown


def test_it_is_switched_off_and_the_networks_answer_as_before(
    hand_page: AppTest, answers: Answers
) -> None:
    answers.referee, answers.ruling = True, SCISSORS
    upload(hand_page)
    hand_page.toggle(key="referee").set_value(False).run()
    shown = markup(hand_page)
    assert "th-referee" not in shown
    assert "th-against" not in shown
    assert 'data-winner="rock"' in shown


def test_damaged_files_are_one_sentence_and_the_networks_answer(
    hand_page: AppTest, answers: Answers
) -> None:
    answers.referee, answers.ruling = True, BadInput("The referee's networks are damaged.")
    shown = upload(hand_page)
    assert 'data-winner="rock"' in shown
    assert "th-referee" not in shown
    hand_page.run()
    assert markup(hand_page).count("networks are damaged") == 1


@pytest.mark.parametrize("broken", [False, True])
def test_the_hand_is_where_its_points_are_and_the_finders_where_it_sees_none(
    hand_page: AppTest, answers: Answers, monkeypatch: pytest.MonkeyPatch, broken: bool
) -> None:
    own, theirs = Square(1, 2, 30, 30), Square(5, 6, 40, 40)

    def points(photo: Photo) -> Square:
        if broken:
            raise BadInput("The referee's networks are damaged.")
        return theirs

    monkeypatch.setattr("playground.photo.finder.find_hand", lambda photo: own)
    monkeypatch.setattr("playground.photo.refereed.find_hand", points)
    answers.referee, answers.ruling = True, SCISSORS
    upload(hand_page)
    hand_page.button(key="find").click().run()
    assert not hand_page.exception
    assert desk(hand_page).current.square == (own if broken else theirs)
    hand_page.toggle(key="referee").set_value(False).run()
    hand_page.button(key="find").click().run()
    assert desk(hand_page).current.square == own


def test_in_the_game_both_together_read_the_sign(game_page: AppTest, answers: Answers) -> None:
    answers.referee, answers.ruling = True, SCISSORS
    answers.said["pretrained"] = (0.02, 0.68, 0.30)
    match: Match = game_page.session_state["game"]
    match.drawn = "paper"
    assert "You win" in upload(game_page)
    assert match.played[-1].mine == "scissors"
    assert "settled by network and referee" in markup(game_page)


def test_in_the_game_another_gesture_is_no_round(game_page: AppTest, answers: Answers) -> None:
    answers.referee, answers.ruling = True, ruling("rock", 0.98, 0.97, "index")
    assert "cannot be told" in upload(game_page)
    assert game_page.session_state["game"].played == []


def test_the_answer_of_both_stands_above_the_networks_with_its_sureness(
    hand_page: AppTest, answers: Answers
) -> None:
    answers.referee, answers.ruling = True, ruling("rock")
    shown = upload(hand_page)
    assert '<section class="th-answer" data-both="rock" data-sure="sure"' in shown
    assert shown.index("th-answer") < shown.index("th-cards")
    assert "the mean of “Pretrained network” and the referee" in shown


def test_where_the_referee_sees_no_hand_nothing_stands_above_the_networks(
    hand_page: AppTest, answers: Answers
) -> None:
    answers.referee, answers.ruling = True, None
    assert "th-answer" not in upload(hand_page)


def test_a_table_asks_the_referee_about_all_photos_when_it_is_told_to(
    hand_page: AppTest, answers: Answers
) -> None:
    answers.referee, answers.ruling = True, ruling("rock")
    hand_page.file_uploader[0].set_value(
        [(f"{seed}.png", png(seed), "image/png") for seed in range(3)]).run()
    assert markup(hand_page).count('<td data-who="Both together">–</td>') == 2
    hand_page.button(key="look-at-all").click().run()
    assert not hand_page.exception
    shown = markup(hand_page)
    assert '<td data-who="Both together">–</td>' not in shown
    assert shown.count('<td data-who="Both together"><span class="th-cell">') == 3
    assert "look-at-all" not in [one.key for one in hand_page.button]
