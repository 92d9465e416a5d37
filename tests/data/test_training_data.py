from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from playground.data.batches import steps_per_epoch
from playground.data.training_data import TrainingData, mislabel, prepare, thin_out
from playground.errors import BadInput
from playground.experiment import Experiment
from tests.data.made import MakeSet, zipped

LABELS = np.repeat([0, 1, 2], [70, 90, 110])
TRAIN = np.arange(0, 270, 2)


@pytest.fixture
def experiment(make_set: MakeSet) -> Experiment:
    return Experiment(data=str(make_set(count=10)), another_setting="")


def ready(experiment: Experiment) -> TrainingData:
    return prepare(experiment, 8, paths_allowed=True)


def test_smaller_shares_lie_inside_larger_ones() -> None:
    kept = [set(thin_out(TRAIN, LABELS, percent, 4).tolist()) for percent in (1, 10, 30, 50, 100)]
    for smaller, larger in pairwise(kept):
        assert smaller < larger
    assert kept[-1] == set(TRAIN.tolist())


def test_a_share_is_stratified_and_sorted() -> None:
    kept = thin_out(TRAIN, LABELS, 20, 1)
    assert np.bincount(LABELS[kept]).tolist() == [7, 9, 11]
    assert (np.diff(kept) > 0).all()


def test_the_smallest_share_has_one_picture_of_each_class() -> None:
    assert np.bincount(LABELS[thin_out(TRAIN, LABELS, 1, 1)]).tolist() == [1, 1, 1]


@pytest.mark.parametrize("percent", [0, 1, 17, 30, 50])
def test_wrong_labels_are_an_exact_count(percent: int) -> None:
    labels = mislabel(LABELS, percent, 3)
    assert (labels != LABELS).sum() == round(percent * 270 / 100)
    assert set(labels.tolist()) == {0, 1, 2}


def test_wrong_labels_are_nested_and_keep_their_wrong_class() -> None:
    ten, thirty = mislabel(LABELS, 10, 3), mislabel(LABELS, 30, 3)
    wrong = ten != LABELS
    assert np.array_equal(thirty[wrong], ten[wrong])


def test_wrong_labels_take_both_other_classes() -> None:
    labels = mislabel(np.zeros(1000, np.int64), 50, 1)
    assert 200 < (labels == 1).sum() < 300


def test_share_and_wrong_labels_are_decided_by_the_seed() -> None:
    assert not np.array_equal(thin_out(TRAIN, LABELS, 30, 1), thin_out(TRAIN, LABELS, 30, 2))
    assert not np.array_equal(mislabel(LABELS, 30, 1), mislabel(LABELS, 30, 2))


@pytest.mark.parametrize("protocol", ["honest", "as-published"])
@pytest.mark.parametrize("seed", range(4))
def test_validation_labels_are_never_wrong(
    experiment: Experiment, protocol: str, seed: int
) -> None:
    clean = replace(experiment, protocol=protocol, seed=seed)
    spoiled = ready(replace(clean, wrong_labels=50))
    assert spoiled.wrong.sum() == round(len(spoiled.train) / 2)
    truth = np.repeat([0, 1, 2], 10)
    assert np.array_equal(spoiled.pictures.labels, truth)
    assert np.array_equal(spoiled.validation_labels, truth[spoiled.validation])
    assert np.array_equal(spoiled.validation, ready(clean).validation)
    right = ~spoiled.wrong
    assert np.array_equal(spoiled.train_labels[right], truth[spoiled.train][right])


def test_the_share_never_reaches_validation(experiment: Experiment) -> None:
    whole, part = ready(experiment), ready(replace(experiment, share=30))
    assert np.array_equal(part.validation, whole.validation)
    assert set(part.train.tolist()) < set(whole.train.tolist())
    assert whole.seen == part.seen == 0


def test_seen_counts_the_pictures_judged_and_trained_on(experiment: Experiment) -> None:
    published = replace(experiment, protocol="as-published")
    assert ready(published).seen == 6
    part = ready(replace(published, share=50))
    assert part.seen == len(set(part.train.tolist()) & set(part.validation.tolist())) < 6


def test_the_fingerprint_changes_with_whatever_decides_a_run(experiment: Experiment) -> None:
    changes: list[dict[str, object]] = [
        {}, {"share": 50}, {"wrong_labels": 20}, {"seed": 2}, {"protocol": "as-published"},
        {"framing": "letterbox"}, {"resize_filter": "nearest"},
    ]
    prints = [ready(replace(experiment, **change)).fingerprint for change in changes]
    assert len(set(prints)) == len(prints)
    assert ready(replace(experiment, regularizer="l2", epochs=3)).fingerprint == prints[0]


def test_a_zip_is_the_same_run_as_its_folder(experiment: Experiment, tmp_path: Path) -> None:
    archive = zipped(Path(experiment.data), tmp_path / "packed.zip")
    packed = ready(replace(experiment, data=str(archive)))
    assert packed.fingerprint == ready(experiment).fingerprint


def test_another_setting_may_lack_a_class_and_is_never_trained_on(
    experiment: Experiment, make_set: MakeSet
) -> None:
    other = make_set("elsewhere", count=2, seed=50)
    shutil.rmtree(other / "rock")
    data = ready(replace(experiment, another_setting=str(other)))
    assert data.elsewhere is not None
    assert data.elsewhere.name == "elsewhere"
    assert data.elsewhere.labels.tolist() == [0, 0, 2, 2]
    assert data.fingerprint == ready(experiment).fingerprint


def test_a_missing_class_is_refused_before_decoding(experiment: Experiment) -> None:
    shutil.rmtree(Path(experiment.data) / "rock")
    with pytest.raises(BadInput, match="hands has no pictures of rock"):
        prepare(
            experiment, 8, paths_allowed=True, progress=lambda *_: pytest.fail("decoded"))


def test_a_class_of_broken_pictures_is_refused(experiment: Experiment) -> None:
    for path in (Path(experiment.data) / "rock").iterdir():
        path.write_bytes(b"broken")
    with pytest.raises(BadInput, match="hands has no pictures of rock"):
        ready(experiment)


def test_a_mistyped_other_setting_is_refused_before_decoding(experiment: Experiment) -> None:
    mistyped = replace(experiment, another_setting="nowhere")
    with pytest.raises(BadInput, match=r"no folder or .zip 'nowhere'"):
        prepare(
            mistyped, 8, paths_allowed=True, progress=lambda *_: pytest.fail("decoded"))


@pytest.mark.parametrize("table", ["given", "beside", "none"])
def test_an_unknown_group_column_is_refused_before_decoding(
    experiment: Experiment, tmp_path: Path, table: str
) -> None:
    given = tmp_path / "given.csv" if table == "given" else None
    place = {"given": given, "beside": Path(experiment.data) / "groups.csv"}.get(table)
    if place is not None:
        place.write_text("class,file,clip\nrock,000.png,c1\n")
    with pytest.raises(BadInput, match="no group column 'person'"):
        prepare(
            experiment, 8, paths_allowed=True, groups_file=given, group_by="person",
            progress=lambda *_: pytest.fail("decoded"))


def test_whether_paths_are_allowed_has_to_be_said(experiment: Experiment) -> None:
    with pytest.raises(TypeError, match="paths_allowed"):
        prepare(experiment, 8)  # type: ignore[call-arg]
    with pytest.raises(BadInput):
        prepare(experiment, 8, paths_allowed=False)


def test_no_data_chosen_is_bad_input() -> None:
    with pytest.raises(BadInput, match="No pictures are chosen"):
        prepare(Experiment(data=""), 8, paths_allowed=True)


def test_the_real_set_as_published_has_the_articles_steps(real_data: Path) -> None:
    experiment = Experiment(
        data=str(real_data / "rps-cv"), another_setting="", protocol="as-published",
        resize_filter="nearest",
    )
    data = prepare(experiment, 32, paths_allowed=True)
    assert (len(data.train), len(data.validation), data.seen) == (2188, 437, 437)
    assert steps_per_epoch(len(data.train), experiment.batch_size) == 69
    assert steps_per_epoch(len(data.validation), experiment.batch_size) == 14


def copied(pictures: Path, to: Path) -> None:
    to.mkdir(parents=True, exist_ok=True)
    for path in pictures.iterdir():
        shutil.copyfile(path, to / f"copy of {path.name}")


@pytest.mark.parametrize("seed", range(4))
def test_copies_under_another_label_stay_on_one_side_and_are_counted(
    experiment: Experiment, seed: int
) -> None:
    folder = Path(experiment.data)
    copied(folder / "rock", folder / "paper")
    data = ready(replace(experiment, seed=seed))
    sides = [{data.pictures.images[at].tobytes() for at in side}
             for side in (data.split.train, data.split.validation)]
    assert not sides[0] & sides[1]
    assert all(sides)
    rocks = sum(file.startswith("rock/") for file in data.pictures.files)
    assert data.split.contradicting == 2 * rocks
    assert f"contradictions: {2 * rocks} pictures stand" in str(
        data.split.report(data.pictures.labels))


def test_without_copies_nothing_contradicts(experiment: Experiment) -> None:
    data = ready(experiment)
    assert (data.split.contradicting, data.overlapping) == (0, 0)
    assert "contradict" not in str(data.split.report(data.pictures.labels))


def test_the_same_folder_is_no_other_setting_and_nothing_is_decoded(
    experiment: Experiment
) -> None:
    with pytest.raises(BadInput, match="is among those of hands: choose other pictures"):
        prepare(
            replace(experiment, another_setting=experiment.data), 8, paths_allowed=True,
            progress=lambda *_: pytest.fail("decoded"))


def test_a_part_of_the_pictures_or_a_copy_of_them_is_no_other_setting(
    experiment: Experiment, tmp_path: Path
) -> None:
    for name, label in (("part", "rock"), ("smaller", "paper")):
        copied(Path(experiment.data) / label, tmp_path / name / label)
    for path in (tmp_path / "smaller").rglob("*.png"):
        with Image.open(path) as picture:
            picture.resize((50, 35)).save(path)
    for name in ("part", "smaller"):
        with pytest.raises(BadInput, match=f"Every picture of {name}, meant as another setting"):
            ready(replace(experiment, another_setting=str(tmp_path / name)))


def test_pictures_that_overlap_with_another_setting_are_counted(
    experiment: Experiment, make_set: MakeSet
) -> None:
    other = make_set("elsewhere", count=2, seed=50)
    copied(Path(experiment.data) / "rock", other / "rock")
    data = ready(replace(experiment, another_setting=str(other)))
    assert data.overlapping == len(list((Path(experiment.data) / "rock").iterdir()))
    assert data.elsewhere is not None
    assert len(data.elsewhere) == data.overlapping + 6
