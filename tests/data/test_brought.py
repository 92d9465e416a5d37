"""What a person brings, an archive or many files, whatever is in it: folders, or one sentence."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest

from playground.data import brought
from playground.data.brought import BroughtFile, read_brought
from playground.data.classes import CLASSES
from playground.errors import BadInput, UnreadableImage

Entries = dict[str, bytes]


def archive(entries: Entries, name: str = "hands.zip") -> BroughtFile:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for path, content in entries.items():
            made.writestr(path, content)
    return BroughtFile(name, out.getvalue())


def folders(*files: BroughtFile) -> dict[str, tuple[int, str | None]]:
    """By name: how many pictures, and the sign that the name means."""
    return {one.name: (len(one.pictures), None if one.label is None else CLASSES[one.label])
            for one in read_brought(files).folders}


def test_class_folders_are_found_at_any_depth_in_any_case_and_number() -> None:
    assert folders(archive({
        "all/ROCK/1.png": b"", "all/Papers/2.JPG": b"", "deep/down/scissor/3.webp": b"",
        "all/\uff32\uff2f\uff23\uff2b/4.png": b""})) == {
        "all/ROCK": (1, "rock"), "all/Papers": (1, "paper"),
        "deep/down/scissor": (1, "scissors"), "all/\uff32\uff2f\uff23\uff2b": (1, "rock")}


def test_a_folder_inside_a_sign_s_folder_belongs_to_the_sign() -> None:
    assert folders(archive({"rock/anna/1.png": b"", "rock/2.png": b""})) == {"rock": (2, "rock")}


def test_a_name_that_means_no_sign_waits_for_its_sign() -> None:
    found = read_brought([archive({"石/1.png": b"a", "Schere/2.png": b"b"})])
    assert [(one.name, one.label) for one in found.folders] == [("Schere", None), ("石", None)]
    assert found.labeled({}) == []
    signs = {"石": CLASSES.index("rock"), "Schere": CLASSES.index("scissors")}
    assert [label for _, label in found.labeled(signs)] == [2, 1]
    assert found.labeled({"石": 1})[0][0].read() == b"a"


def test_loose_files_are_sorted_by_the_sign_in_their_names() -> None:
    loose = [BroughtFile(name, b"") for name in ("rock_01.jpg", "my paper 2.png", "IMG_1.jpg",
                                                 "rock and paper.jpg")]
    assert folders(*loose) == {"*rock*": (1, "rock"), "*paper*": (1, "paper"), ".": (2, None)}


def test_a_folder_of_files_comes_with_its_paths() -> None:
    assert folders(BroughtFile("hands/rock/1.jpg", b""), BroughtFile("hands/paper/1.jpg", b"")) == {
        "hands/rock": (1, "rock"), "hands/paper": (1, "paper")}


@pytest.mark.parametrize("name", [
    "../rock/1.png", "a/../../rock/1.png", "/rock/1.png", "C:/rock/1.png", "..\\rock\\1.png"])
def test_a_name_that_leads_out_is_left_out_and_said(name: str) -> None:
    found = read_brought([archive({name: b"", "rock/2.png": b""})])
    assert [len(one.pictures) for one in found.folders] == [1]
    (told,) = found.left_out.sentences()
    assert "1 whose name leads out of the archive" in str(told)


def test_what_a_system_adds_is_passed_over_in_silence() -> None:
    found = read_brought([archive({
        "__MACOSX/rock/._1.png": b"", "rock/.DS_Store": b"", "rock/Thumbs.db": b"",
        "rock/1.png": b""})])
    assert [len(one.pictures) for one in found.folders] == [1]
    assert not found.left_out


def test_a_link_in_an_archive_is_left_out_and_said() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        link = zipfile.ZipInfo("rock/secret.png")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
        made.writestr("rock/1.png", b"")
    found = read_brought([BroughtFile("a.zip", out.getvalue())])
    assert [len(one.pictures) for one in found.folders] == [1]
    assert "1 link (rock/secret.png)" in str(found.left_out.sentences()[0])


def test_an_archive_of_texts_says_what_it_holds() -> None:
    told = r"There are no pictures in it\. .*left out: 2 files: 2 \.txt"
    with pytest.raises(BadInput, match=told):
        read_brought([archive({"rock/1.txt": b"", "notes.txt": b""})])


def test_a_bomb_is_refused_by_the_size_it_states(monkeypatch: pytest.MonkeyPatch) -> None:
    # A thousandth of the bound: a real one takes seconds to make.
    monkeypatch.setattr(brought, "MOST_UNPACKED_BYTES", 2 * 2**20)
    bomb = archive({f"rock/{at}.png": bytes(2**20) for at in range(4)})
    assert len(bomb.content) < 20_000
    with pytest.raises(BadInput, match=r"would unpack to 4 MiB, and 2 are allowed"):
        read_brought([bomb])


def test_a_bomb_that_understates_its_size_is_one_damaged_picture() -> None:
    made = archive({"rock/1.png": bytes(2**22)})
    content = bytearray(made.content)
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = (100).to_bytes(4, "little")
    (folder,) = read_brought([BroughtFile("a.zip", bytes(content))]).folders
    with pytest.raises(UnreadableImage):
        folder.pictures[0].read()


def test_an_archive_of_countless_files_is_refused_before_it_is_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(brought, "_MOST_ENTRIES", 3)
    with pytest.raises(BadInput, match="holds more than 3 files"):
        read_brought([archive({f"rock/{at}.png": b"" for at in range(4)})])


def test_more_pictures_than_there_is_room_for_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brought, "MOST_PICTURES", 3)
    with pytest.raises(BadInput, match="There are 4 pictures, and room for 3"):
        read_brought([BroughtFile(f"{at}.png", b"") for at in range(4)])


def test_damaged_and_encrypted_archives_get_a_sentence() -> None:
    with pytest.raises(BadInput, match=r"is not a \.zip archive, or it is damaged"):
        read_brought([BroughtFile("a.zip", b"PK nonsense")])
    locked = archive({"rock/1.png": b"x"})
    content = bytearray(locked.content)
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BadInput, match="is encrypted"):
        read_brought([BroughtFile("a.zip", bytes(content))])


def test_archives_and_files_come_together() -> None:
    assert folders(archive({"rock/1.png": b""}), BroughtFile("paper/2.png", b"")) == {
        "rock": (1, "rock"), "paper": (1, "paper")}
