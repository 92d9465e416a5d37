"""The components in a real browser, on their demo page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.demo_page import pixels, ready, run_until, says, start_over, stop, tick
from tests.browser.playing import has_been, remembering

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import OpenPage, Server

# Counts what would be seen as a flicker: a chart or canvas taken out, a plot without lines.
WATCH = """() => {
  const seen = window.seen = {removed: 0, blank: 0, frames: 0, shift: 0};
  const drawn = (n) => n.nodeType === 1 &&
    (n.matches(".pg,.stBidiComponent,canvas") || n.querySelector(".pg,.stBidiComponent,canvas"));
  new MutationObserver((all) => all.forEach((one) => one.removedNodes.forEach((n) => {
    if (drawn(n)) seen.removed += 1;
  }))).observe(document.body, {childList: true, subtree: true});
  new PerformanceObserver((all) => all.getEntries().forEach((e) => { seen.shift += e.value; }))
    .observe({type: "layout-shift"});
  const look = () => {
    seen.frames += 1;
    const lines = document.querySelectorAll(".st-key-curves .pg-painted [data-curve]");
    if (lines.length < 3) seen.blank += 1;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


@pytest.fixture(scope="module")
def shared(demo: Server, open_shared_page: OpenPage) -> Page:
    return ready(open_shared_page(demo.url))


@pytest.fixture
def page(shared: Page) -> Page:
    """The demo as it was at first, but for a zoom."""
    start_over(shared)
    says(shared, "strength 0.001 dropout 0 edits 0")
    says(shared, re.compile("tick 0 said *$"))
    says(shared, "selected dense")
    return shared


def slider(page: Page, name: str = "Strength λ") -> Locator:
    return page.get_by_role("slider", name=name)


def test_charts_and_canvases_stay_while_numbers_change(page: Page) -> None:
    page.evaluate(WATCH)
    run_until(page, 8)
    seen: dict[str, Any] = page.evaluate("window.seen")
    stop(page)
    assert seen["frames"] > 8
    assert (seen["removed"], seen["blank"]) == (0, 0)


def test_one_pixel_a_weight_and_nothing_where_it_is_zero(page: Page) -> None:
    tick(page, 10)
    canvas = page.locator(".pg-raster canvas").first
    assert canvas.evaluate("c => [c.width, c.height]") == [256, 128]
    alphas = pixels(canvas)[3::4]
    assert alphas.count(0) > len(alphas) / 5
    assert max(alphas) > 0


def test_the_pointer_reads_a_weight(page: Page) -> None:
    page.locator(".pg-raster canvas").first.hover(position={"x": 11, "y": 21})
    hover = page.locator(".pg-raster .pg-hover")
    hover.wait_for()
    assert re.fullmatch(r"unit 11, input 6: (at or beyond )?−?0\.\d+", hover.inner_text())


def test_a_knob_sends_while_it_is_dragged_and_its_last_value(page: Page) -> None:
    box = slider(page).bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.6, middle)
    page.mouse.down()
    several = page.get_by_text(re.compile(r"edits ([5-9]|\d\d)"))
    # Before it is released: to and fro, for a busy page takes in fewer of the moves.
    for to_and_fro in range(20):
        for share in range(31):
            at = 60 + (30 - share if to_and_fro % 2 else share)
            page.mouse.move(box["x"] + box["width"] * at / 100, middle)
            page.wait_for_timeout(40)
        if several.count():
            break
    several.first.wait_for()
    page.mouse.move(box["x"] + box["width"] + 40, middle)
    page.mouse.up()
    says(page, "strength 0.1 ")
    expect(page.get_by_label("Strength λ, exact value")).to_have_value("0.1")


def test_a_preset_moves_the_knob_after_a_drag(page: Page) -> None:
    slider(page).press("ArrowRight")
    says(page, "edits 1")
    page.get_by_role("button", name="Preset").click()
    says(page, "strength 0.02 dropout 0.5")
    expect(page.get_by_label("Strength λ, exact value")).to_have_value("0.02")
    expect(page.get_by_label("Dropout, exact value")).to_have_value("0.5")


def test_a_typed_value_is_taken_or_the_old_one_stays(page: Page) -> None:
    field = page.get_by_label("Strength λ, exact value")
    # One page for all: each is tried after a value that it must not leave by itself.
    for typed, taken in {"3e-4": "0.0003", "0,005": "0.005", "off": "0", "7": "0.1", "-1": "1e-06",
                         "2e-3": "0.002", "many": "0.002", "": "0.002", "1e999": "0.002"}.items():
        field.fill(typed)
        field.press("Enter")
        says(page, re.compile(f"strength {re.escape(taken)} "))
        field.blur()
    expect(field).to_have_value("2e-3")


def test_a_knob_goes_to_off_and_back_by_keys(page: Page) -> None:
    slider(page).press("Home")
    says(page, "strength 0 ")
    expect(slider(page)).to_have_attribute("aria-valuetext", "off")
    slider(page).press("ArrowRight")
    says(page, "strength 1e-06 ")
    slider(page).press("ArrowLeft")
    says(page, "strength 0 ")


def test_a_callback_gets_the_value(page: Page) -> None:
    slider(page, "Dropout").press("ArrowRight")
    says(page, "dropout 0.05 ")
    expect(page.get_by_label("Dropout, exact value")).to_have_value("0.05")


def test_a_disabled_knob_cannot_be_moved(page: Page) -> None:
    assert slider(page, "Share of data").is_disabled()
    expect(page.get_by_label("Share of data, exact value")).to_have_value("30 %")


def test_tiles_tell_how_they_were_answered(page: Page) -> None:
    page.get_by_role("button", name="picture 1, wrong, label made wrong").click()
    says(page, "said tile 1")
    style = "c => getComputedStyle(c).borderStyle"
    frames = [page.locator(".pg-tile .pg-face").nth(k).evaluate(style) for k in (0, 1)]
    assert frames == ["solid", "dashed"]


# Where an element's middle is on the canvas that lies under it: red, green, blue, opacity.
UNDER = """([element, canvas, x, y]) => {
  const [box, sheet] = [element, canvas].map((one) => one.getBoundingClientRect());
  const ratio = canvas.width / sheet.width;
  const at = [box.left - sheet.left + x * box.width, box.top - sheet.top + y * box.height];
  return [...canvas.getContext("2d").getImageData(at[0] * ratio, at[1] * ratio, 1, 1).data];
}"""


def under(page: Page, kind: str, number: int, x: float = 0.5, y: float = 0.5) -> list[int]:
    element = page.locator(f".pg-{kind}").nth(number)
    sheet = element.locator("xpath=..").locator("canvas")
    found: list[int] = page.evaluate(
        UNDER, [element.element_handle(), sheet.element_handle(), x, y])
    return found


def test_each_tile_lies_over_its_own_picture_on_one_canvas(page: Page) -> None:
    assert page.locator(".pg-tiles").first.locator("canvas").count() == 1
    middles = [under(page, "tile", number) for number in range(16)]
    assert all(opacity == 255 for *_, opacity in middles)
    assert len({tuple(middle) for middle in middles}) > 8
    # Between two tiles, and where the notched one (the first) is cut off, there is nothing.
    assert under(page, "tile", 0, 1.02, 0.5)[3] == 0
    assert under(page, "tile", 0, 0.98, 0.02)[3] == 0


def test_each_map_lies_over_its_own_picture_with_its_kernel_in_the_corner(page: Page) -> None:
    maps = page.locator(".pg-maps").first
    assert maps.locator("canvas").count() == 1
    assert [under(page, "map", number)[3] for number in range(8)] == [255] * 8
    corners = {tuple(under(page, "map", number, 0.85, 0.85)) for number in range(8)}
    assert len(corners) > 1


def test_a_layer_is_selected_by_a_click(page: Page) -> None:
    page.get_by_title("conv 2, 16×16×32, bears the penalty").click()
    says(page, "selected conv2d_1")
    page.wait_for_selector('.pg-layer[aria-pressed="true"] >> text=conv 2')


def test_validation_opens_by_a_click_and_keeps_the_focus(page: Page) -> None:
    tick(page, 2)
    number = page.get_by_role("button", name=re.compile("VALID"))
    number.click()
    says(page, "said metric validation")
    assert number.evaluate("n => n.getRootNode().activeElement === n")
    assert page.get_by_role("button", name=re.compile("TRAIN")).count() == 0


def test_cards_open_pin_and_go(page: Page) -> None:
    cards = page.locator(".pg-card")
    cards.nth(0).get_by_role("button", name="Pin").click()
    cards.nth(0).get_by_role("button", name="Remove").click()
    cards.nth(1).click()
    says(page, "card No regularizer open")
    tick(page, 1)
    says(page, "card L1 1e-3 pin; card L1 1e-3 remove; card No regularizer open")
    assert cards.nth(1).get_by_role("button", name="Pin").count() == 0


def test_keys_act_on_the_page(page: Page) -> None:
    for key in (" ", "ArrowRight", "R", "2"):
        page.keyboard.press(key)
    page.keyboard.press("Control+2")
    tick(page, 1)
    says(page, "said key play; key step; key reset; key second")


def test_keys_are_left_to_who_types_or_slides(page: Page) -> None:
    page.get_by_label("Strength λ, exact value").click()
    page.keyboard.type("1 r2")
    slider(page).press("ArrowRight")
    # By keyboard on a button, Space presses the button.
    page.get_by_role("button", name="Preset").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press(" ")
    says(page, "strength 0.02 ")
    tick(page, 1)
    says(page, re.compile("tick [1-9]"))
    assert page.get_by_text(re.compile("said .*key")).count() == 0


def test_a_link_is_copied(page: Page, demo: Server) -> None:
    share = remembering(page.locator(".st-key-share .pg"))
    page.get_by_role("button", name="Share").click()
    assert has_been(share, 'data-copied="true"')
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{demo.url}/?lambda=0.02&seed=1"


def test_without_a_clipboard_the_link_is_shown(page: Page, demo: Server) -> None:
    page.evaluate("""() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"));
    }""")
    page.get_by_role("button", name="Share").click()
    field = page.get_by_label("Link to copy")
    field.wait_for()
    assert field.input_value() == f"{demo.url}/?lambda=0.02&seed=1"
    field.press("Escape")
    field.wait_for(state="hidden")


def test_every_drawing_has_words_for_who_does_not_see_it(page: Page) -> None:
    for name in ("The weights of the dense layer.", "Validation accuracy climbs to 80 %."):
        expect(page.get_by_role("img", name=name)).to_have_count(1)
