import pytest

from playground.model.architectures import (
    ARCHITECTURES,
    kernel_shapes,
    layers,
    parameter_count,
    penalized_kernels,
    used_input,
)


def test_the_articles_network_has_its_parameters_layer_by_layer():
    rows = [row for row in layers(ARCHITECTURES["article"]) if row.kernel]
    assert [row.parameters for row in rows] == [1792, 36928, 73856, 147584, 9437696, 1539]
    assert parameter_count(ARCHITECTURES["article"]) == 9_699_395


def test_the_articles_network_has_its_shapes():
    shapes = {row.name: row.output for row in layers(ARCHITECTURES["article"])}
    assert shapes["conv2d"] == (222, 222, 64)
    assert shapes["max_pooling2d_1"] == (54, 54, 64)
    assert shapes["conv2d_3"] == (24, 24, 128)
    assert shapes["flatten"] == (18432,)


def test_compact_has_192099_parameters():
    assert parameter_count(ARCHITECTURES["compact"]) == 192_099


def test_deep_has_six_normalized_conv_layers_and_700131_parameters():
    rows = layers(ARCHITECTURES["deep"])
    kinds = [row.type for row in rows if row.type in ("Conv2D", "BatchNormalization", "ReLU")]
    assert kinds == ["Conv2D", "BatchNormalization", "ReLU"] * 6
    assert parameter_count(ARCHITECTURES["deep"]) == 700_131


def test_large_has_seven_normalized_conv_layers_and_1758179_parameters():
    rows = layers(ARCHITECTURES["large"])
    assert sum(row.type == "Conv2D" for row in rows) == 7
    assert sum(row.type == "BatchNormalization" for row in rows) == 7
    assert {row.name: row.output for row in rows}["max_pooling2d_3"] == (3, 3, 256)
    assert parameter_count(ARCHITECTURES["large"]) == 1_758_179


def test_a_stem_with_a_stride_halves_the_picture_before_the_first_pooling():
    shapes = {row.name: row.output for row in layers(ARCHITECTURES["deep"])}
    assert shapes["conv2d"] == (32, 32, 32)
    assert shapes["max_pooling2d"] == (16, 16, 32)
    assert shapes["conv2d_2"] == shapes["conv2d_1"] == (16, 16, 64)


def test_two_conv_has_two_conv_layers_and_a_size_one_can_train():
    names = [row.name for row in layers(ARCHITECTURES["two-conv"]) if row.type == "Conv2D"]
    assert names == ["conv2d", "conv2d_1"]
    assert 192_099 < parameter_count(ARCHITECTURES["two-conv"]) < 2_000_000


@pytest.mark.parametrize("model", ["article", "compact"])
def test_the_three_largest_kernels_are_the_ones_the_article_names(model):
    architecture = ARCHITECTURES[model]
    assert penalized_kernels(architecture, "three-largest") == ("dense", "conv2d_3", "conv2d_2")
    assert penalized_kernels(architecture, "largest") == ("dense",)
    assert set(penalized_kernels(architecture, "all")) == set(kernel_shapes(architecture))


def test_the_input_that_reaches_the_output_leaves_out_two_rows_of_the_articles():
    assert used_input(ARCHITECTURES["article"]) == 222
    assert used_input(ARCHITECTURES["compact"]) == 64
    assert used_input(ARCHITECTURES["two-conv"]) == 64
    assert used_input(ARCHITECTURES["deep"]) == 64
