"""`kill -9` of the server in the midst of a run: the page and its runs come back by themselves."""

from __future__ import annotations

import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np

from playground.training.states import INTERRUPTED
from playground.training.store.store import RunStore
from tests.browser.playing import TRAINS, press, ready, trains_past
from tests.browser.test_runs import download, finish, weights_of

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from tests.browser.conftest import OpenPage, StartServer

LINK = "share=20&epochs=12&dropout=0.3"


def recorded(store: RunStore, epochs: int, runs: int) -> str:
    """The id of the newest of so many runs, once so many of its epochs are on the disk."""
    until = time.monotonic() + TRAINS / 1000
    while time.monotonic() < until:
        found = store.runs()
        if len(found) == runs and found[0].epoch >= epochs:
            return found[0].id
        time.sleep(0.02)
    raise AssertionError([(run.id, run.state, run.epoch) for run in store.runs()])


def slowly(route: Route) -> None:
    """A page that asks whether its server is another one is told late: it is drawn meanwhile."""
    if route.request.resource_type == "fetch":
        time.sleep(3)
    route.continue_()


def test_after_a_kill_the_same_tab_finds_its_runs_and_resumes_bit_equal(
    start_server: StartServer, open_page: OpenPage, tmp_path: Path
) -> None:
    store = RunStore(tmp_path)
    server = start_server("app.py", PLAYGROUND_DATA_DIR=str(tmp_path), PLAYGROUND_MAX_RUNS="1")
    page = ready(open_page(f"{server.url}/?{LINK}"))
    # A run for the tray, pinned there.
    press(page, "Play")
    first = recorded(store, 1, runs=1)
    press(page, "Reset")
    page.locator(f".st-key-card-{first} button[aria-pressed]").first.click()
    page.locator(f".st-key-card-{first} button[aria-pressed=true]").first.wait_for()
    page.route(lambda address: urlsplit(address).path == "/", slowly)
    # And one that is killed in the midst of its training.
    press(page, "Play")
    killed = recorded(store, 3, runs=2)
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    assert store.run(killed).state == INTERRUPTED
    assert store.run(killed).epoch < 12

    start_server("app.py", urlsplit(server.url).port, PLAYGROUND_DATA_DIR=str(tmp_path),
                 PLAYGROUND_MAX_RUNS="1")
    # Nobody touches the page.
    page.get_by_role("button", name="Resume", exact=True).first.wait_for(timeout=TRAINS)
    stood = store.run(killed)
    page.get_by_text(f"the run stands at epoch {stood.epoch}").first.wait_for()
    page.get_by_text("interrupted").first.wait_for()
    page.locator(f".st-key-card-{first} button[aria-pressed=true]").first.wait_for()
    press(page, "Resume")
    trains_past(page, stood.step)
    resumed = weights_of(download(finish(page), "Network (.keras)"))

    again = ready(open_page(page.url))
    press(again, "Play")
    undisturbed = weights_of(download(finish(again), "Network (.keras)"))
    assert len(undisturbed) > 8
    assert resumed.keys() == undisturbed.keys()
    assert all(np.array_equal(resumed[name], undisturbed[name]) for name in resumed)
    # The other tab's run is its own: this one shows what it showed, at F5 too.
    page.reload()
    page.get_by_text("finished").first.wait_for(timeout=TRAINS)
