"""The scene that people should see, by hand in a real Chromium: L1 clicked, and its twin.

    python -m benchmarks.twin_scene [--epoch 10] [--method L1] [--seed 1] [--picture scene.png]

Opens the app, presses Play in the default experiment, clicks the method once the page shows that
epoch, asks "And without?", and waits for both runs to end. Prints the sentence that is read then
and the zeros, and keeps a picture of the page. Needs Chromium and requirements-dev.txt.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.app_server import app, chromium, opened
from playground.data.sources import registered
from playground.link import to_link
from playground.presets import PLAY_DEFAULT

PATIENCE = 240_000  # milliseconds
STEPS_AN_EPOCH = 23
# The step that the matrix is of, wherever in the page a component draws it.
PAST = """step => {
  const host = document.querySelector('.st-key-matrix');
  const roots = [host, ...host.querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean);
  const found = [host, ...roots].map((r) => r.querySelector('[data-tag]')).find(Boolean);
  return found && Number(found.dataset.tag) >= step;
}"""


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--epoch", type=int, default=10)
    arguments.add_argument("--method", default="L1", help="as its button is labeled")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--picture", type=Path, default=Path("scene.png"))
    given = arguments.parse_args()
    experiment = PLAY_DEFAULT.experiment().with_values({"seed": given.seed})
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = chromium(driver)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE)
        with app(PLAYGROUND_DATA_DIR=folder) as url:
            opened(page, f"{url}/?{to_link(experiment, registered())}")
            for line in scene(page, given.method, given.epoch):
                print(line, flush=True)
            page.screenshot(path=given.picture)
        browser.close()
    print(f"picture: {given.picture}", file=sys.stderr)


def scene(page: Page, method: str, epoch: int) -> list[str]:
    """What is read at its end: when the knob acted, the sentence, and the zeros."""
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function(PAST, arg=epoch * STEPS_AN_EPOCH)
    page.locator(".st-key-box-regularizer").get_by_text(method, exact=True).click()
    page.locator(".st-key-offers").get_by_role("button", name="And without?").click()
    told = page.locator(".st-key-sentence").get_by_text("it would have ended at")
    told.wait_for()
    turned = [one for one in page.url.split("&") if one.startswith("changes=")]
    shares = page.locator(".st-key-shares .pg-shares").inner_text()
    return [*turned, told.inner_text(), " | ".join(shares.split("\n"))]


if __name__ == "__main__":
    main()
