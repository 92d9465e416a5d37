"""Several runs in one chart: which is which, which is the baseline, and what lies between twins."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from playground.figures.look import VALIDATION, Curve
from playground.figures.overlay import DASHES, RunLine, dash_of, overlay_figure

RISING, FLAT = Curve([1, 2, 3], [0.3, 0.6, 0.9]), Curve([1, 2, 3], [0.5, 0.5, 0.5])


def overlay(*lines: RunLine, **other: Any) -> dict[str, Any]:
    return overlay_figure("Accuracy", lines, **{
        "color": VALIDATION, "epochs": 3, "revision": "r", "scale": "accuracy", "height": 200,
        **other})


def traces(figure: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {trace["name"]: trace for trace in figure["data"]}


def test_the_baseline_is_solid_thick_and_on_top() -> None:
    figure = overlay(RunLine("A", "none", FLAT, "solid", baseline=True),
                     RunLine("B", "L1", RISING, "dash"))
    drawn = traces(figure)
    assert figure["data"][-1]["name"] == "none"
    assert drawn["none"]["line"]["width"] > drawn["L1"]["line"]["width"]
    assert (drawn["none"]["line"]["dash"], drawn["L1"]["line"]["dash"]) == ("solid", "dash")
    assert {trace["line"]["color"] for trace in drawn.values()} == {VALIDATION}


def test_accuracies_are_shown_in_percent() -> None:
    assert traces(overlay(RunLine("A", "none", RISING, "solid")))["none"]["y"] == [30, 60, 90]


def test_letters_stand_at_the_ends_and_do_not_lie_over_each_other() -> None:
    figure = overlay(*(RunLine(chr(65 + i), f"run {i}", FLAT, "dot") for i in range(5)))
    letters = [one for one in figure["layout"]["annotations"] if one["text"] in "ABCDE"]
    places = sorted(one["y"] for one in letters)
    assert len(letters) == 5
    assert min(b - a for a, b in pairwise(places)) > 5


def test_letters_of_lines_that_end_high_stay_within_the_chart_and_around_their_ends() -> None:
    def places(level: float) -> list[float]:
        end = Curve([1, 2], [0.5, level])
        figure = overlay(*(RunLine(letter, "run", end, "dot") for letter in "ABCD"))
        return sorted(one["y"] for one in figure["layout"]["annotations"] if one["text"] in "ABCD")

    in_the_middle, at_the_top = places(0.5), places(1.0)
    assert abs(sum(in_the_middle) / 4 - 50) < 0.01
    box = in_the_middle[1] - in_the_middle[0]
    assert at_the_top[-1] + box / 2 <= 102.01


def test_more_letters_than_have_room_below_each_other_stand_in_columns() -> None:
    figure = overlay(*(RunLine(chr(65 + i), f"run {i}", FLAT, "dot") for i in range(20)))
    letters = [one for one in figure["layout"]["annotations"] if len(one["text"]) == 1]
    assert len({one["xshift"] for one in letters}) == 3
    assert all(0 <= one["y"] <= 102 for one in letters)


def test_between_a_run_and_its_twin_is_a_band_from_where_they_part() -> None:
    twin = Curve([2, 3], [0.6, 0.4])
    drawn = traces(overlay(RunLine("B", "L1", RISING, "dash", twin=twin)))
    band = drawn["L1, difference"]
    assert (band["x"], band["y"]) == ([2, 3, 3, 2], [60, 90, 40, 60])
    assert drawn["L1, twin"]["line"]["dash"] == "dash"


def test_a_twin_is_read_and_has_its_runs_letter_with_a_prime() -> None:
    run = RunLine("B", "L1", RISING, "dash", baseline=True, twin=Curve([2, 3], [0.6, 0.4]))
    figure = overlay(run)
    told = traces(figure)["L1, twin"]["hovertemplate"]
    assert told.startswith("B\N{PRIME} without its last turn")
    letters = {one["text"]: one for one in figure["layout"]["annotations"]}
    assert abs(letters["B\N{PRIME}"]["y"] - 40) < 1
    assert letters["B\N{PRIME}"]["bgcolor"] != letters["B"]["bgcolor"]


def test_on_a_logarithmic_axis_whole_powers_of_ten_hold_all_and_zero_has_no_place() -> None:
    small, large = Curve([1, 2], [0.0, 0.02]), Curve([1, 2], [3.0, 40.0])
    none = Curve([1, 2], [0.0, 0.0])
    figure = overlay(RunLine("A", "none", none, "solid"), RunLine("B", "L2", small, "dash"),
                     RunLine("C", "L1", large, "dot"), scale="logarithmic")
    assert figure["layout"]["yaxis"]["range"] == [-2, 2]
    drawn = traces(figure)
    assert (drawn["none"]["y"], drawn["L2"]["y"]) == ([None, None], [None, 0.02])
    places = {one["text"]: one["y"] for one in figure["layout"]["annotations"]}
    assert "A" not in places
    assert abs(places["C"] - 1.6) < 0.1
    turned = overlay(RunLine("B", "L1", large, "dash", twin=none), scale="logarithmic")
    assert "L1, difference" not in traces(turned)
    # What vanishes would else take all of the room.
    vanishing = overlay(RunLine("A", "L1", Curve([1, 2], [1.0, 1e-30]), "dot"), scale="logarithmic")
    assert vanishing["layout"]["yaxis"]["range"] == [-6, 0]


def test_the_best_epoch_is_marked_where_it_is_on_the_line() -> None:
    marked = traces(overlay(RunLine("A", "none", RISING, "solid", best=2.0)))
    assert marked["none, best"]["y"] == [60]
    assert "none, best" not in traces(overlay(RunLine("A", "none", RISING, "solid")))


def test_letters_have_patterns_of_their_own_as_far_as_there_are_any() -> None:
    assert len({dash_of(index) for index in range(len(DASHES))}) == len(DASHES)
    assert "solid" not in DASHES


def test_a_run_that_has_measured_nothing_has_no_letter_yet() -> None:
    begun = RunLine("A", "none", Curve((), ()), "solid")
    figure = overlay(begun, RunLine("B", "L1", RISING, "dot"))
    assert [one["text"] for one in figure["layout"]["annotations"]] == ["Accuracy", "B"]
