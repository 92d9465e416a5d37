"""A download button's file is there for whoever presses it a little late."""

from __future__ import annotations

import time
from typing import Any

import pytest
from streamlit.runtime import media_file_manager as streamlits
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from playground.ui import compat
from playground.ui.compat import downloads


class Page:
    """The sessions' runs, one at a time, and what the browser asks for between them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.storage = MemoryMediaFileStorage("/media")
        self.manager = MediaFileManager(self.storage)
        self._patch = monkeypatch

    def run(self, session: str = "a", *, whole: bool = False, **files: bytes) -> dict[str, str]:
        """A run that draws a button for each of the files: their names in the page."""
        self._patch.setattr(streamlits, "_get_session_id", lambda: session)
        if whole:
            self.manager.clear_session_refs()
        names = {
            key: self.manager.add_deferred(
                lambda content=content: content, None, f"1.{at}", f"{key}.txt", element_id=key)
            for at, (key, content) in enumerate(files.items())}
        self.manager.remove_orphaned_files()
        return names

    def press(self, name: str) -> str:
        """The address of what is made then."""
        return self.manager.execute_deferred(name)

    def load(self, address: str) -> bytes:
        return self.storage.get_file(address.removeprefix("/media/")).content


@pytest.fixture
def untouched(monkeypatch: pytest.MonkeyPatch) -> Page:
    """As Streamlit does it."""
    plain: Any = MediaFileManager
    for name, method in (("add_deferred", downloads._add), ("clear_session_refs", downloads._clear),
                         (downloads.FORGETS, downloads._forget)):
        monkeypatch.setattr(plain, name, method)
    monkeypatch.setattr(streamlits, downloads.METADATA, downloads._Lasting.__mro__[1])
    return Page(monkeypatch)


@pytest.fixture
def page(untouched: Page) -> Page:
    assert compat.keep_downloads()
    assert compat.keep_downloads()
    return untouched


def test_streamlit_still_forgets_what_the_browser_shows(untouched: Page) -> None:
    shown = untouched.run(csv=b"1")["csv"]
    untouched.run(csv=b"2")
    with pytest.raises(MediaFileStorageError):
        untouched.press(shown)


def test_a_button_that_the_browser_has_not_drawn_anew_gives_the_newest_file(page: Page) -> None:
    shown = page.run(csv=b"1", json=b"{}")
    again = page.run(csv=b"2", json=b"{1}")
    assert again == shown
    assert shown["csv"] != shown["json"]
    assert page.load(page.press(shown["csv"])) == b"2"


def test_a_button_is_heard_while_its_page_runs_and_when_it_stands_elsewhere(page: Page) -> None:
    shown = page.run(whole=True, csv=b"1")["csv"]
    page.manager.clear_session_refs()
    page.run("b", whole=True, csv=b"of b")
    assert page.load(page.press(shown)) == b"1"
    assert page.run(whole=True, json=b"{}", csv=b"2")["csv"] == shown


def test_sessions_share_no_name(page: Page) -> None:
    assert page.run("a", csv=b"1")["csv"] != page.run("b", csv=b"2")["csv"]


def test_a_made_file_can_be_loaded_while_others_runs_end(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = page.press(page.run(csv=b"1")["csv"])
    for _ in range(9):
        page.run("b", whole=True)
    assert page.load(address) == b"1"
    later = time.monotonic() + downloads.KEPT_SECONDS
    monkeypatch.setattr(downloads.time, "monotonic", lambda: later)
    for _ in range(2):
        page.run("b", whole=True)
    with pytest.raises(MediaFileStorageError):
        page.load(address)


def test_nothing_is_left_of_a_session_that_has_ended(page: Page) -> None:
    shown = page.run(csv=b"1")["csv"]
    page.manager.clear_session_refs("a")
    with pytest.raises(MediaFileStorageError):
        page.press(shown)


def test_a_streamlit_that_has_moved_them_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(streamlits, downloads.METADATA)
    assert not compat.keep_downloads()
