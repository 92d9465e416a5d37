import numpy as np
import pytest

from playground.insight.receptive_field import receptive_fields
from playground.insight.tensor_forward import TensorNetwork
from playground.insight.top_patches import OUTSIDE, patches, strongest
from playground.model.architectures import ARCHITECTURES
from playground.model.weights import initial_weights
from tests.made_data import pictures

COMPACT = ARCHITECTURES["compact"]


@pytest.fixture(scope="module")
def made():
    return pictures(75)


@pytest.fixture(scope="module")
def weights():
    return initial_weights(COMPACT, 3)


@pytest.fixture(scope="module")
def found(made, weights):
    return strongest(made, np.arange(3, 75), weights, COMPACT, "max")


def test_they_are_the_nine_largest_over_all_pictures_and_places(made, weights, found) -> None:
    """In batches, as if all had been looked at together."""
    indices = np.arange(3, 75)
    whole = dict(TensorNetwork(weights, COMPACT, "max").rectified(made.rgb(indices)))
    for name, one in found.items():
        values = whole[name].numpy().reshape(len(indices), -1, one.values.shape[0])
        peaks = values.max(axis=1).T
        np.testing.assert_allclose(
            one.values, -np.sort(-peaks, axis=1)[:, :9], rtol=1e-5, atol=1e-6)
        width = whole[name].shape[2] if one.field is not None else 1
        for unit, rank in np.ndindex(*one.values.shape):
            row, column = one.places[unit, rank]
            there = values[one.pictures[unit, rank] - 3, row * width + column, unit]
            np.testing.assert_allclose(there, one.values[unit, rank], rtol=1e-5, atol=1e-6)


def test_each_patch_is_of_another_picture_of_the_set(found) -> None:
    for one in found.values():
        assert one.pictures.min() >= 3
        assert all(len(set(row)) == 9 for row in one.pictures.tolist())


def test_a_crop_alone_excites_its_unit_as_much_as_in_its_picture(made, weights, found) -> None:
    """The proof that the crop is all that the unit sees: everything else is painted over."""
    network = TensorNetwork(weights, COMPACT, "max")
    for name, unit in (("conv2d_1", 4), ("conv2d_2", 40), ("conv2d_3", 7)):
        one = found[name]
        index = int(one.pictures[unit, 0])
        top, left, bottom, right = one.box(unit, 0, 64)
        assert 0 <= top < bottom <= 64
        assert 0 <= left < right <= 64
        alone = np.full((1, 64, 64, 3), 200, np.uint8)
        alone[0, top:bottom, left:right] = made.images[index, top:bottom, left:right]
        row, column = one.places[unit, 0]
        value = network.of_layer(alone, name)[0, row, column, unit]
        np.testing.assert_allclose(value, one.values[unit, 0], rtol=1e-4)


def test_a_patch_is_cut_from_its_picture_and_gray_beyond_the_edge(made, found) -> None:
    one, size = found["conv2d_3"], receptive_fields(COMPACT)["conv2d_3"].size
    cut = patches(made, one, np.array([7]))
    assert cut.shape == (1, 9, size, size, 3)
    for rank in range(9):
        top, left, bottom, right = one.box(7, rank, 64)
        above, before = (top - one.field.start(int(one.places[7, rank, 0])),
                         left - one.field.start(int(one.places[7, rank, 1])))
        inside = (slice(above, above + bottom - top), slice(before, before + right - left))
        np.testing.assert_array_equal(
            cut[0, rank][inside],
            made.images[one.pictures[7, rank], top:bottom, left:right])
        around = np.ones((size, size), bool)
        around[inside] = False
        assert (cut[0, rank][around] == OUTSIDE).all()


def test_a_dense_unit_sees_the_whole_picture(made, found) -> None:
    one = found["dense"]
    assert one.box(0, 0, 64) == (0, 0, 64, 64)
    np.testing.assert_array_equal(
        patches(made, one, np.array([5]))[0, 2], made.images[one.pictures[5, 2]])


def test_a_unit_that_no_picture_excites_is_dead(made, weights) -> None:
    killed = dict(weights)
    killed["conv2d_1/bias"] = np.where(np.arange(32) == 9, -1e6, 0).astype(np.float32)
    killed["dense/bias"] = np.where(np.arange(128) < 2, -1e6, 0).astype(np.float32)
    found = strongest(made, np.arange(20), killed, COMPACT, "max")
    assert found["conv2d_1"].dead[9]
    assert found["dense"].dead[:2].all()
    assert not found["conv2d_1"].dead[:9].any()
    assert not found["dense"].dead.all()
    # It fires for one picture alone, the last: then it lives.
    peaks = TensorNetwork(weights, COMPACT, "max").of_layer(
        made.rgb(np.arange(20)), "conv2d_1").numpy()[..., 9].max(axis=(1, 2))
    second, most = np.sort(peaks)[-2:]
    assert second < most
    killed["conv2d_1/bias"] = np.where(
        np.arange(32) == 9, -(second + most) / 2, 0).astype(np.float32)
    assert not strongest(made, np.arange(20), killed, COMPACT, "max")["conv2d_1"].dead[9]


def test_a_small_set_has_fewer_and_an_empty_one_is_refused(made, weights) -> None:
    found = strongest(made, np.arange(4), weights, COMPACT, "max")
    assert found["conv2d"].values.shape == (16, 4)
    with pytest.raises(ValueError, match="no pictures"):
        strongest(made, np.arange(0), weights, COMPACT, "max")


def test_it_tells_how_far_it_is_and_ends_when_told(made, weights) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        if done >= 64:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        strongest(made, np.arange(75), weights, COMPACT, "max", progress=progress)
    assert told == [(64, 75)]
