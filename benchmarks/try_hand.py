"""From a photo's bytes to its answer: in the server, and on the page in a real Chromium.

    python -m benchmarks.try_hand

The server's share: reading, what the referee and the finder see, probabilities, Grad-CAM and the
markup of all cards, with the pretrained network. The page's: from the choice of a file to the cards
on the screen.
"""

from __future__ import annotations

import tempfile
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

from benchmarks.app_server import app, chromium, opened, wait_for
from benchmarks.common import real_set
from benchmarks.intake import phone_photo
from playground.data.classes import CLASSES
from playground.photo import networks
from playground.photo.answer import answer
from playground.photo.intake import read_photo
from playground.photo.square import default_square
from playground.ui.try_hand import answer_card, both_card, referee_card, refereeing
from playground.ui.try_hand.desk import Shown
from playground.ui.try_hand.judges import Judge

PHOTOS = 20


def photos() -> list[Path]:
    files = sorted((Path(real_set()).parent / "photos" / "test").glob("*/*.jpg"))
    return files[:: max(1, len(files) // PHOTOS)][:PHOTOS]


def judge(content: bytes) -> list[float]:
    """Milliseconds of each part, and of all of them."""
    network, times = networks.pretrained(), [time.perf_counter()]
    photo = read_photo(content)
    times.append(time.perf_counter())
    look = refereeing.look_at(photo, None)
    shown = Shown("photo", photo, is_hand=refereeing.shows_a_hand(photo, look))
    times.append(time.perf_counter())
    square = default_square(photo, network.preparation.framing)
    found = answer(network.model, photo, square, network.preparation)
    times.append(time.perf_counter())
    who = Judge("pretrained", "Pretrained", "")
    answer_card.card(who, found, shown, square)
    both = both_card.Told(who, refereeing.both(look, found))
    if look.verdict is not None:
        both_card.card(both)
    referee_card.card(photo, look, [both])
    times.append(time.perf_counter())
    return [1000 * (after - before) for before, after in
            [*pairwise(times), (times[0], times[-1])]]


def tell(what: str, rows: list[list[float]]) -> None:
    middle, late = np.percentile(rows, [50, 95], axis=0)
    names = ("read", "referee", "answer", "cards", "all")
    parts = ", ".join(f"{name} {p50:.0f} ({p95:.0f})"
                      for name, p50, p95 in zip(names, middle, late, strict=True))
    print(f"{what}, p50 (p95) in ms: {parts}")


def in_the_server(files: list[Path]) -> None:
    contents = [file.read_bytes() for file in files]
    judge(contents[0])
    tell(f"{len(files)} real photos", [judge(one) for one in contents])
    phone = phone_photo(4032, 3024, "JPEG", quality=90)
    tell("a phone's photo, 12 megapixels", [judge(phone) for _ in range(5)])


def on_the_page(page: Page, url: str, files: list[Path]) -> None:
    opened(page, f"{url}/Try_a_hand")
    times = []
    for number, file in enumerate(files):
        chooser = page.locator('[data-testid="stFileUploaderDropzone"] input[type="file"]')
        chooser.wait_for(state="attached")
        before = page.locator(".th-cards").get_attribute("data-photo") if number else ""
        started = time.perf_counter()
        chooser.set_input_files(file)
        page.wait_for_selector(f'.th-cards:not([data-photo="{before}"]) .th-card')
        times.append(1000 * (time.perf_counter() - started))
        page.wait_for_timeout(700)
    print(f"on the page, the first, which waits for TensorFlow: {times[0] / 1000:.1f} s")
    p50, p95 = np.percentile(times[1:], [50, 95])
    print(f"on the page, {len(times) - 1} photos once warm: p50 {p50:.0f} ms, p95 {p95:.0f} ms")


def main() -> None:
    files = photos()
    print(f"{len(files)} photos of {', '.join(CLASSES)}")
    in_the_server(files)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = chromium(driver)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(120_000)
        with app(PLAYGROUND_DATA_DIR=folder) as url:
            wait_for(url)
            on_the_page(page, url, files)
        browser.close()


if __name__ == "__main__":
    main()
