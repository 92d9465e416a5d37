"""Knobs on the Play page in a real browser: dragged, recorded, and what breaks a training."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.playing import TRAINS, once, press, ready, settled, shown, trains_past

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server


def drag(page: Page, key: str, *, to: float) -> None:
    """By the mouse, in small moves, from where the knob stands to that share of its length."""
    box = page.locator(f".st-key-{key} input[type=range]").bounding_box()
    assert box is not None
    left, width, middle = box["x"], box["width"], box["y"] + box["height"] / 2
    page.mouse.move(left + 0.5 * width, middle)
    page.mouse.down()
    for share in range(1, 11):
        page.mouse.move(left + (0.5 + (to - 0.5) * share / 10) * width, middle)
        page.wait_for_timeout(60)
    page.mouse.up()


def test_a_dragged_knob_acts_before_it_is_let_go_and_leaves_a_marker(
    server: Server, open_page: OpenPage
) -> None:
    page = ready(open_page(server.url + "/?regularizer=l1&lambda=0.0005&share=30&epochs=1000"))
    press(page, "Play")
    trains_past(page, 3)
    box = page.locator(".st-key-knob-lambda input[type=range]").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.5 * box["width"], middle)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.8 * box["width"], middle, steps=8)
    # Still held: the change is part of the link already.
    page.wait_for_url("**lambda%3A**", timeout=TRAINS)
    page.mouse.up()
    page.locator(".st-key-accuracy .pg-painted").get_by_text("λ").first.wait_for(timeout=TRAINS)
    press(page, "Reset")


def test_dropout_dragged_up_dims_the_units_it_leaves_out(
    server: Server, open_page: OpenPage
) -> None:
    page = ready(open_page(server.url + "/?share=30&epochs=1000"))
    press(page, "Play")
    trains_past(page, 3)
    drag(page, "knob-dropout", to=0.9)
    page.wait_for_url("**dropout%3A**", timeout=TRAINS)
    step = shown(page, "matrix")
    trains_past(page, step + 4)

    def opaque() -> float:
        share: float = page.locator(".st-key-matrix canvas").nth(1).evaluate(
            "c => { const p = c.getContext('2d').getImageData(0, 0, 1, c.height).data;"
            " let on = 0; for (let i = 3; i < p.length; i += 4) on += p[i] > 0 ? 1 : 0;"
            " return on / c.height; }")
        return share

    # Beside the matrix stands a mark for each unit that is on; once the last of the drag acts,
    # some have none.
    assert 0 < once(page, opaque, lambda share: 0 < share < 0.8) < 0.8
    press(page, "Reset")


@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
def test_a_learning_rate_of_10_ends_in_a_sentence_and_keeps_the_page(
    server: Server, open_page: OpenPage, optimizer: str
) -> None:
    page = ready(open_page(
        f"{server.url}/?optimizer={optimizer}&learning-rate=10&share=30&epochs=60"))
    press(page, "Play")
    page.get_by_text("Training diverged").first.wait_for(timeout=TRAINS)
    page.get_by_role("button", name="Play", exact=True).wait_for(timeout=TRAINS)
    assert page.locator('[data-testid="stException"]').count() == 0


def test_pause_holds_and_step_trains_one_batch_and_one_epoch(
    server: Server, open_page: OpenPage
) -> None:
    page = ready(open_page(server.url + "/?share=30&epochs=200"))
    for label, step in (("One batch", 1), ("One batch", 2), ("One epoch", 35)):
        press(page, "Step")
        page.get_by_text(label, exact=True).click()
        trains_past(page, step - 1)
        page.get_by_text("paused").first.wait_for(timeout=TRAINS)
        assert shown(page, "matrix") == step
    press(page, "Reset")


def test_presets_that_are_chosen_one_after_another_each_stay(
    server: Server, open_page: OpenPage
) -> None:
    page = ready(open_page(server.url))
    presets = {"dropout 0.2": "dropout=0.2", "L1, λ = 0.01": "regularizer=l1&lambda=0.01"}
    for name, link in [*presets.items()] * 2:
        press(page, "Presets")
        page.get_by_role("menuitem", name=f"The article's network with {name}").click()
        page.wait_for_url(f"**model=article&{link}")
    # A preset whose effect is seen does not go again: what the page still says comes before this.
    settled(page)
    page.locator(".st-key-layers button").filter(has_text="conv 2").click()
    page.get_by_text("Weights of conv2d_2").wait_for()
    assert page.url.endswith("model=article&regularizer=l1&lambda=0.01")


def test_a_preset_sets_the_knobs_and_what_needs_a_restart_says_so(
    server: Server, open_page: OpenPage
) -> None:
    page = ready(open_page(server.url))
    press(page, "Presets")
    page.get_by_text("L1, λ = 0.0002", exact=False).last.click()
    page.wait_for_url("**regularizer=l1**")
    press(page, "Play")
    trains_past(page, 3)
    page.locator(".st-key-knob-share input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text("Reset to apply: Share").first.wait_for(timeout=TRAINS)
    press(page, "Reset")
    page.get_by_text("It has learned nothing yet").wait_for(timeout=TRAINS)
