"""What is wrong is said in one line, with exit code 2, before TensorFlow is imported.

All commands run in one process of its own: in this one TensorFlow may be there already.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import Trained
from tests.cli.playing import CHECKOUT, Outcome, assert_refused
from tests.made_data import image_folder

TRAIN = ("train", "--data", "{pics}", "--another-setting", "none")
EVALUATE = ("evaluate", "{model}")
JUDGE = (*EVALUATE, "--data", "{pics}")

CASES: dict[str, tuple[tuple[str, ...], str]] = {
    # What to do
    "an unknown command": (("bogus",), "bogus"),
    "a mistyped option": ((*TRAIN, "--lamda", "1"), "--lambda"),
    "an option without its value": ((*TRAIN, "--lambda"), "--lambda"),
    "a word too many": ((*TRAIN, "extra"), "extra"),
    # Pictures
    "no pictures chosen": (("train", "--data", "none"), "--data"),
    "an empty name of pictures": (("train", "--data", ""), "--data"),
    "a missing folder": (("train", "--data", "{bad}/none"), "none"),
    "a missing folder in the home of nobody": (("train", "--data", "~no-one/x"), "~no-one"),
    "a missing folder with a line break": (("train", "--data", "a\nb"), "a b"),
    "a folder without class folders": (("train", "--data", "{bad}/empty"), "class folders"),
    "class folders without pictures": (("train", "--data", "{bad}/hollow"), "hold no pictures"),
    "only two classes": (("train", "--data", "{bad}/two"), "scissors"),
    "one picture a class": (("train", "--data", "{bad}/single"), "only one picture"),
    "only unreadable pictures": (("train", "--data", "{bad}/unreadable"), "can be read"),
    "a file for a folder": (("train", "--data", "{bad}/file.txt"), "not a .zip"),
    "a broken zip": (("train", "--data", "{bad}/broken.zip"), "not a .zip"),
    "an empty zip": (("train", "--data", "{bad}/empty.zip"), "class folders"),
    "a name too long for any disk": (("train", "--data", "x" * 3000), "There is no folder"),
    "another setting that is missing": ((*TRAIN, "--another-setting", "{bad}/none"), "none"),
    # Controls
    "λ out of range": ((*TRAIN, "--lambda", "2"), "between 0 and 1"),
    "λ out of its method's range": (
        (*TRAIN, "--regularizer", "l1", "--lambda", "0.5"), "0.1 for l1"),
    "λ below zero": ((*TRAIN, "--lambda", "-1"), "between 0 and 1"),
    "λ that is no number": ((*TRAIN, "--lambda", "nan"), "finite"),
    "λ that is infinite": ((*TRAIN, "--lambda", "inf"), "finite"),
    "λ beyond floating point": ((*TRAIN, "--lambda", "1e400"), "finite"),
    "an empty λ": ((*TRAIN, "--lambda", ""), "must be a number"),
    "λ as a letter": ((*TRAIN, "--lambda", "λ"), "must be a number"),
    "half an epoch": ((*TRAIN, "--epochs", "1.5"), "whole number"),
    "no epoch": ((*TRAIN, "--epochs", "0"), "between 1 and 1000"),
    "more digits than Python parses": ((*TRAIN, "--seed", "9" * 5000), "whole number"),
    "an unknown regularizer": ((*TRAIN, "--regularizer", "l3"), "l1-proximal"),
    "an empty choice": ((*TRAIN, "--model", ""), "compact"),
    "a switch that is neither on nor off": ((*TRAIN, "--rotation=maybe"), "on or off"),
    "a word after a switch that is none of its values": (
        (*TRAIN, "--rotation", "perhaps"), "perhaps"),
    "weight decay without AdamW": ((*TRAIN, "--weight-decay", "0.1"), "adamw"),
    "an unknown preset": ((*TRAIN, "--preset", "nope"), "overfit-none"),
    "an empty preset": ((*TRAIN, "--preset", ""), "article-l1"),
    # Changes
    "a change that is no change": ((*TRAIN, "--change", "x"), "STEP:CONTROL:VALUE"),
    "a change before the first step": ((*TRAIN, "--change", "-1:lambda:1"), "STEP:CONTROL:VALUE"),
    "a change of what needs a restart": ((*TRAIN, "--change", "1:epochs:3"), "live are"),
    "a change of an unknown control": ((*TRAIN, "--change", "1:bogus:3"), "bogus"),
    "a change to no number": ((*TRAIN, "--change", "1:lambda:nan"), "finite"),
    "a change without a value": ((*TRAIN, "--change", "1:lambda"), "must be a number"),
    "changes that do not go together": (
        (*TRAIN, "--change", "1:regularizer:l1", "--change", "2:lambda:0.5"), "0.1 for l1"),
    # Groups
    "a missing groups file": ((*TRAIN, "--groups", "{bad}/none.csv"), "cannot be read"),
    "an empty groups file": ((*TRAIN, "--groups", "{bad}/empty.csv"), "empty"),
    "a groups file without its columns": ((*TRAIN, "--groups", "{bad}/odd.csv"), "columns"),
    "a groups file that is no text": ((*TRAIN, "--groups", "{bad}/binary.csv"), "UTF-8"),
    "groups of other pictures": ((*TRAIN, "--groups", "{bad}/other.csv"), "No row"),
    "a folder for a groups file": ((*TRAIN, "--groups", "{bad}"), "cannot be read"),
    "an unknown group column": ((*TRAIN, "--group-by", "take"), "take"),
    # Folders
    "--out that is a file": ((*TRAIN, "--out", "{bad}/file.txt"), "--out"),
    "--out inside a file": ((*TRAIN, "--out", "{bad}/file.txt/x"), "--out"),
    "an empty --out": ((*TRAIN, "--out", ""), "--out"),
    "--data-dir that is a file": ((*TRAIN, "--data-dir", "{bad}/file.txt"), "data directory"),
    "an empty --data-dir": ((*TRAIN, "--data-dir", ""), "--data-dir"),
    "--data-dir with a damaged record": ((*TRAIN, "--data-dir", "{bad}/damaged"), "runs.sqlite"),
    # Runs
    "a list of a damaged record": (("runs", "--data-dir", "{bad}/damaged"), "runs.sqlite"),
    "pinning an unknown run": (("runs", "--pin", "nope"), "nope"),
    "deleting a run by a path": (("runs", "--delete", "../.."), "no run"),
    "resuming an unknown run": (("resume", "nope"), "nope"),
    "resuming a run named by nothing": (("resume", ""), "no run"),
    "resuming a run with a name beyond ASCII": (("resume", "λ"), "no run"),
    # Models
    "a missing model": (("evaluate", "{bad}/no.keras", "--data", "{pics}"), "no.keras"),
    "a model that is no run either": (("evaluate", "nope", "--data", "{pics}"), "not a model"),
    "a model named by nothing": (("evaluate", "", "--data", "{pics}"), "not a model"),
    "a model with an endless name": (
        ("evaluate", "x" * 5000, "--data", "{pics}"), "not a model"),
    "a picture named like a model": (
        ("classify", "{bad}/photo.keras", "{bad}/photo.jpg"), "not a Keras model"),
    "a model that is cut short": (
        ("classify", "{bad}/short.keras", "{bad}/photo.jpg"), "not a Keras model"),
    "a folder without a model": (("evaluate", "{bad}/empty", "--data", "{pics}"), "not a model"),
    "a model in a damaged record": (
        ("classify", "2026", "x.jpg", "--data-dir", "{bad}/damaged"), "runs.sqlite"),
    "a model beside a strange experiment.json": (
        ("classify", "{bad}/strange", "{bad}/photo.jpg"), "experiment"),
    "no photo": (("classify", "{model}"), "PHOTO"),
    "judging on nothing": (EVALUATE, "--data"),
    "judging on a missing folder": ((*EVALUATE, "--data", "{bad}/none"), "none"),
    "judging on folders without pictures": ((*EVALUATE, "--data", "{bad}/hollow"), "no pictures"),
    "judging by a missing groups file": ((*JUDGE, "--groups", "{bad}/none.csv"), "cannot be read"),
    "judging by groups of other pictures": ((*JUDGE, "--groups", "{bad}/other.csv"), "No row"),
    "judging by an unknown column": ((*JUDGE, "--group-by", "take"), "take"),
    # The rest
    "a summary of an unknown preset": (("summary", "--preset", "nope"), "nope"),
    "a look at missing pictures": (("data", "{bad}/none"), "none"),
}

PROGRAM = """
import contextlib, io, json, sys
from playground.cli.main import main

for arguments in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments)
    heavy = sorted({"tensorflow", "keras"} & set(sys.modules))
    print(json.dumps([code, out.getvalue(), err.getvalue(), heavy]))
    if heavy:
        sys.exit("no case after this one would show anything")
"""


@pytest.fixture(scope="module")
def bad(trained: Trained, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of things that are not what they should be."""
    place = tmp_path_factory.mktemp("bad")
    (place / "empty").mkdir()
    for name in ("rock", "paper", "scissors"):
        (place / "hollow" / name).mkdir(parents=True)
        (place / "unreadable" / name).mkdir(parents=True)
        (place / "unreadable" / name / "a.png").write_bytes(b"no picture")
    image_folder(place / "single", per_class=1)
    for name in ("rock", "paper"):
        (place / "two" / name).mkdir(parents=True)
        Image.new("RGB", (9, 9)).save(place / "two" / name / "a.png")
    (place / "file.txt").write_text("text")
    (place / "broken.zip").write_bytes(b"PK\3\4 and nothing more")
    zipfile.ZipFile(place / "empty.zip", "w").close()
    (place / "empty.csv").write_text("")
    (place / "odd.csv").write_text("a,b\n1,2\n")
    (place / "binary.csv").write_bytes(b"\xff\xfe\0")
    (place / "other.csv").write_text("split,class,file,take\nx,rock,none.png,1\n")
    (place / "damaged").mkdir()
    (place / "damaged" / "runs.sqlite").write_bytes(b"this is no database" * 100)
    Image.new("RGB", (9, 9)).save(place / "photo.jpg")
    (place / "photo.keras").write_bytes((place / "photo.jpg").read_bytes())
    model = (trained.out / "model.keras").read_bytes()
    (place / "short.keras").write_bytes(model[: len(model) // 2])
    (place / "strange").mkdir()
    (place / "strange" / "model.keras").write_bytes(model)
    (place / "strange" / "experiment.json").write_text('{"experiment": 3}')
    return place


@pytest.fixture(scope="module")
def outcomes(bad: Path, pics: Path, trained: Trained) -> dict[str, tuple[Outcome, list[str]]]:
    places = {"bad": bad, "pics": pics, "model": trained.out}
    commands = [[word.format(**places) for word in words] for words, _ in CASES.values()]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], input=json.dumps(commands), cwd=CHECKOUT,
        capture_output=True, text=True, check=False)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert found, done.stderr
    return {name: (Outcome(code, out, err), heavy)
            for name, (code, out, err, heavy) in zip(CASES, found, strict=False)}


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_refused_in_one_line_before_tensorflow(
    name: str, outcomes: dict[str, tuple[Outcome, list[str]]]
) -> None:
    outcome, heavy = outcomes[name]
    assert_refused(outcome, CASES[name][1])
    assert outcome.out == ""
    assert heavy == []


def test_a_refused_command_leaves_no_run_and_no_record_behind(
    bad: Path, outcomes: dict[str, tuple[Outcome, list[str]]]
) -> None:
    # A model that is looked for in a folder once made a record of runs two levels above it.
    assert not (bad.parent / "runs.sqlite").exists()
    assert not (bad / "runs.sqlite").exists()
