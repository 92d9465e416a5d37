"""The page's states: empty, one photo, several, unsure, not a hand, unreadable; and who answers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from fakes import FakeManager
from streamlit.testing.v1 import AppTest

from playground.data.sources import is_private, registered
from playground.photo.square import Square, default_square
from playground.training.manager.managed import Ticket
from playground.ui.session import Tab
from playground.ui.try_hand.desk import Desk

sys.path.insert(0, str(Path(__file__).parent))
from conftest import Answers, markup, png


def upload(page: AppTest, *files: tuple[str, bytes]) -> AppTest:
    page.file_uploader[0].set_value([(name, content, "image/png") for name, content in files])
    page.run()
    assert not page.exception
    return page


def desk(page: AppTest) -> Desk:
    return page.session_state["try-hand"]


def tab(page: AppTest) -> Tab:
    return page.session_state["play-page"]


def test_empty_it_says_what_to_do_and_that_nothing_is_stored(hand_page: AppTest) -> None:
    shown = markup(hand_page)
    assert "Nothing is stored on the disk" in shown
    assert "Try one of these" in shown
    assert "<section" not in shown


def test_one_photo_gets_the_pretrained_networks_answer(hand_page: AppTest) -> None:
    shown = markup(upload(hand_page, ("mine.png", png())))
    assert 'data-winner="rock"' in shown
    assert "95.0 %" in shown
    assert "Sure:" in shown
    assert "real size, 64 px" in shown
    assert shown.count('<section class="th-card" ') == 1


def test_the_uploader_is_emptied_and_the_photo_stays(hand_page: AppTest) -> None:
    upload(hand_page, ("mine.png", png()))
    assert hand_page.file_uploader[0].value == []
    hand_page.run()
    assert [one.name for one in desk(hand_page).photos] == ["mine.png"]


def test_several_photos_stand_in_a_table(hand_page: AppTest, answers: Answers) -> None:
    upload(hand_page, *((f"{n}.png", png(n)) for n in range(4)))
    assert 'data-rows="4"' in markup(hand_page)
    assert [one.name for one in desk(hand_page).photos] == ["0.png", "1.png", "2.png", "3.png"]
    asked = answers.asked
    hand_page.run()
    assert answers.asked == asked


def test_the_same_photo_again_is_not_a_second_one(hand_page: AppTest) -> None:
    upload(hand_page, ("a.png", png(1)), ("b.png", png(2)))
    upload(hand_page, ("again.png", png(2)))
    assert len(desk(hand_page).photos) == 2
    assert desk(hand_page).current.name == "b.png"


def test_an_unsure_answer_is_said_in_words(hand_page: AppTest, answers: Answers) -> None:
    answers.said["pretrained"] = (0.55, 0.35, 0.10)
    shown = markup(upload(hand_page, ("mine.png", png())))
    assert "Unsure: rather paper, but rock is possible." in shown


def test_what_is_no_hand_is_said_before_any_sign(hand_page: AppTest, answers: Answers) -> None:
    answers.is_hand = False
    shown = markup(upload(hand_page, ("cat.png", png())))
    assert "This does not look like a hand." in shown
    assert shown.index("This does not look") < shown.index("th-winner\">")
    assert "It would say" in shown
    assert "Sure:" not in shown


def test_whoever_frames_a_part_gets_the_answer_without_reserve(
    hand_page: AppTest, answers: Answers
) -> None:
    answers.is_hand = False
    upload(hand_page, ("far.png", png()))
    desk(hand_page).current.square = Square(10, 10, 40, 40)
    hand_page.run()
    assert "does not look like a hand" not in markup(hand_page)


def test_an_unreadable_file_is_one_sentence_and_the_others_are_shown(hand_page: AppTest) -> None:
    upload(hand_page, ("notes.png", b"no picture at all"), ("mine.png", png()))
    shown = markup(hand_page)
    assert shown.count('class="th-problem"') == 1
    assert "notes.png: " in shown
    assert 'data-winner="rock"' in shown
    # And it is gone with the next photo.
    upload(hand_page, ("other.png", png(5)))
    assert "th-problem" not in markup(hand_page)


def test_names_of_files_are_text_and_never_markup(hand_page: AppTest) -> None:
    upload(hand_page, ("<img src=x onerror=alert(1)>.png", png()),
           ("<b>broken</b>.png", b"nothing"))
    shown = markup(hand_page)
    assert "<img src=x" not in shown
    assert "<b>broken" not in shown


def test_the_run_on_the_play_page_answers_beside_the_pretrained(
    hand_page: AppTest, answers: Answers, manager: FakeManager
) -> None:
    at = tab(hand_page)
    at.ticket = manager.submit(at.experiment, owner=at.owner)
    shown = markup(upload(hand_page, ("mine.png", png())))
    # Before its first weights.
    assert "This run has no network yet" in shown
    answers.give(manager, at.ticket.run_id, (0.1, 0.1, 0.8))
    hand_page.run()
    shown = markup(hand_page)
    assert shown.index('data-winner="scissors"') < shown.index('data-winner="rock"')
    assert "your run on the Play page" in shown


def test_a_run_that_is_not_this_sessions_never_answers(
    hand_page: AppTest, answers: Answers, manager: FakeManager
) -> None:
    at = tab(hand_page)
    theirs = manager.submit(at.experiment, owner="somebody else")
    answers.give(manager, theirs.run_id, (0.1, 0.1, 0.8))
    at.ticket = Ticket(theirs.run_id, "guessed")
    desk(hand_page).networks = [theirs.run_id]
    shown = markup(upload(hand_page, ("mine.png", png())))
    assert 'data-winner="scissors"' not in shown
    assert 'data-winner="rock"' in shown


def test_up_to_four_of_ones_own_runs_can_be_chosen(
    hand_page: AppTest, answers: Answers, manager: FakeManager
) -> None:
    at = tab(hand_page)
    for _ in range(5):
        ticket = manager.submit(at.experiment, owner=at.owner)
        answers.give(manager, ticket.run_id, (0.1, 0.1, 0.8))
        at.desk.lay_by(ticket)
    upload(hand_page, ("mine.png", png()))
    who = hand_page.multiselect(key="networks")
    assert who.value == ["pretrained"]
    who.set_value(["pretrained", "run0", "run2", "run4"]).run()
    assert markup(hand_page).count('<section class="th-card"') == 4


def test_views_are_a_switch(hand_page: AppTest, answers: Answers) -> None:
    upload(hand_page, ("mine.png", png()))
    asked = answers.asked
    hand_page.toggle(key="views").set_value(True).run()
    assert answers.asked > asked
    assert desk(hand_page).views


def test_a_hand_is_framed_where_one_is_found_and_said_where_none_is(
    hand_page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(hand_page, ("mine.png", png()))
    monkeypatch.setattr("playground.photo.finder.find_hand", lambda photo: None)
    hand_page.button(key="find").click().run()
    assert "No hand was found" in markup(hand_page)
    assert desk(hand_page).current.square is None
    found = Square(10, 10, 50, 50)
    monkeypatch.setattr("playground.photo.finder.find_hand", lambda photo: found)
    hand_page.button(key="find").click().run()
    assert desk(hand_page).current.square == found
    hand_page.button(key="whole").click().run()
    assert desk(hand_page).current.square is None


def test_marked_pictures_are_a_test_set_with_accuracy(hand_page: AppTest) -> None:
    upload(hand_page, ("a.png", png(1)), ("b.png", png(2)))
    hand_page.button_group(key="right-sign").set_value("rock").run()
    desk(hand_page).at = 1
    hand_page.run()
    hand_page.button_group(key="right-sign").set_value("paper").run()
    shown = markup(hand_page)
    assert "right: 1 of 2 pictures" in shown
    assert "<b>50 %</b>" in shown
    assert "9 more of paper" in shown


def test_thirty_marked_pictures_become_data_for_the_play_page(hand_page: AppTest) -> None:
    mine = desk(hand_page)
    upload(hand_page, ("a.png", png(1)))
    for seed in range(30):
        mine.take(png(100 + seed), "x")
        one = mine.current
        mine.test_set.mark(one.photo, default_square(one.photo, "squash"), seed % 3)
    hand_page.run()
    hand_page.button(key="keep").click().run()
    assert not hand_page.exception
    name = tab(hand_page).experiment.data
    assert is_private(name)
    assert name not in registered()
    # The Play page opens with them.
    hand_page.switch_page("app.py").run()
    assert not hand_page.exception
    assert tab(hand_page).experiment.data == name


def test_the_oldest_photos_make_room(hand_page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playground.ui.try_hand.desk.MOST_PHOTOS", 3)
    upload(hand_page, *((f"{n}.png", png(n)) for n in range(3)))
    upload(hand_page, ("new.png", png(50)))
    assert [one.name for one in desk(hand_page).photos] == ["new.png", "0.png", "1.png"]


def test_more_files_than_there_is_room_for_are_left_out_with_a_word(
    hand_page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.ui.try_hand.intake_bar.MOST_PHOTOS", 2)
    upload(hand_page, *((f"{n}{'x' * 200}.png", png(n)) for n in range(4)))
    assert "There is room for 2 photos" in markup(hand_page)
    assert [one.name[0] for one in desk(hand_page).photos] == ["0", "1"]
    assert max(len(one.name) for one in desk(hand_page).photos) <= 81


def test_a_server_with_too_many_photos_says_so(
    hand_page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.ui.try_hand.desk.MOST_BYTES_OF_ALL", 1)
    upload(hand_page, ("a.png", png(1)))
    assert "try again in a few minutes" in markup(hand_page)
    assert desk(hand_page).photos == []


def test_the_camera_opens_and_its_picture_is_judged(hand_page: AppTest) -> None:
    assert len(hand_page.camera_input) == 0
    hand_page.button(key="open-camera").click().run()
    hand_page.camera_input[0].set_value(("shot.jpg", png(7), "image/jpeg")).run()
    assert not hand_page.exception
    assert [one.name for one in desk(hand_page).photos] == ["camera"]
    # The answer has taken its place.
    assert len(hand_page.camera_input) == 0
    assert 'data-winner="rock"' in markup(hand_page)
