"""A chart is read, zoomed and patched in place; the page's own figures and those of the demo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.demo_page import ready as demo_ready
from tests.browser.demo_page import says, start_over, tick
from tests.browser.playing import TRAINS, once, press, ready, settled, train_an_epoch

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import OpenPage, Server

CHARTS = ("accuracy", "loss", "histogram", "knock-out")


@pytest.fixture(scope="module")
def shared(demo: Server, open_shared_page: OpenPage) -> Page:
    return demo_ready(open_shared_page(demo.url))


@pytest.fixture
def page(shared: Page) -> Page:
    """The demo as it was at first: neither read nor zoomed, and the focus nowhere."""
    shared.mouse.move(2, 2)
    start_over(shared)
    says(shared, re.compile("tick 0 said *$"))
    shared.locator('.st-key-curves .pg-chart[data-tag="0"]').wait_for()
    view(shared).press("Escape")
    shared.evaluate("document.activeElement.blur()")
    shared.mouse.move(2, 2)
    assert (zoomed(shared), read(shared)) == ("", [])
    return shared


def view(page: Page, key: str = "curves") -> Locator:
    return page.locator(f".st-key-{key} .pg-view")


def read(page: Page, key: str = "curves") -> list[str]:
    """The lines of the readout; none where nothing is read."""
    lines: list[str] = page.locator(f".st-key-{key} .pg-readout").evaluate(
        "e => e.hidden ? [] : [...e.children].map(line => line.textContent)")
    return lines


def point_at(page: Page, share: float, key: str = "curves") -> list[str]:
    """What is read that far along the chart."""
    box = view(page, key).bounding_box()
    assert box
    view(page, key).hover(position={"x": share * box["width"], "y": 0.5 * box["height"]})
    return read(page, key)


def drag(page: Page, to: float, key: str = "curves") -> None:
    """Along the chart, from a fifth of it."""
    box = view(page, key).bounding_box()
    assert box
    height = box["y"] + 0.4 * box["height"]
    page.mouse.move(box["x"] + 0.2 * box["width"], height)
    page.mouse.down()
    page.mouse.move(box["x"] + to * box["width"], height + 4, steps=5)
    page.mouse.up()


def zoomed(page: Page, key: str = "curves") -> str:
    """The part of the horizontal axis that is shown; "" for all of it."""
    return page.locator(f".st-key-{key} .pg-chart").get_attribute("data-zoom") or ""


def ticks(page: Page, key: str = "curves") -> list[str]:
    return page.locator(f".st-key-{key} .pg-painted text").all_inner_texts()


def losses(page: Page) -> list[str]:
    """What is read of them, without the epoch."""
    return point_at(page, 0.45, "loss")[1:]


def test_each_figure_of_a_run_is_read_where_it_is_pointed_at(
    server: Server, open_page: OpenPage
) -> None:
    page = ready(open_page(server.url + "/?share=30&epochs=7"))
    # It holds after an epoch: going on, it might end before the knob is turned.
    train_an_epoch(page)
    page.locator(".st-key-run-status").get_by_text("paused").wait_for(timeout=TRAINS)
    settled(page).locator(".st-key-box-regularizer").get_by_text("L1", exact=True).click()
    press(page, "Play")
    page.locator(".st-key-accuracy .pg-painted").get_by_text("None → L1").wait_for(timeout=TRAINS)
    page.locator(".st-key-run-status").get_by_text("finished").wait_for(timeout=TRAINS)

    def read_all() -> dict[str, list[str]]:
        return {key: point_at(page, 0.45, key) for key in CHARTS}

    # What was measured for the last step may still be on its way.
    spoken = once(page, read_all, lambda seen: all(seen.values()) and len(seen["loss"]) == 4)
    epoch, *accuracies = spoken["accuracy"]
    assert epoch.startswith("epoch ")
    assert {line.split()[0] for line in accuracies} >= {"training", "validation", "elsewhere"}
    assert {line.split()[0] for line in spoken["loss"][1:]} == {
        "training", "validation", "penalty"}
    assert any("weights" in line for line in spoken["histogram"])
    assert "of the units removed" in spoken["knock-out"][0]

    linear = losses(page)
    # Opened once: again at once, a popover is closed once more by the answer to its closing.
    page.locator(".st-key-rest button").first.click()
    page.get_by_text("Logarithmic loss").click()
    page.locator(".st-key-loss .pg-painted").get_by_text("10−3").wait_for()
    page.keyboard.press("Escape")
    page.locator(".st-key-epsilon").wait_for(state="detached")
    assert once(page, lambda: losses(page), linear.__eq__) == linear
    press(page, "Reset")


def test_the_readout_says_the_exact_values_of_all_lines_and_goes_with_the_pointer(
    page: Page,
) -> None:
    assert read(page) == []
    # Left of the axis there is nothing; then the first point of the curves.
    view(page).hover(position={"x": 20, "y": 50})
    assert read(page) == []
    view(page).hover(position={"x": 43, "y": 50})
    first, later = read(page), point_at(page, 0.2)
    assert sorted(first) == ["elsewhere 33 %", "epoch 0", "training 33 %", "validation 33 %"]
    assert [line.split()[0] for line in later] == ["epoch", "training", "validation", "elsewhere"]
    assert later != first
    page.mouse.move(2, 2)
    assert read(page) == []


def test_the_keyboard_moves_the_readout_and_it_is_read_aloud(page: Page) -> None:
    # As somebody who came by keyboard.
    page.keyboard.press("Tab")
    view(page).focus()
    for keys, title in ((["ArrowRight"], "epoch 0"), (["ArrowRight"] * 2, "epoch 2"),
                        (["ArrowLeft"], "epoch 1"), (["End"], "epoch 11"), (["Home"], "epoch 0")):
        for key in keys:
            page.keyboard.press(key)
        assert read(page)[0] == title
        assert page.locator(".st-key-curves .pg-unseen").inner_text().startswith(title)
    # They are the chart's, not the page's.
    assert "said key" not in page.locator("body").inner_text()
    page.keyboard.press("Escape")
    assert read(page) == []
    page.keyboard.press("+")
    assert zoomed(page) == "10 30"
    page.keyboard.press("-")
    assert zoomed(page) == ""


def test_only_what_changed_is_new_in_a_painted_chart(page: Page) -> None:
    page.evaluate("document.fonts.ready")
    page.evaluate("""() => {
      const all = document.querySelectorAll(".st-key-curves .pg-painted *");
      window.kept = [...all].map((one) => [one, one.outerHTML]);
    }""")
    tick(page, 4)
    kept = page.evaluate("""() => window.kept.map(([one, was]) =>
      [one.isConnected, one.outerHTML === was, one.tagName])""")
    assert all(connected for connected, *_ in kept)
    assert any(same for _, same, _ in kept)
    assert any(not same for _, same, tag in kept if tag == "path")


def test_a_zoom_survives_new_numbers(page: Page) -> None:
    whole = ticks(page)
    drag(page, 0.6)
    part = zoomed(page)
    low, high = map(float, part.split())
    assert 0 < low < high < 40
    assert ticks(page) != whole
    # The pointer is elsewhere meanwhile.
    tick(page, 8)
    assert zoomed(page) == part
    # Until it is undone.
    view(page).dblclick()
    assert zoomed(page) == ""
    assert ticks(page) == whole


def test_a_click_is_no_zoom(page: Page) -> None:
    drag(page, 0.203)
    assert zoomed(page) == ""
    page.get_by_text("point ", exact=False).wait_for()


def test_a_finger_reads_and_does_not_zoom(page: Page) -> None:
    box = view(page).bounding_box()
    assert box
    for kind, share in (("pointerdown", 0.3), ("pointermove", 0.5), ("pointerup", 0.5),
                        ("pointerleave", 0.5)):
        view(page).dispatch_event(kind, {
            "pointerType": "touch", "pointerId": 1, "button": 0,
            "clientX": box["x"] + share * box["width"], "clientY": box["y"] + 50})
    assert len(read(page)) > 1
    assert zoomed(page) == ""


def test_a_theme_color_is_looked_up(demo: Server, open_page: OpenPage) -> None:
    colors = {}
    for scheme in ("light", "dark"):
        page = demo_ready(open_page(demo.url, scheme=scheme))
        line = page.locator(".pg-painted [data-curve=validation]")
        point_at(page, 0.2)
        swatch = page.locator(".st-key-curves .pg-readout i").nth(2)
        colors[scheme] = line.evaluate("e => getComputedStyle(e).stroke")
        assert swatch.evaluate("e => getComputedStyle(e).backgroundColor") == colors[scheme]
    assert colors == {"light": "rgb(0, 114, 178)", "dark": "rgb(74, 168, 224)"}
