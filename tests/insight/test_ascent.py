import numpy as np
import pytest

from playground.insight.ascent import ascend, magnitudes
from playground.insight.tensor_forward import TensorNetwork
from playground.model.architectures import ARCHITECTURES
from playground.model.weights import initial_weights
from tests.made_data import squares

COMPACT = ARCHITECTURES["compact"]
UNITS = np.array([3, 0, 11])


@pytest.fixture(scope="module")
def weights():
    return initial_weights(COMPACT, 3)


@pytest.fixture(scope="module")
def spectrum():
    return magnitudes(squares(12, 64)[0])


def drawn(weights, spectrum, **given):
    return ascend("conv2d_1", UNITS, spectrum, weights, COMPACT, "max", **given)


def test_the_magnitudes_are_the_mean_over_the_pictures() -> None:
    images = squares(2, 64)[0]
    expected = np.mean([np.abs(np.fft.rfft2(one[..., 1].astype(float))) for one in images], axis=0)
    found = magnitudes(images)
    assert found.shape == (3, 64, 33)
    np.testing.assert_allclose(found[1], expected, rtol=1e-4)
    assert found[1, 0, 0] == pytest.approx(images[..., 1].mean() * 64 * 64, rel=1e-5)
    with pytest.raises(ValueError, match="no pictures"):
        magnitudes(images[:0])


def test_each_picture_excites_its_unit_more_than_the_start_and_than_the_photos(
    weights, spectrum
) -> None:
    network = TensorNetwork(weights, COMPACT, "max")

    def excited(images) -> np.ndarray:
        return network.of_layer(images, "conv2d_1").numpy().mean(axis=(1, 2))

    photos = excited(squares(12, 64)[0]).max(axis=0)[UNITS]
    first, last = (excited(drawn(weights, spectrum, steps=steps)) for steps in (0, 24))
    own = np.arange(len(UNITS)), UNITS
    assert (last[own] > 1.5 * first[own]).all()
    assert (last[own] > photos).all()


def test_the_same_seed_draws_the_same_and_another_another(weights, spectrum) -> None:
    one = drawn(weights, spectrum, steps=2, seed=4)
    assert one.shape == (3, 64, 64, 3)
    assert one.dtype == np.uint8
    np.testing.assert_array_equal(one, drawn(weights, spectrum, steps=2, seed=4))
    assert (one != drawn(weights, spectrum, steps=2, seed=5)).any()


def test_without_a_step_it_is_noise_in_the_colors_of_the_data(weights, spectrum) -> None:
    image = drawn(weights, spectrum, steps=0)[0].astype(float)
    expected = spectrum[:, 0, 0] / 64**2
    np.testing.assert_allclose(image.mean(axis=(0, 1)), expected, atol=12)


def test_it_tells_each_step_and_ends_when_told(weights, spectrum) -> None:
    told = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        drawn(weights, spectrum, steps=5, progress=progress)
    assert told == [(1, 5), (2, 5)]
