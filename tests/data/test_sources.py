from __future__ import annotations

from pathlib import Path

import pytest

from playground.data import sources
from playground.data.folder import FolderSource
from playground.data.sources import open_source, register, registered
from playground.errors import BadInput
from tests.data.made import MakeSet, zipped


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_factories", {})


def test_a_registered_name_is_opened_even_where_a_folder_has_that_name(
    make_set: MakeSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_set("mine", count=1)
    make_set("hands", count=2)
    monkeypatch.chdir(folder.parent)
    register("hands", lambda: FolderSource(folder))
    assert registered() == ("hands",)
    assert open_source("hands", paths_allowed=True).name == "mine"


def test_a_name_is_registered_once(make_set: MakeSet) -> None:
    folder = make_set(count=1)
    register("hands", lambda: FolderSource(folder))
    with pytest.raises(ValueError, match="already"):
        register("hands", lambda: FolderSource(folder))


def test_folder_and_zip_are_opened_by_path(make_set: MakeSet, tmp_path: Path) -> None:
    folder = make_set(count=1)
    archive = zipped(folder, tmp_path / "packed.zip")
    assert open_source(str(folder), paths_allowed=True).name == "hands"
    assert open_source(str(archive), paths_allowed=True).name == "packed"


def test_a_link_never_reaches_a_path(make_set: MakeSet) -> None:
    folder = make_set(count=1)
    register("rendered", lambda: FolderSource(folder))
    with pytest.raises(BadInput, match=r"There is no data source .*; there are rendered"):
        open_source(str(folder), paths_allowed=False)


def test_a_relative_path_has_the_folders_own_name(
    make_set: MakeSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_set(count=1)
    monkeypatch.chdir(folder / "rock")
    assert open_source("..", paths_allowed=True).name == "hands"


@pytest.mark.parametrize("name", ["", "  "])
def test_nothing_chosen_tells_how_to_choose(name: str) -> None:
    with pytest.raises(BadInput, match="choose them with --data FOLDER"):
        open_source(name, paths_allowed=True)


@pytest.mark.parametrize("name", ["no/such/folder", "x" * 4000, "~nobody-here/x", "a\0b"])
def test_a_missing_path_is_one_plain_sentence(name: str) -> None:
    with pytest.raises(BadInput, match=r"There is no folder or .zip") as caught:
        open_source(name, paths_allowed=True)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_file_that_is_no_zip_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(BadInput, match=r"not a .zip archive"):
        open_source(str(tmp_path / "notes.txt"), paths_allowed=True)


def test_the_end_of_a_long_path_still_shows(tmp_path: Path) -> None:
    missing = tmp_path / ("a-folder-with-a-long-name-" * 3) / "the-end"
    with pytest.raises(BadInput, match=r"the-end'"):
        open_source(str(missing), paths_allowed=True)
