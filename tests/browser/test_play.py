"""The Play page in a real browser: what is pressed and dragged, what survives, what nobody gets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.playing import TRAINS, listening, once, press, ready, settled, trains_past

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server, StartServer

BOXES = ("scores", "matrix", "accuracy", "loss", "tiles-training", "layers", "maps")


def height(page: Page, key: str) -> float:
    """CSS pixels; 0 where it is not to be seen."""
    box = page.locator(f".st-key-{key}").bounding_box()
    return box["height"] if box else 0


@pytest.fixture(scope="module")
def play(start_server: StartServer) -> Server:
    return start_server("app.py", PLAYGROUND_MAX_RUNS="1", PLAYGROUND_GRACE_SECONDS="600")


@pytest.fixture(scope="module")
def opened(play: Server, open_shared_page: OpenPage) -> Callable[[int, int], Page]:
    """`opened(width, height)`: the page before anything trains, one for all that look at it."""
    pages: dict[tuple[int, int], Page] = {}

    def of(width: int, height: int) -> Page:
        if (width, height) not in pages:
            pages[width, height] = settled(
                ready(open_shared_page(play.url, width=width, height=height)))
        return pages[width, height]

    return of


def test_before_play_every_box_is_filled_and_nothing_scrolls_sideways(
    opened: Callable[[int, int], Page]
) -> None:
    for width, tall in ((1440, 900), (1280, 720), (1920, 1080), (390, 844)):
        page = opened(width, tall)
        for key in BOXES:
            found = once(page, lambda p=page, k=key: height(p, k), lambda seen: seen > 20)
            assert found > 20, (key, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator('[data-testid="stException"]').count() == 0


def test_everything_stands_above_780_at_1440_by_900(opened: Callable[[int, int], Page]) -> None:
    page = opened(1440, 900)
    bottom = page.evaluate(
        "document.querySelector('.st-key-stage').getBoundingClientRect().bottom")
    assert bottom <= 790


def test_a_logarithmic_loss_and_another_epsilon_show_before_anything_trains(
    opened: Callable[[int, int], Page]
) -> None:
    page = opened(1280, 720)
    page.locator(".st-key-rest button").first.click()
    page.get_by_text("Logarithmic loss").click()
    page.locator(".st-key-loss .pg-painted").get_by_text("10−3").wait_for()


def test_a_layer_and_a_picture_that_are_clicked_show_before_anything_trains(
    opened: Callable[[int, int], Page]
) -> None:
    page = opened(1920, 1080)
    page.get_by_text("maps and kernels of conv 1").wait_for()
    page.locator(".st-key-layers button").filter(has_text="conv 2").click()
    page.get_by_text("maps and kernels of conv 2").wait_for()
    page.get_by_text("Weights of conv2d_2").wait_for()
    page.locator(".st-key-tiles-elsewhere button").nth(1).click()
    page.locator(".st-key-tiles-elsewhere [data-chosen=true]").wait_for()
    page.locator(".st-key-tiles-validation [data-chosen=true]").wait_for(state="detached")


def test_a_recorded_card_sets_its_knobs(play: Server, open_page: OpenPage) -> None:
    page = ready(open_page(play.url))
    page.locator(".st-key-recorded-l1 button").first.click()
    page.wait_for_url("**regularizer=l1**")
    page.get_by_role("button", name="Reset", exact=True).wait_for()


def test_a_live_view_that_was_cut_off_comes_back(play: Server, open_page: OpenPage) -> None:
    page = open_page("about:blank")
    page.add_init_script("""
      const Plain = window.WebSocket;
      window.opened = [];
      window.WebSocket = class extends Plain {
        constructor(...given) {
          super(...given);
          if (String(given[0]).includes('/live/')) opened.push(this);
        }
      };""")
    page.goto(play.url)
    ready(page)
    page.wait_for_function("opened.at(-1)?.readyState === 1")
    before = page.evaluate("opened.length")
    page.evaluate("opened.at(-1).close()")
    page.wait_for_function(
        "before => opened.length > before && opened.at(-1).readyState === 1", arg=before)
    page.locator(".st-key-layers button").filter(has_text="conv 3").click()
    page.get_by_text("Weights of conv2d_3").wait_for()


def test_a_phone_shows_what_matters_first(opened: Callable[[int, int], Page]) -> None:
    page = opened(390, 844)
    for key in ("play", "box-regularizer", "box-lambda", "scores", "matrix"):
        place = page.locator(f".st-key-{key}")
        place.wait_for()
        box = place.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 760, key


def test_play_live_knobs_reload_and_a_copied_link(
    play: Server, open_page: OpenPage
) -> None:
    page = ready(open_page(play.url))
    press(page, "Play")
    trains_past(page, 5)
    # A regularizer acts on the running training, and is part of the link.
    page.get_by_role("radio", name="L1", exact=True).or_(
        page.get_by_role("button", name="L1", exact=True)).first.click()
    page.wait_for_url("**regularizer**", timeout=TRAINS)
    trains_past(page, 10)
    # The link elsewhere: the same experiment, no power over the run, and a place in the queue.
    other = ready(open_page(page.url))
    expect(other.get_by_role("button", name="Play", exact=True)).to_have_count(1)
    assert "l1" in other.url
    press(other, "Play")
    other.get_by_text("waiting, place 1").first.wait_for(timeout=TRAINS)
    press(other, "Reset")
    other.get_by_text("It has learned nothing yet").wait_for(timeout=TRAINS)
    # F5 in mid-run: the tab still steers its run.
    press(page, "Pause")
    page.get_by_text("paused").first.wait_for(timeout=TRAINS)
    query = page.evaluate("location.search")
    page.reload()
    ready(page)
    page.get_by_text("paused").first.wait_for(timeout=TRAINS)
    assert page.evaluate("location.search") == query
    press(page, "Reset")
    page.get_by_text("It has learned nothing yet").wait_for(timeout=TRAINS)


def test_keys_play_and_hold(play: Server, open_page: OpenPage) -> None:
    page = listening(ready(open_page(play.url)))
    page.locator(".pg-brand").click()
    page.keyboard.press("3")
    page.wait_for_url("**regularizer=l2**")
    page.keyboard.press("ArrowRight")
    trains_past(page, 0)
    page.get_by_text("paused").first.wait_for(timeout=TRAINS)
    page.keyboard.press("r")
    page.get_by_text("It has learned nothing yet").wait_for(timeout=TRAINS)


def test_keys_pressed_faster_than_the_page_is_drawn_all_count(
    play: Server, open_page: OpenPage
) -> None:
    page = listening(ready(open_page(play.url)))
    page.locator(".pg-brand").click()
    for last, name in (("3", "l2"), ("2", "l1"), ("4", "l1-proximal")) * 3:
        for key in ("1", "3", "2", "4", last):
            page.keyboard.press(key)
        page.wait_for_url(f"**regularizer={name}&**")
    assert page.locator('[data-testid="stException"]').count() == 0


@pytest.mark.parametrize("query", [
    "lambda=1e400&data=/etc/passwd", "regularizer=%3Cscript%3E", "seed=" + "9" * 3000,
    "changes=5:lambda:nan", "task=%3Cimg%20src=x%20onerror=alert(1)%3E",
])
def test_a_hostile_link_shows_the_page(play: Server, open_page: OpenPage, query: str) -> None:
    page = ready(open_page(f"{play.url}/?{query}"))
    assert page.locator('[data-testid="stException"]').count() == 0
    assert page.locator("img[src='x']").count() == 0
