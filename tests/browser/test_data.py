"""A set of one's own in a browser: from a .zip to the data of the Play page."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from playground.data.own import LEAST_OF_A_CLASS
from tests.browser.playing import ready, settled
from tests.data.made import encoded, noise

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage, Server

FILES = '.st-key-data-ways input[type="file"]'


def test_a_zip_becomes_the_data_of_the_play_page_and_outlives_f5(
    server: Server, open_page: OpenPage, tmp_path: Path
) -> None:
    archive = tmp_path / "my hands.zip"
    with zipfile.ZipFile(archive, "w") as out:
        for label, folder in enumerate(("Rock", "PAPER", "石")):
            for number in range(LEAST_OF_A_CLASS):
                out.writestr(f"{folder}/{number}.png", encoded(noise(100 * label + number)))
    page = open_page(f"{server.url}/Data")
    page.locator(".st-key-data-section-known").wait_for()
    page.locator(FILES).first.set_input_files(str(archive))
    page.get_by_text("Which sign do they show?").wait_for()
    settled(page)
    # A list that opens while the page still scrolls to it closes again.
    page.get_by_text("Sets that others have made").scroll_into_view_if_needed()
    page.evaluate("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
    page.get_by_label("石: 10").click()
    page.get_by_role("option", name="scissors").click()
    settled(page)
    page.get_by_role("button", name="Read 30 pictures").click()
    page.get_by_text("yours: my hands").first.wait_for()
    page.get_by_text("30 pictures", exact=True).wait_for()
    page.reload()
    page.get_by_text("yours: my hands").first.wait_for()
    settled(page)
    page.get_by_role("button", name="Train on it").click()
    page.get_by_role("link", name="It is the data on the Play page now").wait_for()
    settled(page)
    page.get_by_role("link", name="It is the data on the Play page now").click()
    ready(page)
    page.wait_for_function(
        "() => [...document.querySelectorAll('input')].some(e => e.value === 'yours: my hands')")
