"""The README's pictures: the Play page, the weights draining, the Compare page, a lesson.

    python -m tools.page_pictures [--still FILE] [--loop FILE] [--compare FILE] [--lesson FILE]

Starts the app, plays the default experiment in Chromium, and switches L1 on in mid-training. The
Compare page is taken before that, with the recorded runs alone.
"""

from __future__ import annotations

import argparse
import io
import time
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks.app_server import CHECKOUT, app, chromium, wait_for

ASSETS = CHECKOUT / "playground" / "assets"
# L1 acts from this epoch on; the loop begins a little before.
EPOCH = 5
FRAMES, FRAME_SECONDS = 16, 0.25
LOOP_WIDTH = 640
PAINTED_SECONDS = 3.0
"""The charts are painted after the table."""
LESSON = "penalties"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--still", type=Path, default=ASSETS / "play.webp")
    arguments.add_argument("--loop", type=Path, default=ASSETS / "drain.webp")
    arguments.add_argument("--compare", type=Path, default=ASSETS / "compare.webp")
    arguments.add_argument("--lesson", type=Path, default=ASSETS / "lesson.webp")
    given = arguments.parse_args()
    from playwright.sync_api import sync_playwright

    with app() as url, sync_playwright() as driver:
        browser = chromium(driver)
        wait_for(url)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(120_000)
        page.goto(f"{url}/Compare")
        page.locator(".st-key-compare-table tbody tr").nth(4).wait_for()
        page.wait_for_timeout(int(1000 * PAINTED_SECONDS))
        still(page, given.compare)
        page.goto(f"{url}/Learn?lesson={LESSON}")
        page.locator(".st-key-learn canvas, .st-key-learn svg").first.wait_for()
        page.wait_for_timeout(int(1000 * PAINTED_SECONDS))
        still(page, given.lesson)
        page.goto(url)
        page.get_by_role("button", name="Play", exact=True).click()
        reach(page, EPOCH)
        frames = [part(page) for _ in range(3)]
        page.get_by_role("radio", name="L1", exact=True).or_(
            page.get_by_role("button", name="L1", exact=True)).first.click()
        for _ in range(FRAMES):
            time.sleep(FRAME_SECONDS)
            frames.append(part(page))
        still(page, given.still)
        browser.close()
    # The last picture stays for a while before it begins anew.
    frames[0].save(given.loop, save_all=True, append_images=[*frames[1:], *[frames[-1]] * 6],
                   duration=int(1000 * FRAME_SECONDS), loop=0, quality=60, method=4)
    for file in (given.still, given.loop, given.compare, given.lesson):
        print(f"{file.name} {file.stat().st_size / 1e3:.0f} kB")


def still(page: Any, file: Path) -> None:
    """The page's window as it is now."""
    with Image.open(io.BytesIO(page.screenshot(type="png"))) as picture:
        picture.convert("RGB").save(file, quality=82, method=6)


def reach(page: Any, epoch: int) -> None:
    """Wait until that many epochs are done."""
    page.wait_for_function(
        "epoch => { const found = /epoch\\s*(\\d+)\\s*\\//.exec(document.body.innerText);"
        " return found && Number(found[1]) >= epoch; }", arg=epoch, timeout=300_000)


def part(page: Any) -> Image.Image:
    """The weights as they are on the page now."""
    content = page.locator(".st-key-matrix").screenshot(type="png")
    with Image.open(io.BytesIO(content)) as picture:
        height = round(picture.height * LOOP_WIDTH / picture.width)
        return picture.convert("RGB").resize((LOOP_WIDTH, height), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
