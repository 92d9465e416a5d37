"""What the lessons compute in the browser is what Python computes: updates, drawn curves, means."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from playground.insight.update import Dial, penalty_gradient, updated
from playground.lessons.topics.one_step import picks, shipped_step, valley

sys.path.insert(0, str(Path(__file__).resolve().parent))
from computed import computed

DIALS = (
    Dial("adam", 1e-3, 0.0, 1, 0.0, 2e-3, 0.0, 0.0, 2e-3),
    Dial("adamw", 1e-2, 0.5, 40, 1e-3, 0.0, 0.0, 1e-3, 0.0),
    Dial("sgd", 5e-2, 0.0, 7, 1e-2, 1e-2, 0.0, 1e-2, 1e-2),
    Dial("adam", 1e-3, 0.0, 3, 0.0, 0.0, 2e-2, 0.2, 0.0),
)


@pytest.mark.parametrize("dial", DIALS)
def test_a_step_in_the_browser_is_the_step_in_python(dial):
    for weight, gradient in ((0.5, -0.3), (-0.01, 0.002), (0.0, 0.1)):
        slots = (0.02,) if dial.optimizer == "sgd" else (0.02, 1e-4)
        ball = {"weight": weight, "slots": list(slots), "step": dial.step}
        found = computed("arithmetic/update.js", "updated", ball, gradient, dial._asdict())
        value, kept = updated(weight, slots, gradient, dial)
        assert found["weight"] == pytest.approx(value, abs=1e-12)
        assert found["slots"] == pytest.approx(list(kept))
        assert found["step"] == dial.step + 1


def test_a_hundred_steps_down_the_curve_are_a_hundred_times_one():
    step = shipped_step()
    pick = picks(step)[0]
    seen, dial = valley(step, pick), step.dial(pick.layer)
    curve = {"low": seen.low, "high": seen.high, "losses": seen.losses,
             "gradients": seen.gradients}
    start = {"weight": step.weight(pick), "slots": [], "step": dial.step}
    found = computed("arithmetic/update.js", "descended", curve, dial._asdict(), start, 100)
    places = np.linspace(seen.low, seen.high, len(seen.losses))
    weight, slots = step.weight(pick), ()
    for count in range(100):
        gradient = float(np.interp(weight, places, seen.gradients))
        weight, slots = updated(weight, slots, gradient, dial._replace(step=dial.step + count))
    assert found["weight"] == pytest.approx(weight, abs=1e-9)
    assert abs(found["weight"] - step.weight(pick)) > 50 * dial.learning_rate


def test_the_bottom_is_where_loss_and_penalty_together_are_least():
    step = shipped_step()
    for pick in picks(step):
        seen, dial = valley(step, pick), step.dial(pick.layer)
        curve = {"low": seen.low, "high": seen.high, "losses": seen.losses,
                 "gradients": seen.gradients}
        found = computed("arithmetic/update.js", "bottom", curve, dial._asdict())
        assert found["weight"] == pytest.approx(seen.bottom)
        at = computed("arithmetic/update.js", "curveAt", curve, seen.bottom)
        slope = at["gradient"] + penalty_gradient(seen.bottom, dial)
        steepest = np.abs(seen.gradients).max()
        assert abs(slope) < 0.1 * steepest


def test_a_stroke_fills_the_epochs_that_it_passes_and_no_others():
    curve = [None] * 8
    found = computed("arithmetic/drawn.js", "drawnThrough", curve, [5, 0.9], [1, 0.5])
    assert found[0] is None
    assert found[6:] == [None, None]
    assert found[1:6] == pytest.approx(np.linspace(0.5, 0.9, 5).tolist())
    again = computed("arithmetic/drawn.js", "drawnThrough", found, [3, 0.2], [3, 1.4])
    assert again[3] == 1.0
    assert again[2] == found[2]


def test_a_drawn_curve_is_compared_with_the_measured_one():
    rng = np.random.default_rng(4)
    drawn, measured = rng.random(22), rng.random(22)
    found = computed("arithmetic/drawn.js", "comparedCurves", drawn, measured)
    assert found["off"] == pytest.approx(np.abs(drawn - measured).mean())
    for name, curve in (("drawn", drawn), ("measured", measured)):
        assert found[name]["epoch"] == curve.argmax() + 1
        assert found[name]["fall"] == pytest.approx(curve.max() - curve[-1])


def test_the_rank_of_a_setting_is_by_its_mean_over_the_seeds_that_count():
    table = np.random.default_rng(5).random((6, 5))
    for seeds in (1, 3, 5):
        order = np.argsort(-table[:, :seeds].mean(axis=1))
        for rank, chosen in enumerate(order.tolist(), 1):
            assert computed("arithmetic/choosing.js", "rankOf", table, chosen, seeds) == rank


def test_the_numbers_of_an_axis_can_be_told_apart():
    for low, high in ((1.1781, 1.1849), (-4.0, 4.0), (0.35, 0.58), (0.0, 100.0)):
        ticks = computed("parts/plot.js", "round", low, high)
        shown = [words for _, words in computed("parts/plot.js", "ticksOf", ticks, ".")]
        assert len(set(shown)) == len(shown) >= 3
        read = [float(words.replace("\N{MINUS SIGN}", "-")) for words in shown]
        assert read == pytest.approx(ticks)
