from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest

from playground.data.archive import ArchiveSource
from playground.data.folder import FolderSource
from playground.data.pictures import load_pictures
from playground.errors import BadInput, UnreadableImage
from tests.data.made import MakeSet, encoded, noise, zipped


def test_zip_gives_the_same_pictures_as_the_folder(make_set: MakeSet, tmp_path: Path) -> None:
    folder = make_set(count=3)
    archive = zipped(folder, tmp_path / "hands.zip")
    from_folder = load_pictures(FolderSource(folder), 16, "squash", "bilinear")
    from_zip = load_pictures(ArchiveSource(archive), 16, "squash", "bilinear")
    assert from_zip.files == from_folder.files
    assert np.array_equal(from_zip.images, from_folder.images)
    assert from_zip.fingerprint == from_folder.fingerprint
    assert from_zip.name == "hands"


def test_class_folders_deeper_inside_are_found(make_set: MakeSet, tmp_path: Path) -> None:
    archive = zipped(make_set(count=1), tmp_path / "all.zip", under="data/train/")
    source = ArchiveSource(archive)
    assert source.name == "train"
    assert [member.file for member in source.members()][1] == "rock/000.png"


def test_nested_duplicate_readme_and_macosx_are_ignored(
    make_set: MakeSet, tmp_path: Path
) -> None:
    archive = zipped(make_set(count=1), tmp_path / "hands.zip")
    with zipfile.ZipFile(archive, "a") as out:
        out.writestr("rps-cv-images/rock/000.png", encoded(noise(9)))
        out.writestr("__MACOSX/rock/._000.png", b"resource fork")
        out.writestr("README_rpc-cv-images.txt", b"read me")
    assert len(ArchiveSource(archive).members()) == 3


def test_backslashes_in_names_are_folders(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "w.zip", "w") as out:
        out.writestr("set\\rock\\a.png", encoded(noise(1)))
    assert [member.file for member in ArchiveSource(tmp_path / "w.zip").members()] == ["rock/a.png"]


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_bad_input(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(BadInput, match=r"not a .zip archive, or it is damaged"):
        ArchiveSource(tmp_path / "x.zip")


def test_a_cut_zip_is_bad_input(make_set: MakeSet, tmp_path: Path) -> None:
    archive = zipped(make_set(count=1), tmp_path / "hands.zip")
    archive.write_bytes(archive.read_bytes()[:-40])
    with pytest.raises(BadInput):
        ArchiveSource(archive)


def test_an_encrypted_zip_is_bad_input(make_set: MakeSet, tmp_path: Path) -> None:
    archive = zipped(make_set(count=1), tmp_path / "hands.zip")
    content = bytearray(archive.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 1)
    archive.write_bytes(content)
    with pytest.raises(BadInput, match="is encrypted; unpack it"):
        ArchiveSource(archive)


def test_a_bomb_is_unreadable_and_never_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("rock/bomb.png", bytes(70 * 2**20))
    with pytest.raises(UnreadableImage, match="larger than 64 MiB"):
        ArchiveSource(tmp_path / "bomb.zip").members()[0].open()


def test_a_bomb_that_lies_about_its_size_is_unreadable(tmp_path: Path) -> None:
    archive = tmp_path / "liar.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("rock/bomb.png", bytes(70 * 2**20))
    content = bytearray(archive.read_bytes())
    struct.pack_into("<I", content, content.find(b"PK\x01\x02") + 24, 1000)
    archive.write_bytes(content)
    with pytest.raises(UnreadableImage):
        ArchiveSource(archive).members()[0].open()


def test_a_damaged_member_is_unreadable_and_the_others_are_not(
    make_set: MakeSet, tmp_path: Path
) -> None:
    archive = zipped(make_set(count=2), tmp_path / "hands.zip")
    with zipfile.ZipFile(archive) as whole:
        start = whole.getinfo("rock/000.png").header_offset
    content = bytearray(archive.read_bytes())
    content[start + 200] ^= 0xFF
    archive.write_bytes(content)
    pictures = load_pictures(ArchiveSource(archive), 16, "squash", "bilinear")
    assert len(pictures) == 5
    assert pictures.unreadable == ("rock/000.png: The file is damaged inside the archive.",)


def test_groups_inside_the_archive_are_used(make_set: MakeSet, tmp_path: Path) -> None:
    folder = make_set("photos/train", count=1)
    (folder.parent / "groups.csv").write_text(
        "split,class,file,clip\ntrain,rock,000.png,one\ntest,rock,000.png,two\n"
    )
    source = ArchiveSource(zipped(folder.parent, tmp_path / "photos.zip"))
    pictures = load_pictures(source, 16, "squash", "bilinear")
    assert pictures.groups == {"clip": ("", "one", "")}
