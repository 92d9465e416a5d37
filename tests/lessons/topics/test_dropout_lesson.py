"""The lesson about dropout: its picture is answered as by the network, its answer recorded."""

from __future__ import annotations

import numpy as np

from playground.insight.forward import probabilities
from playground.insight.recorded import recorded_runs
from playground.lessons.given import Given, shipped
from playground.lessons.topics.dropout import ANSWERS, CONDITIONS, dense_part
from playground.training.history import of_recorded


def test_the_dense_part_answers_as_the_whole_network_does() -> None:
    given = Given(of_recorded(recorded_runs()["l2"]), own=True)
    part = dense_part(given)
    logits = part.hidden @ part.kernel + part.bias
    whole = probabilities(part.image[None], given.weights, given.architecture, given.pooling)[0]
    np.testing.assert_allclose(np.exp(logits) / np.exp(logits).sum(), whole, rtol=1e-4)
    assert whole.argmax() == part.label


def test_the_answer_is_what_the_recorded_knock_out_curve_has() -> None:
    reply = ANSWERS["left-of-dropout"].compute(shipped())
    curve = recorded_runs()["dropout"].knock_out
    assert reply.values["after"] == round(100 * curve.at(0.8))
    assert (reply.choice == "near") == (curve.at(0) - curve.at(0.8) <= 0.1)


def test_the_task_is_done_where_the_curve_comes_down_to_the_other_networks_start() -> None:
    done = CONDITIONS["dropout-as-good-as-the-whole-other"].done
    runs = recorded_runs()
    whole = float(runs["none"].knock_out.accuracy[0])
    reached = [share for share in np.arange(0, 0.96, 0.01)
               if done({"dropout": runs["dropout"].knock_out.at(share), "plain_whole": whole})]
    assert len(reached) >= 2
    assert min(reached) > 0.5
    assert not done({"dropout": whole + 0.1, "plain_whole": whole})
