"""Twenty unlabeled screenshots of the weights: four methods, five seeds, to be sorted by eye.

    python -m benchmarks.unlabeled FOLDER

Each shows the matrix, the histogram and the knock-out curve of a run that has ended, as 01.png and
so on in a random order; `key.json` says which is which, for after the sorting. The ghosts of the
recorded runs are taken out of the page: they would give the method away.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.app_server import app, chromium, opened
from playground.link import to_link
from playground.presets import PLAY_METHODS

FOUR = ("none", "l1", "l2", "dropout")
_LONGEST = 600_000  # milliseconds


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    arguments.add_argument("--epochs", type=int, default=16, help="of each run: some 20 seconds")
    given = arguments.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    wanted = [(name, seed) for name in FOUR for seed in given.seeds]
    random.shuffle(wanted)
    key = {}
    with tempfile.TemporaryDirectory() as data, sync_playwright() as driver, app(
            PLAYGROUND_DATA_DIR=data) as url:
        browser = chromium(driver)
        for number, (name, seed) in enumerate(wanted, 1):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.set_default_timeout(_LONGEST)
            take(page, url, name, {"seed": seed, "epochs": given.epochs},
                 given.folder / f"{number:02d}.png")
            page.close()
            key[f"{number:02d}"] = {"method": name, "seed": seed}
            print(f"{number} of {len(wanted)}", flush=True)
        browser.close()
    (given.folder / "key.json").write_text(json.dumps(key, indent=1), encoding="utf-8")


def take(page: Page, url: str, name: str, values: dict[str, object], file: Path) -> None:
    experiment = PLAY_METHODS[name].experiment().with_values(values)
    opened(page, f"{url}/?{to_link(experiment, (), ())}")
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_text("finished").first.wait_for()
    # The end's own copies, and the curve that is measured from them.
    page.wait_for_timeout(3000)
    page.evaluate("""() => {
      const picture = document.querySelector('.st-key-knock-out .pg-painted');
      const ghosts = [...picture.querySelectorAll('[data-curve]:not([data-curve="this run"])')];
      const names = new Set(ghosts.map((one) => one.dataset.curve));
      const labels = [...picture.querySelectorAll('text')].filter(
        (one) => names.has(one.textContent));
      [...ghosts, ...labels].forEach((one) => one.remove());
    }""")
    boxes = [page.locator(f".st-key-{place}").bounding_box() for place in ("matrix", "details")]
    top, bottom = boxes
    assert top is not None
    assert bottom is not None
    page.screenshot(path=file, clip={
        "x": top["x"], "y": top["y"], "width": max(top["width"], bottom["width"]),
        "height": bottom["y"] + bottom["height"] - top["y"]})


if __name__ == "__main__":
    main()
