"""The lesson about the other regularizers is computed of real pictures and networks."""

from __future__ import annotations

import numpy as np

from playground.insight.forward import probabilities
from playground.lessons.given import shipped
from playground.lessons.topics import textbook


def test_the_networks_answer_flips_where_it_is_said_to() -> None:
    given, found = shipped(), textbook.adversarial(shipped())
    assert found.flips is not None
    at = textbook.EPSILONS.index(found.flips)
    assert (found.answers[:at].argmax(1) == found.label).all()
    moved = textbook.along_sign(found.image[None], found.signs, found.flips)
    said = probabilities(moved, given.weights, given.architecture, given.pooling)[0]
    assert said.argmax() != found.label
    assert np.abs(moved[0].astype(int) - found.image).max() <= np.ceil(255 * found.flips)


def test_the_task_wants_another_answer_by_a_small_step() -> None:
    done = textbook.CONDITIONS["flipped-by-little"].done
    found = textbook.adversarial(shipped())
    assert found.flips is not None
    assert done({"flipped": 1, "epsilon": found.flips})
    assert not done({"flipped": 0, "epsilon": found.flips})
    assert not done({"flipped": 1, "epsilon": 0.05})


def test_the_ensemble_disagrees_about_the_shown_picture_and_is_right_together() -> None:
    found = textbook.ensemble()
    answers = found.answers[:, found.shown].argmax(1)
    assert len(set(answers.tolist())) > 1
    assert found.answers.mean(0)[found.shown].argmax() == found.labels[found.shown]
