"""What the tests of the Play page do again and again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

TRAINS = 240_000
"""Milliseconds: the first run of a server imports TensorFlow, on a machine that may be busy."""
SETTLES = 120
"""Seconds for what is right in the end, and may be on its way still."""
LASTING = "epochs=1000"
"""Of a link: nobody sees the end of such a run. By default one ends within some twenty seconds, on
a slow screen before what is to be seen while it trains has been looked at."""
Seen = TypeVar("Seen")


def once(page: Page, look: Callable[[], Seen], right: Callable[[Seen], bool]) -> Seen:
    """What `look` sees, as soon as that is `right`; else the last of it, for the test to judge."""
    until = time.monotonic() + SETTLES
    while not right(seen := look()) and time.monotonic() < until:
        page.wait_for_timeout(50)
    return seen


def remembering(place: Locator) -> Locator:
    """From now on it keeps what it was: what is said for a few seconds alone may be missed."""
    place.evaluate("""root => {
      root.been = [];
      new MutationObserver(() => root.been.push(root.outerHTML)).observe(
        root, {subtree: true, childList: true, characterData: true, attributes: true});
    }""")
    return place


def has_been(place: Locator, markup: str) -> bool:
    """Whether that comes to be in what is `remembering`, for however short a time."""
    return any(markup in one for one in once(
        place.page, lambda: place.evaluate("root => root.been"),
        lambda been: any(markup in one for one in been)))


def settled(page: Page) -> Page:
    """Once Streamlit's script has run to its end: nothing of it is still to be drawn."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    return page


def at_rest(page: Page) -> Page:
    """Once nothing fades or slides any more: what is measured meanwhile is of neither state."""
    page.wait_for_function(
        "document.getAnimations().every(one => one.playState !== 'running'"
        " || one.effect.getComputedTiming().endTime === Infinity)")
    return page


def ready(page: Page) -> Page:
    page.wait_for_selector(".st-key-play button")
    page.wait_for_selector(".st-key-matrix .pg-raster[data-tag]")
    page.wait_for_selector(".st-key-accuracy .pg-chart[data-tag]")
    return page


def listening(page: Page) -> Page:
    """Once keys of the whole page are heard: what hears them comes last, and may be loaded late."""
    page.locator(".pg-keys input").wait_for(state="attached")
    return settled(page)


def in_place(page: Page) -> Page:
    """Once the Play page is there to its end and in its own fonts: nothing moves any more."""
    page.locator(".st-key-tray .pg-card").first.wait_for()
    at_rest(listening(ready(page))).evaluate("document.fonts.ready")
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def train_an_epoch(page: Page) -> None:
    """One more, after which the run holds."""
    press(page, "Step")
    page.get_by_text("One epoch", exact=True).click()


def shown(page: Page, key: str) -> int:
    return int(page.locator(f".st-key-{key} [data-tag]").first.get_attribute("data-tag") or 0)


def trains_past(page: Page, step: int) -> None:
    """Until the matrix on the page is of a later step than that."""
    page.wait_for_function(
        "step => { const host = document.querySelector('.st-key-matrix'); if (!host) return false;"
        " const all = [host, ...host.querySelectorAll('*')];"
        " const roots = all.map(e => e.shadowRoot).filter(Boolean);"
        " const found = [host, ...roots].map(r => r.querySelector('[data-tag]')).find(Boolean);"
        " return found && Number(found.dataset.tag) > step; }", arg=step, timeout=TRAINS)
