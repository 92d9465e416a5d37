"""A photo of a hand, and its way into Try a hand."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image

from playground.data.first_pictures import first_tiles
from tests.browser.playing import settled

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

WAKES = 240_000
"""Milliseconds: the first answer of a server imports TensorFlow, on a machine that may be busy."""
INPUT = '[data-testid="stFileUploaderDropzone"] input[type="file"]'


def hand() -> FilePayload:
    """One of the pictures that ship, as a wide photo."""
    canvas = Image.new("RGB", (640, 400), (90, 120, 110))
    shown = Image.fromarray(first_tiles()["elsewhere"].images[0]).resize((360, 360))
    canvas.paste(shown, (140, 20))
    out = io.BytesIO()
    canvas.save(out, "PNG")
    return {"name": "a hand with a rather long name.png", "mimeType": "image/png",
            "buffer": out.getvalue()}


def upload(page: Page, photo: FilePayload) -> None:
    page.locator(INPUT).set_input_files(photo)


def answered(page: Page) -> None:
    """Until the photo has its answer, and the uploader has been emptied by a run of its own."""
    page.wait_for_selector(".th-card[data-winner]", timeout=WAKES)
    page.wait_for_selector('[data-testid="stFileUploaderFile"]', state="detached")
    settled(page)
