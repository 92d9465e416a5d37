"""What tests do on the page of all components."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.browser.playing import settled

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

DEMO = "playground/ui/components/demo.py"


def ready(page: Page) -> Page:
    page.wait_for_selector(".st-key-curves .pg-painted [data-curve]")
    page.wait_for_selector(".pg-raster[data-tag]")
    page.get_by_text("token None").wait_for()
    return page


def says(page: Page, text: str | re.Pattern[str]) -> None:
    page.get_by_text(text).first.wait_for()


def start_over(page: Page) -> None:
    """Until all of it has been drawn anew: what it says at first it may have said before, too."""
    begun = re.compile(r"begun anew (\d+) times")
    if page.get_by_text("the page is whole, moving").count():
        # A test that failed while it ticked is not to take those after it with it.
        stop(page)
    found = begun.search(page.get_by_text(begun).inner_text())
    assert found
    page.get_by_role("button", name="Start over").click()
    says(page, f"the page is whole, at rest, begun anew {int(found[1]) + 1} times")
    settled(page)


def pixels(canvas: Locator) -> list[int]:
    found: list[int] = canvas.evaluate(
        "c => [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data]"
    )
    return found


def tick(page: Page, count: int) -> None:
    """Let the page of all components run until `count` ticks are painted, and stop it.

    It stands still after that: a click before that would be on an element that goes.
    """
    run_until(page, count)
    stop(page)


def run_until(page: Page, count: int) -> None:
    """Until `count` ticks are painted; it runs on after that."""
    page.get_by_text("Ticking", exact=True).click()
    # For a moment there may be no chart: where the run that starts the ticks mounts it anew.
    painted = "Number(document.querySelector('.pg-chart')?.dataset.tag)"
    page.wait_for_function(f"{painted} >= {count}")
    says(page, "the page is whole, moving")


def stop(page: Page) -> None:
    """Streamlit mounts anew what a tick was drawing when the run that stops it comes in between:
    what must not go while numbers change has to be read before."""
    page.get_by_text("Ticking", exact=True).click()
    says(page, "the page is whole, at rest")
    settled(page)
