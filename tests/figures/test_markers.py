"""Markers of knobs turned live."""

from __future__ import annotations

from playground.change import Change
from playground.figures.markers import Marker, markers, together
from playground.regularizer_words import as_set


def test_a_drag_becomes_one_marker_from_its_first_to_its_last_value() -> None:
    drag = [Change(100 + i, "lambda", 0.0 if not i else i * 1e-4, (i + 1) * 1e-4)
            for i in range(5)]
    assert markers(drag, 20) == (Marker(5.0, "lambda", 0.0, 5e-4),)


def test_turns_far_apart_stay_apart() -> None:
    turns = [Change(0, "dropout", 0.0, 0.5), Change(200, "dropout", 0.5, 0.0)]
    assert len(markers(turns, 20)) == 2


def test_a_knob_turned_back_at_once_leaves_no_marker() -> None:
    turns = [Change(10, "dropout", 0.0, 0.5), Change(12, "dropout", 0.5, 0.0)]
    assert markers(turns, 20) == ()


def test_values_read_as_a_person_writes_them() -> None:
    assert [as_set(v) for v in (0.0, 1e-3, 5.5e-4, 0.2, "l1", "l1-proximal", None)] == [
        "off", "1e-3", "5.5e-4", "0.2", "L1", "Proximal", "?"]


def test_a_marker_names_old_and_new() -> None:
    assert Marker(1, "lambda", 0.0, 1e-3).text == "λ off → 1e-3"


def test_a_regularizer_and_its_strength_are_one_turn() -> None:
    turns = (Marker(2, "regularizer", "none", "l1"), Marker(2, "lambda", 1e-3, 5e-4),
             Marker(9, "lambda", 5e-4, 1e-3))
    assert together(turns) == [(2, "None → L1, λ 5e-4"), (9, "λ 5e-4 → 1e-3")]
