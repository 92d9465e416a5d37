"""What an open page is sent, without a browser and without training."""

from __future__ import annotations

import gc
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.change import Change
from playground.errors import BadInput
from playground.presets import PLAY_DEFAULT
from playground.training.manager.managed import Ticket
from playground.training.snapshot import WeightsCopy
from playground.training.states import FINISHED, PAUSED
from playground.ui import address
from playground.ui.components.markup import markup
from playground.ui.components.screen import Screen
from playground.ui.components.tiles import Tile, tiles
from playground.ui.live import following
from playground.ui.live.follower import Follower, Live, Scene
from playground.ui.live.message import next_serial
from playground.ui.session import Tab
from playground.ui.stage import Stage


def show_step(screen: Screen, stage: Stage) -> None:
    step = stage.snapshot.step if stage.snapshot is not None else 0
    markup(screen, f"step {step}", key="words", height=20)


def show_pictures(screen: Screen, stage: Stage) -> None:
    def choose(place: int) -> None:
        stage.seen.picture = "validation", place

    chosen = stage.seen.picture[1]
    tiles(screen, np.zeros((3, 8, 8, 3), np.uint8), [Tile(chosen=i == chosen) for i in range(3)],
          key="sheet", height=80, alt="", columns=3, on_click=choose)


LIVES = (Live("words", show_step, 0.25), Live("sheet", show_pictures, 2.0, hears=("sheet",)))


def drawn_while_training(at: Tab) -> Follower:
    """Of a page that has just drawn everything, the address among it."""
    page = Follower(LIVES, Scene(at))
    page.buttons_ran(ticking=True)
    at.shown_running = True
    page.page_ran()
    write_link(page, at)
    return page


def write_link(page: Follower, at: Tab) -> None:
    page.link_written(address.query(at, at.view()))


def said(message: bytes) -> str:
    length = int.from_bytes(message[:4], "little")
    return str(json.loads(message[4 : 4 + length])["html"])


def test_each_panel_comes_at_its_own_rate(at: Tab, clock: list[float], manager: Any) -> None:
    page = Follower(LIVES, Scene(at))
    assert set(page.look().messages) == {"words", "sheet"}
    seen: dict[str, int] = {"words": 0, "sheet": 0}
    for tick in range(1, 17):
        clock[0] += 0.25
        manager.change("run0", step=tick)
        at.picture = "validation", tick % 3
        for place in page.look().messages:
            seen[place] += 1
    assert seen == {"words": 16, "sheet": 2}


def test_what_an_epoch_tells_comes_with_it(at: Tab, clock: list[float], manager: Any) -> None:
    drawn: list[str] = []
    panels = [
        Live("score", lambda screen, stage: drawn.append("score"), 2.0, at_epochs=True),
        Live("maps", lambda screen, stage: drawn.append("maps"), 2.0)]
    page = Follower(panels, Scene(at))
    page.look()
    clock[0] += 0.25
    page.look()
    assert drawn == ["score", "maps"]
    manager.change("run0", records=(object(),))
    clock[0] += 0.25
    page.look()
    clock[0] += 0.25
    page.look()
    assert drawn == ["score", "maps", "score"]


def test_what_has_not_changed_is_not_sent_again(
    at: Tab, clock: list[float], manager: Any
) -> None:
    page = Follower(LIVES, Scene(at))
    page.look()
    clock[0] += 5
    assert page.look().messages == {}
    manager.change("run0", step=7)
    clock[0] += 5
    assert {place: said(message) for place, message in page.look().messages.items()} == {
        "words": "step 7"}


def test_what_the_page_drew_meanwhile_is_no_measure_of_what_is_new(
    at: Tab, clock: list[float], manager: Any
) -> None:
    page = Follower(LIVES, Scene(at))
    manager.change("run0", step=7)
    page.look()
    # The page shows another step, and the run is as it was sent last before that.
    manager.change("run0", step=8)
    page.page_ran()
    manager.change("run0", step=7)
    clock[0] += 5
    assert said(page.look().messages["words"]) == "step 7"


def test_nothing_is_drawn_where_nothing_trains(manager: Any) -> None:
    drawn: list[int] = []
    page = Follower(
        [Live("words", lambda screen, stage: drawn.append(1), 0.25)],
        Scene(Tab(PLAY_DEFAULT.experiment())))
    page.page_ran()
    assert page.look().messages == {}
    assert drawn == []


def test_a_page_is_asked_for_when_its_run_has_ended_and_not_at_every_look(
    at: Tab, clock: list[float], manager: Any
) -> None:
    page = drawn_while_training(at)
    assert not page.look().page
    manager.change("run0", state=FINISHED)
    clock[0] += 1
    assert page.look().page
    clock[0] += 0.25
    assert not page.look().page
    clock[0] += 1
    assert page.look().page
    page.buttons_ran(ticking=False)
    at.shown_running = False
    page.page_ran()
    clock[0] += 2
    assert not page.look().page


def test_a_run_that_goes_on_only_after_the_buttons_were_drawn_has_them_drawn_again(
    at: Tab, clock: list[float], manager: Any
) -> None:
    page = drawn_while_training(at)
    # Play was pressed, and drawn as still to be pressed: the worker had not woken yet.
    at.shown_running = False
    assert page.look().page


def test_a_turned_knob_brings_the_address_up_to_date(
    at: Tab, clock: list[float], manager: Any
) -> None:
    page = drawn_while_training(at)
    page.act("knob-dropout", "edit", 0.5)
    # In effect only after the step that is being made.
    clock[0] += 2
    assert not page.look().page
    manager.change("run0", step=9, changes=(Change(8, "dropout", 0.0, 0.5),))
    clock[0] += 2
    assert page.look().page
    write_link(page, at)
    clock[0] += 2
    assert not page.look().page


def test_a_knob_that_acts_while_the_address_is_written_is_written_next(
    at: Tab, clock: list[float], manager: Any
) -> None:
    page = drawn_while_training(at)
    as_read = address.query(at, at.view())
    at.experiment = at.experiment.with_values({"dropout": 0.5})
    manager.change("run0", step=9, changes=(Change(8, "dropout", 0.0, 0.5),))
    page.link_written(as_read)
    clock[0] += 2
    assert page.look().page


def test_an_event_acts_for_its_tab_and_brings_what_it_changed(
    at: Tab, clock: list[float]
) -> None:
    page = Follower(LIVES, Scene(at))
    page.look()
    update = page.act("sheet", "click", 2)
    assert at.picture == ("validation", 2)
    assert set(update.messages) == {"sheet"}


def test_an_event_does_not_bring_what_only_the_training_changed(at: Tab, manager: Any) -> None:
    page = Follower(LIVES, Scene(at))
    page.look()
    manager.change("run0", step=9)
    assert set(page.act("sheet", "click", 1).messages) == {"sheet"}


def test_an_event_brings_what_follows_from_it_elsewhere(at: Tab, manager: Any) -> None:
    words, sheet = LIVES
    page = Follower((replace(words, follows=("sheet",)), sheet), Scene(at))
    page.look()
    manager.change("run0", step=9)
    assert set(page.act("sheet", "click", 1).messages) == {"words", "sheet"}


@pytest.mark.parametrize(("place", "name", "value"), [
    ("sheet", "click", 99), ("sheet", "click", "../x"), ("sheet", "other", 1), ("none", "click", 1),
])
def test_what_a_browser_makes_up_does_nothing(
    at: Tab, place: str, name: str, value: Any
) -> None:
    page = Follower(LIVES, Scene(at))
    page.look()
    before = at.picture
    assert page.act(place, name, value).messages == {}
    assert at.picture == before


def test_what_was_read_earlier_carries_a_lower_number_than_a_page_that_ran_meanwhile(
    at: Tab,
) -> None:
    page_ran: list[int] = []

    def slow(screen: Screen, stage: Stage) -> None:
        # The whole page runs in another thread while this look is being made.
        page_ran.append(next_serial())
        markup(screen, "old", key="words", height=20)

    message = Follower([Live("words", slow, 0.25)], Scene(at)).look().messages["words"]
    length = int.from_bytes(message[:4], "little")
    assert json.loads(message[4 : 4 + length])["serial"] < page_ran[0]


def test_a_key_is_known_as_long_as_its_session(at: Tab) -> None:
    page = Follower(LIVES, Scene(at))
    key = page.key
    assert following.followed(key) is page
    del page
    gc.collect()
    with pytest.raises(BadInput, match="load it again"):
        following.followed(key)


def test_a_run_that_is_gone_is_no_error(at: Tab) -> None:
    at.ticket = Ticket("gone", "secret")
    page = Follower(LIVES, Scene(at))
    page.page_ran()
    assert page.look().messages == {}


def test_a_held_run_is_watched_until_the_weights_of_its_last_step_are_there(
    at: Tab, clock: list[float], manager: Any
) -> None:
    page = drawn_while_training(at)
    old = WeightsCopy(3, {})
    manager.change("run0", state=PAUSED, step=4, weights=old)
    page.buttons_ran(ticking=False)
    at.shown_running = False
    clock[0] += 2
    assert page.look().messages
    manager.change("run0", step=5, weights=replace(old, step=5))
    clock[0] += 2
    # They have come between two looks: the next one brings them, and is the last.
    assert set(page.look().messages) == {"words"}
    assert page.look().messages == {}
    assert page.resting


def test_a_sentence_to_be_read_asks_for_the_page_where_nothing_trains(
    manager: Any, clock: list[float]
) -> None:
    at = Tab(PLAY_DEFAULT.experiment())
    page = Follower(LIVES, Scene(at))
    page.page_ran()
    write_link(page, at)
    assert not page.look().page
    at.say("There is no room.")
    clock[0] += 2
    assert page.look().page


def test_a_page_that_runs_is_not_asked_for(
    at: Tab, clock: list[float], manager: Any
) -> None:
    page = drawn_while_training(at)
    at.say("There is no room.")
    clock[0] += 2
    page.page_begins()
    assert not page.look().page
    clock[0] += 2
    assert page.look().page


def test_a_new_connection_is_sent_everything_again(at: Tab, clock: list[float]) -> None:
    page = Follower(LIVES, Scene(at))
    page.look()
    page.begin()
    assert set(page.act("sheet", "click", 1).messages) == {"words", "sheet"}
