"""The charts of the Play page: in Plotly's words, and in those of them that are painted."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from playground.figures.accuracy import accuracy_figure, finding
from playground.figures.histogram import histogram_figure
from playground.figures.knock_out import knock_out_figure
from playground.figures.look import TRAINING, VALIDATION, Curve, Ghost
from playground.figures.loss import loss_figure
from playground.figures.markers import Marker
from playground.figures.overlay import RunLine, overlay_figure
from playground.figures.seeds import Seeds, seeds_figure
from playground.figures.two_histograms import Counted, two_histograms_figure

EMPTY: dict[str, Any] = {"epochs": 20, "revision": "a"}
RISING = Curve([0, 1, 2, 3], [0.3, 0.6, 0.9, 1.0])
FALLING = Curve([0, 1, 2, 3], [0.3, 0.8, 0.7, 0.6])


def every_figure() -> list[dict[str, Any]]:
    turned = (Marker(1.5, "lambda", 0.0, 1e-3),)
    return [
        accuracy_figure(**EMPTY),
        accuracy_figure(**EMPTY, training=RISING, validation=FALLING, elsewhere=FALLING,
                        ghosts=[Ghost("recorded", FALLING)], turned=turned),
        loss_figure(**EMPTY),
        loss_figure(**EMPTY, training=FALLING, validation=RISING, penalty=FALLING, turned=turned,
                    logarithmic=True),
        knock_out_figure(revision="a", curve=None, ghosts=[Ghost("L1", FALLING)]),
        knock_out_figure(revision="a", curve=FALLING),
        overlay_figure("Validation accuracy, %", [
            RunLine("A", "none", RISING, "solid", baseline=True, best=3.0),
            RunLine("B", "L1", FALLING, "longdashdot", twin=RISING), RunLine(
                "C", "begins", Curve((), ()), "dot")],
            color=VALIDATION, epochs=20, revision="a", scale="accuracy", height=300),
        seeds_figure("Validation accuracy, %", [
            Seeds("A", "none", "solid", True, [1, 2], [0.5, 0.6], [0.4, 0.5], [0.6, 0.7],
                  [[0.4, 0.7], [0.6, 0.5]])], epochs=2, revision="a", height=300),
        two_histograms_figure(
            revision="a", edges=[-1, -0.5, 0, 0.5, 1], limit=0.5,
            baseline=Counted("A", [1, 50, 40, 0], 5), other=Counted("B", [0, 9, 9, 0], 100)),
        two_histograms_figure(revision="a", edges=[], limit=0.5, baseline=None, other=None),
        overlay_figure("Penalty", [], color=TRAINING, epochs=20, revision="a", scale="free",
                       height=200),
        histogram_figure(revision="a", edges=[-1, -0.5, 0, 0.5, 1],
                         counts=[1, 50, 40, 0], zeros=100, start=[20, 20, 20, 20], limit=0.5),
    ]


FIGURE_TYPES = (
    Path(__file__).parents[2] / "playground" / "ui" / "components" / "painting" / "figure.d.ts")


def painted(interface: str) -> set[str]:
    """The attributes that the painter knows of a trace, an axis, …"""
    text = FIGURE_TYPES.read_text(encoding="utf-8")
    body = text.partition(f"interface {interface} {{")[2].partition("\n}")[0]
    return set(re.findall(r"^  (\w+)\??:", body, re.MULTILINE))


@pytest.mark.parametrize("figure", every_figure())
def test_the_painter_knows_every_attribute(figure: dict[str, Any]) -> None:
    layout = figure["layout"]
    axes = [layout[name] for name in ("xaxis", "yaxis", "yaxis2") if name in layout]
    assert set(figure) == painted("Figure")
    for interface, used in (("Trace", figure["data"]), ("Layout", [layout]), ("Axis", axes),
                            ("LineShape", layout["shapes"]), ("Annotation", layout["annotations"])):
        for one in used:
            assert set(one) - {"type"} <= painted(interface), interface
    assert {trace["type"] for trace in figure["data"]} <= {"scatter", "bar"}
    assert all(len(axis["range"]) == 2 for axis in axes)


@pytest.mark.parametrize("figure", every_figure())
def test_plotly_knows_every_attribute(figure: dict[str, Any]) -> None:
    go.Figure(figure)


def test_the_axes_do_not_move_with_the_data() -> None:
    empty, full = every_figure()[:2]
    for axis in ("xaxis", "yaxis"):
        assert empty["layout"][axis]["range"] == full["layout"][axis]["range"]
    assert full["layout"]["yaxis"]["range"][0] == 0
    assert full["layout"]["xaxis"]["range"] == [0, 20]


def test_the_number_of_traces_does_not_depend_on_the_data() -> None:
    without = accuracy_figure(**EMPTY)
    with_data = accuracy_figure(**EMPTY, training=RISING, validation=FALLING)
    assert len(without["data"]) == len(with_data["data"])


def test_lines_carry_their_names_at_their_ends() -> None:
    figure = every_figure()[1]
    texts = {label["text"] for label in figure["layout"]["annotations"]}
    assert {"training", "validation", "elsewhere", "guessing 33"} <= texts


def test_the_gap_is_shaded_between_training_and_validation() -> None:
    figure = accuracy_figure(**EMPTY, training=RISING, validation=FALLING)
    gap = next(trace for trace in figure["data"] if trace.get("fill") == "toself")
    assert 100.0 in gap["y"]
    assert 60.0 in gap["y"]


def test_the_penalty_has_an_axis_of_its_own() -> None:
    figure = loss_figure(**EMPTY, training=FALLING, penalty=Curve([0, 1], [5.0, 7.0]))
    assert [t.get("yaxis") for t in figure["data"]] == [None, None, "y2"]
    assert figure["layout"]["yaxis"]["range"] == [0, 1.5]
    assert figure["layout"]["yaxis2"]["range"] == [0, 10]


def test_a_zoom_ends_where_the_scale_changes_and_not_before() -> None:
    plain, logarithmic = (loss_figure(**EMPTY, logarithmic=on) for on in (False, True))
    again = loss_figure(**EMPTY, training=RISING)
    assert plain["layout"]["uirevision"] == again["layout"]["uirevision"]
    assert plain["layout"]["uirevision"] != logarithmic["layout"]["uirevision"]


def test_exact_zeros_have_a_bar_of_their_own() -> None:
    figure = every_figure()[-1]
    zero = figure["data"][1]
    assert zero["x"] == [0]
    assert zero["customdata"] == [100]


def test_the_finding_names_the_gap() -> None:
    assert "a gap of 20 points" in finding(0.9, 0.7, 0.4)
    assert "nothing trained yet" in finding(None, None, None)


def test_the_lines_behind_the_knock_out_curve_are_named_where_they_begin() -> None:
    high, low = Curve([0.0, 0.9], [0.8, 0.6]), Curve([0.0, 0.9], [0.5, 0.4])
    figure = knock_out_figure(
        revision="a", curve=FALLING, ghosts=[
            Ghost("none", low), Ghost("dropout", high), Ghost("nothing", Curve([], []))])
    named = {one["text"]: one for one in figure["layout"]["annotations"]}
    assert "nothing" not in named
    assert (named["none"]["y"], named["none"]["yanchor"]) == (50, "top")
    assert (named["dropout"]["y"], named["dropout"]["yanchor"]) == (80, "bottom")


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize("last", [5.0, 20.0])
def test_a_loss_of_guessing_and_the_line_of_guessing_are_both_named_legibly(
    last: float, logarithmic: bool
) -> None:
    figure = loss_figure(epochs=20, revision="a", logarithmic=logarithmic,
                         validation=Curve([0.0, last], [1.1, 1.1]))
    named = {one["text"]: one for one in figure["layout"]["annotations"]}
    validation, guessing = named["validation"], named["guessing ln 3"]
    assert guessing["x"] == 20
    span = 4.0 if logarithmic else 1.5
    # Beside each other while the curve is young, above each other at the right edge.
    apart = abs(validation["y"] - guessing["y"]) >= 0.15 * span
    assert apart == (last == 20.0)


@pytest.mark.parametrize(("share", "said"), [(0.36, False), (0.8, True)])
def test_the_best_epoch_is_marked_and_named_only_where_it_is_better_than_guessing(
    share: float, said: bool
) -> None:
    level = Curve([0, 1, 2, 3], [0.33, share, 0.33, 0.33])
    figure = accuracy_figure(**EMPTY, training=level, validation=level, best=(1.0, share))
    words = [one["text"] for one in figure["layout"]["annotations"]]
    assert any(text.startswith("best:") for text in words) == said
    marked = [one for one in figure["data"] if one["mode"] == "markers" and list(one["x"]) == [1.0]]
    assert marked
