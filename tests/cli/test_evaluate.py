"""Judging a network on pictures: the same answer however it is named, and by groups."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from playground.data.classes import CLASSES
from playground.experiment import Experiment
from playground.training.store.checkpoint import read_arrays, write_arrays
from playground.training.store.store import RunStore
from tests.cli.conftest import Trained
from tests.cli.playing import assert_refused, play
from tests.made_data import image_folder


@pytest.fixture(scope="module", autouse=True)
def heavy_imports() -> None:
    """TensorFlow comes with the first test, not while they are collected."""
    global keras

    import keras


KEYS = ["images", "skipped", "accuracy", "recall", "confusion", "groups"]


@pytest.fixture(scope="module")
def judged(trained: Trained) -> dict[str, object]:
    outcome = play("evaluate", trained.out, "--data", trained.elsewhere, "--json")
    assert outcome.code == 0
    assert outcome.err == ""
    return outcome.row


def test_the_object_holds_what_was_counted(judged: dict[str, object]) -> None:
    assert list(judged) == KEYS
    assert (judged["images"], judged["skipped"], judged["groups"]) == (15, 0, [])
    confusion = judged["confusion"]
    assert list(confusion) == list(CLASSES)
    assert all(list(row) == list(CLASSES) and sum(row.values()) == 5 for row in confusion.values())
    right = {name: confusion[name][name] for name in CLASSES}
    assert judged["accuracy"] == pytest.approx(sum(right.values()) / 15)
    assert judged["recall"] == pytest.approx({name: right[name] / 5 for name in CLASSES})


def test_the_accuracy_is_the_one_the_training_measured(
    judged: dict[str, object], trained: Trained
) -> None:
    # Trained in float32: the exported network computes the same numbers.
    assert judged["accuracy"] == pytest.approx(trained.outcome.epochs[-1]["ood_accuracy"])


def named(trained: Trained) -> dict[str, tuple[object, ...]]:
    place = ("--data-dir", trained.data_dir)
    return {
        "file": (trained.out / "model.keras",),
        "run": (trained.run, *place),
        "start of the run": (trained.run[:15], *place),
        "folder of the run": (trained.folder,),
        "link to the folder of the run": (trained.out.parent / "link",),
    }


@pytest.mark.parametrize("way", [
    "file", "run", "start of the run", "folder of the run", "link to the folder of the run"])
def test_a_model_gives_the_same_answer_however_it_is_named(
    way: str, judged: dict[str, object], trained: Trained
) -> None:
    link = trained.out.parent / "link"
    if way.startswith("link") and not link.exists():
        link.symlink_to(trained.folder, target_is_directory=True)
    outcome = play("evaluate", *named(trained)[way], "--data", trained.elsewhere, "--json")
    assert outcome.code == 0
    assert outcome.row == judged


def test_a_model_is_found_in_the_home_without_a_shell(
    judged: dict[str, object], trained: Trained, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(trained.out.parent))
    monkeypatch.setenv("USERPROFILE", str(trained.out.parent))
    outcome = play("evaluate", "~/out", "--data", "~/elsewhere", "--json")
    assert outcome.row == judged


def test_of_several_networks_the_mean_of_their_answers_is_judged(
    judged: dict[str, object], trained: Trained
) -> None:
    own, ships = trained.out / "model.keras", "pretrained"
    alone = play("evaluate", ships, "--data", trained.elsewhere, "--json").row
    outcome = play("evaluate", own, ships, "--data", trained.elsewhere, "--json")
    assert outcome.row["alone"] == {
        str(own): judged["accuracy"], ships: alone["accuracy"]}
    # One network twice is that network.
    twice = play("evaluate", own, own, "--data", trained.elsewhere, "--json").row
    assert {**twice, "alone": None} == {**judged, "alone": None}
    text = play("evaluate", own, ships, "--data", trained.elsewhere).out.splitlines()
    assert text[1] == f"pretrained: accuracy {alone['accuracy']:.4f} alone"
    assert text[2] == f"accuracy {outcome.row['accuracy']:.4f} of 15 pictures"


def test_as_text_it_shows_accuracy_recall_and_the_confusion_matrix(
    judged: dict[str, object], trained: Trained
) -> None:
    outcome = play("evaluate", trained.out, "--data", trained.elsewhere)
    lines = outcome.out.splitlines()
    assert lines[0] == f"accuracy {judged['accuracy']:.4f} of 15 pictures"
    for name in CLASSES:
        line = next(line for line in lines if line.startswith(name))
        cells = [str(cell) for cell in judged["confusion"][name].values()]
        assert line.split()[1:] == [*cells, f"{judged['recall'][name]:.3f}"]


def test_unreadable_pictures_are_skipped_and_counted(trained: Trained, tmp_path: Path) -> None:
    folder = shutil.copytree(trained.elsewhere, tmp_path / "some")
    (folder / "rock" / "bad.jpg").write_bytes(b"no picture")
    outcome = play("evaluate", trained.out, "--data", folder, "--json")
    assert outcome.code == 0
    assert (outcome.row["images"], outcome.row["skipped"]) == (15, 1)
    assert "skipped rock/bad.jpg" in outcome.err


def test_a_class_without_pictures_has_no_recall(trained: Trained, tmp_path: Path) -> None:
    shutil.copytree(trained.elsewhere / "rock", tmp_path / "rock")
    row = play("evaluate", trained.out, "--data", tmp_path, "--json").row
    assert row["images"] == 5
    assert (row["recall"]["paper"], row["recall"]["scissors"]) == (None, None)
    assert row["recall"]["rock"] == row["accuracy"]
    text = play("evaluate", trained.out, "--data", tmp_path)
    assert text.code == 0
    assert "nan" not in text.out


@pytest.fixture
def grouped(trained: Trained, tmp_path: Path) -> Path:
    """A table in which all pictures but one are of one person, each of a take of its own."""
    files = sorted(path.relative_to(trained.elsewhere) for path in
                   trained.elsewhere.glob("*/*.png"))
    rows = [f"{file.parent},{file.name},{'b' if index == 0 else 'a'},{index}"
            for index, file in enumerate(files)]
    table = tmp_path / "table.csv"
    table.write_text("class,file,person,take\n" + "\n".join(rows), encoding="utf-8")
    return table


def test_each_group_counts_once(
    judged: dict[str, object], trained: Trained, grouped: Path
) -> None:
    outcome = play("evaluate", trained.out, "--data", trained.elsewhere, "--groups", grouped,
                   "--json")
    assert {**outcome.row, "groups": []} == judged
    person, take = outcome.row["groups"]
    assert (person["column"], person["groups"]) == ("person", 2)
    assert (take["column"], take["groups"]) == ("take", 15)
    assert take["accuracy"] == pytest.approx(judged["accuracy"])
    # The one picture of b weighs as much as the fourteen of a.
    right = round(judged["accuracy"] * 15)
    only = min(trained.elsewhere.glob("*/*.png"))
    answer = play("classify", trained.out, only, "--json").row["class"]
    b = int(answer == only.parent.name)
    assert person["accuracy"] == pytest.approx(((right - b) / 14 + b) / 2)


def test_one_column_may_be_chosen(trained: Trained, grouped: Path) -> None:
    outcome = play("evaluate", trained.out, "--data", trained.elsewhere, "--groups", grouped,
                   "--group-by", "person", "--json")
    assert [part["column"] for part in outcome.row["groups"]] == ["person"]
    text = play("evaluate", trained.out, "--data", trained.elsewhere, "--groups", grouped,
                "--group-by", "person").out
    assert "by person, each of 2 groups" in text


def test_a_run_without_a_whole_epoch_has_no_model_yet(tmp_path: Path, pics: Path) -> None:
    run = RunStore(tmp_path).create(Experiment().to_mapping(), {})
    for name in (run.id, run.folder):
        assert_refused(play("evaluate", name, "--data", pics, "--data-dir", tmp_path),
                       run.id, "has not finished an epoch")


def test_a_run_whose_weights_are_gone_is_refused(
    trained: Trained, tmp_path: Path, pics: Path
) -> None:
    copied = shutil.copytree(trained.data_dir, tmp_path / "data")
    for file in (copied / "runs" / trained.run).glob("checkpoint-*"):
        file.write_bytes(b"no weights")
    assert_refused(play("evaluate", trained.run, "--data", pics, "--data-dir", copied),
                   trained.run, "damaged")


@pytest.mark.parametrize("damage", ["a layer is missing", "another shape"])
@pytest.mark.parametrize("command", ["evaluate", "classify"])
def test_weights_that_do_not_fit_the_runs_model_are_refused(
    trained: Trained, tmp_path: Path, pics: Path, command: str, damage: str
) -> None:
    copied = shutil.copytree(trained.data_dir, tmp_path / "data")
    file = copied / "runs" / trained.run / "checkpoint-2.npz"
    arrays = read_arrays(file)
    name = next(name for name in arrays if name.startswith("weights/") and "kernel" in name)
    if damage == "another shape":
        arrays[name] = arrays[name][..., :1]
    else:
        del arrays[name]
    with file.open("wb") as rewritten:
        write_arrays(rewritten, arrays, compress=False)
    given = ("--data", pics) if command == "evaluate" else (next(pics.glob("*/*.png")),)
    assert_refused(play(command, trained.run, *given, "--data-dir", copied),
                   trained.run, "do not fit its model")


def test_a_start_that_several_runs_have_is_said_to_be_one(tmp_path: Path, pics: Path) -> None:
    store = RunStore(tmp_path)
    runs = [store.create(Experiment().to_mapping(), {}).id for _ in range(2)]
    assert_refused(play("evaluate", runs[0][:4], "--data", pics, "--data-dir", tmp_path),
                   "several runs")


@pytest.mark.parametrize(("size", "classes"), [((64, 64, 1), 3), ((64, 48, 3), 3), ((9, 9, 3), 2)])
def test_a_network_of_another_kind_is_refused(
    size: tuple[int, int, int], classes: int, tmp_path: Path, pics: Path
) -> None:
    layers = keras.layers
    keras.Sequential([keras.Input(size), layers.Flatten(), layers.Dense(classes)]).save(
        tmp_path / "other.keras")
    assert_refused(play("evaluate", tmp_path / "other.keras", "--data", pics),
                   "not a network of this project")


def test_a_model_whose_weights_are_cut_short_is_refused(
    trained: Trained, tmp_path: Path, pics: Path
) -> None:
    broken = tmp_path / "broken.keras"
    with zipfile.ZipFile(trained.out / "model.keras") as whole, zipfile.ZipFile(
        broken, "w"
    ) as cut:
        for name in whole.namelist():
            content = whole.read(name)
            cut.writestr(name, content[:3000] if name.endswith(".h5") else content)
    assert_refused(play("evaluate", broken, "--data", pics), "broken.keras", "cannot be loaded")


def test_a_network_of_another_size_gets_pictures_of_its_size(tmp_path: Path) -> None:
    # Red channel first, then green, then blue: its answer is the brightest channel's class.
    model = keras.Sequential([keras.Input((7, 7, 3)), keras.layers.GlobalAveragePooling2D()])
    model.save(tmp_path / "other.keras")
    for name, color in zip(CLASSES, ("#f00", "#0f0", "#00f"), strict=True):
        (tmp_path / name).mkdir()
        Image.new("RGB", (20, 30), color).save(tmp_path / name / "a.png")
    row = play("evaluate", tmp_path / "other.keras", "--data", tmp_path, "--json").row
    assert row["accuracy"] == 1.0


def test_averaging_over_views_is_off_unless_asked_for_by_either_name(
    trained: Trained, tmp_path: Path
) -> None:
    folder = image_folder(tmp_path, per_class=6)
    calls: list[bool] = []

    from playground.photo import classify as module

    real = module.probabilities
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "probabilities", lambda *given, average_views: (
            calls.append(average_views), real(*given, average_views=average_views))[1])
        for option in ((), ("--average-views",), ("--average-flips",)):
            assert play("evaluate", trained.out, "--data", folder, *option, "--json").code == 0
    assert calls == [False, True, True]
