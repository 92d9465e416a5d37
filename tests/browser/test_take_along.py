"""The result card and the loop, as files that another program reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import expect

from tests.browser.playing import TRAINS, listening, press, ready, settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage, Server


def saved(page: Page, kind: str, folder: Path) -> Image.Image:
    with page.expect_download() as got:
        page.locator(f".pg-save[download$='.{kind}']").click()
    file = folder / got.value.suggested_filename
    got.value.save_as(file)
    return Image.open(file)


def test_card_and_loop_are_saved_as_pictures_of_the_run(
    server: Server, open_page: OpenPage, tmp_path: Path
) -> None:
    page = listening(ready(open_page(
        f"{server.url}/?v=1&share=10&epochs=3&regularizer=l1-proximal&lambda=0.5&seed=41")))
    press(page, "Play")
    expect(page.locator(".pg-status")).to_contain_text("finished", timeout=TRAINS)
    settled(page)
    page.locator(".st-key-rest button").click()
    page.locator(".st-key-take-along button").click()
    page.locator(".pg-save[download$='.gif']").wait_for()

    card = saved(page, "png", tmp_path)
    assert (card.format, card.size) == ("PNG", (2400, 1350))
    shades = card.convert("RGB").getcolors(1 << 24)
    assert len(shades) > 200, "a blank card"

    loop = saved(page, "gif", tmp_path)
    assert (loop.format, loop.size, loop.n_frames) == ("GIF", (800, 450), 4)
    assert loop.info["loop"] == 0, "it goes on without end"
    durations, frames = [], []
    for at in range(loop.n_frames):
        loop.seek(at)
        durations.append(loop.info["duration"])
        frames.append(loop.convert("RGB").tobytes())
    assert sum(durations) == 6000
    assert durations[-1] > max(durations[:-1])
    assert len(set(frames)) == len(frames)
