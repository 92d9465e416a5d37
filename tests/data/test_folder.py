from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from playground.data.folder import FolderSource
from playground.data.members import require_every_class
from playground.errors import BadInput, UnreadableImage
from tests.data.made import MakeSet, encoded, noise


def files(folder: Path) -> list[str]:
    return [member.file for member in FolderSource(folder).members()]


def test_members_come_by_class_and_sorted_by_file_name(make_set: MakeSet) -> None:
    folder = make_set(count=2)
    (folder / "rock" / "B.png").write_bytes(encoded(noise(1)))
    (folder / "rock" / "a.png").write_bytes(encoded(noise(2)))
    assert files(folder) == [
        "paper/000.png", "paper/001.png",
        "rock/000.png", "rock/001.png", "rock/B.png", "rock/a.png",
        "scissors/000.png", "scissors/001.png",
    ]
    assert [member.label for member in FolderSource(folder).members()] == [0, 0, 1, 1, 1, 1, 2, 2]


def test_nested_duplicate_and_readme_are_ignored(make_set: MakeSet) -> None:
    folder = make_set(count=2)
    plain = files(folder)
    shutil.copytree(folder, folder / "rps-cv-images")
    (folder / "README_rpc-cv-images.txt").write_text("read me")
    (folder / "rock" / "notes.txt").write_text("not a picture")
    assert files(folder) == plain


def test_class_folders_below_the_folder_are_found(make_set: MakeSet) -> None:
    folder = make_set("archive/hands/train", count=1)
    source = FolderSource(folder.parents[1])
    assert source.name == "train"
    assert {member.split for member in source.members()} == {"train"}


def test_class_folders_match_in_any_case(make_set: MakeSet) -> None:
    folder = make_set(count=1)
    (folder / "rock").rename(folder / "ROCK")
    (folder / "paper" / "000.png").rename(folder / "paper" / "000.PNG")
    assert files(folder) == ["paper/000.PNG", "rock/000.png", "scissors/000.png"]


def test_two_folders_for_one_class_are_refused(make_set: MakeSet) -> None:
    folder = make_set(count=1)
    (folder / "Rock").mkdir(exist_ok=True)
    if len(list(folder.iterdir())) < 4:
        pytest.skip("this file system does not tell Rock from rock")
    with pytest.raises(BadInput, match="two folders for rock"):
        FolderSource(folder)


def test_hidden_files_and_macosx_folders_are_ignored(make_set: MakeSet) -> None:
    folder = make_set("set/hands", count=1)
    shutil.copytree(folder / "rock", folder.parent / "__MACOSX" / "rock")
    shutil.copytree(folder / "rock", folder.parent / ".hidden" / "rock")
    (folder / "rock" / "._000.png").write_bytes(b"resource fork")
    (folder / "rock" / ".png").write_bytes(b"no name")
    assert files(folder.parent) == ["paper/000.png", "rock/000.png", "scissors/000.png"]


def test_several_equally_shallow_sets_are_refused_by_name(make_set: MakeSet) -> None:
    make_set("both/test", count=1)
    folder = make_set("both/train", count=1)
    with pytest.raises(BadInput, match=r"several sets of class folders .'test, train'."):
        FolderSource(folder.parent)


def test_a_fuller_set_beats_a_partial_one_of_the_same_depth(make_set: MakeSet) -> None:
    folder = make_set("both/train", count=1)
    (folder.parent / "another" / "rock").mkdir(parents=True)
    assert FolderSource(folder.parent).name == "train"


def test_no_class_folders_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "holiday").mkdir()
    with pytest.raises(BadInput, match="no class folders; put the pictures into folders named"):
        FolderSource(tmp_path)


def test_empty_class_folders_are_bad_input(tmp_path: Path) -> None:
    (tmp_path / "rock").mkdir()
    with pytest.raises(BadInput, match="hold no pictures"):
        FolderSource(tmp_path)


def test_one_class_is_enough_to_evaluate_and_not_to_train(make_set: MakeSet) -> None:
    folder = make_set(count=1)
    shutil.rmtree(folder / "rock")
    labels = [member.label for member in FolderSource(folder).members()]
    assert labels == [0, 2]
    with pytest.raises(BadInput, match="hands has no pictures of rock; training needs"):
        require_every_class(labels, "hands")


def test_fingerprint_changes_with_any_file_and_only_then(make_set: MakeSet) -> None:
    folder = make_set(count=2)
    before = FolderSource(folder).fingerprint()
    assert FolderSource(folder).fingerprint() == before
    path = folder / "rock" / "001.png"
    os.utime(path, ns=(1, 1))
    touched = FolderSource(folder).fingerprint()
    path.rename(folder / "rock" / "002.png")
    assert len({before, touched, FolderSource(folder).fingerprint()}) == 3


def test_a_pipe_named_like_a_picture_is_not_read(make_set: MakeSet) -> None:
    folder = make_set(count=1)
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    os.mkfifo(folder / "rock" / "pipe.png")
    assert "rock/pipe.png" not in files(folder)


def test_a_file_that_vanished_is_unreadable(make_set: MakeSet) -> None:
    folder = make_set(count=1)
    member = FolderSource(folder).members()[0]
    (folder / member.file).unlink()
    with pytest.raises(UnreadableImage, match=r"The file cannot be read: .*\."):
        member.open()


def test_a_huge_file_is_not_read_whole(make_set: MakeSet) -> None:
    folder = make_set(count=1)
    with (folder / "paper" / "000.png").open("wb") as file:
        file.truncate(65 * 2**20)
    with pytest.raises(UnreadableImage, match="larger than 64 MiB"):
        FolderSource(folder).members()[0].open()


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    try:
        (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    with pytest.raises(BadInput, match="no class folders"):
        FolderSource(tmp_path)


def test_the_real_set_has_its_published_counts(real_data: Path) -> None:
    labels = [member.label for member in FolderSource(real_data / "rps-cv").members()]
    assert [labels.count(label) for label in range(3)] == [712, 726, 750]
