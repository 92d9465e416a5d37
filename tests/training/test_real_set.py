"""On the article's pictures: what its four experiments come to, on the compact network."""

from statistics import median

import pytest

from playground.data.training_data import prepare
from playground.presets import preset
from playground.training.run import Run
from playground.training.states import FINISHED


def records(real_data, name, **changes):
    experiment = preset(name).experiment().with_values(
        {"data": str(real_data / "rps-cv"), "another-setting": "", "epochs": 6, **changes})
    run = Run(experiment, prepare(experiment, 64, paths_allowed=True))
    run.start()
    seen = run.wait(300)
    assert seen.state == FINISHED
    return seen.records


def last_record(real_data, name, **changes):
    return records(real_data, name, **changes)[-1]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["none", "dropout"])
def test_without_a_penalty_six_epochs_learn_the_set(real_data, name):
    record = last_record(real_data, name)
    assert record.validation.accuracy > 0.9
    assert record.near_zeros < 0.05


@pytest.mark.slow
def test_l1_at_the_articles_lambda_collapses_to_guessing_without_one_exact_zero(real_data):
    record = last_record(real_data, "l1")
    assert record.validation.accuracy < 0.45
    assert record.near_zeros > 0.9
    assert record.exact_zeros == 0


@pytest.mark.slow
def test_the_proximal_step_makes_real_zeros_and_the_network_still_learns(real_data):
    seen = records(
        real_data, "none", regularizer="l1-proximal", epochs=20, **{"lambda": 0.2})
    # So few weights are left that one epoch in ten dips by some points, on another processor at
    # another epoch: what is learned shows over several.
    assert median(record.validation.accuracy for record in seen[-5:]) > 0.94
    assert seen[-1].exact_zeros > 0.8
