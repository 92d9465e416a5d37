"""What becomes of a run: repeated by its link, taken home, left behind by a closed tab."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.browser.playing import TRAINS, listening, press, ready, settled, trains_past

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server, StartServer

SHORT = "share=20&epochs=4"


@pytest.fixture(scope="module")
def play(start_server: StartServer) -> Server:
    return start_server("app.py", PLAYGROUND_MAX_RUNS="1", PLAYGROUND_GRACE_SECONDS="3")


def finish(page: Page) -> Page:
    page.get_by_text("finished").first.wait_for(timeout=TRAINS)
    return page


def download(page: Page, label: str) -> bytes:
    offered = page.get_by_text(label, exact=True)
    # Left open in between: opened again at once, a popover is closed once more by the answer to its
    # closing, and what is pressed in that moment hears nothing.
    if offered.count() == 0:
        page.locator(".st-key-rest button").first.click()
    with page.expect_download(timeout=TRAINS) as given:
        offered.click()
    return Path(given.value.path()).read_bytes()


def weights_of(content: bytes) -> dict[str, np.ndarray]:
    """Every array of a .keras file, by its place in it."""
    h5py = pytest.importorskip("h5py")
    found: dict[str, np.ndarray] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        inside = io.BytesIO(archive.read("model.weights.h5"))
    with h5py.File(inside) as file:
        file.visititems(lambda name, item: found.update(
            {name: item[()]} if isinstance(item, h5py.Dataset) else {}))
    return found


def test_a_link_repeats_a_run_with_its_turned_knobs_to_the_same_weights(
    play: Server, open_page: OpenPage
) -> None:
    page = listening(ready(open_page(f"{play.url}/?{SHORT}")))
    # Held while the knob is turned: else the run might end before.
    page.locator(".pg-brand").click()
    for step in range(3):
        settled(page).keyboard.press("ArrowRight")
        trains_past(page, step)
    page.get_by_text("paused").first.wait_for(timeout=TRAINS)
    # A run of the page that is on its way says what the knob showed before, and may take it back.
    settled(page).get_by_text("L1", exact=True).first.click()
    page.wait_for_url("**regularizer%3A**", timeout=TRAINS)
    press(page, "Play")
    first = weights_of(download(finish(page), "Network (.keras)"))
    link = page.url
    again = ready(open_page(link))
    press(again, "Play")
    second = weights_of(download(finish(again), "Network (.keras)"))
    assert first.keys() == second.keys()
    assert len(first) > 8
    assert all(np.array_equal(first[name], second[name]) for name in first)


def test_what_is_downloaded_is_the_run(play: Server, open_page: OpenPage, tmp_path: Path) -> None:
    page = ready(open_page(f"{play.url}/?{SHORT}"))
    press(page, "Play")
    finish(page)
    rows = download(page, "Epochs (.csv)").decode().strip().splitlines()
    assert len(rows) == 1 + 4
    assert b'"regularizer"' in download(page, "Run (.json)")
    archive = zipfile.ZipFile(io.BytesIO(download(page, "Script and pictures (.zip)")))
    archive.extractall(tmp_path)
    script = next(tmp_path.rglob("*.py"))
    # Without this package: neither installed nor beside the script.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-I", str(script), "--help"], cwd=tmp_path, env=environment,
        capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_a_closed_tabs_run_gives_its_place_to_who_waits(
    play: Server, open_page: OpenPage
) -> None:
    first = ready(open_page(f"{play.url}/?share=30&epochs=1000"))
    press(first, "Play")
    trains_past(first, 2)
    second = ready(open_page(f"{play.url}/?share=20&epochs=1"))
    press(second, "Play")
    second.get_by_text("waiting, place 1").first.wait_for(timeout=TRAINS)
    first.close()
    finish(second)


def test_each_page_opens_by_its_own_address_on_a_fresh_server(
    start_server: StartServer, open_page: OpenPage
) -> None:
    pages = Path(__file__).resolve().parents[2] / "pages"
    names = [path.stem.split("_", 1)[-1] for path in sorted(pages.glob("*.py"))]
    for name in ["", *names]:
        fresh = start_server("app.py")
        page = open_page(f"{fresh.url}/{name}")
        page.wait_for_selector('[data-testid="stMainBlockContainer"] button')
        assert page.locator('[data-testid="stException"]').count() == 0, name
        assert "Traceback" not in fresh.log, name
        assert "static folder" not in fresh.log, name
        page.close()
        # At once: it would go on getting ready to train, beside the next ones.
        fresh.process.kill()
