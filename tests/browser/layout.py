"""One page through all widths, in one tab: what its layout does wrong at each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

_MEASURE = Path(__file__).with_name("measuring.js").read_text(encoding="utf-8")
SETTLES_WITHIN = 120
"""Frames, as many as a browser that has the machine to itself shows in two seconds: a fault is one
that stays so long. Panels are drawn anew after a width has changed."""
COUNT_FRAMES = """() => {
  const counts = window.frameCounts = {frames: 0};
  const next = () => {
    counts.frames += 1;
    if (counts === window.frameCounts) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}"""


@dataclass(frozen=True)
class Window:
    """A browser's window; at a `zoom` it has fewer and larger CSS pixels."""

    width: int
    height: int
    zoom: float = 1

    def __str__(self) -> str:
        return f"{self.width}x{self.height} at {self.zoom:.0%}"


WINDOWS = (
    Window(320, 640), Window(360, 740), Window(390, 844), Window(600, 960), Window(768, 1024),
    Window(820, 1180), Window(1024, 768), Window(1180, 820), Window(1280, 720), Window(1366, 650),
    Window(1440, 900), Window(1920, 1080), Window(1440, 900, 1.5), Window(1440, 900, 2),
)
Scheme = Literal["light", "dark"]


def faults(
    page: Page, windows: Iterable[Window] = WINDOWS, schemes: Iterable[Scheme] = ("light",),
    within: str = "body", holes: Mapping[str, int] | None = None,
    patience: int = SETTLES_WITHIN,
) -> list[str]:
    """A sentence for each fault `within` an element, with where it is.

    `holes`: the largest empty square in CSS pixels, by panel. `patience`: frames that a fault has
    to go.
    """
    session = page.context.new_cdp_session(page)
    told = []
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        for window in windows:
            _resize(session, window)
            found = _measured(page, within, holes or {}, patience)
            told += [f"{window}, {scheme}: {one}" for one in found]
    return told


def _resize(session: CDPSession, window: Window) -> None:
    session.send("Emulation.setDeviceMetricsOverride", {
        "width": round(window.width / window.zoom), "height": round(window.height / window.zoom),
        "deviceScaleFactor": window.zoom, "mobile": False})


def _measured(
    page: Page, within: str, holes: Mapping[str, int], patience: int
) -> list[str]:
    page.evaluate(COUNT_FRAMES)
    while True:
        # Two frames: one to lay out, one to draw for the new size.
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => "
                      "requestAnimationFrame(() => setTimeout(done, 20))))")
        found: list[str] = page.evaluate(
            f"([within, holes]) => ({_MEASURE})(within, holes)", [within, dict(holes)])
        if not found or page.evaluate("window.frameCounts.frames") > patience:
            return found
