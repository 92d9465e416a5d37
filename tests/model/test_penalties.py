import numpy as np
import pytest

from playground.experiment import Experiment
from playground.model.penalties import coefficients, penalty_value

CASES = [
    ("none", 0.3, 0.5), ("l1", 0.03, 0.5), ("l2", 0.03, 0.5),
    ("l1l2", 0.03, 0.25), ("l1l2", 0.03, 0.0), ("l1l2", 0.03, 1.0),
]


def formula(kind, strength, share, w):
    """The penalties as the literature writes them, in float64."""
    return {
        "none": 0.0,
        "l1": strength * np.abs(w).sum(),
        "l2": strength * (w**2).sum(),
        "l1l2": strength * (share * np.abs(w).sum() + (1 - share) * (w**2).sum()),
        "l1-proximal": strength * np.abs(w).sum(),
    }[kind]


@pytest.mark.parametrize(("kind", "strength", "share"), [*CASES, ("l1-proximal", 0.2, 0.5)])
def test_the_penalty_is_the_formulas_value(kind, strength, share):
    w = np.random.default_rng(0).normal(0, 0.1, 500)
    weights = coefficients(Experiment(regularizer=kind, lambda_=strength, mixing_share=share))
    value = penalty_value(weights, np.abs(w).sum(), np.sqrt((w**2).sum()))
    assert value == pytest.approx(formula(kind, strength, share, w))


@pytest.mark.parametrize(("kind", "strength", "share"), CASES)
def test_an_updates_penalty_gradient_is_the_finite_difference_of_the_formula(
    kind, strength, share
):
    tf = pytest.importorskip("tensorflow")
    from playground.model.optimizers import Knobs, Update

    start = np.random.default_rng(1).normal(0, 0.1, 40).astype(np.float32)
    start[:3] = 0.0  # there sign(w) is 0, and so is the central difference
    weights = coefficients(Experiment(regularizer=kind, lambda_=strength, mixing_share=share))
    knobs = Knobs(*map(tf.constant, (1.0, 0.0, weights.l1, weights.l2, weights.threshold,
                                     weights.value_l1, weights.value_l2, 0.0, 1.0)))
    variable, velocity = tf.Variable(start), tf.Variable(np.zeros_like(start))
    # With SGD at learning rate 1 and no data gradient, the update is minus the penalty's gradient.
    Update("sgd", ["w"])(
        {"w": variable}, {"w": (velocity,)}, {"w": tf.zeros_like(start)}, knobs)
    gradient = start - variable.numpy()

    exact, tiny = start.astype(np.float64), 1e-6
    for index in range(len(exact)):
        up, down = exact.copy(), exact.copy()
        up[index] += tiny
        down[index] -= tiny
        difference = (formula(kind, strength, share, up)
                      - formula(kind, strength, share, down)) / (2 * tiny)
        assert gradient[index] == pytest.approx(difference, abs=2e-6)


def test_a_kernel_that_bears_no_penalty_has_no_penalty_gradient():
    tf = pytest.importorskip("tensorflow")
    from playground.model.optimizers import Knobs, Update

    start = np.linspace(-1, 1, 9, dtype=np.float32)
    variable, velocity = tf.Variable(start), tf.Variable(np.zeros_like(start))
    knobs = Knobs(*map(tf.constant, (1.0, 0.0, 0.5, 0.5, 0.5, 0.5, 0.5, 0.0, 1.0)))
    Update("sgd", [])({"w": variable}, {"w": (velocity,)}, {"w": tf.zeros_like(start)}, knobs)
    assert (variable.numpy() == start).all()


def test_the_proximal_step_minimizes_its_objective_and_makes_real_zeros():
    tf = pytest.importorskip("tensorflow")
    from playground.model.optimizers import soft_threshold

    w = np.array([-0.5, -0.1, -0.03, 0.0, 0.02, 0.05, 0.3], np.float32)
    threshold = 0.05
    stepped = soft_threshold([tf.constant(w)], tf.constant(threshold))[0].numpy()
    grid = np.linspace(-1, 1, 200_001)
    for before, after in zip(w, stepped, strict=True):
        objective = 0.5 * (grid - before) ** 2 + threshold * np.abs(grid)
        assert after == pytest.approx(grid[objective.argmin()], abs=2e-5)
    assert (stepped[2:6] == 0.0).all()
    assert (soft_threshold([tf.constant(w)], tf.constant(0.0))[0].numpy() == w).all()


def test_the_proximal_threshold_is_learning_rate_times_lambda():
    weights = coefficients(
        Experiment(regularizer="l1-proximal", lambda_=0.2, learning_rate=0.01))
    assert weights.threshold == pytest.approx(0.002)
    assert (weights.l1, weights.l2) == (0.0, 0.0)
