"""A session's own test set: what is kept, what is downloaded, what it says."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from playground.data.archive import ArchiveSource
from playground.data.pictures import load_pictures
from playground.model.loading import Preparation
from playground.photo.photo import Photo
from playground.photo.square import Square, default_square
from playground.ui.try_hand import test_set
from playground.ui.try_hand.test_set import TestSet, confusion


def photo(seed: int, size: tuple[int, int] = (640, 400)) -> Photo:
    pixels = np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), np.uint8)
    return Photo(pixels, size, "PNG", f"{seed:064d}")


def filled() -> TestSet:
    made = TestSet()
    for seed in range(6):
        one = photo(seed)
        made.mark(one, default_square(one, "squash"), seed % 3)
    return made


def test_a_picture_marked_again_changes_its_sign_and_none_takes_it_out() -> None:
    made, one = TestSet(), photo(1)
    whole = default_square(one, "squash")
    assert made.mark(one, whole, 1) == ""
    assert made.label_of(one, whole) == 1
    made.mark(one, whole, 2)
    assert made.counts() == (0, 0, 1)
    made.mark(one, whole, None)
    assert len(made) == 0
    assert made.label_of(one, whole) is None


def test_another_part_of_the_same_photo_is_another_picture() -> None:
    made, one = TestSet(), photo(1)
    made.mark(one, default_square(one, "squash"), 0)
    made.mark(one, Square(10, 10, 100, 100), 0)
    assert len(made) == 2
    assert len({kept.name for kept in made.kept.values()}) == 2


def test_the_downloaded_folder_holds_exactly_what_is_measured(tmp_path: Path) -> None:
    made = filled()
    file = tmp_path / "my-test-set.zip"
    file.write_bytes(made.archive())
    pictures = load_pictures(
        ArchiveSource(file), 64, "squash", "bilinear", cache=tmp_path / "cache")
    mine = made.images(64, Preparation("squash", "bilinear"))
    order = np.argsort(made.labels, kind="stable")
    np.testing.assert_array_equal(pictures.rgb(slice(None)), mine[order])
    np.testing.assert_array_equal(pictures.labels, made.labels[order])
    with zipfile.ZipFile(io.BytesIO(made.archive())) as archive:
        assert {name.split("/")[1] for name in archive.namelist()} == {"rock", "paper", "scissors"}


def test_pictures_are_kept_small_and_without_loss() -> None:
    made = filled()
    for kept in made.kept.values():
        with Image.open(io.BytesIO(kept.png)) as picture:
            assert max(picture.size) == test_set.LARGEST_SIDE
            assert picture.format == "PNG"


def test_a_full_set_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    made = filled()
    monkeypatch.setattr(test_set, "MOST_PICTURES", 6)
    one = photo(99)
    assert "full" in str(made.mark(one, default_square(one, "squash"), 0))
    assert len(made) == 6


def test_a_full_set_may_still_be_corrected(monkeypatch: pytest.MonkeyPatch) -> None:
    made, one = filled(), photo(0)
    monkeypatch.setattr(test_set, "MOST_PICTURES", 6)
    assert made.mark(one, default_square(one, "squash"), 2) == ""
    assert made.label_of(one, default_square(one, "squash")) == 2


def test_rows_of_the_confusion_are_the_right_signs() -> None:
    matrix = confusion(np.array([0, 0, 1, 2]), np.array([0, 1, 1, 0]))
    np.testing.assert_array_equal(matrix, [[1, 1, 0], [0, 1, 0], [1, 0, 0]])
