from __future__ import annotations

from pathlib import Path

import pytest

from playground.data.folder import FolderSource
from playground.data.groups import parse_groups, read_groups, require_column
from playground.data.pictures import load_pictures
from playground.errors import BadInput
from tests.data.made import MakeSet

TABLE = b"split,class,file,clip,person\ntrain,rock,a.png,c1,Ann\ntest,rock,a.png,c2,Bob\n"


def test_rows_match_on_the_folders_own_name() -> None:
    table = parse_groups(TABLE, "groups.csv")
    assert table.columns == ("clip", "person")
    keys = [("test", "rock", "a.png"), ("train", "rock", "a.png"), ("train", "rock", "b.png")]
    assert table.match(keys) == {"clip": ("c2", "c1", ""), "person": ("Bob", "Ann", "")}


def test_under_another_name_class_and_file_are_enough() -> None:
    table = parse_groups(b"split,class,file,clip\ntrain,rock,a.png,c1\n", "groups.csv")
    assert table.match([("mine", "rock", "a.png")]) == {"clip": ("c1",)}


def test_a_match_without_split_that_could_mean_two_rows_is_refused() -> None:
    with pytest.raises(BadInput, match="in two splits with different groups"):
        parse_groups(TABLE, "groups.csv").match([("mine", "rock", "a.png")])


def test_what_is_ambiguous_about_other_pictures_refuses_no_folder() -> None:
    table = parse_groups(TABLE + b"train,rock,b.png,c3,Cy\n", "groups.csv")
    keys = [("mine", "rock", "b.png"), ("mine", "rock", "c.png")]
    assert table.match(keys) == {"clip": ("c3", ""), "person": ("Cy", "")}


def test_two_splits_that_agree_about_a_picture_are_not_ambiguous() -> None:
    table = parse_groups(
        b"split,class,file,clip\ntrain,rock,a.png,c1\ntest,rock,a.png,c1\n", "groups.csv")
    assert table.match([("mine", "rock", "a.png")]) == {"clip": ("c1",)}


def test_the_split_column_may_be_absent_and_the_class_in_capitals() -> None:
    table = parse_groups(b"class,file,clip\nROCK,a.png,c1\n", "groups.csv")
    assert table.match([("train", "rock", "a.png")]) == {"clip": ("c1",)}


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    table = parse_groups(b"\xef\xbb\xbfclass,file,clip\r\nrock,a.png,c1\r\n\r\n", "groups.csv")
    assert table.match([("x", "rock", "a.png")]) == {"clip": ("c1",)}


@pytest.mark.parametrize(("content", "sentence"), [
    (b"", "is empty"),
    (b"\xff\xfe\x00", "not UTF-8"),
    (b"class,file\nrock,a.png\n", "needs the columns class, file and one or more"),
    (b"class,clip\nrock,c1\n", "needs the columns class, file"),
    (b"class,file,\nrock,a.png,c\n", "needs the columns class, file"),
    (b"class,file,clip,clip\nrock,a.png,c,c\n", "two columns of the same name"),
    (b"class,file,clip\nrock,a.png\n", "has 2 columns instead of 3 in row 2"),
    (b'class,file,clip\nrock,"a.png,c1\n', "not a well-formed CSV"),
    (b"class,file,clip\nrock,a.png,c1\nrock,a.png,c2\n", "lists 'a.png' twice"),
    (b"class,file,clip\nrock,a.png," + b"x" * 200_000, "not a well-formed CSV"),
])
def test_a_malformed_table_is_one_plain_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence) as caught:
        parse_groups(content, "groups.csv")
    assert str(caught.value).startswith("groups.csv ")
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_groups(tmp_path / "none.csv")
    with pytest.raises(BadInput, match="cannot be read"):
        read_groups(tmp_path)


def test_a_missing_column_names_those_there_are() -> None:
    with pytest.raises(BadInput, match="no group column 'x'; there are clip, person"):
        require_column(("clip", "person"), "x")
    with pytest.raises(BadInput, match="no group column 'x'; these pictures have none"):
        require_column((), "x")


def test_the_table_is_found_in_the_folder_then_in_its_parent(make_set: MakeSet) -> None:
    folder = make_set("photos/train", count=1)
    (folder.parent / "groups.csv").write_text("split,class,file,clip\ntrain,rock,000.png,parent\n")
    assert load_pictures(FolderSource(folder), 8, "squash", "nearest").groups["clip"][1] == "parent"
    (folder / "groups.csv").write_text("class,file,clip\nrock,000.png,own\n")
    assert load_pictures(FolderSource(folder), 8, "squash", "nearest").groups["clip"][1] == "own"


def test_a_given_table_replaces_the_one_beside_the_pictures(
    make_set: MakeSet, tmp_path: Path
) -> None:
    folder = make_set(count=1)
    (folder / "groups.csv").write_text("broken")
    given = tmp_path / "given.csv"
    given.write_text("class,file,clip\nrock,000.png,c1\n")
    source = FolderSource(folder)
    pictures = load_pictures(source, 8, "squash", "nearest", groups_file=given)
    assert pictures.groups == {"clip": ("", "c1", "")}
    given.write_text("class,file,clip\nrock,another.png,c1\n")
    with pytest.raises(BadInput, match=r"No row of given\.csv is about one of these pictures"):
        load_pictures(source, 8, "squash", "nearest", groups_file=given)


def test_the_real_photos_have_a_frame_each(real_data: Path) -> None:
    pictures = load_pictures(
        FolderSource(real_data / "photos" / "train"), 32, "squash", "nearest"
    )
    assert len(pictures) == 1877
    assert set(pictures.groups) == {"source_frame", "source_clip"}
    assert all(pictures.groups["source_frame"])
