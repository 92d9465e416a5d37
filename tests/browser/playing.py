"""What the tests of the Play page do again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

TRAINS = 240_000
"""Milliseconds: the first run of a server imports TensorFlow, on a machine that may be busy."""


def ready(page: Page) -> Page:
    page.wait_for_selector(".st-key-play button")
    page.wait_for_selector(".st-key-matrix .pg-raster[data-tag]")
    page.wait_for_selector(".st-key-accuracy .pg-chart[data-tag]")
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def shown(page: Page, key: str) -> int:
    return int(page.locator(f".st-key-{key} [data-tag]").first.get_attribute("data-tag") or 0)


def trains_past(page: Page, step: int) -> None:
    """Until the matrix on the page is of a later step than that."""
    page.wait_for_function(
        "step => { const host = document.querySelector('.st-key-matrix');"
        " const all = [host, ...host.querySelectorAll('*')];"
        " const roots = all.map(e => e.shadowRoot).filter(Boolean);"
        " const found = [host, ...roots].map(r => r.querySelector('[data-tag]')).find(Boolean);"
        " return found && Number(found.dataset.tag) > step; }", arg=step, timeout=TRAINS)


def tick(page: Page, count: int) -> None:
    """Let the page of all components run until `count` ticks are painted, and stop it."""
    page.get_by_text("Ticking", exact=True).click()
    painted = "Number(document.querySelector('.pg-chart').dataset.tag)"
    page.wait_for_function(f"{painted} >= {count}")
    page.get_by_text("Ticking", exact=True).click()
