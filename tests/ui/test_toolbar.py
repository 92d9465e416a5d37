"""What the status says of a run that others follow too, and of one that has left it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.experiment import Experiment
from playground.training.manager.managed import RunView
from playground.training.snapshot import Snapshot, StepSeries
from playground.training.states import PAUSED, QUEUED, RUNNING
from playground.ui.toolbar import _state

STEPS = np.full(40, 0.05, np.float32)
SEEN = Snapshot(
    1, RUNNING, Experiment(), Experiment(), step=40, steps_per_epoch=17, images_per_second=1200,
    steps=StepSeries(STEPS, STEPS, STEPS, STEPS))


@pytest.mark.parametrize(("state", "said", "view"), [
    (RUNNING, "1,200 pictures/s", {}),
    (RUNNING, "1,200 pictures/s, 30 watch", {"shared": 29}),
    (RUNNING, "trained before", {"before": True}),
    (QUEUED, "forked at step 40, waiting, place 3, about 2 min",
     {"left_at": 40, "place_in_queue": 3, "expected_wait_seconds": 120.0}),
    (QUEUED, "forked at step 40, waiting, place 3", {"left_at": 40, "place_in_queue": 3}),
    (RUNNING, "forked at step 40, catching up", {"left_at": 40}),
    (PAUSED, "paused", {"left_at": 40}),
])
def test_the_status_says_whose_the_run_is(state: str, said: str, view: dict[str, Any]) -> None:
    alone = RunView("run", replace(SEEN, state=state), True, None, None, None)
    assert _state(replace(alone, **view)) == said
