"""Sources, and what a source holds and how it would be split."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from playground.data import sources
from playground.data.embedded import everyday, studio
from playground.data.folder import FolderSource
from tests.cli.playing import assert_refused, play
from tests.data.packs import packed
from tests.made_data import image_folder


@pytest.fixture
def named(pics: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(sources._factories, "squares", lambda: FolderSource(pics))
    return "squares"


def test_the_sources_are_listed_by_name(named: str) -> None:
    assert named in play("data").out.splitlines()
    assert named in play("data", "--json").row["sources"]


def test_the_sets_that_ship_with_the_app_are_listed() -> None:
    assert play("data").out.splitlines() == [
        "studio", "everyday", "everyday-holdout", "every-angle", "every-light"]


def test_a_set_that_is_not_there_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sources._factories, "studio", lambda: studio(tmp_path))
    outcome = play("data", "studio")
    assert outcome.code == 2
    assert "studio.zip' is not there; get it from the repository" in outcome.err


def test_an_embedded_set_is_shown_with_its_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = packed(tmp_path)
    monkeypatch.setitem(sources._factories, "everyday", lambda: everyday(hands))
    row = play("data", "everyday", "--json").row
    assert (row["source"], row["images"], row["group_columns"]) == ("everyday", 216, ["person"])
    assert (row["train"], row["validation"]) == (189, 27)


@pytest.mark.parametrize("name", ["", "none"])
def test_no_pictures_cannot_be_shown(name: str) -> None:
    assert_refused(play("data", name), "No pictures are chosen", "or one of studio, everyday")


def test_a_source_by_name_is_the_same_as_by_path(named: str, pics: Path) -> None:
    assert play("data", named, "--json").row == play("data", pics, "--json").row


def test_the_pictures_and_the_split_are_shown(pics: Path) -> None:
    outcome = play("data", pics)
    assert outcome.code == 0
    assert outcome.out.startswith("honest split: 33 training and 9 validation pictures, 0 of them")
    assert "groups: " in outcome.out
    assert "validation: paper 3 (33.3%)" in outcome.out


def test_as_json_standard_output_is_one_object(pics: Path) -> None:
    outcome = play("data", pics, "--json", "--wrong-labels", 30, "--share", 50)
    assert outcome.code == 0
    row = outcome.row
    assert row.pop("fingerprint")
    assert row == {
        "source": "my pics ü λ", "images": 42,
        "classes": {"paper": 14, "rock": 14, "scissors": 14}, "unreadable": [],
        "left_out": [], "group_columns": [], "protocol": "honest", "train": 18, "validation": 9,
        "seen_in_training": 0, "wrong_labels": 5, "contradicting": 0, "overlapping": 0}
    assert "wrong labels: 5 of 18" in outcome.err


def test_as_published_counts_the_pictures_on_both_sides(pics: Path) -> None:
    row = play("data", pics, "--protocol", "as-published", "--json").row
    assert (row["train"], row["validation"], row["seen_in_training"]) == (42, 6, 6)


def test_the_pictures_may_be_given_as_an_option_too(pics: Path) -> None:
    assert play("data", "--data", pics, "--json").row == play("data", pics, "--json").row


def test_the_pictures_may_follow_a_switch(pics: Path) -> None:
    assert play("data", "--rotation", pics, "--json").row == play("data", pics, "--json").row


def test_a_zip_holds_the_same_pictures_as_its_folder(pics: Path, tmp_path: Path) -> None:
    packed = shutil.make_archive(str(tmp_path / "my pics ü λ"), "zip", pics)
    assert play("data", packed, "--json").row == play("data", pics, "--json").row


def test_an_unreadable_picture_is_named_and_counted(pics: Path, tmp_path: Path) -> None:
    folder = tmp_path / "some"
    shutil.copytree(pics, folder)
    whole = (folder / "rock" / "001.png").read_bytes()
    (folder / "rock" / "001.png").write_bytes(whole[: len(whole) // 2])
    outcome = play("data", folder, "--json")
    assert outcome.code == 0
    assert outcome.row["images"] == 41
    assert [line.partition(":")[0] for line in outcome.row["unreadable"]] == ["rock/001.png"]
    assert "skipped rock/001.png" in outcome.err
    assert "Skipped 1 unreadable picture of some." in outcome.err


def test_groups_never_straddle_the_split(pics: Path, tmp_path: Path) -> None:
    files = sorted(path.relative_to(pics) for path in pics.glob("*/*.png"))
    table = tmp_path / "groups.csv"
    rows = [f"{pics.name},{file.parent},{file.name},{index // 2},{index % 2}"
            for index, file in enumerate(files)]
    table.write_text("split,class,file,take,side\n" + "\n".join(rows), encoding="utf-8")
    row = play("data", pics, "--groups", table, "--group-by", "take", "--json").row
    assert row["group_columns"] == ["take", "side"]
    assert row["train"] + row["validation"] == 42
    assert row["validation"] % 2 == 0
    text = play("data", pics, "--groups", table, "--group-by", "take").out
    assert "groups: 21 of more than one picture, 42 pictures in them, 2 in the largest" in text


def test_contradictions_and_overlaps_are_told_and_counted(pics: Path, tmp_path: Path) -> None:
    shutil.copytree(pics, tmp_path / "set")
    for path in (tmp_path / "set" / "rock").iterdir():
        shutil.copyfile(path, tmp_path / "set" / "paper" / f"copy of {path.name}")
    other = image_folder(tmp_path / "other", per_class=3, size=40)
    for path in sorted((pics / "rock").iterdir())[:2]:
        shutil.copyfile(path, other / "rock" / f"copy of {path.name}")
    options = (tmp_path / "set", "--another-setting", other)
    told = play("data", *options).out
    assert "contradictions: 28 pictures stand" in told
    row = play("data", *options, "--json").row
    assert (row["contradicting"], row["seen_in_training"]) == (28, 0)
    assert 2 <= row["overlapping"] < 11
    assert f"overlap: {row['overlapping']} pictures of other are" in told
    assert_refused(play("data", pics, "--another-setting", pics), "choose other pictures")


def test_what_is_left_out_is_told_and_a_close_name_is_in_the_error(
    pics: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(pics, tmp_path / "set")
    (folder / "rock" / "notes.txt").write_text("no picture")
    (folder / "more").mkdir()
    outcome = play("data", folder)
    assert "left out: 1 file: 1 .txt" in outcome.out.splitlines()
    assert "left out: 1 folder beside the class folders: more" in outcome.out.splitlines()
    assert play("data", folder, "--json").row["left_out"] == [
        {"kind": ".txt", "files": 1, "examples": ["rock/notes.txt"]},
        {"kind": "folder beside the class folders", "files": 1, "examples": ["more"]}]
    (folder / "scissors").rename(folder / "sissors")
    assert_refused(play("data", folder), "has no pictures of scissors", "sissors")
