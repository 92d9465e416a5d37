"""Each lesson by its own address, at four widths and in both themes; one by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from playground.lessons.catalog import catalog
from playground.ui.learn import pictures
from tests.browser.accessible import needs_axe, violations
from tests.browser.layout import WINDOWS, faults
from tests.browser.playing import settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server

NAMES = [one.name for one in catalog("en", pictures.names(), "").lessons]
FOUR = tuple(one for one in WINDOWS if one.zoom == 1 and one.width in (390, 820, 1280, 1920))
TALL = 200
"""CSS pixels that any picture has."""
_DRAWN = """tall => {
  const inside = (at) => [...at.querySelectorAll("*")].flatMap(
    (one) => [one, ...(one.shadowRoot ? inside(one.shadowRoot) : [])]);
  const place = document.querySelector(".st-key-lesson-picture");
  return place && inside(place).some((one) => one.matches(".pg")
    && one.getBoundingClientRect().height >= tall
    && [...one.querySelectorAll("canvas, svg")].some((it) => it.getBoundingClientRect().width));
}"""


def drawn(page: Page) -> Page:
    page.wait_for_function(_DRAWN, arg=TALL)
    return settled(page)


@needs_axe
@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_opens_by_its_address_fits_and_can_be_read_to_anybody(
    server: Server, open_page: OpenPage, name: str
) -> None:
    page = drawn(open_page(f"{server.url}/Learn?lesson={name}"))
    assert page.locator('[data-testid="stException"]').count() == 0
    told = faults(page, FOUR, ("light", "dark")) + violations(page)
    assert not told, "\n".join(told)


@needs_axe
def test_the_overview_shows_all_of_them(server: Server, open_page: OpenPage) -> None:
    page = open_page(f"{server.url}/Learn?lang=de")
    page.locator(".pg-path .pg-card").first.wait_for()
    settled(page)
    assert page.locator(".pg-path .pg-card").count() == len(NAMES)
    told = faults(page, FOUR, ("light", "dark")) + violations(page)
    assert not told, "\n".join(told)


def test_by_keyboard_alone_and_the_browser_keeps_the_tick(
    server: Server, open_page: OpenPage
) -> None:
    page = drawn(open_page(f"{server.url}/Learn?lesson=pooling"))
    _tab_to(page, "pg-choice")
    page.keyboard.press("Enter")
    page.locator('.pg-prediction[data-answered="true"]').wait_for()
    # The focus stays where it was: the next control is the next in reading order.
    _tab_to(page, "average")
    page.keyboard.press("Enter")
    _tab_to(page, "16")
    page.keyboard.press("Enter")
    page.locator('.ln-task[data-done="true"]').wait_for()
    page.reload()
    drawn(page)
    page.locator('.pg-step[aria-current="page"][data-done="true"]').wait_for()
    page.locator(".pg-next").focus()
    page.keyboard.press("Enter")
    page.locator(".ln-title", has_text=_title_after("pooling")).wait_for()
    assert page.url.endswith(f"lesson={NAMES[NAMES.index('pooling') + 1]}")
    page.evaluate("() => localStorage.clear()")


def _title_after(name: str) -> str:
    lessons = catalog("en", pictures.names(), "").lessons
    return lessons[NAMES.index(name) + 1].title


_FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at ? `${at.className} ${at.dataset.value ?? ""}` : "";
}"""


def _tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what has the focus is of that class or value."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted in str(page.evaluate(_FOCUSED)).split():
            return
    pytest.fail(f"Tab comes to no {wanted}")
