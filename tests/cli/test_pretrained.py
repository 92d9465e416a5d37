"""The network that ships: it answers before anything was trained."""

import csv
import json
from pathlib import Path

import pytest
from PIL import Image

from playground.cli.models import choose_model
from playground.data.embedded import everyday_holdout
from playground.model.loading import PRETRAINED_FILE
from tests.cli.playing import play


def test_it_is_chosen_by_name_and_leaves_no_record_of_runs(tmp_path: Path) -> None:
    chosen = choose_model("pretrained", tmp_path / "nothing")
    assert chosen.file == PRETRAINED_FILE
    assert not (tmp_path / "nothing").exists()


def test_it_was_trained_on_pictures_that_ship_alone() -> None:
    document = json.loads(PRETRAINED_FILE.with_name("experiment.json").read_text("utf-8"))
    assert document["experiment"]["data"] == "every-light"
    assert document["state"] == "finished"
    with PRETRAINED_FILE.with_name("history.csv").open(newline="") as file:
        assert len(list(csv.DictReader(file))) == document["experiment"]["epochs"]


@pytest.mark.parametrize("sign", ["paper", "rock", "scissors"])
def test_it_recognizes_most_hands_of_people_it_has_not_seen(sign: str, tmp_path: Path) -> None:
    members = [m for m in everyday_holdout().members() if m.file.startswith(f"{sign}/")][::27]
    for at, member in enumerate(members):
        cut_out = member.open().convert("RGBA")
        photo = Image.new("RGBA", cut_out.size, (90, 96, 104, 255))
        photo.alpha_composite(cut_out)
        photo.convert("RGB").save(tmp_path / f"{at}.png")
    photos = [str(tmp_path / f"{at}.png") for at in range(len(members))]
    answers = [row["class"] for row in play("classify", "pretrained", "--json", *photos).rows]
    assert len(answers) == len(members) == 20
    assert answers.count(sign) > 10
