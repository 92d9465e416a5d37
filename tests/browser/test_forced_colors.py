"""With forced colors (high contrast) one sees what a ground or a shadow tells elsewhere."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from tests.browser.photos import answered, hand, upload
from tests.browser.playing import at_rest, once, ready

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.conftest import OpenPage, Server

SHOWN = {
    ".st-key-knob-share input[type=range]": 0.04, ".pg-key": 0.05,
    ".st-key-matrix canvas": 0.2, ".st-key-accuracy svg.pg-painted": 0.005,
    ".st-key-histogram svg.pg-painted": 0.05,
}
"""What of the Play page is to be seen, and on which share of it at least."""
SEEN = 3.0
"""The ratio that WCAG asks of what is no text (1.4.11)."""


def luminance(pixels: np.ndarray) -> np.ndarray:
    """WCAG's relative luminance of 8-bit sRGB colors; (..., 3) to (...)."""
    shares = pixels[..., :3] / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ [0.2126, 0.7152, 0.0722])


def standing_out(there: Locator) -> float:
    """The share of an element's pixels that can be told from its most common color."""
    there.scroll_into_view_if_needed()
    pixels = np.asarray(Image.open(io.BytesIO(there.screenshot())).convert("RGB")).reshape(-1, 3)
    colors, counts = np.unique(pixels, axis=0, return_counts=True)
    ground = luminance(colors[counts.argmax()])
    found = luminance(pixels)
    lighter, darker = np.maximum(found, ground), np.minimum(found, ground)
    return float(((lighter + 0.05) / (darker + 0.05) >= SEEN).mean())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_play(server: Server, open_page: OpenPage, scheme: str) -> None:
    page = open_page("about:blank")
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.goto(server.url)
    ready(page)
    page.locator(".st-key-histogram .pg-chart[data-tag]").wait_for()
    for where, least in SHOWN.items():
        there = page.locator(where).first
        assert once(page, lambda there=there: standing_out(there),
                    lambda share, least=least: share >= least) >= least, where
    _differs(page.locator(".st-key-box-regularizer button").nth(0),
             page.locator(".st-key-box-regularizer button").nth(1))
    _differs(page.locator(".st-key-layers .pg-layer[aria-pressed=true]"),
             page.locator(".st-key-layers .pg-layer").nth(1))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_answer(server: Server, open_page: OpenPage, scheme: str) -> None:
    page = open_page("about:blank")
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.goto(f"{server.url}/Try_a_hand")
    page.locator(".st-key-paste button").wait_for()
    upload(page, hand())
    answered(page)
    at_rest(page)
    # One for each network that answers.
    icons = page.locator(".th-winner .th-icon").all()
    assert icons
    for icon in icons:
        assert standing_out(icon) > 0.2
    for track in page.locator(".th-track").all():
        share = float(track.locator("i").get_attribute("style").split(":")[1].split("%")[0]) / 100
        # Its frame and, where there is more of it than a frame, the bar.
        assert standing_out(track) > 0.01
        if 0.1 < share < 0.45:
            assert standing_out(track) > share / 2


def _differs(chosen: Locator, other: Locator) -> None:
    """The two have another ground or another border."""
    looks = [one.evaluate("e => { const s = getComputedStyle(e); return [s.backgroundColor, "
                          "s.borderTopColor, s.borderTopWidth] }") for one in (chosen, other)]
    assert looks[0] != looks[1]
