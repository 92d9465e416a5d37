"""The layer table."""

from __future__ import annotations

import pytest

from tests.cli.playing import play

ARTICLE = [1_792, 36_928, 73_856, 147_584, 9_437_696, 1_539]


def test_the_articles_network_has_the_articles_parameters() -> None:
    outcome = play("summary", "--preset", "article-l1", "--json")
    assert list(outcome.row) == ["model", "layers", "parameters"]
    assert outcome.row["parameters"] == 9_699_395
    counts = [layer["parameters"] for layer in outcome.row["layers"] if layer["parameters"]]
    assert counts == ARTICLE
    assert outcome.row["layers"][0]["output"] == [222, 222, 64]


def test_the_table_prints_what_the_article_prints() -> None:
    text = play("summary", "--model", "article").out
    for number in ARTICLE:
        assert f"{number:,}" in text
    assert "Total: 9,699,395 parameters" in text
    assert "(None, 222, 222, 64)" in text


@pytest.mark.parametrize(("model", "parameters"), [("compact", 192_099), ("two-conv", 1_054_179)])
def test_each_network_has_its_size(model: str, parameters: int) -> None:
    outcome = play("summary", "--model", model, "--json")
    assert outcome.row["parameters"] == parameters
    assert sum(layer["parameters"] for layer in outcome.row["layers"]) == parameters


@pytest.mark.parametrize(("penalize", "names"), [
    ("three-largest", {"dense", "conv2d_3", "conv2d_2"}),
    ("largest", {"dense"}),
    ("all", {"conv2d", "conv2d_1", "conv2d_2", "conv2d_3", "dense", "dense_1"}),
])
def test_the_penalized_kernels_are_marked(penalize: str, names: set[str]) -> None:
    layers = play("summary", "--model", "article", "--penalize", penalize, "--json").row["layers"]
    assert {layer["name"] for layer in layers if layer["penalized"]} == names
    lines = play("summary", "--model", "article", "--penalize", penalize).out.splitlines()
    assert {line.split()[0] for line in lines if line.endswith("   yes")} == names


def test_the_kind_of_pooling_shows() -> None:
    layers = play("summary", "--pooling", "average", "--json").row["layers"]
    kinds = {layer["type"] for layer in layers}
    assert "AveragePooling2D" in kinds
    assert "MaxPooling2D" not in kinds
