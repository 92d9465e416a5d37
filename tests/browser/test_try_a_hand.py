"""Try a hand in a real browser: the three ways in, the frame, the game, and what stays private."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect

from playground.data.first_pictures import first_tiles
from tests.browser.photos import WAKES
from tests.browser.playing import has_been, once, remembering, settled

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Chromium, OpenPage, Server

CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
CARD = ".th-card[data-winner]"


@pytest.fixture(scope="module")
def camera_context(chromium: Chromium) -> Iterator[BrowserContext]:
    """A browser with a made-up camera; that of other tests has none."""
    launched = chromium.launch(*CAMERA)
    yield launched.new_context(permissions=["camera"])
    launched.close()


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Some of the pictures that ship, as wide photos."""
    made = []
    for number, pixels in enumerate(first_tiles()["elsewhere"].images[:3]):
        canvas = Image.new("RGB", (640, 400), (90 + 40 * number, 120, 110))
        canvas.paste(Image.fromarray(pixels).resize((360, 360)), (140, 20))
        made.append(tmp_path / f"hand {number}.png")
        canvas.save(made[-1])
    return made


def ready(page: Page) -> Page:
    page.wait_for_selector('[data-testid="stFileUploaderDropzone"]')
    page.wait_for_selector(".st-key-paste button")
    return page


def upload(page: Page, *files: Path) -> None:
    page.locator('[data-testid="stFileUploaderDropzone"] input[type="file"]').set_input_files(
        [str(file) for file in files])


def answered(page: Page, before: str = "") -> str:
    """Once a photo that is not `before` has its answer: which photo it is."""
    page.wait_for_selector(f'.th-cards:not([data-photo="{before}"]) {CARD}', timeout=WAKES)
    # The uploader is emptied by a run of its own.
    page.wait_for_selector('[data-testid="stFileUploaderFile"]', state="detached")
    settled(page)
    return page.locator(".th-cards").get_attribute("data-photo") or ""


def bars(page: Page) -> list[str]:
    return page.locator(".th-bar b").all_inner_texts()


def test_upload_leads_to_an_answer_with_what_the_network_saw(
    server: Server, open_page: OpenPage, photos: list[Path]
) -> None:
    page = ready(open_page(f"{server.url}/Try_a_hand"))
    assert "Nothing is stored on the disk" in page.locator(".th-private").inner_text()
    upload(page, photos[0])
    answered(page)
    total = sum(float(one.split()[0]) for one in bars(page))
    assert 99.7 <= total <= 100.3
    # Every picture of the card has arrived, and the small one has its real size.
    expect(page.locator(".th-card img")).to_have_count(3)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.th-card img')].every(i => i.naturalWidth > 0)")
    assert page.locator(".th-card img").first.bounding_box()["width"] == 96
    assert page.locator('[data-testid="stException"]').count() == 0


def test_ctrl_v_and_the_button_paste_a_picture(
    server: Server, open_page: OpenPage, photos: list[Path]
) -> None:
    page = ready(open_page(f"{server.url}/Try_a_hand"))
    page.evaluate(COPY, base64.b64encode(photos[1].read_bytes()).decode())
    page.keyboard.press("Control+v")
    first = answered(page)
    page.evaluate(COPY, base64.b64encode(photos[2].read_bytes()).decode())
    page.locator(".st-key-paste button").click()
    answered(page, before=first)
    expect(page.locator(".st-key-strip .pg-tile")).to_have_count(2)


COPY = """async (data) => {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const blob = new Blob([bytes], { type: "image/png" });
  await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
}"""


def test_text_in_the_clipboard_is_a_sentence(server: Server, open_page: OpenPage) -> None:
    page = ready(open_page(f"{server.url}/Try_a_hand"))
    page.evaluate("() => navigator.clipboard.writeText('no picture')")
    said = remembering(page.locator(".st-key-paste .pg"))
    page.keyboard.press("Control+v")
    assert has_been(said, "There is no picture in the clipboard.")


def test_the_camera_leads_to_an_answer(server: Server, camera_context: BrowserContext) -> None:
    from playwright.sync_api import Error

    page = camera_context.new_page()
    page.set_default_timeout(WAKES)
    page.goto(f"{server.url}/Try_a_hand")
    ready(page)
    page.get_by_role("button", name="Use the camera").click()
    page.wait_for_function("() => document.querySelector('video')?.readyState === 4")
    # What is asked for before the camera has a picture is lost: pressed again, as one does.
    for _ in range(5):
        page.wait_for_timeout(1000)
        page.get_by_role("button", name="Take Photo").click()
        with suppress(Error):
            page.wait_for_selector("video", state="detached", timeout=15_000)
            break
    answered(page)
    expect(page.locator("video")).to_have_count(0)
    page.close()


def test_without_a_camera_a_sentence_says_what_to_do(server: Server, open_page: OpenPage) -> None:
    page = ready(open_page(f"{server.url}/Try_a_hand"))
    page.get_by_role("button", name="Use the camera").click()
    page.wait_for_selector(".st-key-camera-box .th-note")
    told = page.locator(".st-key-camera-box .th-note").inner_text()
    assert told.endswith("instead.")


def test_a_refused_camera_is_told_with_what_to_do(
    server: Server, camera_context: BrowserContext
) -> None:
    page = camera_context.new_page()
    page.set_default_timeout(WAKES)
    # As a browser answers in which the person has refused: the driver cannot refuse for a person.
    page.add_init_script("""
        const query = navigator.permissions.query.bind(navigator.permissions);
        navigator.permissions.query = (asked) => asked.name !== "camera" ? query(asked)
            : Promise.resolve({state: "denied", addEventListener() {}, removeEventListener() {}});
    """)
    page.goto(f"{server.url}/Try_a_hand")
    page.get_by_role("button", name="Use the camera").click()
    note = page.locator(".th-note")
    note.wait_for(timeout=WAKES)
    assert "refuses the camera" in note.inner_text()
    assert "choose a file" in note.inner_text()
    page.close()


def test_an_unreadable_file_is_one_sentence(
    server: Server, open_page: OpenPage, tmp_path: Path
) -> None:
    page = ready(open_page(f"{server.url}/Try_a_hand"))
    file = tmp_path / "notes.jpg"
    file.write_bytes(b"these are no pixels")
    upload(page, file)
    page.wait_for_selector(".th-problem")
    assert page.locator(".th-problem").inner_text().startswith("notes.jpg: ")
    assert page.locator('[data-testid="stException"]').count() == 0


def test_the_frame_moves_by_mouse_wheel_and_keys_and_the_answer_follows(
    server: Server, open_page: OpenPage, photos: list[Path]
) -> None:
    page = ready(open_page(f"{server.url}/Try_a_hand"))
    upload(page, photos[0])
    answered(page)
    frame = page.locator(".pg-frame")
    whole = frame.bounding_box()
    seen = page.locator(".th-card img").first.get_attribute("src")

    def follows(before: str | None) -> str | None:
        page.wait_for_function(
            "src => { const now = document.querySelector('.th-card img')?.src;"
            " return now && now !== src; }", arg=before)
        return page.locator(".th-card img").first.get_attribute("src")

    frame.hover()
    for _ in range(3):
        page.mouse.wheel(0, -100)
    seen = follows(seen)
    smaller = frame.bounding_box()
    assert smaller["width"] < whole["width"]
    assert abs(smaller["width"] - smaller["height"]) < 2
    x, y = smaller["x"] + smaller["width"] / 2, smaller["y"] + smaller["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=4)
    page.mouse.up()
    seen = follows(seen)
    assert frame.bounding_box()["x"] > smaller["x"] + 20
    frame.focus()
    page.keyboard.press("ArrowLeft")
    seen = follows(seen)
    page.get_by_role("button", name="Whole photo").click()
    follows(seen)
    width = once(page, lambda: frame.bounding_box()["width"],
                 lambda now: abs(now - whole["width"]) <= 1)
    assert width == pytest.approx(whole["width"], abs=1)


def test_several_files_stand_in_a_table_and_one_is_shown_large(
    server: Server, open_page: OpenPage, photos: list[Path]
) -> None:
    page = ready(open_page(f"{server.url}/Try_a_hand"))
    upload(page, *photos)
    shown = answered(page)
    page.wait_for_selector('.th-table[data-rows="3"]', state="attached")
    page.locator(".st-key-strip .pg-tile").nth(2).click()
    answered(page, before=shown)


def test_marked_pictures_are_downloaded_as_folders(
    server: Server, open_page: OpenPage, photos: list[Path]
) -> None:
    page = ready(open_page(f"{server.url}/Try_a_hand"))
    upload(page, photos[0])
    answered(page)
    page.locator(".st-key-right-sign button", has_text="Scissors").click()
    page.get_by_role("tab", name="My test set (1)").click()
    page.wait_for_selector(".th-matrix")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as folders (.zip)").click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
        assert archive.namelist() == ["my-test-set/scissors/001.png"]


def test_another_tab_sees_nothing_of_a_photo(
    server: Server, open_page: OpenPage, photos: list[Path]
) -> None:
    page = ready(open_page(f"{server.url}/Try_a_hand"))
    upload(page, photos[0])
    answered(page)
    other = settled(ready(open_page(page.url)))
    assert other.locator(".th-card").count() == 0
    expect(other.locator(".st-key-examples")).to_have_count(1)


def test_the_pages_reach_each_other_and_a_session_keeps_its_photos(
    server: Server, open_page: OpenPage, photos: list[Path]
) -> None:
    page = ready(open_page(f"{server.url}/Try_a_hand"))
    upload(page, photos[0])
    shown = answered(page)
    page.get_by_role("link", name="Game").click()
    page.wait_for_selector(".th-round")
    page.get_by_role("link", name="Try a hand").click()
    assert answered(page) == shown
    page.get_by_role("link", name="Play").click()
    page.wait_for_selector(".st-key-play button")


def test_a_round_of_the_game_and_its_score_over_reruns(
    server: Server, open_page: OpenPage
) -> None:
    # A hand as large as the picture: what is shown has to be read as a sign.
    page = open_page(f"{server.url}/Game")
    page.wait_for_selector(".th-round")
    out = io.BytesIO()
    Image.fromarray(first_tiles()["elsewhere"].images[0]).save(out, "PNG")
    for number in (1, 2):
        page.locator('[data-testid="stFileUploaderDropzone"] input[type="file"]').set_input_files(
            {"name": "hand.png", "mimeType": "image/png", "buffer": out.getvalue()})
        page.wait_for_function(
            "n => [...document.querySelectorAll('.th-tally b')]"
            ".reduce((sum, one) => sum + Number(one.textContent), 0) === n",
            arg=number, timeout=WAKES)
        page.wait_for_selector('[data-testid="stFileUploaderFile"]', state="detached")
        # The next photo must not go to the uploader that this one has used up.
        settled(page)


def test_nothing_scrolls_sideways_at_any_width(
    server: Server, open_page: OpenPage, photos: list[Path]
) -> None:
    for width, height in ((390, 844), (1280, 720), (1920, 1080)):
        page = ready(open_page(f"{server.url}/Try_a_hand", width=width, height=height))
        upload(page, *photos)
        answered(settled(page))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        card = page.locator(".th-card").first.bounding_box()
        assert card["x"] >= 0
        assert card["x"] + card["width"] <= width
