"""Each lesson by its own address, at four widths and in both themes; its task by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from playground.lessons.catalog import catalog
from playground.ui.learn import pictures
from tests.browser.accessible import needs_axe, violations
from tests.browser.layout import WINDOWS, faults
from tests.browser.lesson_keys import WALKS
from tests.browser.playing import settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server

NAMES = [one.name for one in catalog("en", pictures.names(), "").lessons]
FOUR = tuple(one for one in WINDOWS if one.zoom == 1 and one.width in (390, 820, 1280, 1920))
TALL = 200
"""CSS pixels that any picture has."""
# A box of the chain is drawn without a canvas; what canvas it has is there for its first frame
# alone, until its size is known, and then waits for the prediction.
_DRAWN = """tall => {
  const inside = (at) => [...at.querySelectorAll("*")].flatMap(
    (one) => [one, ...(one.shadowRoot ? inside(one.shadowRoot) : [])]);
  const place = document.querySelector(".st-key-lesson-picture");
  return place && inside(place).some((one) => one.matches(".pg")
    && one.getBoundingClientRect().height >= tall
    && [...one.querySelectorAll("canvas:not(.pg-chain canvas), svg, .pg-box")].some(
      (it) => it.getBoundingClientRect().width));
}"""


@pytest.fixture(scope="module", params=NAMES)
def lesson(request: pytest.FixtureRequest) -> str:
    """One after another, each with all that is tested of it."""
    return str(request.param)


@pytest.fixture(scope="module")
def page(server: Server, open_shared_page: OpenPage, lesson: str) -> Iterator[Page]:
    """The lesson's own, opened once: loading it takes longer than most of what is tested."""
    page = drawn(open_shared_page(f"{server.url}/Learn?lesson={lesson}"))
    yield page
    page.evaluate("() => localStorage.clear()")
    page.close()


def drawn(page: Page) -> Page:
    page.wait_for_function(_DRAWN, arg=TALL)
    return settled(page)


@needs_axe
def test_a_lesson_opens_by_its_address_fits_and_can_be_read_to_anybody(page: Page) -> None:
    assert page.locator('[data-testid="stException"]').count() == 0
    told = faults(page, FOUR, ("light", "dark")) + violations(page)
    assert not told, "\n".join(told)


def test_a_lesson_is_predicted_answered_and_done_by_keys_alone(page: Page, lesson: str) -> None:
    _tab_to(page, ".pg-choice")
    page.keyboard.press("Enter")
    page.locator('.pg-prediction[data-answered="true"]').wait_for()
    chosen = page.locator('.pg-choice[data-mine="true"]')
    assert chosen.count() == 1
    assert chosen.get_attribute("aria-pressed") == "true"
    assert page.locator(".pg-prediction .pg-said").inner_text()
    stops = list(WALKS[lesson]())
    page.locator(f".st-key-lesson-picture {stops[0].control}").first.wait_for(state="attached")
    settled(page)
    before = page.evaluate(_NUMBERS)
    # The focus stays where it was: the next control is the next in reading order.
    for stop in stops:
        _tab_to(page, stop.control)
        if stop.typed:
            page.keyboard.type(stop.typed)
        for key in stop.keys if not stop.typed else ():
            page.keyboard.press(key)
    page.locator('.ln-task[data-done="true"]').wait_for()
    assert page.evaluate(_NUMBERS) != before
    page.locator('.pg-step[aria-current="page"][data-done="true"]').wait_for()


@needs_axe
def test_the_overview_shows_all_of_them(server: Server, open_page: OpenPage) -> None:
    page = open_page(f"{server.url}/Learn?lang=de")
    page.locator(".pg-path .pg-card").first.wait_for()
    settled(page)
    assert page.locator(".pg-path .pg-card").count() == len(NAMES)
    told = faults(page, FOUR, ("light", "dark")) + violations(page)
    assert not told, "\n".join(told)


def test_the_browser_keeps_the_tick_and_a_key_goes_on_to_the_next_lesson(
    server: Server, open_page: OpenPage
) -> None:
    page = drawn(open_page(f"{server.url}/Learn?lesson=pooling"))
    for stop in WALKS["pooling"]():
        _tab_to(page, stop.control)
        page.keyboard.press("Enter")
    page.locator('.ln-task[data-done="true"]').wait_for()
    # What draws the tick is what keeps it.
    page.locator('.pg-step[aria-current="page"][data-done="true"]').wait_for()
    page.reload()
    drawn(page)
    page.locator('.pg-step[aria-current="page"][data-done="true"]').wait_for()
    page.locator('.ln-task[data-done="true"]').wait_for()
    page.locator(".pg-next").focus()
    page.keyboard.press("Enter")
    page.locator(".ln-title", has_text=_title_after("pooling")).wait_for()
    assert page.url.endswith(f"lesson={NAMES[NAMES.index('pooling') + 1]}")
    page.evaluate("() => localStorage.clear()")


def _title_after(name: str) -> str:
    lessons = catalog("en", pictures.names(), "").lessons
    return lessons[NAMES.index(name) + 1].title


_NUMBERS = """() => {
  const inside = (at) => [...at.querySelectorAll("*")].flatMap(
    (one) => [one, ...(one.shadowRoot ? inside(one.shadowRoot) : [])]);
  return inside(document.querySelector(".st-key-lesson-picture"))
    .filter((one) => !one.children.length || one.hasAttribute("aria-valuetext"))
    .map((one) => one.getAttribute("aria-valuetext") ?? one.value ?? one.textContent).join("|");
}"""
_ON_IT = """control => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return Boolean(at?.matches(control));
}"""


def _tab_to(page: Page, control: str) -> None:
    """Press Tab until what has the focus matches that."""
    page.locator(control).first.wait_for(state="attached")
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate(_ON_IT, control):
            return
    pytest.fail(f"Tab comes to no {control}")
