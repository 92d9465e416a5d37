"""The Play page in a real Chromium: how quickly it is there, moves, follows a hand, and trains.

    python -m benchmarks.play_page

Needs Chromium and requirements-dev.txt. Figures mean something on a machine that does nothing
else. What each must be stands beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, urlparse

from playwright.sync_api import Page, sync_playwright

from benchmarks.app_server import CHECKOUT, app, chromium, opened
from benchmarks.common import spread
from benchmarks.watchers import Watcher
from playground.data.sources import registered
from playground.link import to_link
from playground.presets import PLAY_DEFAULT

# Of the default experiment: 22 batches of 16 and one of 14.
PICTURES_AN_EPOCH, STEPS_AN_EPOCH = 366, 23
TURNS = 24
LONG, ROUNDS = 400, 5

# The step that a panel shows.
LOOK_INSIDE = """() => {
  window.tagOf = (key) => {
    const host = document.querySelector('.st-key-' + key);
    const inner = [...host.querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean);
    const found = [host, ...inner].map((r) => r.querySelector('[data-tag]')).find(Boolean);
    return found ? Number(found.dataset.tag) : -1;
  };
}"""
# Every painted change of the matrix, with its step, and what flickers. It looks at each frame, and
# that may cost more than the page itself: not while a training's speed is measured.
WATCH = """() => {
  const seen = window.seen = {frames: [], removed: 0, blank: 0, shift: 0};
  let last = tagOf('matrix');
  const look = () => {
    const tag = tagOf('matrix');
    if (tag !== last) { seen.frames.push([performance.now(), tag]); last = tag; }
    const host = document.querySelector('.st-key-accuracy .pg-chart');
    if (!host?.querySelector('.pg-painted text')) seen.blank += 1;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const drawn = (n) => n.nodeType === 1 && (n.matches('.stBidiComponent')
    || n.querySelector('.stBidiComponent'));
  new MutationObserver((all) => all.forEach((one) => one.removedNodes.forEach((n) => {
    if (drawn(n)) seen.removed += 1; }))).observe(document.body, {childList: true, subtree: true});
  new PerformanceObserver((all) => all.getEntries().forEach((e) => {
    if (!e.hadRecentInput) seen.shift += e.value; })).observe({type: 'layout-shift'});
}"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--speed-only", action="store_true", help="only the training's speed")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = chromium(driver)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(120_000)
        started = time.perf_counter()
        with app(PLAYGROUND_DATA_DIR=folder) as url:
            visible(page, url)
            say("cold start to a usable page", time.perf_counter() - started, "2.5 s")
            if not given.speed_only:
                knobs_and_clicks(page)
            # Enough epochs that none of the rounds sees the run's end.
            long = PLAY_DEFAULT.experiment().with_values({"epochs": LONG})
            opened(page, f"{url}/?{to_link(long, registered())}")
            page.get_by_text("It has learned nothing yet").wait_for()
            page.evaluate(LOOK_INSIDE)
            speeds(page, url, {**os.environ, "PLAYGROUND_DATA_DIR": folder})
        browser.close()


def knobs_and_clicks(page: Page) -> None:
    cold_play(page)
    page.wait_for_timeout(3000)
    begin_again(page)
    flicker(page, 8)
    clicks(page)
    # Anew, or a quick machine's run ends before it has had 20 ticks.
    begin_again(page)
    zoom(page)
    begin_again(page)
    drag(page)
    page.get_by_role("button", name="Reset", exact=True).click()
    page.get_by_text("It has learned nothing yet").wait_for()


def begin_again(page: Page) -> None:
    page.get_by_role("button", name="Reset", exact=True).click()
    page.get_by_text("It has learned nothing yet").wait_for()
    warm_play(page)


def visible(page: Page, url: str) -> None:
    opened(page, url)
    there(page, ".st-key-play button")
    there(page, ".st-key-accuracy .pg-chart[data-tag]")
    page.evaluate(LOOK_INSIDE)
    page.evaluate(WATCH)


def there(page: Page, selector: str) -> None:
    """Until it is: looked for at each frame, where `wait_for_selector` looks but twice a second."""
    page.wait_for_function("what => document.querySelector(what)", arg=selector)


def cold_play(page: Page) -> None:
    began = time.perf_counter()
    page.get_by_role("button", name="Play", exact=True).click()
    first_point(page)
    say("Play while TensorFlow is not loaded: first validation point",
        time.perf_counter() - began, "6 s")


def warm_play(page: Page) -> None:
    began = time.perf_counter()
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function(
        "document.querySelector('.st-key-play button').textContent.includes('Pause')")
    say("Play: something moves", time.perf_counter() - began, "0.3 s")
    page.wait_for_function("tagOf('matrix') > 0")
    changed = time.perf_counter() - began
    first_point(page)
    say("Play: changed matrix", changed, "1.5 s")
    say("Play: first validation point", time.perf_counter() - began, "1.5 s")


def first_point(page: Page) -> None:
    there(page, ".st-key-accuracy .pg-painted [data-curve=validation]")


def flicker(page: Page, seconds: float) -> None:
    page.evaluate("seen.frames.length = 0; seen.removed = seen.blank = seen.shift = 0")
    page.wait_for_timeout(1000 * seconds)
    seen = page.evaluate("seen")
    print(f"matrix {len(seen['frames']) / seconds:.1f} a second (4), "
          f"removed {seen['removed']} (0), blank frames {seen['blank']} (0), "
          f"layout shift {seen['shift']:.4f} (0)")


def clicks(page: Page) -> None:
    """From a click on a layer to the first frame with its name above the matrix, in the page."""
    spent = []
    for turn in range(20):
        spent.append(page.evaluate("""async ([label, name]) => {
          const host = document.querySelector('.st-key-layers');
          const roots = [...host.querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean);
          const all = roots.flatMap((root) => [...root.querySelectorAll('button')]);
          const began = performance.now();
          all.find((e) => e.querySelector('.pg-name')?.textContent === label).click();
          const heading = () => document.querySelector('.st-key-matrix-heading').textContent;
          while (!heading().includes(`Weights of ${name} `)) {
            await new Promise((next) => requestAnimationFrame(next));
          }
          return performance.now() - began;
        }""", (["conv 2", "conv2d_2"], ["dense", "dense"])[turn % 2]))
        page.wait_for_timeout(150)
    print(f"click on a layer while training: median {statistics.median(spent):.0f} ms (60), "
          f"p95 {quantile(spent, 0.95):.0f} ms (150)")


def drag(page: Page) -> None:
    """From a key on λ's slider to the first painted matrix of a step on which the value acted.

    λ only grows: where two turns came to act at one step, the first has acted when the second has.
    """
    page.get_by_text("L1", exact=True).first.click()
    page.wait_for_timeout(1500)
    page.evaluate("seen.frames.length = 0")
    slider = page.locator(".st-key-knob-lambda input[type=range]")
    exact = page.locator(".st-key-knob-lambda input[type=text]")
    slider.focus()
    page.evaluate("""() => {
      window.pressed = [];
      addEventListener('keydown', () => pressed.push(performance.now()), true);
    }""")
    values: list[float] = []
    for _ in range(TURNS):
        slider.press("ArrowRight")
        values.append(float(exact.input_value()))
        page.wait_for_timeout(230)
    page.wait_for_timeout(2500)
    sent: list[tuple[float, float]] = list(
        zip(page.evaluate("pressed"), values, strict=True))
    frames: list[list[float]] = page.evaluate("seen.frames")
    changes = parse_qs(urlparse(page.url).query).get("changes", [""])[0].split(",")
    acted = [(int(step), float(value)) for step, name, value in
             (one.split(":") for one in changes if one) if name == "lambda"]
    waits = []
    for moment, value in sent:
        step = next((at for at, now in acted if now >= value * 0.999), None)
        painted = next((at for at, tag in frames if step is not None and tag > step), None)
        if painted is not None:
            waits.append(painted - moment)
    print(f"λ dragged while training: painted after {statistics.median(waits):.0f} ms, "
          f"p95 {quantile(waits, 0.95):.0f} ms (400); {len(waits)} of {len(sent)} turns seen")


def zoom(page: Page) -> None:
    """A zoom by hand stays while the chart goes on; each of 20 changes of its curves is a tick."""
    box = page.locator(".st-key-loss .pg-view").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 0.15 * box["width"], box["y"] + 0.4 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.4 * box["height"], steps=6)
    page.mouse.up()
    range_of = "document.querySelector('.st-key-loss .pg-chart').dataset.zoom"
    zoomed = page.evaluate(range_of)
    page.evaluate("""() => {
      window.ticks = 0;
      new MutationObserver(() => { window.ticks += 1; }).observe(
        document.querySelector('.st-key-loss .pg-chart'), { attributeFilter: ['data-tag'] });
    }""")
    page.wait_for_function("ticks >= 20", timeout=60_000)
    kept = page.evaluate(range_of) == zoomed != ""
    print(f"zoom after {page.evaluate('ticks')} ticks: {'kept' if kept else 'LOST'}")


def speeds(page: Page, url: str, environment: dict[str, str]) -> None:
    """In turn, so that an hour in which the machine is slow is slow for all three."""
    watched, crowded, alone, ticks = [], [], [], []
    for _ in range(ROUNDS):
        page.get_by_role("button", name="Play", exact=True).click()
        page.wait_for_timeout(3000)
        watched.append(pictures_a_second(page, 10))
        crowd, each = watched_by(page, url, 4, 10)
        crowded.append(crowd)
        ticks.append(each)
        page.get_by_role("button", name="Pause", exact=True).click()
        alone.append(command_line(environment))
    for who, speed, least in (("one page", watched, 90), ("four further watchers", crowded, 80)):
        shares = [100 * now / then for now, then in zip(speed, alone, strict=True)]
        print(f"training with {who}: {spread(speed, digits=0)} pictures/s, command line "
              f"{spread(alone, digits=0)}: {spread(shares, ' %', 0)} (at least {least} %)")
    print(f"each further watcher is updated {spread(ticks)} times a second")


def pictures_a_second(page: Page, seconds: float) -> float:
    """Pictures trained on, over the wall clock, with all that is measured in between."""
    def steps() -> float:
        return float(page.evaluate("tagOf('matrix')"))

    first, began = steps(), time.perf_counter()
    page.wait_for_timeout(1000 * seconds)
    trained = steps() - first
    return trained * PICTURES_AN_EPOCH / STEPS_AN_EPOCH / (time.perf_counter() - began)


def watched_by(page: Page, url: str, count: int, seconds: float) -> tuple[float, float]:
    """Pictures a second with `count` more pages, and how often each of those was updated."""
    token = page.evaluate("sessionStorage.getItem('regularization-playground-run')")
    watchers = [Watcher(url, token) for _ in range(count)]
    time.sleep(3)
    before = sum(one.ticks for one in watchers)
    speed = pictures_a_second(page, seconds)
    ticks = (sum(one.ticks for one in watchers) - before) / seconds / count
    for one in watchers:
        one.close()
    return speed, ticks


def command_line(environment: dict[str, str]) -> float:
    """The same experiment without a page: the same pictures over the same wall clock."""
    done = subprocess.run(
        [sys.executable, "-m", "playground", "train", "--preset", PLAY_DEFAULT.name, "--epochs",
         "14", "--json"], cwd=CHECKOUT, env=environment, capture_output=True, text=True,
        check=True)
    epochs = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    seconds = [epoch["seconds"] for epoch in epochs if "epoch" in epoch]
    # As of the page: all of the time, with whatever held it up.
    return PICTURES_AN_EPOCH * len(seconds[3:]) / sum(seconds[3:])


def quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def say(what: Any, seconds: float, wanted: str) -> None:
    print(f"{what}: {seconds:.2f} s ({wanted})", flush=True)


if __name__ == "__main__":
    main()
