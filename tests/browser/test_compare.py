"""The Compare page in a browser: what a click changes, and what stays while it does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.flicker import flickered, watch
from tests.browser.playing import (
    LASTING,
    TRAINS,
    has_been,
    once,
    press,
    ready,
    remembering,
    trains_past,
)
from tests.browser.test_charts import drag, point_at, read, zoomed

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import OpenPage, Server

VALIDATION, TRAINING = "compare-validation", "compare-training"
ELSEWHERE = "compare-elsewhere"
TABLE = ".st-key-compare-table"


def opened(page: Page) -> Page:
    page.wait_for_selector(f"{TABLE} tbody tr")
    page.wait_for_selector(f".st-key-{VALIDATION} .pg-chart[data-tag]")
    # Over its own connection from here on: a click before that runs the page.
    page.wait_for_function("window.playgroundShown?.tell?.('no such place', '', null) === false")
    return page


@pytest.fixture
def compare(server: Server, open_page: OpenPage) -> Page:
    return opened(open_page(f"{server.url}/Compare"))


def chip(page: Page, name: str) -> Locator:
    return page.locator(".st-key-runs .pg-run", has_text=name)


def curves(page: Page, key: str = VALIDATION) -> list[str]:
    found = page.locator(f".st-key-{key} [data-curve]:not([data-curve$=best])")
    return sorted(one.get_attribute("data-curve") or "" for one in found.all())


def drawn(page: Page, count: int) -> bool:
    return len(once(page, lambda: curves(page), lambda now: len(now) == count)) == count


def epoch_of(heading: str) -> float:
    """Of a chart's readout, as in "epoch 10.7"."""
    return float(heading.removeprefix("epoch "))


def names(page: Page) -> list[str]:
    return page.locator(f"{TABLE} tbody .pg-name span").all_inner_texts()


def points_past(page: Page, count: int) -> None:
    """Until the line of the tab's own run has more points than that."""
    page.wait_for_function(
        "([key, points]) => Number(document.querySelector(`.st-key-${key} [data-run=F]"
        "[data-points]`)?.dataset.points) > points", arg=[VALIDATION, count], timeout=TRAINS)


def test_a_click_takes_a_run_out_everywhere_and_in_again(compare: Page) -> None:
    assert drawn(compare, 5)
    chip(compare, "Proximal").locator(".pg-take").click()
    expect(compare.locator(f"{TABLE} tbody tr")).to_have_count(4)
    assert drawn(compare, 4)
    best = compare.locator(".cp-verdict [data-kind=best]")
    expect(best).to_contain_text(re.compile(r"\bD end at"))
    compare.wait_for_url(lambda url: "l1-proximal" not in url and "runs=none" in url)
    chip(compare, "Proximal").locator(".pg-take").click()
    expect(compare.locator(f"{TABLE} tbody tr")).to_have_count(5)
    expect(best).to_contain_text(re.compile(r"\bE end at"))


def test_another_baseline_is_what_the_others_are_held_against(compare: Page) -> None:
    chip(compare, "L2").locator(".pg-base").click()
    expect(compare.locator(f"{TABLE} tbody tr").first).to_contain_text("L2")
    first = compare.locator(f"{TABLE} tbody tr").first
    expect(first.locator(".pg-difference")).to_have_count(0)
    expect(chip(compare, "L2").locator(".pg-base")).to_have_attribute("aria-pressed", "true")


def test_charts_are_read_together_and_a_zoom_outlives_another_choice(compare: Page) -> None:
    assert point_at(compare, 0.5, VALIDATION)
    # Validation is also looked at between two epochs, the other two after each.
    assert read(compare, TRAINING)[0] == read(compare, ELSEWHERE)[0]
    assert abs(epoch_of(read(compare, TRAINING)[0]) - epoch_of(read(compare, VALIDATION)[0])) < 1
    mark = "e => { e.dataset.kept = 'yes'; }"
    compare.locator(f".st-key-{TRAINING} .pg-chart").evaluate(mark)
    drag(compare, 0.6, VALIDATION)
    expect(compare.locator(f".st-key-{TRAINING} .pg-chart")).not_to_have_attribute("data-zoom", "")
    before = zoomed(compare, VALIDATION)
    assert once(compare, lambda: zoomed(compare, TRAINING), lambda now: now == before) == before
    assert before != ""
    chip(compare, "L1").locator(".pg-take").click()
    expect(compare.locator(f"{TABLE} tbody tr")).to_have_count(4)
    assert zoomed(compare, VALIDATION) == zoomed(compare, TRAINING) == before
    # The same element: nothing was mounted anew.
    expect(compare.locator(f".st-key-{TRAINING} .pg-chart")).to_have_attribute("data-kept", "yes")
    compare.locator(f".st-key-{TRAINING} .pg-view").dblclick()
    assert once(compare, lambda: zoomed(compare, VALIDATION), lambda now: now == "") == ""


def test_a_run_that_is_pointed_at_stands_out_in_every_chart(compare: Page) -> None:
    chip(compare, "Proximal").hover()
    for key in (VALIDATION, TRAINING, "compare-knock-out"):
        lines = compare.locator(f".st-key-{key} path[data-run]:not([data-run=''])")
        back = compare.locator(f".st-key-{key} path.pg-back")
        assert once(compare, lambda back=back, lines=lines: lines.count() - back.count(),
                    lambda left: left == 1) == 1, key
    compare.mouse.move(2, 2)
    expect(compare.locator(".pg-back")).to_have_count(0)


def test_a_heading_sorts_the_table_and_again_the_other_way(compare: Page) -> None:
    heading = compare.locator(f"{TABLE} th", has_text="Validation, last")
    heading.locator("button").click()
    best = once(compare, lambda: names(compare), lambda now: now[0].startswith("Proximal"))
    assert best[0].startswith("Proximal")
    assert best[-1].startswith("No regularizer")
    expect(heading).to_have_attribute("aria-sort", "descending")
    heading.locator("button").click()
    assert once(compare, lambda: names(compare), lambda now: now == best[::-1]) == best[::-1]


def test_weights_of_the_run_beside_the_baseline_follow_a_click(compare: Page) -> None:
    matrix = compare.locator(".st-key-compare-matrix-theirs")
    expect(matrix).to_contain_text("B L1")
    compare.locator(".st-key-pair button", has_text=re.compile("^E$")).click()
    expect(matrix).to_contain_text("E Proximal")


def test_the_copied_link_opens_the_same_comparison_elsewhere(
    compare: Page, server: Server, open_page: OpenPage
) -> None:
    chip(compare, "L1").locator(".pg-take").click()
    chip(compare, "dropout").locator(".pg-base").click()
    expect(compare.locator(f"{TABLE} tbody tr")).to_have_count(4)
    compare.get_by_role("button", name="Link and files").click()
    button = compare.get_by_role("button", name="Copy link")
    link = remembering(compare.locator(".pg").filter(has=button))
    button.click()
    assert has_been(link, "Link copied")
    other = opened(open_page(compare.evaluate("navigator.clipboard.readText()")))
    expect(other.locator(f"{TABLE} tbody tr")).to_have_count(4)
    assert sorted(names(other)) == sorted(names(compare))
    expect(other.locator(f"{TABLE} tbody .pg-name span").first).to_contain_text("Dropout")


def test_a_run_that_trains_is_followed_and_nothing_is_mounted_anew_blank_or_moved(
    server: Server, open_page: OpenPage
) -> None:
    page = ready(open_page(f"{server.url}/?{LASTING}"))
    press(page, "Play")
    trains_past(page, 60)
    page.get_by_role("link", name="Compare").click()
    opened(page)
    own = chip(page, "trains now")
    own.wait_for()
    # After some epochs all that takes long has been worked out, and the page has its shape.
    points_past(page, 8)
    watch(page)
    points_past(page, 18)
    assert flickered(page) == {"removed": [], "blank": [], "moved": []}
    page.get_by_role("link", name="Play", exact=True).click()
    press(ready(page), "Reset")
