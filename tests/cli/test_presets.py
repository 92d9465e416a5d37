"""The list of named experiments."""

from __future__ import annotations

from playground.experiment import Experiment
from tests.cli.playing import play

NAMES = [
    *(f"article-{name}" for name in ("none", "l1", "l2", "dropout")),
    "none", "l1", "l2", "dropout",
    *(f"{kind}-{name}" for kind in ("overfit", "studio")
      for name in ("none", "l1", "l2", "dropout", "l1-proximal")),
]


def test_each_preset_has_a_line() -> None:
    outcome = play("presets")
    assert outcome.code == 0
    assert [line.split()[0] for line in outcome.out.splitlines()] == NAMES


def test_as_json_each_preset_is_a_whole_experiment() -> None:
    outcome = play("presets", "--json")
    assert outcome.err == ""
    assert [row["preset"] for row in outcome.rows] == NAMES
    for row in outcome.rows:
        assert list(row) == ["preset", "description", "experiment"]
        assert Experiment.from_mapping(row["experiment"]).to_mapping() == row["experiment"]


def test_what_is_listed_is_what_the_preset_gives() -> None:
    listed = {row["preset"]: row["experiment"] for row in play("presets", "--json").rows}
    assert listed["article-l1"]["lambda"] == 0.01
    assert listed["article-l1"]["model"] == "article"
    assert listed["dropout"]["dropout"] == 0.2
    assert listed["overfit-none"]["share"] == 30
