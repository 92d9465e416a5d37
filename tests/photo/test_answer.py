"""An answer: the probabilities of `classify`, and words that follow from them."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from playground.model.loading import Preparation, load_model
from playground.photo import networks
from playground.photo.answer import Answer, answer, in_words, sureness
from playground.photo.classify import probabilities
from playground.photo.photo import Photo
from playground.photo.square import Square, default_square, prepare


@pytest.fixture(scope="module", autouse=True)
def heavy_imports() -> None:
    """TensorFlow comes with the first test, not while they are collected."""
    global save

    from playground.model.export import save


def photo(seed: int = 0, size: tuple[int, int] = (200, 120)) -> Photo:
    small = np.random.default_rng(seed).integers(0, 256, (6, 10, 3), np.uint8)
    pixels = np.asarray(Image.fromarray(small).resize(size, Image.Resampling.BICUBIC))
    return Photo(pixels, size, "PNG", f"photo {seed}")


@pytest.mark.parametrize("average_views", [False, True])
def test_the_probabilities_are_those_of_classify_and_of_the_exported_model(
    average_views: bool, tmp_path: Path
) -> None:
    network = networks.pretrained()
    save(network.model, tmp_path / "model.keras")
    exported = load_model(tmp_path / "model.keras")
    for seed in range(3):
        given = photo(seed)
        square = default_square(given, network.preparation.framing)
        found = answer(network.model, given, square, network.preparation,
                       average_views=average_views)
        seen = prepare(given, square, 96, network.preparation)
        np.testing.assert_array_equal(found.seen, seen)
        np.testing.assert_array_equal(
            found.probabilities,
            probabilities(network.model, seen[None], average_views=average_views)[0])
        np.testing.assert_allclose(
            found.probabilities,
            probabilities(exported, seen[None], average_views=average_views)[0], atol=1e-6)
        assert found.attention.shape == (96, 96)
        assert not any(a.flags.writeable for a in (
            found.probabilities, found.seen, found.attention))


def test_the_framed_part_is_what_is_judged() -> None:
    network, given = networks.pretrained(), photo(1)
    part = Square(40, 10, 80, 80)
    out = io.BytesIO()
    Image.fromarray(given.pixels).crop((40, 10, 120, 90)).save(out, "PNG")
    cut = Photo(np.asarray(Image.open(out)), (80, 80), "PNG", "cut")
    framed = answer(network.model, given, part, network.preparation)
    alone = answer(network.model, cut, default_square(cut, "squash"), network.preparation)
    # At its edge, resizing looks one pixel beyond the part.
    np.testing.assert_array_equal(framed.seen[2:-2, 2:-2], alone.seen[2:-2, 2:-2])


def test_another_framing_is_taken_from_the_network() -> None:
    given = photo(2)
    network = networks.pretrained()
    cropped = Preparation("center-crop", "bilinear")
    found = answer(network.model, given, default_square(given, "center-crop"), cropped)
    assert (found.seen != answer(
        network.model, given, default_square(given, "squash"), network.preparation).seen).any()


def made(values: tuple[float, float, float], otherwise: int | None = None) -> Answer:
    given = np.array(values, np.float32)
    other = int(given.argmax()) if otherwise is None else otherwise
    blank = np.zeros((4, 4), np.float32)
    return Answer(given, np.zeros((4, 4, 3), np.uint8), blank, sureness(given, other), other)


def test_a_class_that_stands_out_is_sure() -> None:
    found = made((0.03, 0.95, 0.02))
    assert found.sure == "sure"
    assert found.winner == 1
    assert str(in_words(found)).startswith("Sure:")


def test_a_close_second_is_named() -> None:
    found = made((0.3, 0.66, 0.04))
    assert found.sure == "unsure"
    assert "rock" in str(in_words(found))
    assert "paper" in str(in_words(found))
    assert "guessing" in str(in_words(made((0.4, 0.35, 0.25))))


def test_a_mirror_image_that_is_another_sign_is_a_reason_to_doubt() -> None:
    found = made((0.03, 0.95, 0.02), otherwise=2)
    assert found.sure == "unsure"
    assert "mirror" in str(in_words(found))
    assert "scissors" in str(in_words(found))


@pytest.mark.parametrize(("one", "other", "otherwise"), [
    ((0.9, 0.1, 0.0), (0.3, 0.6, 0.1), 1),
    ((0.3, 0.6, 0.1), (0.9, 0.1, 0.0), 1),
    ((0.9, 0.1, 0.0), (0.8, 0.1, 0.1), 0),
])
def test_a_network_that_looks_both_ways_doubts_where_its_looks_differ(
    one: tuple[float, ...], other: tuple[float, ...], otherwise: int
) -> None:
    """A network that answers by whether the left half of a picture is white."""
    import keras

    from playground.model.both_ways import both_ways
    from playground.photo.answer import said

    kernel = np.zeros((2, 3), np.float32)
    kernel[0], kernel[1] = np.log(np.maximum(one, 1e-9)), np.log(np.maximum(other, 1e-9))
    chain = keras.Sequential([
        keras.Input((2, 2, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.AveragePooling2D((2, 1)), keras.layers.Reshape((2, 3)),
        keras.layers.Lambda(lambda x: x[:, :, 0]), keras.layers.Dense(3, use_bias=False),
        keras.layers.Softmax()])
    chain.layers[-2].set_weights([kernel])
    seen = np.zeros((2, 2, 3), np.uint8)
    seen[:, 0] = 255
    given, found = said(both_ways(chain), seen)
    np.testing.assert_allclose(given, (np.array(one) + other) / 2, atol=1e-5)
    assert found == otherwise
