"""What a network says of photos, from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from playground.data.classes import CLASSES
from tests.cli.conftest import Trained
from tests.cli.playing import play
from tests.referee.hands import rendered


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A good photo, one lying on its side, a transparent one, and three that are none."""
    random = np.random.default_rng(0)
    image = Image.fromarray(random.integers(0, 255, (50, 80, 3), dtype=np.uint8))
    image.save(tmp_path / "good ü.png")
    image.save(tmp_path / "wide.jpg")
    image.convert("RGBA").save(tmp_path / "clear.webp")
    (tmp_path / "broken.jpg").write_bytes((tmp_path / "wide.jpg").read_bytes()[:300])
    (tmp_path / "text.png").write_text("no picture")
    return tmp_path


def test_each_photo_is_answered_in_its_place_though_one_is_broken(
    trained: Trained, photos: Path
) -> None:
    names = ["good ü.png", "broken.jpg", "wide.jpg", "clear.webp"]
    outcome = play("classify", trained.out, *(photos / name for name in names), "--json")
    assert outcome.code == 1
    assert [row["photo"] for row in outcome.rows] == [str(photos / name) for name in names]
    for row in (outcome.rows[index] for index in (0, 2, 3)):
        assert list(row) == ["photo", "class", "probabilities", "sure"]
        assert list(row["probabilities"]) == list(CLASSES)
        assert sum(row["probabilities"].values()) == pytest.approx(1, abs=1e-5)
        assert row["class"] == max(row["probabilities"], key=row["probabilities"].get)
    broken = outcome.rows[1]
    assert (broken["class"], broken["probabilities"], broken["sure"]) == (None, None, None)
    assert "damaged" in broken["error"]
    assert outcome.err == f"{photos / 'broken.jpg'}: {broken['error']}\n"


def test_good_photos_alone_are_no_error(trained: Trained, photos: Path) -> None:
    outcome = play("classify", trained.out, photos / "good ü.png", photos / "wide.jpg")
    assert (outcome.code, outcome.err) == (0, "")
    first, second = outcome.out.splitlines()
    assert first.startswith(f"{photos / 'good ü.png'}: ")
    assert all(f"{name} " in second for name in CLASSES)


@pytest.mark.parametrize("name", ["none.jpg", "text.png", "broken.jpg", "."])
def test_what_is_no_photo_is_named_in_one_line(name: str, trained: Trained, photos: Path) -> None:
    outcome = play("classify", trained.out, photos / name)
    assert outcome.code == 1
    assert outcome.out == ""
    assert len(outcome.err.splitlines()) == 1
    assert outcome.err.startswith(f"{photos / name}: ")


@pytest.mark.parametrize("way", ["run", "folder"])
def test_a_run_answers_as_its_exported_model_does(
    way: str, trained: Trained, photos: Path
) -> None:
    model = (trained.run, "--data-dir", trained.data_dir) if way == "run" else (trained.folder,)
    by_run = play("classify", *model, photos / "good ü.png", "--json").row
    by_file = play("classify", trained.out, photos / "good ü.png", "--json").row
    assert by_run == by_file


def test_a_photo_is_judged_as_evaluate_judges_it(trained: Trained) -> None:
    files = sorted(trained.elsewhere.glob("*/*.png"))
    rows = play("classify", trained.out, *files, "--json").rows
    right = [row["class"] == file.parent.name for row, file in zip(rows, files, strict=True)]
    judged = play("evaluate", trained.out, "--data", trained.elsewhere, "--json").row
    assert judged["accuracy"] == pytest.approx(sum(right) / len(right))


def test_the_framing_beside_the_model_is_used(
    trained: Trained, photos: Path, tmp_path: Path
) -> None:
    copied = shutil.copytree(trained.out, tmp_path / "copy")
    document = json.loads((copied / "experiment.json").read_text(encoding="utf-8"))
    # Pillow interpolates a part of a picture and the same part cut out a little differently.
    document["experiment"] |= {"framing": "center-crop", "resize-filter": "nearest"}
    (copied / "experiment.json").write_text(json.dumps(document), encoding="utf-8")
    Image.open(photos / "good ü.png").crop((15, 0, 65, 50)).save(photos / "square.png")
    cropped = play("classify", copied, photos / "good ü.png", "--json").row["probabilities"]
    squashed = play("classify", trained.out, photos / "good ü.png", "--json").row["probabilities"]
    by_hand = play("classify", copied, photos / "square.png", "--json").row["probabilities"]
    assert cropped == by_hand
    assert cropped != pytest.approx(squashed, abs=1e-6)


def test_without_experiment_json_a_bare_model_still_answers(
    trained: Trained, photos: Path, tmp_path: Path
) -> None:
    bare = Path(shutil.copy(trained.out / "model.keras", tmp_path / "bare.keras"))
    # The run kept to the defaults, which are what a bare file is fed with.
    answers = [play("classify", model, photos / "good ü.png", "--json").row["probabilities"]
               for model in (bare, trained.out)]
    assert answers[0] == answers[1]


def test_averaged_over_views_a_photo_and_its_mirror_image_are_the_same(
    trained: Trained, photos: Path
) -> None:
    image = Image.open(photos / "good ü.png")
    image.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(photos / "mirror.png")
    both = photos / "good ü.png", photos / "mirror.png"
    plain = [row["probabilities"] for row in play("classify", trained.out, *both, "--json").rows]
    averaged = [row["probabilities"] for row in
                play("classify", trained.out, *both, "--average-views", "--json").rows]
    assert averaged[0] == pytest.approx(averaged[1], abs=1e-6)
    assert plain[0] != pytest.approx(plain[1], abs=1e-6)


def test_a_photo_in_the_home_is_found_without_a_shell(
    trained: Trained, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(photos))
    monkeypatch.setenv("USERPROFILE", str(photos))
    row = play("classify", trained.out, "~/wide.jpg", "--json").row
    # Named as it was given: a caller matches answers to questions by it.
    assert row["photo"] == "~/wide.jpg"
    assert row["class"] in CLASSES


def test_a_foreign_network_of_logits_gives_percentages_and_says_why(
    tmp_path: Path, photos: Path
) -> None:
    import keras

    keras.Sequential([
        keras.Input((8, 8, 3)), keras.layers.Flatten(), keras.layers.Dense(3),
    ]).save(tmp_path / "foreign.keras")
    outcome = play("classify", tmp_path / "foreign.keras", photos / "good ü.png", "--json")
    given = list(outcome.row["probabilities"].values())
    assert sum(given) == pytest.approx(1, abs=1e-5)
    assert min(given) >= 0
    assert outcome.err.splitlines() == [
        f"'{tmp_path / 'foreign.keras'}' ends in a linear layer: "
        "a softmax is applied to its answers."]


def test_the_referee_is_asked_where_somebody_wants_it(trained: Trained, tmp_path: Path) -> None:
    hand, wall = tmp_path / "hand.png", tmp_path / "wall.png"
    Image.fromarray(rendered("scissors")).save(hand)
    Image.new("RGB", (80, 60), (120, 130, 140)).save(wall)
    outcome = play("classify", trained.out, hand, wall, "--referee", "--json")
    assert (outcome.code, outcome.err) == (0, "")
    first, second = outcome.rows
    alone, = play("classify", trained.out, hand, "--json").rows
    assert first["hand"]
    assert first["referee"]["class"] == "scissors"
    assert {"index", "middle"} <= set(first["referee"]["fingers"])
    for name in CLASSES:
        both = alone["probabilities"][name] + first["referee"]["probabilities"][name]
        assert first["probabilities"][name] == pytest.approx(both / 2, abs=1e-5)
    assert (second["hand"], second["referee"]) == (False, None)


def test_without_its_files_the_referee_is_named_in_one_line(
    trained: Trained, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.referee.files.is_there", lambda: False)
    outcome = play("classify", trained.out, photos / "wide.jpg", "--referee")
    assert outcome.code == 2
    assert "or leave out --referee" in outcome.err
