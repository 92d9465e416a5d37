"""The Play page in its states, without training."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from playground.experiment import Experiment
from playground.presets import PLAY_DEFAULT, TURNED_ON
from playground.training.states import FINISHED, PAUSED, QUEUED
from playground.ui import actions, widgets
from playground.ui.session import Tab


def tab_of(page: AppTest) -> Tab:
    tab = page.session_state["play-page"]
    assert isinstance(tab, Tab)
    return tab


def text_of(page: AppTest) -> str:
    """What the page says, the words that change while a run trains among it."""
    live = [element.proto.bytes for element in page.get("bidi_component")
            if element.proto.component_name == "playground_markup"]
    changing = [json.loads(sent[4 : 4 + int.from_bytes(sent[:4], "little")])["html"]
                for sent in live]
    return " ".join([*(element.value for element in page.get("html")), *changing])


def press(page: AppTest, key: str) -> AppTest:
    return page.button(key=key).click().run()


def test_before_play_nothing_is_empty_and_nothing_fails(page: AppTest) -> None:
    page.run()
    assert not page.exception
    assert page.button(key="play").label == "Play"
    assert "It has learned nothing yet." in text_of(page)
    assert tab_of(page).experiment == PLAY_DEFAULT.experiment()


def test_play_submits_what_is_shown_and_then_offers_to_pause(
    page: AppTest, manager: Any
) -> None:
    press(page.run(), "play")
    assert manager.calls == [("submit", PLAY_DEFAULT.experiment(), ())]
    assert page.button(key="play").label == "Pause"
    press(page, "play")
    assert manager.calls[-1] == ("pause",)
    assert page.button(key="play").label == "Play"


def test_reset_stops_the_run_and_shows_step_0(page: AppTest, manager: Any) -> None:
    press(page.run(), "play")
    manager.change("run0", step=40)
    press(page, "reset")
    assert ("stop",) in manager.calls
    assert tab_of(page).ticket is None
    assert [ticket.run_id for ticket in tab_of(page).recent] == ["run0"]
    assert "It has learned nothing yet." in text_of(page)


def test_a_regularizer_acts_on_the_running_training_with_a_strength_that_suits_it(
    page: AppTest, manager: Any
) -> None:
    press(page.run(), "play")
    page.segmented_control(key="set-regularizer").set_value("l1").run()
    assert manager.calls[-1] == ("turn", {"regularizer": "l1", "lambda": 2e-4})
    assert not page.exception


def test_what_comes_late_into_a_training_is_stronger(page: AppTest, manager: Any) -> None:
    press(page.run(), "play")
    (run,) = manager.snapshots
    manager.change(run, step=23 * 10, epoch=10)
    page.segmented_control(key="set-regularizer").set_value("l1").run()
    assert manager.calls[-1] == ("turn", TURNED_ON["l1"])
    # From the person's own hand: it stays.
    page.session_state["play-page"].lambdas["l2"] = 0.003
    page.segmented_control(key="set-regularizer").set_value("l2").run()
    assert manager.calls[-1] == ("turn", {"regularizer": "l2", "lambda": 0.003})


def test_what_the_browser_showed_before_a_preset_does_not_take_it_back(
    page: AppTest, manager: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(widgets, "time", SimpleNamespace(monotonic=lambda: now[0]))
    page.run()
    actions.choose_preset(tab_of(page), "article-l1")
    page.run()
    chosen = tab_of(page).experiment
    assert chosen.regularizer == "l1"
    # Any event brings what all widgets show; the browser has not drawn the preset yet.
    page.segmented_control(key="set-regularizer").set_value("none").run()
    assert tab_of(page).experiment == chosen
    assert page.segmented_control(key="set-regularizer").value == "l1"
    # Later it is somebody's choice.
    now[0] += 5
    page.segmented_control(key="set-regularizer").set_value("none").run()
    assert tab_of(page).experiment.regularizer == "none"


def test_what_needs_a_restart_says_so(page: AppTest, manager: Any) -> None:
    press(page.run(), "play")
    page.selectbox(key="set-data").set_value("everyday").run()
    assert "Reset to apply: Data" in text_of(page)
    press(page, "reset")
    press(page, "play")
    assert manager.calls[-1][1].data == "everyday"


def test_a_finished_run_is_followed_by_a_new_one(page: AppTest, manager: Any) -> None:
    press(page.run(), "play")
    manager.change("run0", state=FINISHED, step=510, epoch=30)
    page.run()
    assert page.button(key="play").label == "Play"
    press(page, "play")
    assert [call[0] for call in manager.calls].count("submit") == 2


def test_a_queued_run_tells_its_place(page: AppTest, manager: Any) -> None:
    press(page.run(), "play")
    manager.place = 2
    manager.change("run0", state=QUEUED)
    page.run()
    assert "waiting, place 2" in text_of(page)


def test_a_run_that_the_server_has_forgotten_is_no_error(page: AppTest, manager: Any) -> None:
    press(page.run(), "play")
    manager.snapshots.clear()
    page.run()
    assert not page.exception
    assert page.button(key="play").label == "Play"


def test_a_held_run_offers_to_play_on(page: AppTest, manager: Any) -> None:
    press(page.run(), "play")
    manager.change("run0", state=PAUSED)
    page.run()
    press(page, "play")
    assert manager.calls[-1] == ("play",)


@pytest.mark.parametrize("address", [
    {"lambda": "1e400"}, {"data": "/etc/passwd"}, {"data": "../../x"}, {"seed": "9" * 5000},
    {"regularizer": "<script>"}, {"unknown": "1"}, {"v": "99", "share": "-4"},
    {"changes": "5:lambda:nan,x:y:z"}, {"epochs": "999999999"}, {"hide": "nothing", "lock": "seed"},
    {"task": "<img src=x onerror=alert(1)> [click](javascript:alert(1))"},
])
def test_a_hostile_link_gives_a_page_and_at_most_a_message(
    page: AppTest, address: dict[str, str]
) -> None:
    for name, value in address.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    assert page.button(key="play").label == "Play"
    assert isinstance(tab_of(page).experiment, Experiment)
    assert tab_of(page).experiment.data in ("studio", "everyday", "everyday-holdout")


@pytest.mark.parametrize("address", [
    {"fbclid": "x"}, {"utm_source": "y", "utm_campaign": "<b>"}, {"amp;fbclid": "x"}])
def test_what_others_add_to_a_link_changes_nothing_and_leaves_the_address(
    page: AppTest, address: dict[str, str]
) -> None:
    page.query_params.update(address)
    page.run()
    assert tab_of(page).experiment == PLAY_DEFAULT.experiment()
    assert not page.toast
    assert not set(address) & set(page.query_params)


def test_a_lesson_whose_link_was_escaped_narrows_the_page(page: AppTest) -> None:
    page.query_params.update({"v": "1", "amp;hide": "data", "amp;task": "Drag λ.", "amp;seed": "3"})
    page.run()
    assert tab_of(page).hidden == {"data"}
    assert tab_of(page).task == "Drag λ."
    assert tab_of(page).experiment == Experiment(seed=3)
    assert page.query_params["hide"] == "data"


def test_what_a_typed_link_names_is_laid_over_the_default(page: AppTest) -> None:
    page.query_params["dropout"] = "0.5"
    page.run()
    assert tab_of(page).experiment == PLAY_DEFAULT.experiment().with_values({"dropout": 0.5})


def test_a_link_sets_the_knobs_and_stays_in_the_address(page: AppTest) -> None:
    page.query_params["v"] = "1"
    page.query_params["regularizer"] = "l2"
    page.query_params["lambda"] = "0.02"
    page.run()
    assert tab_of(page).experiment == Experiment(regularizer="l2", lambda_=0.02)
    assert page.query_params["lambda"] == "0.02"


def test_an_oversized_run_gives_a_message_and_the_default(page: AppTest, manager: Any) -> None:
    manager.limits = replace(manager.limits, models=("compact",))
    page.query_params["model"] = "article"
    page.run()
    assert tab_of(page).experiment == PLAY_DEFAULT.experiment()
    assert any("does not train the model article" in toast.value for toast in page.toast)


def test_a_lesson_hides_and_locks_controls_and_names_a_task(page: AppTest) -> None:
    page.query_params.update({"hide": "data", "lock": "regularizer", "task": "Drag λ up."})
    page.run()
    assert "Drag λ up." in [text.value for text in page.text]
    assert "set-data" not in [box.key for box in page.selectbox]
    assert page.segmented_control(key="set-regularizer").disabled


def test_the_address_never_holds_the_token(page: AppTest) -> None:
    press(page.run(), "play")
    assert "secret" not in str(dict(page.query_params.items()))


@pytest.mark.parametrize(("points", "words"), [
    (12, "gap 12 points"), (0, "no gap to training"), (-19, "19 above training")])
def test_the_gap_is_told_in_both_directions(points: int, words: str) -> None:
    from playground.ui.score_panel import gap_in_words

    assert gap_in_words(points) == words


@pytest.mark.parametrize(("training", "validation", "points"), [
    (0.985, 0.7349, 26), (0.9851, 0.7251, 26), (0.5, 0.5, 0), (0.301, 0.4951, -20)])
def test_the_gap_is_what_one_finds_between_the_numbers_as_they_are_written(
    training: float, validation: float, points: int
) -> None:
    from playground.ui.score_panel import points_between

    assert points_between(training, validation) == points
