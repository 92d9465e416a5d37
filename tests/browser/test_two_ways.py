"""The live view where its own socket does not work: everything goes over Streamlit's connection."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.playing import TRAINS, press, ready, shown, trains_past

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server, StartServer

BELOW = "rooms/one"
# Every socket to /live/ that is opened is counted, and goes where `window.leads` says: to a path
# that the server refuses, or to the right one.
REFUSED = """
  const Plain = window.WebSocket;
  window.leads = '/nowhere/';
  window.tried = 0;
  window.WebSocket = class extends Plain {
    constructor(address, ...given) {
      const live = String(address).includes('/live/');
      if (live) window.tried += 1;
      super(live ? String(address).replace('/live/', window.leads) : address, ...given);
      if (live) window.newest = this;
    }
  };"""


@pytest.fixture(scope="module")
def below(start_server: StartServer) -> Server:
    return start_server("app.py", PLAYGROUND_MAX_RUNS="1", STREAMLIT_SERVER_BASE_URL_PATH=BELOW)


def without_live(open_page: OpenPage, url: str) -> Page:
    page = open_page("about:blank")
    page.add_init_script(REFUSED)
    page.goto(url)
    return ready(page)


def works(page: Page) -> None:
    """It trains to be seen, a click and a dragged knob act, and nothing is said of a lost way."""
    press(page, "Play")
    trains_past(page, 5)
    page.evaluate("""() => {
      const host = document.querySelector('.st-key-matrix');
      const found = [host, ...host.querySelectorAll('*')].map((e) => e.shadowRoot ?? e)
        .map((r) => r.querySelector('[data-tag]')).find(Boolean);
      window.paintings = 0;
      new MutationObserver(() => { window.paintings += 1; }).observe(
        found, {attributes: true, attributeFilter: ['data-tag']});
    }""")
    page.wait_for_function("window.paintings >= 4", timeout=TRAINS)
    page.locator(".st-key-layers button").filter(has_text="conv 2").click()
    page.get_by_text("Weights of conv2d_2").wait_for()
    box = page.locator(".st-key-knob-dropout input[type=range]").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.5 * box["width"], middle)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.8 * box["width"], middle, steps=8)
    # Still held.
    page.wait_for_url("**dropout%3A**", timeout=TRAINS)
    page.mouse.up()
    expect(page.locator(".pg-lost")).to_be_hidden()
    assert page.locator('[data-testid="stException"]').count() == 0


def test_where_the_socket_is_refused_the_page_works_and_goes_back_when_it_is_not(
    server: Server, open_page: OpenPage
) -> None:
    page = without_live(open_page, server.url + "/?share=30&epochs=900")
    works(page)
    assert page.evaluate("window.tried") >= 2
    page.evaluate("window.leads = '/live/'")
    page.wait_for_function("window.newest.readyState === 1 && window.newest.url.includes('/live/')",
                           timeout=TRAINS)
    step = shown(page, "matrix")
    trains_past(page, step + 20)
    page.locator(".st-key-layers button").filter(has_text="conv 3").click()
    page.get_by_text("Weights of conv2d_3").wait_for()
    press(page, "Reset")
    page.get_by_text("It has learned nothing yet").wait_for(timeout=TRAINS)


def test_where_the_socket_is_accepted_and_never_answers_the_page_works(
    server: Server, open_page: OpenPage
) -> None:
    page = open_page("about:blank")
    page.route_web_socket(re.compile("/live/"), lambda socket: None)
    page.goto(server.url + "/?share=30&epochs=900")
    works(ready(page))
    press(page, "Reset")
    page.get_by_text("It has learned nothing yet").wait_for(timeout=TRAINS)


def cut_by(page: Page, where: str) -> list[bool]:
    """As long as it holds anything, nothing goes through the page's sockets at `where`."""
    cut: list[bool] = []

    def line(socket: Any) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda said: None if cut else server.send(said))
        server.on_message(lambda said: None if cut else socket.send(said))

    page.route_web_socket(re.compile(where), line)
    return cut


def test_a_line_that_is_cut_without_a_word_is_noticed(server: Server, open_page: OpenPage) -> None:
    page = open_page("about:blank")
    cut = cut_by(page, "/live/")
    page.goto(server.url + "/?share=30&epochs=900")
    ready(page)
    press(page, "Play")
    trains_past(page, 5)
    cut.append(True)
    step = shown(page, "matrix")
    trains_past(page, step + 40)
    page.locator(".st-key-layers button").filter(has_text="conv 2").click()
    page.get_by_text("Weights of conv2d_2").wait_for()
    expect(page.locator(".pg-lost")).to_be_hidden()
    press(page, "Reset")
    page.get_by_text("It has learned nothing yet").wait_for(timeout=TRAINS)


def test_where_neither_way_answers_it_says_so_and_stops_saying_it(
    server: Server, open_page: OpenPage
) -> None:
    page = open_page("about:blank")
    cut = cut_by(page, "/live/|/_stcore/stream")
    page.goto(server.url + "/?share=30&epochs=900")
    ready(page)
    press(page, "Play")
    trains_past(page, 5)
    cut.append(True)
    page.locator(".pg-lost").wait_for(state="visible", timeout=TRAINS)
    cut.clear()
    page.locator(".pg-lost").wait_for(state="hidden", timeout=TRAINS)
    trains_past(page, shown(page, "matrix") + 20)
    press(page, "Reset")
    page.get_by_text("It has learned nothing yet").wait_for(timeout=TRAINS)


def test_below_a_base_path_too(below: Server, open_page: OpenPage) -> None:
    page = without_live(open_page, f"{below.url}/?share=30&epochs=900")
    works(page)
    # A computer that is back on the net is tried at once.
    page.evaluate("window.leads = '/live/'; window.dispatchEvent(new Event('online'))")
    page.wait_for_function("window.newest.readyState === 1", timeout=TRAINS)
    step = shown(page, "matrix")
    trains_past(page, step + 20)
    # Else it would train beside the tests that follow.
    press(page, "Reset")
    page.get_by_text("It has learned nothing yet").wait_for(timeout=TRAINS)
