"""How soon each lesson's picture has answered to its main control, in Chromium.

From the input event to the first frame whose picture is another; comparing the pictures, which is
done in that frame, is counted in.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.app_server import app, chromium, opened
from benchmarks.common import spread
from playground.lessons.catalog import catalog

READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
AIM = 100.0  # ms
MAIN = ("input[type=range]", '[role="slider"]', '[role="application"]', "button:not([disabled])")
"""The first of these that a picture has is its main control; arrow keys move it, Enter presses."""
PICTURES = Path(__file__).resolve().parents[1] / "playground" / "ui" / "learn" / "pictures"

_PREPARE = """() => {
  const inside = (at) => [...at.querySelectorAll("*")].flatMap(
    (one) => [one, ...(one.shadowRoot ? inside(one.shadowRoot) : [])]);
  const picture = () => inside(document.querySelector(".st-key-lesson-picture"))
    .map((one) => one.tagName === "CANVAS" ? (one.width ? one.toDataURL() : "")
      : one.tagName === "svg" ? one.outerHTML
      : one.children.length ? "" : `${one.textContent}${one.getAttribute("style") ?? ""}`).join();
  window.addEventListener("keydown", (event) => {
    const before = picture(), pressed = event.timeStamp;
    const spent = performance.now();
    window.answered = new Promise((done) => {
      const skipped = performance.now() - spent;
      const until = performance.now() + 3000;
      const look = () => {
        const now = performance.now();
        if (picture() !== before) done(now - pressed - skipped);
        else if (now > until) done(null);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  }, { capture: true });
}"""


def control(page: Any) -> tuple[Any, tuple[str, ...]] | None:
    """The picture's main control, and the keys that change it there and back."""
    for selector in MAIN:
        found = page.locator(f".st-key-lesson-picture {selector}")
        if found.count():
            keys = ("Enter",) if selector.startswith("button") else ("ArrowRight", "ArrowLeft")
            return found.first, keys
    return None


def measured(page: Any, tries: int) -> list[float]:
    """Milliseconds of each answer; of a key that changes nothing, as at an end, there is none."""
    found = control(page)
    if found is None:
        return []
    element, keys = found
    element.focus()
    page.evaluate(_PREPARE)
    times = []
    for at in range(tries):
        page.keyboard.press(keys[at % len(keys)])
        answer = page.evaluate("() => window.answered")
        if answer is not None:
            times.append(float(answer))
        page.wait_for_timeout(60)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=20)
    parser.add_argument("lesson", nargs="*", help="by name; all of them where none is named")
    asked = parser.parse_args()
    from playwright.sync_api import sync_playwright

    names = [path.stem for path in PICTURES.glob("*.py")]
    lessons = [one.name for one in catalog("en", names, "").lessons]
    with app() as url, sync_playwright() as driver:
        browser = chromium(driver)
        for name in asked.lesson or lessons:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            opened(page, f"{url}/Learn?lesson={name}")
            page.locator(".st-key-lesson-picture .pg").first.wait_for()
            page.wait_for_selector(READY)
            page.wait_for_timeout(1000)
            report(name, measured(page, asked.tries))
            page.close()
        browser.close()


def report(name: str, times: list[float]) -> None:
    if not times:
        print(f"{name}: nothing in its picture answers to a key", flush=True)
        return
    verdict = "within" if median(times) <= AIM else "OVER"
    print(f"{name}: {spread(times, ' ms', 0)}; median {verdict} {AIM:.0f} ms", flush=True)


if __name__ == "__main__":
    main()
