"""A teacher's page and a pupil's: joining, sending, locks, freezing, the next group."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from playground.lessons.catalog import catalog
from playground.room.rooms import Rooms, Seat
from playground.ui import actions, undo
from playground.ui.learn import pictures
from playground.ui.learn.learner import Learner
from playground.ui.room.current import current_room
from playground.ui.session import Tab
from tests.ui.reading import component, html

sys.path.insert(0, str(Path(__file__).parents[2] / "room"))
from rooms_made import Clock

LESSON = next(one for one in catalog("en", pictures.names(), "").lessons if one.predict)
CHOICES = list(LESSON.predict.choices) if LESSON.predict is not None else []


def tab(page: AppTest) -> Tab:
    found: Tab = page.session_state["play-page"]
    return found


def click(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click().run()
    assert not page.exception
    return page


def again(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def at_lesson(page: AppTest, name: str) -> AppTest:
    """The test runner does not stay where a script has gone by itself."""
    page.switch_page("pages/4_Learn.py")
    page.query_params["lesson"] = name
    return page


@pytest.fixture
def teacher(open_page: Any) -> AppTest:
    return click(open_page(), "room-open-button")


@pytest.fixture
def lead(teacher: AppTest, rooms: Rooms) -> Seat:
    seat = rooms.seat(tab(teacher).owner)
    assert seat is not None
    return seat


@pytest.fixture
def pupil(open_page: Any, lead: Seat) -> AppTest:
    return click(open_page(join=lead.room.code), "room-join-button")


def test_a_page_of_somebody_in_no_room_has_nothing_of_one(open_page: Any) -> None:
    page = open_page("app.py")
    assert component(page, "room-strip") is None
    assert not [one for one in page.get("bidi_component")
                if one.proto.id.endswith("-room-connection")]
    assert current_room(tab(page)) is None


def test_the_teacher_s_page_has_code_and_picture_of_the_link(teacher: AppTest, lead: Seat) -> None:
    code = lead.room.code
    assert f">{code}<" in html(teacher)
    assert "data:image/svg+xml;base64," in html(teacher)
    assert f"/Room?join={code}" in html(teacher)
    shown = current_room(tab(teacher))
    assert shown is not None
    assert (shown.code, shown.path, shown.teaches) == (code, f"Room?join={code}", True)


def test_joining_by_link_gives_a_name_and_a_strip(pupil: AppTest, lead: Seat) -> None:
    strip = component(pupil, "room-strip")
    assert strip is not None
    present = lead.room.present(lead.token)
    assert [strip["name"]] == [one.alias for one in present]
    assert strip["cover"] == ""
    assert "join" not in pupil.query_params


def test_a_wrong_code_is_said_in_a_sentence(open_page: Any, lead: Seat) -> None:
    page = click(open_page(join="CFGHKN"), "room-join-button")
    assert "no room with this code" in html(page)
    assert component(page, "room-strip") is None


def test_a_name_is_changed_and_a_bad_one_is_refused(pupil: AppTest) -> None:
    pupil.text_input(key="room-name").set_value("Ada").run()
    click(pupil, "room-rename")
    strip = component(again(pupil), "room-strip")
    assert strip is not None
    assert strip["name"] == "Ada"
    pupil.text_input(key="room-name").set_value("=1+1").run()
    click(pupil, "room-rename")
    assert "A name begins with a letter" in html(pupil)


def test_a_lesson_that_is_sent_opens_by_itself_once(pupil: AppTest, teacher: AppTest) -> None:
    teacher.selectbox(key="room-lesson").set_value(LESSON.name).run()
    click(teacher, "room-send-lesson-button")
    again(pupil)
    assert pupil.query_params["lesson"] == LESSON.name
    assert component(pupil, f"lesson-{LESSON.name}-question") is not None
    assert component(again(at_lesson(pupil, "")), "lesson-cards") is not None


def test_an_experiment_that_is_sent_stands_on_the_play_page(
    pupil: AppTest, teacher: AppTest, lead: Seat
) -> None:
    lead.room.lock(lead.token, ["regularizer"])
    teacher.selectbox(key="room-preset").set_value("studio-l2").run()
    click(teacher, "room-send-preset-button")
    again(pupil)
    assert pupil.button(key="play") is not None
    assert tab(pupil).experiment.regularizer == "l2"


def test_what_is_locked_is_disabled_and_refused(
    open_page: Any, pupil: AppTest, lead: Seat
) -> None:
    lead.room.lock(lead.token, ["regularizer", "dropout"])
    pupil.switch_page("app.py").run()
    knob = component(pupil, "knob-dropout")
    at = tab(pupil)
    assert pupil.button_group(key="set-regularizer").disabled
    assert knob is None or knob["disabled"]
    actions.turn(at, {"dropout": 0.5})
    actions.choose_regularizer(at, "l2")
    actions.choose_preset(at, "studio-l2")
    assert (at.experiment.dropout, at.experiment.regularizer) == (0.0, "none")
    actions.turn(at, {"share": 50})
    assert at.experiment.share == 50


def test_while_pages_are_frozen_nothing_is_done(
    pupil: AppTest, lead: Seat, manager: Any
) -> None:
    pupil.switch_page("app.py").run()
    at = tab(pupil)
    manager.calls.clear()
    lead.room.say(lead.token, "Eyes on me")
    lead.room.freeze(lead.token, True)
    strip = component(again(pupil), "room-strip")
    assert strip is not None
    assert strip["cover"] == "Eyes on me"
    click(pupil, "play")
    for act in (lambda: actions.play_or_pause(at), lambda: actions.step(at, "batch"),
                lambda: actions.reset(at), lambda: actions.turn(at, {"share": 50}),
                lambda: actions.race_against(at, "l2"), lambda: actions.choose_preset(
                    at, "studio-l2"), lambda: undo.reset(at), lambda: undo.take_back(at)):
        act()
    assert manager.calls == []
    assert at.experiment.share == 20
    assert any("frozen" in str(one) for one in at.messages)
    lead.room.freeze(lead.token, False)
    actions.play_or_pause(at)
    assert [call[0] for call in manager.calls] == ["submit"]


def test_the_answer_waits_for_the_teacher_and_comes_with_the_tally(
    pupil: AppTest, lead: Seat
) -> None:
    lead.room.ask(lead.token, LESSON.name, CHOICES)
    again(at_lesson(pupil, LESSON.name))
    learner: Learner = pupil.session_state["learner"]
    learner.predict(LESSON, CHOICES[0])
    again(pupil)
    assert component(pupil, f"lesson-{LESSON.name}-question") is None
    assert "The answer comes when your teacher shows it" in html(pupil)
    assert component(pupil, f"lesson-{LESSON.name}-picture") is None
    votes = lead.room.votes(lead.token)
    assert votes is not None
    assert votes.tally[CHOICES[0]] == 1
    lead.room.reveal(lead.token)
    again(pupil)
    question = component(pupil, f"lesson-{LESSON.name}-question")
    assert question is not None
    assert question["answer"]["chosen"] == CHOICES[0]
    assert "Predicted in this room" in html(pupil)


def test_who_did_not_predict_sees_the_answer_as_after_a_skip(pupil: AppTest, lead: Seat) -> None:
    lead.room.ask(lead.token, LESSON.name, CHOICES)
    again(at_lesson(pupil, LESSON.name))
    lead.room.reveal(lead.token)
    question = component(again(pupil), f"lesson-{LESSON.name}-question")
    assert question is not None
    assert question["answer"]["chosen"] == ""


def test_the_next_group_finds_the_tab_as_new(
    pupil: AppTest, teacher: AppTest, lead: Seat, manager: Any, clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("playground.ui.room.desk_home.run_manager", lambda: manager)
    pupil.switch_page("app.py").run()
    at = tab(pupil)
    actions.turn(at, {"share": 50})
    actions.play_or_pause(at)
    run = at.ticket
    assert run is not None
    click(teacher, "room-next")
    assert teacher.button(key="room-undo-button") is not None
    clock.due.pop()()
    assert run.run_id not in manager.snapshots
    again(pupil)
    assert component(pupil, "room-strip") is None
    assert (at.ticket, at.experiment.share) == (None, 20)
    assert component(again(teacher), "room-board") is not None


def test_a_dot_that_is_clicked_opens_its_run_to_be_looked_at(
    pupil: AppTest, teacher: AppTest, lead: Seat, manager: Any
) -> None:
    pupil.switch_page("app.py").run()
    actions.play_or_pause(tab(pupil))
    sight = lead.room.present(lead.token)[0].sight
    front = tab(pupil).ticket
    assert sight is not None
    assert front is not None
    assert (sight.run_id, sight.token != front.token) == (front.run_id, True)
    tab(teacher).room_opens = sight
    again(teacher)
    seen = teacher.session_state["compare-page"]
    assert seen.guests == {sight.run_id: sight.token}
    assert seen.baseline == sight.run_id


def test_who_leaves_by_a_click_and_whose_room_is_closed_keep_their_settings(
    pupil: AppTest, open_page: Any, lead: Seat
) -> None:
    other = click(open_page(join=lead.room.code), "room-join-button")
    for page in (pupil, other):
        actions.turn(tab(page), {"share": 50})
    click(pupil, "room-leave")
    lead.room.close(lead.token)
    again(other)
    for page in (pupil, other):
        assert component(page, "room-strip") is None
        assert tab(page).experiment.share == 50
