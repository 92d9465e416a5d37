"""What can be read of a folder or a .zip is read, and the rest is named and counted."""

from __future__ import annotations

import os
import shutil
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from playground.data.archive import ArchiveSource
from playground.data.class_names import exact_label, spelled_label
from playground.data.folder import FolderSource
from playground.data.heic import heic_can_be_read
from playground.data.members import Source
from playground.data.pictures import load_pictures
from playground.errors import BadInput
from tests.data.made import MakeSet, encoded, noise, zipped
from tests.photo.hostile import HEIC


def told(source: Source) -> list[str]:
    return [str(sentence) for sentence in source.left_out.sentences()]


def sources(folder: Path) -> list[Source]:
    return [FolderSource(folder), ArchiveSource(zipped(folder, folder.parent / "all.zip"))]


def files(source: Source) -> list[str]:
    return [member.file for member in source.members()]


@pytest.mark.parametrize("suffix", [".jfif", ".jpe", ".JPG", ".pjpeg"])
def test_a_jpeg_by_any_of_its_names_is_read(suffix: str, make_set: MakeSet) -> None:
    folder = make_set(count=1)
    (folder / "rock" / f"a{suffix}").write_bytes(encoded(noise(70), "JPEG"))
    for source in sources(folder):
        assert f"rock/a{suffix}" in load_pictures(source, 16, "squash", "bilinear").files


@pytest.mark.skipif(not heic_can_be_read(), reason="no plug-in for HEIC on this platform")
@pytest.mark.parametrize("suffix", [".heic", ".HEIF", ".hif"])
def test_heic_is_read(suffix: str, make_set: MakeSet) -> None:
    folder = make_set(count=1)
    (folder / "rock" / f"a{suffix}").write_bytes(HEIC)
    for source in sources(folder):
        assert f"rock/a{suffix}" in load_pictures(source, 16, "squash", "bilinear").files


def test_pictures_in_folders_of_a_class_folder_are_read(make_set: MakeSet) -> None:
    folder = make_set(count=1)
    (folder / "rock" / "more" / "Rock").mkdir(parents=True)
    (folder / "rock" / "more" / "b.png").write_bytes(encoded(noise(70)))
    (folder / "rock" / "more" / "Rock" / "c.png").write_bytes(encoded(noise(71)))
    for source in sources(folder):
        assert [file for file in files(source) if file.startswith("rock/")] == [
            "rock/000.png", "rock/more/Rock/c.png", "rock/more/b.png"]
        assert told(source) == []
        assert len(load_pictures(source, 16, "squash", "bilinear")) == 5


def test_groups_name_pictures_in_folders_by_their_path(make_set: MakeSet) -> None:
    folder = make_set(count=1)
    (folder / "rock" / "more").mkdir()
    (folder / "rock" / "more" / "b.png").write_bytes(encoded(noise(70)))
    (folder / "groups.csv").write_text("class,file,take\nrock,more/b.png,one\n")
    for source in sources(folder):
        pictures = load_pictures(source, 16, "squash", "bilinear")
        assert pictures.groups["take"][pictures.files.index("rock/more/b.png")] == "one"


def test_a_folder_of_another_class_inside_one_is_left_out(make_set: MakeSet) -> None:
    folder = make_set(count=1)
    shutil.copytree(folder / "paper", folder / "rock" / "Paper")
    for source in sources(folder):
        assert len(files(source)) == 3
        assert told(source) == [
            "left out: 1 file: 1 in a folder of another class (rock/Paper/000.png)"]


@pytest.mark.parametrize("name", ["scissor", "Scissors ", " SCISSOR", "\uff53cissors"])
def test_a_class_folder_is_known_by_near_spellings(name: str, make_set: MakeSet) -> None:
    folder = make_set(count=1)
    (folder / "scissors").rename(folder / name)
    for source in sources(folder):
        assert files(source)[-1] == "scissors/000.png"
        assert told(source) == []


def test_the_other_number_is_the_same_class_and_other_words_are_none() -> None:
    assert [spelled_label(name) for name in ("Papers", "rocks", "scissor")] == [0, 1, 2]
    for name in ("scissor old", "rock2", "roc", "stone", "s", ""):
        assert exact_label(name) is None
        assert spelled_label(name) is None


def test_a_class_s_own_name_goes_before_another_spelling(make_set: MakeSet) -> None:
    folder = make_set(count=1)
    shutil.copytree(folder / "scissors", folder / "scissor")
    for source in sources(folder):
        assert len(files(source)) == 3
        assert told(source) == ["left out: 1 folder beside the class folders: scissor"]


def test_a_folder_that_only_comes_close_is_named_in_the_error(make_set: MakeSet) -> None:
    folder = make_set(count=1)
    (folder / "scissors").rename(folder / "sissors")
    for source in sources(folder):
        assert told(source) == ["left out: 1 folder beside the class folders: sissors"]
    for label in ("paper", "rock"):
        (folder / label).rename(folder / f"my {label}s")
    (folder / "a").mkdir()
    with pytest.raises(BadInput, match=r"no class folders; .* 'my papers', 'my rocks', 'sissors'"):
        FolderSource(folder)


def test_a_folder_of_papers_alone_does_not_hide_the_set_below(make_set: MakeSet) -> None:
    folder = make_set("all/hands", count=1)
    (folder.parent / "papers").mkdir()
    assert FolderSource(folder.parent).name == "hands"


def test_what_is_no_picture_is_counted_by_its_suffix(make_set: MakeSet) -> None:
    folder = make_set(count=1)
    for name in ("a.txt", "b.TXT", "c.raw", "d", ".hidden", "Thumbs.db"):
        (folder / "rock" / name).write_text("no picture")
    for source in sources(folder):
        assert told(source) == [
            "left out: 4 files: 1 .raw, 2 .txt, 1 without a suffix (rock/d)"]
        assert source.left_out.as_objects()[1] == {
            "kind": ".txt", "files": 2, "examples": ["rock/a.txt", "rock/b.TXT"]}


def test_class_folders_without_a_picture_tell_what_they_hold(make_set: MakeSet) -> None:
    folder = make_set(count=1)
    for path in folder.rglob("*.png"):
        path.rename(path.with_suffix(".raw"))
    for maker in (lambda: FolderSource(folder),
                  lambda: ArchiveSource(zipped(folder, folder.parent / "all.zip"))):
        with pytest.raises(BadInput, match=r"hold no pictures. \(left out: 3 files: 3 .raw\)"):
            maker()


@pytest.fixture
def linked(make_set: MakeSet, tmp_path: Path) -> Path:
    """A folder with links of all kinds in `rock`."""
    folder = make_set(count=1)
    outside = tmp_path / "outside.png"
    outside.write_bytes(encoded(noise(70)))
    rock = folder / "rock"
    try:
        (rock / "itself.png").symlink_to("itself.png")
    except OSError:
        pytest.skip("no symbolic links here")
    (rock / "broken.png").symlink_to("nowhere.png")
    (rock / "broken2.png").symlink_to("nowhere/at/all.png")
    (rock / "outside.png").symlink_to(outside)
    (rock / "round").symlink_to(folder, target_is_directory=True)
    (rock / "inside.png").symlink_to(folder / "paper" / "000.png")
    return folder


def test_links_are_followed_and_what_leads_nowhere_is_named(linked: Path) -> None:
    source = FolderSource(linked)
    assert [file for file in files(source) if file.startswith("rock/")] == [
        "rock/000.png", "rock/inside.png", "rock/outside.png"]
    assert told(source) == [
        "left out: 4 files: 2 broken links (rock/broken.png, rock/broken2.png), "
        "1 link that leads to itself (rock/itself.png), "
        "1 link to a folder (rock/round)"]
    assert load_pictures(source, 16, "squash", "bilinear").unreadable == ()


def test_a_class_folder_that_is_a_link_is_followed(
    make_set: MakeSet, tmp_path: Path
) -> None:
    folder = make_set(count=1)
    (folder / "store").mkdir()
    (folder / "rock").rename(folder / "store" / "stones")
    try:
        (folder / "rock").symlink_to(folder / "store" / "stones", target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    assert files(FolderSource(folder))[1] == "rock/000.png"
    (folder / "store").rename(tmp_path / "store")
    (folder / "rock").unlink()
    (folder / "rock").symlink_to(tmp_path / "store" / "stones", target_is_directory=True)
    assert files(FolderSource(folder))[1] == "rock/000.png"
    assert told(FolderSource(folder)) == []
    # Also where it has a way round in it.
    (tmp_path / "store" / "stones" / "again").symlink_to(
        tmp_path / "store" / "stones", target_is_directory=True)
    assert [file for file in files(FolderSource(folder)) if file.startswith("rock/")] == [
        "rock/000.png"]


def test_a_folder_of_links_that_lead_nowhere_names_them(tmp_path: Path) -> None:
    only = tmp_path / "only"
    only.mkdir()
    try:
        (only / "rock").symlink_to(tmp_path / "gone", target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    with pytest.raises(BadInput, match="There are links that lead nowhere: 'rock'"):
        FolderSource(only)


def test_a_folder_linked_into_a_class_is_read_once(make_set: MakeSet, tmp_path: Path) -> None:
    folder = make_set(count=1)
    more = tmp_path / "more"
    more.mkdir()
    (more / "x.png").write_bytes(encoded(noise(71)))
    try:
        (folder / "rock" / "more").symlink_to(more, target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    # Ways round: to the folder itself, and to what holds everything.
    (more / "again").symlink_to(more, target_is_directory=True)
    (more / "up").symlink_to(tmp_path, target_is_directory=True)
    source = FolderSource(folder)
    assert [file for file in files(source) if file.startswith("rock/")] == [
        "rock/000.png", "rock/more/x.png"]
    assert told(source) == [
        "left out: 2 files: 2 links to folders (rock/more/again, rock/more/up)"]


def test_a_given_folder_may_itself_be_a_link(make_set: MakeSet, tmp_path: Path) -> None:
    folder = make_set(count=1)
    try:
        (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    source = FolderSource(tmp_path / "link")
    assert (source.name, len(source.members()), told(source)) == ("link", 3, [])


def test_a_folder_that_cannot_be_read_refuses_nothing(
    make_set: MakeSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_set(count=1)
    (folder / "rock" / "locked").mkdir()
    scan = os.scandir

    def refusing(place: object) -> object:
        if str(place).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return scan(place)

    monkeypatch.setattr(os, "scandir", refusing)
    assert told(FolderSource(folder)) == [
        "left out: 1 file: 1 folder that cannot be read (rock/locked)"]


def test_a_link_in_an_archive_is_named(make_set: MakeSet, tmp_path: Path) -> None:
    archive = zipped(make_set(count=1), tmp_path / "hands.zip")
    link = zipfile.ZipInfo("rock/link.png")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(archive, "a") as out:
        out.writestr(link, "000.png")
    source = ArchiveSource(archive)
    assert len(files(source)) == 3
    assert told(source) == ["left out: 1 file: 1 link (rock/link.png)"]


@pytest.mark.parametrize(("method", "name"), [(9, "Deflate64"), (98, "PPMd"), (77, "77")])
def test_an_archive_packed_in_another_way_is_to_be_unpacked(
    method: int, name: str, make_set: MakeSet, tmp_path: Path
) -> None:
    archive = zipped(make_set(count=1), tmp_path / "hands.zip")
    content = bytearray(archive.read_bytes())
    for mark, place in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        at = content.find(mark)
        while at >= 0:
            struct.pack_into("<H", content, at + place, method)
            at = content.find(mark, at + 1)
    archive.write_bytes(content)
    with pytest.raises(
        BadInput, match=rf"packed in a way that can't be read here \({name}\); unpack it"
    ):
        ArchiveSource(archive)
