"""Several seeds of one setting: each is seen, and so is what they have in common."""

from __future__ import annotations

from playground.figures.seeds import Seeds, seeds_figure


def test_each_seed_is_a_thin_line_the_mean_thick_and_the_extremes_a_band() -> None:
    one = Seeds("A", "none", "solid", True, [1, 2], [0.5, 0.6], [0.4, 0.5], [0.6, 0.7],
                [[0.4, 0.7], [0.6, 0.5]])
    figure = seeds_figure("Accuracy", [one], epochs=2, revision="r", height=200)
    drawn = {trace["name"]: trace for trace in figure["data"]}
    thin = [trace for trace in figure["data"] if trace["name"] == "none, seed"]
    assert [trace["y"] for trace in thin] == [[40, 70], [60, 50]]
    assert drawn["none"]["y"] == [50, 60]
    assert drawn["none"]["line"]["width"] > thin[0]["line"]["width"]
    assert drawn["none, band"]["y"] == [40, 50, 70, 60]
    # The mean lies over the others.
    assert figure["data"][-1]["name"] == "none"
