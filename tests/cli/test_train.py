"""One experiment from the command line: what it prints, what it leaves, and how it ends."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
from pathlib import Path

import pytest

from playground.cli import train as module
from playground.cli.reporting import JsonLines
from playground.errors import RunFailed
from tests.cli.conftest import Trained
from tests.cli.playing import EPOCH_KEYS, Outcome, play, started

ALONE = ("--another-setting", "none")
QUICK = ("--epochs", 1, "--horizontal-flip", "off", "--json", *ALONE)


def test_standard_output_is_one_object_an_epoch_and_a_last_one(trained: Trained) -> None:
    first, second, last = trained.outcome.rows
    assert list(first) == list(second) == EPOCH_KEYS
    assert list(last) == ["run", "folder", "state"]
    assert (first["epoch"], second["epoch"]) == (1, 2)
    assert second["step"] == 2 * first["step"]
    assert last["state"] == "finished"
    assert Path(last["folder"]) == trained.folder
    assert trained.folder.is_dir()


def test_the_numbers_of_an_epoch_are_what_they_are_called(trained: Trained) -> None:
    for row in trained.outcome.epochs:
        assert row["gap"] == pytest.approx(row["accuracy"] - row["val_accuracy"])
        # In whole pictures: 9 for validation, as many of training, 15 of the other setting.
        for name, count in (("accuracy", 9), ("val_accuracy", 9), ("ood_accuracy", 15)):
            assert row[name] * count == pytest.approx(round(row[name] * count))
        assert row["penalty"] > 0
        assert 0 <= row["exact_zeros"] <= row["near_zeros"] <= 1
        assert row["images_per_second"] > 0
        assert row["seconds"] > 0


def test_the_split_goes_to_standard_error(trained: Trained) -> None:
    assert trained.outcome.err.startswith("honest split: 33 training and 9 validation pictures")
    assert "another setting: 15 pictures of elsewhere" in trained.outcome.err


def test_out_gets_the_experiment_the_history_and_the_model(trained: Trained) -> None:
    assert sorted(path.name for path in trained.out.iterdir()) == [
        "experiment.json", "history.csv", "model.keras"]
    with (trained.out / "history.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == EPOCH_KEYS
    assert [{key: float(value) for key, value in row.items()} for row in rows] == (
        trained.outcome.epochs)


def test_the_experiment_is_written_as_it_was_run(trained: Trained, pics: Path) -> None:
    document = json.loads((trained.out / "experiment.json").read_text(encoding="utf-8"))
    experiment = document["experiment"]
    assert document["run"] == trained.run
    assert experiment["data"] == str(pics)
    # From the preset, from an option in its place, and neither.
    assert (experiment["regularizer"], experiment["lambda"], experiment["seed"]) == ("l2", 0.002, 1)
    assert document["input"] == {
        "size": 64, "range": [0, 255], "scaling": "fixed",
        "framing": "squash", "resize-filter": "bilinear"}


def test_the_experiment_holds_what_decided_the_split(pics: Path, tmp_path: Path) -> None:
    files = sorted(path.relative_to(pics) for path in pics.glob("*/*.png"))
    table = tmp_path / "table.csv"
    table.write_text("class,file,take\n" + "".join(
        f"{file.parent},{file.name},{index // 2}\n" for index, file in enumerate(files)))
    groups = ("--groups", table, "--group-by", "take")
    outcome = play("train", "--data", pics, *QUICK, *groups, "--out", tmp_path / "out")
    assert outcome.code == 0
    document = json.loads((tmp_path / "out" / "experiment.json").read_text(encoding="utf-8"))
    assert (document["groups-file"], document["group-by"]) == (str(table), "take")
    shown = play("data", pics, *groups, "--horizontal-flip", "off", "--json").row
    assert document["fingerprint"] == shown["fingerprint"]


def test_without_groups_the_experiment_says_so(trained: Trained) -> None:
    document = json.loads((trained.out / "experiment.json").read_text(encoding="utf-8"))
    assert (document["groups-file"], document["group-by"]) == (None, None)
    assert document["fingerprint"]


def test_what_was_not_measured_is_null(pics: Path) -> None:
    outcome = play("train", "--data", pics, *QUICK)
    assert outcome.code == 0
    (row,) = outcome.epochs
    assert row["ood_accuracy"] is None
    assert all(row[key] is not None for key in EPOCH_KEYS if key != "ood_accuracy")


def test_without_json_it_is_told_in_lines(pics: Path) -> None:
    outcome = play("train", "--data", pics, "--epochs", 1)
    assert outcome.code == 0
    assert outcome.err == ""
    lines = outcome.out.splitlines()
    assert lines[0].startswith("honest split: ")
    assert lines[-3].startswith("epoch    loss  penalty")
    assert lines[-2].startswith("    1 ")
    assert len(lines[-3]) == len(lines[-2]) <= 80
    assert ": finished; kept in " in lines[-1]


def test_a_truncated_picture_among_good_ones_is_named_skipped_and_counted(
    pics: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(pics, tmp_path / "some")
    whole = (folder / "paper" / "000.png").read_bytes()
    (folder / "paper" / "000.png").write_bytes(whole[: len(whole) // 2])
    outcome = play("train", "--data", folder, *QUICK)
    assert outcome.code == 0
    assert "skipped paper/000.png: The picture is damaged or cut short." in outcome.err
    assert "Skipped 1 unreadable picture of some." in outcome.err
    assert len(outcome.epochs) == 1


def test_a_zip_trains_as_its_folder_does(pics: Path, tmp_path: Path) -> None:
    packed = shutil.make_archive(str(tmp_path / "pics"), "zip", pics)
    rows = [play("train", "--data", data, *QUICK).epochs[0] for data in (pics, packed)]
    assert without_times(rows[:1]) == without_times(rows[1:])


def test_a_relative_path_is_kept_whole(
    pics: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pics.parent)
    outcome = play("train", "--data", pics.name, *QUICK, "--out", tmp_path)
    assert outcome.code == 0
    document = json.loads((tmp_path / "experiment.json").read_text(encoding="utf-8"))
    assert document["experiment"]["data"] == str(pics)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no names that are no text")
def test_a_folder_whose_name_is_no_text_is_no_obstacle(pics: Path, tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    try:
        shutil.copytree(pics, folder)
    except OSError:
        pytest.skip("this disk takes no such names")
    outcome = play("train", "--data", folder, *QUICK, "--out", folder / "out")
    assert outcome.code == 0, outcome
    document = json.loads((folder / "out" / "experiment.json").read_text(encoding="utf-8"))
    assert document["experiment"]["data"] == str(folder)


def test_a_change_takes_effect_at_its_step_and_is_written_down(pics: Path, tmp_path: Path) -> None:
    outcome = play("train", "--data", pics, *QUICK, "--out", tmp_path, "--regularizer", "l2",
                   "--change", "1:lambda:0.5", "--change", "0:dropout:0.3")
    assert outcome.code == 0
    document = json.loads((tmp_path / "experiment.json").read_text(encoding="utf-8"))
    assert document["changes"] == [
        {"step": 0, "name": "dropout", "old": 0.0, "new": 0.3},
        {"step": 1, "name": "lambda", "old": 0.001, "new": 0.5}]
    unchanged = play("train", "--data", pics, *QUICK, "--regularizer", "l2")
    assert outcome.epochs[0]["penalty"] > 100 * unchanged.epochs[0]["penalty"]


def test_a_change_after_the_last_step_does_not_pass_in_silence(pics: Path) -> None:
    outcome = play("train", "--data", pics, *QUICK, "--change", "2:lambda:0.01")
    assert outcome.code == 0
    assert "lambda at step 2 comes too late: the last step is 1" in outcome.err


def test_a_run_that_diverges_fails_in_a_sentence_and_keeps_what_there_is(
    pics: Path, tmp_path: Path
) -> None:
    outcome = play("train", "--data", pics, *ALONE, "--epochs", 40, "--optimizer", "sgd",
                   "--json", "--learning-rate", 10, "--out", tmp_path)
    assert outcome.code == 1
    assert outcome.last["state"] == "failed"
    sentence = outcome.err.splitlines()[-1]
    assert sentence.startswith("Training diverged")
    assert "learning rate" in sentence
    assert "Traceback" not in outcome.err
    assert all(list(row) == EPOCH_KEYS for row in outcome.rows[:-1])
    assert (tmp_path / "model.keras").is_file()


def test_a_run_of_two_steps_that_diverges_says_so_too(pics: Path) -> None:
    outcome = play("train", "--data", pics, *QUICK, "--learning-rate", 10)
    assert outcome.code == 1
    assert outcome.err.splitlines()[-1].startswith("Training diverged: at the end the loss is ")
    assert "The learning rate of 10 is the likely cause" in outcome.err
    # What was measured is shown all the same.
    assert [row["epoch"] for row in outcome.epochs] == [1]


def test_what_the_article_leaves_open_is_shown_as_assumed(
    pics: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The article's network is slow: what is told before it trains is enough.
    def stop(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "prepared", stop)
    outcome = play("train", "--preset", "article-none", "--data", pics, "--json")
    assert outcome.code == 130
    assert "assumed, learning-rate: " in outcome.err
    assert "assumed, dropout: " in outcome.err
    assert outcome.out == ""


def test_an_out_folder_that_goes_away_does_not_take_the_last_line_along(
    pics: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def remove(self: JsonLines) -> None:
        shutil.rmtree(tmp_path / "out")

    monkeypatch.setattr(JsonLines, "close", remove)
    outcome = play("train", "--data", pics, *QUICK, "--out", tmp_path / "out")
    assert outcome.code == 1
    assert outcome.last["state"] == "finished"
    assert outcome.err.splitlines()[-1].startswith(f"Cannot write to {tmp_path / 'out'}")


def test_ctrl_c_before_the_first_step_ends_the_run_as_stopped(
    pics: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        module, "import_tensorflow_quietly", lambda: signal.raise_signal(signal.SIGINT))
    outcome = play("train", "--data", pics, *QUICK, "--out", tmp_path)
    assert outcome.code == 130
    assert [list(row) for row in outcome.rows] == [["run", "folder", "state"]]
    assert outcome.last["state"] == "stopped"
    assert (tmp_path / "experiment.json").is_file()


def test_a_run_without_weights_leaves_no_older_model_in_its_out_folder(
    pics: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.keras").write_bytes(b"of an older run")
    (tmp_path / "mine.keras").write_bytes(b"of no run at all")

    def fail(*arguments: object) -> None:
        raise RunFailed("There is no memory.")

    monkeypatch.setattr("playground.training.loop.trainer.Trainer", fail)
    outcome = play("train", "--data", pics, *QUICK, "--out", tmp_path)
    assert outcome.last["state"] == "failed"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "experiment.json", "history.csv", "mine.keras"]


def test_the_message_of_a_failed_run_is_one_short_line(
    pics: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise RunFailed("first line\n  second line\n" + "tensor " * 1000)

    monkeypatch.setattr("playground.training.loop.trainer.Trainer", fail)
    outcome = play("train", "--data", pics, *QUICK)
    assert outcome.code == 1
    line = outcome.err.splitlines()[-1]
    assert "first line second line tensor" in line
    assert len(line) == 300
    assert line.endswith("…")


def without_times(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{key: value for key, value in row.items()
             if key not in ("seconds", "images_per_second")} for row in rows]


# In processes of their own


def test_ctrl_c_stops_a_run_cleanly_however_often_it_is_pressed(
    pics: Path, tmp_path: Path
) -> None:
    process = started(
        "train", "--data", pics, *ALONE, "--epochs", 900, "--json", "--out", tmp_path)
    assert process.stdout is not None
    first = process.stdout.readline()
    for _ in range(5):
        process.send_signal(signal.SIGINT)
    rest, err = process.communicate()
    outcome = Outcome(process.returncode, first + rest, err)
    assert outcome.code == 130
    assert [row["epoch"] for row in outcome.epochs] == list(range(1, len(outcome.epochs) + 1))
    assert list(outcome.last) == ["run", "folder", "state"]
    assert outcome.last["state"] == "stopped"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "experiment.json", "history.csv", "model.keras"]
    # The split and nothing else: no start-up notes of TensorFlow, no traceback.
    assert len(err.splitlines()) == 4, err
    listed = {row["run"]: row["state"] for row in play("runs", "--json").rows}
    assert listed[outcome.last["run"]] == "stopped"


def test_a_run_whose_output_nobody_reads_any_more_is_stopped_and_kept(
    pics: Path, tmp_path: Path
) -> None:
    process = started(
        "train", "--data", pics, *ALONE, "--epochs", 900, "--json", "--out", tmp_path)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    assert process.wait() == 1
    assert err.splitlines()[-1].startswith("Standard output cannot be written to any more")
    assert "Traceback" not in err
    document = json.loads((tmp_path / "experiment.json").read_text(encoding="utf-8"))
    assert document["state"] == "stopped"
    assert (tmp_path / "model.keras").is_file()
