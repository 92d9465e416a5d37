"""Pruning on the Compare page: the slider is moved, and the numbers are others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, Server
from tests.browser.playing import once

if TYPE_CHECKING:
    from playwright.sync_api import Page


def numbers(page: Page) -> list[list[str]]:
    """Zeros, validation and another setting, run by run."""
    return page.locator(".cp-pruned tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('td')].map(cell => cell.innerText))")


def all_read(rows: list[list[str]]) -> bool:
    return bool(rows) and all("…" not in row for row in rows)


def test_the_slider_removes_weights_and_the_numbers_follow(
    server: Server, open_page: OpenPage
) -> None:
    page = open_page(f"{server.url}/Compare?runs=none,l1-proximal")
    page.get_by_text("Remove the smallest weights of these runs").click()
    before = once(page, lambda: numbers(page), all_read)
    assert [row[0] for row in before] == ["90.0\xa0%", "90.0\xa0%"]
    slider = page.locator(".st-key-pruning-percent input[type=range]")
    slider.press("PageUp")
    after = once(page, lambda: numbers(page), lambda rows: all_read(rows) and rows != before)
    assert [row[0] for row in after] == ["100.0\xa0%", "100.0\xa0%"]
    # Nothing is left but biases: every picture gets the same answer.
    assert {row[1].split()[0] for row in after} == {"33.3"}
    dots = page.locator(".st-key-pruning-matrix-beside .pg-raster")
    expect(dots).to_have_attribute(
        "aria-label", re.compile("100\xa0% of the weights are zero"))
    page.get_by_role("button", name="of each layer").click()
    slider.press("PageDown")
    last = once(page, lambda: numbers(page), lambda rows: all_read(rows) and rows != after)
    assert [row[0] for row in last] == ["90.0\xa0%", "90.0\xa0%"]
