"""What the figures share."""

from __future__ import annotations

from playground.figures.look import Curve, spread, thinned


def test_labels_that_fall_together_are_moved_apart_in_their_order() -> None:
    places = spread([50, 51, 90], [9, 9, 9], 0, 100)
    assert places[0] < places[1] < places[2]
    assert places[1] - places[0] >= 9
    assert places[2] == 90


def test_labels_stay_on_the_chart() -> None:
    places = spread([100, 100, 99], [9, 9, 9], 3, 98)
    assert max(places) <= 98
    assert sorted(places) == [80, 89, 98]


def test_a_long_curve_is_thinned_and_keeps_its_last_point() -> None:
    long = Curve(list(range(5001)), [x / 10 for x in range(5001)])
    short = thinned(long, 500)
    assert len(short) <= 500
    assert short.x[-1] == 5000
    assert short.y[-1] == 500.0


def test_a_short_curve_is_left_alone() -> None:
    curve = Curve([1, 2], [3, 4])
    assert thinned(curve) is curve


def test_a_label_of_two_lines_keeps_its_neighbors_farther_away():
    places = spread([50, 51, 52], [9, 16, 9], 0, 100)
    assert places == [50, 62.5, 75]
