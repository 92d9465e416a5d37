"""The page Inside: what comes later takes the room that was kept, and a unit is lit everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.playing import TRAINS, settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server

UNITS = ".st-key-inside-units-section .pg-units"
LIT = """() => {
  const found = [];
  const walk = (root) => {
    for (const one of root.querySelectorAll("[data-lit=true]")) found.push(one.title);
    for (const one of root.querySelectorAll("*")) if (one.shadowRoot) walk(one.shadowRoot);
  };
  walk(document);
  return found;
}"""


def sheet(page: Page, at: int, drawn: str = "true") -> str:
    """Of patches, maps and kernels one, once it shows something."""
    page.locator(UNITS).nth(at).and_(page.locator(f'[data-drawn="{drawn}"]')).wait_for(
        timeout=TRAINS)
    return UNITS


def looked_into(page: Page) -> None:
    """Once the page shows all that it has of the run that it opens with."""
    for at in range(3):
        sheet(page, at)
    settled(page)


def test_patches_come_without_a_jump_and_a_unit_is_lit_in_every_sheet(
    server: Server, open_page: OpenPage
) -> None:
    page = open_page(f"{server.url}/Inside?run=l2&layer=conv2d_1")
    page.locator(f'{UNITS}[data-tag="l2 conv2d_1"]').first.wait_for()
    # The page comes from top to bottom: what lies below has its place once all of it is there.
    settled(page).locator(".st-key-inside-matrix-section").wait_for()
    where = "() => document.querySelector('.st-key-inside-matrix-section').offsetTop"
    page.evaluate("document.fonts.ready")
    before = page.evaluate(where)
    sheet(page, 0)
    assert page.evaluate(where) == before
    patches = page.locator(UNITS).nth(0).locator("button")
    patches.nth(3).hover()
    page.wait_for_function(f"({LIT})().length >= 4")
    assert {told.removesuffix(", dead") for told in page.evaluate(LIT)} == {
        "conv 2, unit 4 of 32"}
    # By the keyboard: one stop a sheet, the arrows within it, Enter chooses.
    page.locator(UNITS).nth(0).locator('button[tabindex="0"]').focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"() => {{ const lit = ({LIT})();"
                           " return lit.length && lit.every(told => !told.includes('unit 4 ')); }")
    number = page.evaluate(LIT)[0].split()[3]
    page.keyboard.press("Enter")
    page.get_by_text(f"conv 2, unit {number} of 32").first.wait_for()
    page.wait_for_url(f"**/Inside?*unit={number}*")
