"""What the lesson about L1 and L2 asks and counts is read off the recorded runs."""

from __future__ import annotations

import pytest

from playground.insight.recorded import recorded_runs
from playground.lessons.given import shipped
from playground.lessons.topics.penalties import ANSWERS, CONDITIONS


def test_l1_by_its_gradient_left_no_zero_and_the_proximal_step_what_kernels_show() -> None:
    reply = ANSWERS["zeros-by-l1"].compute(shipped())
    assert (reply.choice, reply.values["zeros"]) == ("none", 0)
    weights = recorded_runs()["l1-proximal"].weights() or {}
    kernels = [weights[f"{name}/kernel"] for name in ("dense", "conv2d_2", "conv2d_3")]
    zeros = sum(int((kernel == 0).sum()) for kernel in kernels) / sum(k.size for k in kernels)
    # These are rounded to 11 bits.
    assert float(str(reply.values["proximal"])) == pytest.approx(100 * zeros, abs=0.8)


def test_the_task_wants_one_of_two_weights_at_zero() -> None:
    done = CONDITIONS["one-of-two-weights-at-zero"].done
    assert done({"weights": 2, "zeros": 1})
    assert not done({"weights": 2, "zeros": 0})
    assert not done({"weights": 2, "zeros": 2})
    assert not done({"weights": 1, "zeros": 1})
    assert not done({"zeros": 1})
