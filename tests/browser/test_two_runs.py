"""The panels of a second run on a page look as those of the first do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.playing import once

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, StartServer

LOOKS = """mark => {
  const all = [...document.querySelectorAll('[class*="st-key-"]')];
  const key = (one) => [...one.classList].find((word) => word.startsWith("st-key-"));
  const look = (one) => {
    const style = getComputedStyle(one);
    return {key: key(one).replace(`--${mark}`, ""), order: style.order, display: style.display,
            columns: style.gridTemplateColumns, gap: style.gap, area: style.gridArea,
            scale: style.getPropertyValue("--pg-scale"), width: Math.round(one.offsetWidth),
            height: Math.round(one.offsetHeight)};
  };
  const of = (marked) => all.filter((one) => key(one).endsWith(`--${mark}`) === marked);
  const twins = of(true).map(look), names = new Set(twins.map((one) => one.key));
  return [of(false).map(look).filter((one) => names.has(one.key)), twins];
}"""


@pytest.fixture(scope="module")
def page(start_server: StartServer, open_shared_page: OpenPage) -> Page:
    opened = open_shared_page(start_server("tests/browser/two_runs.py").url)
    for mark in ("", "--twin"):
        opened.wait_for_selector(f".st-key-matrix{mark} .pg-raster[data-tag]")
        opened.wait_for_selector(f".st-key-accuracy{mark} .pg-chart[data-tag]")
        opened.wait_for_selector(f".st-key-knock-out{mark} .pg-chart[data-tag]")
    return opened


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1180, 820), (820, 1180), (390, 844)])
def test_each_place_of_the_second_run_is_laid_out_as_the_first_runs(
    page: Page, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    one, twin = once(page, lambda: page.evaluate(LOOKS, "twin"), lambda both: both[0] == both[1])
    assert one == twin
    assert len(twin) > 15
    assert next(each for each in twin if each["key"] == "st-key-stage")["display"] == "grid"
