"""The game's page: a round, its score over reruns, and what is no round."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from playground.ui.try_hand.rounds import Match

sys.path.insert(0, str(Path(__file__).parent))
from conftest import Answers, markup, png


def match(page: AppTest) -> Match:
    return page.session_state["game"]


def show(page: AppTest, seed: int) -> AppTest:
    page.file_uploader[0].set_value((f"{seed}.png", png(seed), "image/png")).run()
    assert not page.exception
    return page


def test_before_a_round_both_moves_are_covered(game_page: AppTest) -> None:
    shown = markup(game_page)
    assert shown.count("th-covered") >= 2
    assert "has drawn its move already" in shown


def test_a_photo_is_a_round_against_the_move_drawn_before(game_page: AppTest) -> None:
    match(game_page).drawn = "scissors"
    shown = markup(show(game_page, 1))
    assert "You win" in shown
    assert match(game_page).count("won") == 1


def test_the_score_stays_over_reruns_and_a_photo_counts_once(game_page: AppTest) -> None:
    match(game_page).drawn = "paper"
    show(game_page, 1)
    game_page.run()
    game_page.run()
    assert match(game_page).count("lost") == 1
    match(game_page).drawn = "rock"
    show(game_page, 2)
    assert match(game_page).count("tied") == 1
    assert len(match(game_page).played) == 2


def test_no_hand_and_no_certain_sign_are_no_round(game_page: AppTest, answers: Answers) -> None:
    answers.is_hand = False
    assert "does not look like a hand" in markup(show(game_page, 1))
    answers.is_hand = True
    answers.said["pretrained"] = (0.34, 0.33, 0.33)
    assert "cannot be told" in markup(show(game_page, 2))
    assert match(game_page).played == []


def test_an_unreadable_file_is_a_sentence(game_page: AppTest) -> None:
    game_page.file_uploader[0].set_value(("a.png", b"nothing", "image/png")).run()
    assert not game_page.exception
    assert 'class="th-no-hand"' in markup(game_page)


def test_a_misread_round_is_taken_back(game_page: AppTest) -> None:
    match(game_page).drawn = "paper"
    show(game_page, 1)
    game_page.button(key="take-back").click().run()
    assert match(game_page).played == []
    assert "has drawn its move already" in markup(game_page)


def test_the_camera_plays_too(game_page: AppTest) -> None:
    match(game_page).drawn = "scissors"
    game_page.camera_input[0].set_value(("shot.jpg", png(3), "image/jpeg")).run()
    assert match(game_page).count("won") == 1


def test_a_pasted_picture_plays_too(game_page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    match(game_page).drawn = "scissors"
    clipboard = [png(4)]
    monkeypatch.setattr(
        "playground.ui.try_hand.game.paste", lambda **rest: clipboard.pop() if clipboard else None)
    game_page.run()
    assert not game_page.exception
    assert match(game_page).count("won") == 1


@pytest.mark.parametrize(("state", "words", "again"), [
    ("insecure", "a phone then offers its camera too", False), ("missing", "no camera here", False),
    ("denied", "refuses the camera", True), ("busy", "another program", True),
    ("asking", "", False),
])
def test_without_a_camera_a_sentence_says_what_can_be_done(
    game_page: AppTest, answers: Answers, state: str, words: str, again: bool
) -> None:
    answers.camera = state
    game_page.run()
    assert len(game_page.camera_input) == 0
    assert words in markup(game_page)
    assert any(button.key == "camera-again" for button in game_page.button) == again


def test_trying_again_asks_for_the_camera_anew(game_page: AppTest, answers: Answers) -> None:
    answers.camera = "busy"
    game_page.run()
    answers.camera = "ok"
    game_page.button(key="camera-again").click().run()
    assert len(game_page.camera_input) == 1
