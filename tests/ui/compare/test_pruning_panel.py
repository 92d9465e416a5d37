"""What the section sends: numbers at the slider's place, curves, words and dots."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from playground.insight.pruning import PERCENTS, Judged, PrunedNetwork, Pruning
from playground.messages import lazy
from playground.model.architectures import ARCHITECTURES
from playground.presets import PLAY_DEFAULT
from playground.training.history import History
from playground.ui.compare import pruning_panel, pruning_work
from playground.ui.compare.choice import Choice
from playground.ui.compare.compared import compared
from playground.ui.live.parcel import Parcel, Sending
from playground.ui.recent import Recent
from playground.ui.session import Tab

NONE = (np.zeros((0, 64, 64, 3), np.uint8), np.zeros(0, np.int64))


class Told(PrunedNetwork):
    """Accurate until more is removed than it can do without."""

    def __init__(self, run: History, per_layer: bool) -> None:
        weights = run.weights()
        assert weights is not None
        super().__init__(Pruning(weights, per_layer=per_layer), ARCHITECTURES["compact"], "max",
                         {"validation": Judged(*NONE)})
        self.spare = {"l1-proximal": 0.99, "l1": 0.9}.get(run.id, 0.6)

    def _accuracies(self, weights: Any) -> dict[str, float | None]:
        kernels = [weights[name].ravel() for name in self.pruning.kernels]
        share = float(np.mean(np.concatenate(kernels) == 0))
        return {"validation": 0.8 if share <= self.spare + 1e-3 else 0.4, "elsewhere": 0.3}


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruning_work, "_networks", Recent(64))
    monkeypatch.setattr(pruning_work, "_found", lambda run, per_layer: (
        lazy("Its weights are not kept.") if run.id == "l2" else Told(run, per_layer)))


def opened(*runs: str, percent: float = 90.0) -> Choice:
    seen = Choice(Tab(PLAY_DEFAULT.experiment()))
    for run in runs:
        seen.take(run)
    seen.pruning.opened, seen.pruning.percent = True, percent
    return seen


def sent(seen: Choice) -> dict[str, Any]:
    """What each place is sent once all has been worked out."""
    for _ in range(20):
        parcel = Parcel()
        pruning_panel.show(Sending(parcel), compared(seen))
        if not seen.unfinished:
            break
        assert pruning_work.WORK.wait(lambda: not pruning_work.WORK._runs, 180)
    return {place: header(message) for place, message in parcel.messages.items()}


def header(message: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(message[4 : 4 + int.from_bytes(message[:4], "little")])
    return found


def test_numbers_and_words_are_those_of_the_runs_networks() -> None:
    places = sent(opened("none", "l1", "l2"))
    numbers = places["pruning-numbers"]["html"]
    assert "40.0\xa0% <span class=\"pg-soft\">\N{MINUS SIGN}40.0</span>" in numbers
    assert "80.0\xa0% <span class=\"pg-soft\">±0.0</span>" in numbers
    assert "Its weights are not kept." in numbers
    assert "B L1 2e-4 can do without 90\xa0% of its weights, A No regularizer without 60\xa0%" in (
        places["pruning-words"]["html"])


def test_the_curve_is_drawn_with_the_place_of_the_slider() -> None:
    chart = sent(opened("none", percent=35))["pruning-validation"]
    assert len(chart["data"][0]["x"]) == len(PERCENTS) + 1
    assert chart["layout"]["shapes"][-1]["x0"] == 35


def test_zeros_are_dots_of_the_baseline_and_of_the_run_beside_it() -> None:
    places = sent(opened("none", "l1-proximal", percent=50))
    ours, theirs = (places[f"pruning-matrix-{one}"] for one in ("baseline", "beside"))
    assert (ours["palette"], theirs["palette"]) == ("dots", "dots")
    assert "A No regularizer, dense: " in ours["caption"]
    assert "B Proximal 0.2, dense: " in theirs["caption"]


@pytest.mark.parametrize("value", [-1, 101, float("nan"), "50", True, None])
def test_a_place_that_is_none_leaves_the_slider_where_it_was(value: object) -> None:
    seen = opened("none")
    pruning_panel._remove(compared(seen), value)
    assert seen.pruning.percent == 90


def test_while_it_is_dragged_it_is_heard_over_the_pages_own_connection() -> None:
    seen, parcel = opened("none"), Parcel()
    pruning_panel.show(Sending(parcel), compared(seen))
    edit = parcel.acts[pruning_panel.KNOB]["edit"]
    assert edit is not None
    edit(40)
    assert seen.pruning.percent == 40
    assert pruning_panel.KNOB in pruning_panel.SECTION.hears


def test_folded_it_works_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = opened("none")
    seen.pruning.opened = False
    parcel = Parcel()
    pruning_panel.show(Sending(parcel), compared(seen))
    assert parcel.messages == {}
    assert not seen.unfinished
