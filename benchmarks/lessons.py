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
MAIN = ("input[type=range]", '[role="slider"]', '[role="application"]')
"""The first of these that a picture has is its main control, which arrow keys move."""
OTHERS = {"features": '.pg-rows [aria-pressed="true"]'}
"""By lesson: what arrow keys move there."""
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


def control(page: Any, lesson: str) -> list[tuple[Any, str]]:
    """What is pressed in turn: the picture's main control there and back, else two buttons."""
    picture = page.locator(".st-key-lesson-picture")
    for selector in ([OTHERS[lesson]] if lesson in OTHERS else MAIN):
        found = picture.locator(selector)
        if found.count():
            return [(found.first, "ArrowRight"), (found.first, "ArrowLeft")]
    group = picture.locator('[role="group"], [role="radiogroup"]').first.locator("button")
    return [(group.nth(at), "Enter") for at in reversed(range(min(2, group.count())))]


def measured(page: Any, lesson: str, tries: int) -> list[float]:
    """Milliseconds of each answer; of a key that changes nothing, as at an end, there is none."""
    pressed = control(page, lesson)
    page.evaluate(_PREPARE)
    times = []
    for at in range(tries if pressed else 0):
        element, key = pressed[at % len(pressed)]
        element.focus()
        page.keyboard.press(key)
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
            # Some pictures keep the answer to themselves until then.
            page.locator(".pg-skip").first.click()
            page.locator('.pg-prediction[data-answered="true"]').wait_for()
            page.wait_for_timeout(1000)
            report(name, measured(page, name, asked.tries))
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
