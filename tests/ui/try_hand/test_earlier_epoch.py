"""Where the Play page is wound back, Try a hand asks the network of that epoch."""

from __future__ import annotations

from typing import Any

import numpy as np

from playground.presets import PLAY_DEFAULT
from playground.training.snapshot import WeightsCopy
from playground.ui.session import Tab
from playground.ui.try_hand.judges import judges
from tests.comparison.made import record


def test_the_network_of_the_epoch_that_is_shown_answers(
    manager: Any, answers: Any, monkeypatch: Any
) -> None:
    at = Tab(PLAY_DEFAULT.experiment())
    at.ticket = manager.submit(at.experiment, owner="me")
    began = manager.view("run0", "secret").initial_weights
    manager.change("run0", step=30, epoch=3, weights=WeightsCopy(30, began),
                   records=tuple(record(epoch, 0.5) for epoch in (1, 2, 3)))
    asked = []
    monkeypatch.setattr("playground.photo.networks.of_run", lambda *given: asked.append(given))
    judges(at)[0].network()
    at.looked_at = 2
    judge = judges(at)[0]
    assert "epoch 2" in str(judge.label)
    judge.network()
    now, then = asked
    assert (now[2], then[2]) == (30, 20)
    # The made-up manager's weights are half as large after the second epoch.
    assert np.array_equal(then[3]["dense/kernel"], now[3]["dense/kernel"] / 2)
