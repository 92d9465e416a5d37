import numpy as np
import pytest

from playground.insight.grad_cam import class_map
from playground.insight.saliency import (
    GRAD_CAM,
    GRADIENT,
    GUIDED,
    METHODS,
    class_maps,
    saliency,
)
from playground.insight.tensor_forward import TensorNetwork
from playground.model.architectures import ARCHITECTURES
from tests.insight.test_forward import weights_of
from tests.made_data import squares


@pytest.mark.parametrize("model", ["compact", "deep"])
def test_grad_cam_of_many_is_that_of_each(model) -> None:
    from playground.model.export import plain_model

    architecture = ARCHITECTURES[model]
    weights, images = weights_of(architecture), squares(3, 64)[0]
    keras_model = plain_model(architecture, "max", weights)
    given = class_maps(
        TensorNetwork(weights, architecture, "max"), images, np.array([2, 0, 1]), architecture)
    for image, label, one in zip(images, (2, 0, 1), given, strict=True):
        np.testing.assert_allclose(
            one, class_map(keras_model, image, label), rtol=1e-3, atol=1e-7)


def test_the_gradient_agrees_with_finite_differences() -> None:
    architecture = ARCHITECTURES["two-conv"]
    weights, images = weights_of(architecture), squares(1, 64)[0]
    drawn = saliency(images, np.array([1]), weights, architecture, "average")[GRADIENT][0]
    network = TensorNetwork(weights, architecture, "average")
    for row, column in ((20, 30), (40, 11), np.unravel_index(drawn.argmax(), drawn.shape)):
        slopes = []
        for channel in range(3):
            up, down = images.astype(np.float32), images.astype(np.float32)
            up[0, row, column, channel] += 0.5
            down[0, row, column, channel] -= 0.5
            slopes.append(abs(float(network.logits(up)[0, 1] - network.logits(down)[0, 1])))
        np.testing.assert_allclose(drawn[row, column], max(slopes), rtol=0.05, atol=2e-6)


def test_guided_backpropagation_lets_only_positive_gradients_pass() -> None:
    """Where the class has only negative weights on the units, nothing is left."""
    architecture = ARCHITECTURES["compact"]
    weights = dict(weights_of(architecture))
    weights["dense_1/kernel"] = np.stack(
        [-np.ones(128), np.ones(128), np.zeros(128)], axis=1).astype(np.float32)
    images = np.repeat(squares(1, 64)[0], 2, axis=0)
    drawn = saliency(images, np.array([0, 1]), weights, architecture, "max")
    assert drawn[GUIDED][0].max() == 0
    assert drawn[GUIDED][1].max() > 0
    # The plain gradient cannot tell the two apart.
    np.testing.assert_allclose(drawn[GRADIENT][0], drawn[GRADIENT][1], rtol=1e-4, atol=1e-9)


def test_each_method_draws_at_the_size_of_the_picture() -> None:
    architecture = ARCHITECTURES["compact"]
    drawn = saliency(squares(2, 64)[0], np.array([0, 1]), weights_of(architecture),
                     architecture, "max")
    assert set(drawn) == set(METHODS)
    assert {maps.shape for maps in drawn.values()} == {(2, 64, 64)}
    assert all(maps.min() >= 0 for maps in drawn.values())
    assert drawn[GRAD_CAM].max() > 0
