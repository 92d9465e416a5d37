from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from playground.data.folder import FolderSource
from playground.data.pictures import Pictures, load_pictures
from playground.data.split import Split, split_pictures
from playground.errors import BadInput
from tests.data.made import pictures_of

LABELS = [0] * 100 + [1] * 150 + [2] * 200


def counts(pictures: Pictures, indices: np.ndarray) -> list[int]:
    return np.bincount(pictures.labels[indices], minlength=3).tolist()


def assert_nothing_straddles(split: Split, names: list[str]) -> None:
    sides = {names[at] for at in split.train if names[at]}, {
        names[at] for at in split.validation if names[at]
    }
    assert not sides[0] & sides[1]


def test_honest_is_stratified_80_to_20_and_disjoint() -> None:
    pictures = pictures_of(LABELS)
    split = split_pictures(pictures, "honest", 1)
    assert counts(pictures, split.validation) == [20, 30, 40]
    both = np.concatenate([split.train, split.validation])
    assert np.array_equal(np.sort(both), np.arange(450))
    assert (np.diff(split.train) > 0).all()
    assert (np.diff(split.validation) > 0).all()


def test_honest_is_decided_by_the_seed() -> None:
    pictures = pictures_of(LABELS)
    one, again, other = (split_pictures(pictures, "honest", seed) for seed in (1, 1, 2))
    assert np.array_equal(one.validation, again.validation)
    assert not np.array_equal(one.validation, other.validation)


@pytest.mark.parametrize("seed", range(8))
def test_groups_never_straddle(seed: int) -> None:
    generator = np.random.default_rng(seed)
    clips = [f"c{n}" if n < 60 else "" for n in generator.integers(0, 80, 450)]
    people = [f"p{n}" if n < 9 else "" for n in generator.integers(0, 300, 450)]
    pictures = pictures_of(LABELS, {"clip": clips, "person": people})
    by_clip = split_pictures(pictures, "honest", seed, group_by="clip")
    assert_nothing_straddles(by_clip, clips)
    by_both = split_pictures(pictures, "honest", seed)
    assert_nothing_straddles(by_both, clips)
    assert_nothing_straddles(by_both, people)


@pytest.mark.parametrize("seed", range(8))
def test_near_duplicates_never_straddle(seed: int) -> None:
    hashes = np.random.default_rng(seed).integers(0, 2**63, 450, dtype=np.uint64)
    hashes[1::2] = hashes[::2] ^ np.uint64(1 << (seed + 3))
    pictures = pictures_of(LABELS, hashes=hashes.tolist())
    split = split_pictures(pictures, "honest", seed)
    assert_nothing_straddles(split, [str(at // 2) for at in range(450)])
    assert counts(pictures, split.validation) == [20, 30, 40]


def test_groups_larger_than_a_fifth_still_give_each_class_both_sides() -> None:
    names = [f"{label}{at % 3}" for at, label in enumerate([0] * 9 + [1] * 9 + [2] * 9)]
    pictures = pictures_of([0] * 9 + [1] * 9 + [2] * 9, {"person": names})
    split = split_pictures(pictures, "honest", 3)
    assert counts(pictures, split.validation) == [3, 3, 3]
    assert_nothing_straddles(split, names)


def test_people_who_show_every_class_stay_whole() -> None:
    people = [f"p{at % 4}" for at in range(120)]
    pictures = pictures_of([0, 1, 2] * 40, {"person": people})
    split = split_pictures(pictures, "honest", 1)
    assert_nothing_straddles(split, people)
    assert counts(pictures, split.validation) == [10, 10, 10]


def test_two_pictures_of_a_class_are_one_for_each_side() -> None:
    pictures = pictures_of([0, 0, 1, 1, 2, 2])
    split = split_pictures(pictures, "honest", 5)
    assert counts(pictures, split.train) == counts(pictures, split.validation) == [1, 1, 1]


def test_a_single_picture_of_a_class_cannot_be_split() -> None:
    with pytest.raises(BadInput, match="only one picture of rock"):
        split_pictures(pictures_of([0, 0, 1, 2, 2]), "honest", 1)


def test_one_group_for_a_whole_class_cannot_be_split() -> None:
    pictures = pictures_of([0] * 5 + [1] * 5, {"clip": ["a"] * 5 + [""] * 5})
    with pytest.raises(BadInput, match="The 5 pictures of paper are connected"):
        split_pictures(pictures, "honest", 1)


def test_a_missing_group_column_names_those_there_are() -> None:
    with pytest.raises(BadInput, match="no group column 'person'; there are clip"):
        split_pictures(pictures_of([0, 0], {"clip": ["", ""]}), "honest", 1, group_by="person")


def test_as_published_judges_the_first_fifth_by_name_and_trains_on_all() -> None:
    pictures = pictures_of([0] * 10 + [1] * 14 + [2] * 5)
    split = split_pictures(pictures, "as-published", 1)
    assert split.train.tolist() == list(range(29))
    assert split.validation.tolist() == [0, 1, 10, 11, 24]
    assert split.report(pictures.labels).seen == 5


def test_as_published_needs_five_pictures_of_a_class() -> None:
    with pytest.raises(BadInput, match="only 4 pictures of rock"):
        split_pictures(pictures_of([0] * 5 + [1] * 4), "as-published", 1)


def test_the_report_counts_groups_and_class_shares() -> None:
    clips = ["a"] * 2 + [""] * 8 + ["b"] * 3 + [""] * 27
    pictures = pictures_of([0] * 10 + [1] * 30, {"clip": clips})
    report = split_pictures(pictures, "honest", 1).report(pictures.labels)
    assert (report.groups, report.grouped, report.largest, report.seen) == (2, 5, 3, 0)
    assert (report.train, report.validation) == ((8, 24, 0), (2, 6, 0))
    assert report.train_shares == (0.25, 0.75, 0.0)
    assert str(report).splitlines() == [
        "honest split: 32 training and 8 validation pictures, 0 of them in both",
        "groups: 2 of more than one picture, 5 pictures in them, 3 in the largest",
        "training: paper 8 (25.0%), rock 24 (75.0%), scissors 0 (0.0%)",
        "validation: paper 2 (25.0%), rock 6 (75.0%), scissors 0 (0.0%)",
    ]


def test_the_real_set_splits_1751_to_437(real_data: Path) -> None:
    pictures = load_pictures(FolderSource(real_data / "rps-cv"), 32, "squash", "nearest")
    split = split_pictures(pictures, "honest", 1)
    assert counts(pictures, split.validation) == [142, 145, 150]
    assert split.report(pictures.labels).largest < 20


def test_the_real_photos_share_no_frame_and_no_clip(real_data: Path) -> None:
    folder = real_data / "photos" / "train"
    pictures = load_pictures(FolderSource(folder), 32, "squash", "nearest")
    for seed in range(3):
        split = split_pictures(pictures, "honest", seed)
        for names in pictures.groups.values():
            assert_nothing_straddles(split, list(names))
        assert 0.15 < len(split.validation) / len(pictures) < 0.25


def test_without_hashes_only_groups_connect() -> None:
    pictures = pictures_of(LABELS, {"person": [str(at % 9) for at in range(450)]}, [7] * 450)
    with pytest.raises(BadInput, match="cannot be split"):
        split_pictures(pictures, "honest", 1)
    split = split_pictures(replace(pictures, hashes=None), "honest", 1)
    assert split.components.tolist() == [at % 9 for at in range(450)]
    assert_nothing_straddles(split, list(pictures.groups["person"]))
