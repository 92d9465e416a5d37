import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from playground.errors import BadInput
from playground.model.architectures import ARCHITECTURES, parameter_count
from playground.model.loading import load_model, preparation_beside
from playground.model.weights import initial_weights
from tests.made_data import squares


@pytest.fixture(scope="module", autouse=True)
def heavy_imports():
    """TensorFlow comes with the first test, not while they are collected."""
    global compiled, plain_model, save, Shape, tf

    import tensorflow as tf

    from playground.model.export import plain_model, save
    from playground.model.step import Shape, compiled


PLAIN_KERAS = """
import sys, keras, numpy as np
model = keras.saving.load_model(sys.argv[1])
assert not any(name.startswith("playground") for name in sys.modules)
images = np.load(sys.argv[2]).astype("float32")
np.save(sys.argv[3], model(images))
print([type(layer).__module__.split(".")[0] for layer in model.layers], model.layers[0].name,
      model.input_shape)
"""


def own_answers(model, pooling, weights, images, *, standardized=False):
    network = compiled(Shape(
        model, pooling, "float32", "adam", ("dense",), len(images), standardized=standardized))
    variables = {name: tf.Variable(value) for name, value in weights.items()}
    logits = network.infer(variables, images)
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("model", ["compact", "two-conv", "deep", "article"])
@pytest.mark.parametrize("pooling", ["max", "average"])
def test_the_plain_twin_answers_as_the_trained_network_does(model, pooling):
    architecture = ARCHITECTURES[model]
    weights = initial_weights(architecture, 4)
    twin = plain_model(architecture, pooling, weights)
    images, _ = squares(4, architecture.size)
    expected = own_answers(model, pooling, weights, images)
    np.testing.assert_allclose(twin(images.astype(np.float32)), expected, rtol=1e-3, atol=1e-5)
    assert twin.count_params() == parameter_count(architecture)


@pytest.mark.parametrize("model", ["compact", "large", "article"])
def test_the_twin_of_a_network_with_standardized_input_does_not_see_light_and_contrast(model):
    architecture = replace(ARCHITECTURES[model], standardized=True)
    weights = initial_weights(architecture, 4)
    twin = plain_model(architecture, "max", weights)
    images, _ = squares(4, architecture.size)
    # A flat picture has nothing to be divided by.
    images[3] = 77
    expected = own_answers(model, "max", weights, images, standardized=True)
    np.testing.assert_allclose(twin(images.astype(np.float32)), expected, rtol=1e-3, atol=1e-5)
    darker = twin(images * np.float32(0.6) + np.float32(40))
    np.testing.assert_allclose(darker, expected, atol=0.01)
    plain = own_answers(model, "max", weights, images)
    assert np.abs(expected - plain).max() > 0.01
    assert twin.count_params() == parameter_count(architecture)


def test_the_twin_of_a_normalized_network_has_its_running_statistics():
    architecture = ARCHITECTURES["deep"]
    chance = np.random.default_rng(0)
    weights = {
        name: value if name.endswith("kernel")
        else chance.uniform(0.5, 1.5, value.shape).astype(np.float32)
        for name, value in initial_weights(architecture, 4).items()}
    images, _ = squares(4)
    answers = plain_model(architecture, "max", weights)(images.astype(np.float32))
    expected = own_answers("deep", "max", weights, images)
    assert np.ptp(expected, axis=0).max() > 1e-3
    np.testing.assert_allclose(answers, expected, rtol=1e-3, atol=1e-5)


def test_a_process_without_this_package_loads_the_file_and_answers_the_same(tmp_path):
    architecture = ARCHITECTURES["compact"]
    weights = initial_weights(architecture, 4)
    save(plain_model(architecture, "max", weights, dropout=0.5), tmp_path / "model.keras")
    images, _ = squares(5)
    np.save(tmp_path / "images.npy", images)
    done = subprocess.run(
        [sys.executable, "-c", PLAIN_KERAS, *(str(tmp_path / name) for name in (
            "model.keras", "images.npy", "answers.npy"))],
        capture_output=True, text=True, check=True, cwd=tmp_path)
    expected = own_answers("compact", "max", weights, images)
    np.testing.assert_allclose(np.load(tmp_path / "answers.npy"), expected, rtol=1e-3, atol=1e-5)
    assert "rescaling (None, 64, 64, 3)" in done.stdout
    assert set(json.loads(done.stdout.split("]")[0].replace("'", '"') + "]")) == {"keras"}


def test_framing_and_filter_are_read_from_the_experiment_beside_the_model(tmp_path):
    (tmp_path / "experiment.json").write_text(json.dumps(
        {"experiment": {"framing": "letterbox", "resize-filter": "nearest"}}))
    preparation = preparation_beside(tmp_path / "model.keras")
    assert (preparation.framing, preparation.resize_filter) == ("letterbox", "nearest")
    assert preparation_beside(tmp_path / "none" / "model.keras").framing == "squash"


@pytest.mark.parametrize("text", [
    "", "[]", "{}", "\xff", "[" * 200_000, '{"experiment": 3}',
    '{"experiment": {"framing": "tilt"}}',
])
def test_an_experiment_that_is_none_is_refused_by_its_files_name(tmp_path, text):
    (tmp_path / "experiment.json").write_text(text, encoding="latin-1")
    with pytest.raises(BadInput, match=r"experiment\.json is not an experiment"):
        preparation_beside(tmp_path / "model.keras")


def test_a_model_of_another_shape_is_refused(tmp_path):
    import keras

    stranger = keras.Sequential([keras.Input((10,)), keras.layers.Dense(3)])
    stranger.save(tmp_path / "stranger.keras")
    with pytest.raises(BadInput, match="not a network of this project"):
        load_model(tmp_path / "stranger.keras")


def test_a_damaged_file_is_refused(tmp_path):
    architecture = ARCHITECTURES["compact"]
    path = tmp_path / "model.keras"
    save(plain_model(architecture, "max", initial_weights(architecture, 4)), path)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4000] = bytes(4000)
    path.write_bytes(content)
    with pytest.raises(BadInput):
        load_model(path)
    path.write_bytes(bytes(content[:1000]))
    with pytest.raises(BadInput, match="not a Keras model"):
        load_model(path)
    with pytest.raises(BadInput, match="no model at"):
        load_model(tmp_path / "missing.keras")
