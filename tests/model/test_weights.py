import numpy as np

from playground.model.architectures import ARCHITECTURES, parameter_count
from playground.model.weights import glorot_limit, initial_weights


def test_start_weights_are_a_function_of_the_seed():
    one, same, other = (initial_weights(ARCHITECTURES["compact"], seed) for seed in (1, 1, 2))
    assert all((one[name] == same[name]).all() for name in one)
    assert (one["dense/kernel"] != other["dense/kernel"]).any()


def test_start_weights_fill_the_glorot_range_and_biases_are_zero():
    weights = initial_weights(ARCHITECTURES["compact"], 1)
    assert sum(array.size for array in weights.values()) == parameter_count(
        ARCHITECTURES["compact"])
    for name, array in weights.items():
        if name.endswith("/bias"):
            assert (array == 0).all()
            continue
        limit = glorot_limit(array.shape)
        assert np.abs(array).max() <= limit
        assert np.abs(array).max() > 0.9 * limit
        assert abs(array.mean()) < 0.2 * limit


def test_two_kernels_of_one_shape_differ():
    weights = initial_weights(ARCHITECTURES["article"], 1)
    assert weights["conv2d_1/kernel"].ravel()[0] != weights["conv2d_2/kernel"].ravel()[0]


def test_start_weights_cannot_be_written():
    weights = initial_weights(ARCHITECTURES["compact"], 1)
    assert not any(array.flags.writeable for array in weights.values())
