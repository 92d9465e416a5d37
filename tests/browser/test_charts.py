"""A chart is painted while nobody points at it, and Plotly's while somebody does: one picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.playing import TRAINS, press, ready, tick, trains_past

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server, StartServer

PLOT = "document.querySelector('.st-key-curves .js-plotly-plot')"
CHARTS = ("accuracy", "loss", "histogram", "knock-out")

# Every text and every line of both pictures: what it says and where it stands.
LOOK = """key => {
  const root = document.querySelector(`.st-key-${key} .pg-chart`);
  const box = root.getBoundingClientRect();
  const about = (name, e) => {
    const { left, top, width, height } = e.getBoundingClientRect();
    // Plotly has spaces of no width around what is raised.
    return [name.replaceAll("\\u200b", ""), left - box.left, top - box.top, width, height];
  };
  const rows = (text) => {
    const inner = [...text.querySelectorAll("tspan.line, tspan[x]")];
    return (inner.length ? inner : [text]).filter((e) => e.textContent);
  };
  const taken = (where, line) => [
    ...[...root.querySelectorAll(`${where} text`)].flatMap(rows)
      .map((e) => about(e.textContent, e)),
    ...[...root.querySelectorAll(`${where} ${line}`)].map((e) => about("line", e)),
  ].sort((a, b) => a.join() < b.join() ? -1 : 1);
  return [taken(".pg-painted", "path[data-curve]"), taken(".pg-plot", ".js-line")];
}"""


@pytest.fixture(scope="module")
def play(start_server: StartServer) -> Server:
    return start_server("app.py", PLAYGROUND_MAX_RUNS="1")


def same_picture(page: Page, key: str) -> None:
    """Point at the chart, compare what was painted with what Plotly draws, and leave it.

    Once more where they differ: a newer figure may have come while Plotly was drawing.
    """
    for tries_left in reversed(range(5)):
        page.locator(f".st-key-{key} .pg-chart").hover(position={"x": 3, "y": 3})
        page.wait_for_selector(f".st-key-{key} .pg-pointed")
        page.wait_for_selector(f".st-key-{key} .pg-plot .xtick")
        painted, drawn = page.evaluate(LOOK, key)
        page.mouse.move(2, 890)
        page.wait_for_selector(f".st-key-{key} .pg-pointed", state="detached")
        assert len(painted) > 6
        apart = differences(painted, drawn)
        if not apart:
            return
        assert tries_left, (key, apart)


def differences(painted: list[Any], drawn: list[Any]) -> list[Any]:
    """What stands in one of the pictures alone, or a pixel or more from its place in the other."""
    one, other = (sorted([name, *(round(n) for n in place)] for name, *place in picture)
                  for picture in (painted, drawn))
    if [name for name, *_ in one] != [name for name, *_ in other]:
        return [one, other]
    return [(a, b) for a, b in zip(one, other, strict=True)
            if a[1:] != pytest.approx(b[1:], abs=1.01)]


def test_nothing_moves_where_plotly_takes_over(play: Server, open_page: OpenPage) -> None:
    page = ready(open_page(play.url + "/?share=30&epochs=30"))
    for key in CHARTS:
        same_picture(page, key)
    press(page, "Play")
    page.wait_for_selector(
        ".st-key-accuracy [data-curve=elsewhere]", state="attached", timeout=TRAINS)
    page.get_by_text("L1", exact=True).first.click()
    page.locator(".st-key-accuracy .pg-painted").get_by_text("None → L1").wait_for(timeout=TRAINS)
    trains_past(page, 30)
    press(page, "Pause")
    page.get_by_role("button", name="Play", exact=True).wait_for()
    # What was measured for the last step may still be on its way.
    page.wait_for_timeout(1500)
    for key in CHARTS:
        same_picture(page, key)
    page.locator(".st-key-rest button").first.click()
    page.get_by_text("Logarithmic loss").click()
    page.locator(".st-key-loss .pg-painted").get_by_text("10−3").wait_for()
    page.keyboard.press("Escape")
    same_picture(page, "loss")


def test_a_chart_stands_without_plotly(demo: Server, open_page: OpenPage) -> None:
    page = open_page("about:blank")
    page.route("**/plotly-basic.min.js*", lambda route: route.abort())
    page.goto(demo.url)
    curves = page.locator(".st-key-curves .pg-chart")
    curves.hover()
    # One that cannot be painted says so.
    page.get_by_text("This chart could not be drawn.").wait_for()
    page.wait_for_timeout(300)
    assert curves.locator("[data-curve]").count() == 3
    assert page.get_by_text("This chart could not be drawn.").count() == 1


def test_what_cannot_be_painted_is_plotlys(demo: Server, open_page: OpenPage) -> None:
    page = open_page(demo.url)
    page.wait_for_selector(".st-key-unpainted .pg-pointed .js-line")
    page.mouse.move(2, 2)
    page.wait_for_timeout(400)
    assert page.locator(".st-key-unpainted .pg-pointed").count() == 1


def test_only_what_changed_is_new_in_a_painted_chart(demo: Server, open_page: OpenPage) -> None:
    page = open_page(demo.url)
    page.wait_for_selector(".st-key-curves .pg-painted [data-curve]")
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


def test_a_zoom_survives_new_numbers(demo: Server, open_page: OpenPage) -> None:
    page = open_page(demo.url)
    page.locator(".st-key-curves .pg-chart").hover()
    page.wait_for_selector(".st-key-curves .pg-pointed")
    box = page.locator(".st-key-curves .nsewdrag").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 90, steps=5)
    page.mouse.up()
    range_of = f"{PLOT}.layout.xaxis.range"
    page.wait_for_function(f"{range_of}[0] > 0")
    zoomed = page.evaluate(range_of)
    # The pointer is elsewhere meanwhile.
    tick(page, 8)
    assert page.evaluate(range_of) == zoomed
    page.wait_for_selector(".st-key-curves .pg-pointed")
    # Until it is undone.
    page.locator(".st-key-curves .pg-chart").dblclick()
    page.wait_for_function(f"{range_of}[0] === 0")
    page.mouse.move(2, 2)
    page.wait_for_selector(".st-key-curves .pg-pointed", state="detached")


def test_a_theme_color_is_looked_up(demo: Server, open_page: OpenPage) -> None:
    colors = {}
    for scheme in ("light", "dark"):
        page = open_page(demo.url, scheme=scheme)
        line = page.locator(".pg-painted [data-curve=validation]")
        painted = line.evaluate("e => getComputedStyle(e).stroke")
        page.locator(".st-key-curves .pg-chart").hover()
        page.wait_for_selector(".st-key-curves .pg-pointed")
        colors[scheme] = page.evaluate(f"{PLOT}.data[1].line.color")
        assert painted == colors[scheme]
    assert colors == {"light": "rgb(0, 114, 178)", "dark": "rgb(74, 168, 224)"}
