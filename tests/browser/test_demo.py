"""Components in tabs of their own: another theme, another screen, a reload, a forgetful browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.demo_page import DEMO, pixels, ready, says, tick
from tests.browser.playing import once

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Server, StartServer


def test_the_connection_survives_messages_that_the_browser_has_forgotten(
    start_server: StartServer, open_page: OpenPage
) -> None:
    # Age 0: the browser forgets at once what, on a busy machine, it forgets now and then.
    forgetful = start_server(DEMO, STREAMLIT_GLOBAL_MAX_CACHED_MESSAGE_AGE="0")
    page = ready(open_page(forgetful.url))
    for _ in range(3):
        tick(page, 3)
        page.get_by_role("button", name="Start over").click()
        says(page, re.compile("tick 0 said *$"))


def test_a_change_of_theme_repaints(demo: Server, open_page: OpenPage) -> None:
    page = ready(open_page(demo.url))
    canvas = page.locator(".pg-raster canvas").first
    before = pixels(canvas)
    page.emulate_media(color_scheme="dark")
    page.wait_for_selector('.pg-raster[data-theme="dark"]')
    page.wait_for_selector('.pg-chart[data-theme="dark"]')
    assert once(page, lambda: pixels(canvas), lambda now: now != before) != before


def test_squares_are_whole_pixels_on_a_dense_screen(demo: Server, open_page: OpenPage) -> None:
    page = ready(open_page(demo.url, scale=1.5))
    canvas = page.locator(".pg-raster canvas").first

    def whole() -> bool:
        width = canvas.evaluate("c => c.getBoundingClientRect().width")
        return bool(width * 1.5 / 256 == pytest.approx(round(width * 1.5 / 256)) and width)

    assert once(page, whole, bool)


def test_a_token_survives_a_reload_and_is_not_in_a_copied_link(
    demo: Server, open_page: OpenPage
) -> None:
    page = ready(open_page(demo.url))
    page.get_by_role("button", name="Take a token").click()
    says(page, "token 'run-1:secret'")
    page.reload()
    says(page, "token 'run-1:secret'")
    assert "secret" not in page.url
    says(open_page(page.url), "token None")


def test_nothing_is_wider_than_a_phone(demo: Server, open_page: OpenPage) -> None:
    page = ready(open_page(demo.url, width=390, height=844, scale=2))
    wide = once(page, lambda: page.evaluate("document.documentElement.scrollWidth"),
                lambda width: width == 390)
    assert wide == 390
    for selector in (".pg-raster canvas", ".pg-chart", ".pg-strip", ".pg-metrics", ".pg-card"):
        right = page.locator(selector).first.evaluate("e => e.getBoundingClientRect().right")
        assert right <= 390, selector
