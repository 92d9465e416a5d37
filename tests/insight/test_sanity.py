import numpy as np
import pytest

from playground.insight.saliency import GRAD_CAM, GUIDED, METHODS
from playground.insight.sanity import (
    alike,
    cascade,
    randomized,
    rank_correlation,
    structural_similarity,
)
from playground.model.architectures import ARCHITECTURES
from playground.model.weights import initial_weights
from tests.insight.test_forward import weights_of
from tests.made_data import squares


def test_the_rank_correlation_is_spearmans_with_shared_ranks_for_ties() -> None:
    """Ranks by hand: (1.5, 1.5, 3, 4) and (2, 1, 3.5, 3.5), by Pearson's formula."""
    one = np.array([[0, 0], [5, 9]], np.float32)
    other = np.array([[2, 1], [7, 7]], np.float32)
    expected = np.corrcoef([1.5, 1.5, 3, 4], [2, 1, 3.5, 3.5])[0, 1]
    assert rank_correlation(one, other) == pytest.approx(expected)
    assert rank_correlation(one, one) == pytest.approx(1)
    assert rank_correlation(one, -one) == pytest.approx(-1)
    # It goes by order alone.
    assert rank_correlation(one, np.exp(one)) == pytest.approx(1)


def test_a_picture_that_is_the_same_everywhere_orders_nothing() -> None:
    one = np.arange(16, dtype=np.float32).reshape(4, 4)
    assert rank_correlation(one, np.zeros((4, 4), np.float32)) == 0


def test_the_structural_similarity_of_one_window_is_the_papers_formula() -> None:
    random = np.random.default_rng(1)
    one, other = random.random((2, 8, 8)).astype(np.float32)
    for picture in (one, other):
        picture[0, 0], picture[7, 7] = 0, 1
    x, y = one.astype(float), other.astype(float)
    covariance = ((x - x.mean()) * (y - y.mean())).mean()
    expected = ((2 * x.mean() * y.mean() + 1e-4) * (2 * covariance + 9e-4)) / (
        (x.mean()**2 + y.mean()**2 + 1e-4) * (x.var() + y.var() + 9e-4))
    assert structural_similarity(one, other) == pytest.approx(expected, rel=1e-5)
    assert structural_similarity(one, one) == pytest.approx(1)
    assert structural_similarity(one, 7 * one) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("model", ["compact", "deep"])
def test_layers_are_replaced_from_the_output_down(model) -> None:
    architecture = ARCHITECTURES[model]
    weights = weights_of(architecture)
    stages = list(randomized(weights, architecture, "max"))
    kernels = [name.rpartition("/")[0] for name in weights if name.endswith("/kernel")]
    assert [layer for layer, _ in stages] == ["", *reversed(kernels)]
    for done, (_, now) in enumerate(stages):
        same = [layer for layer in kernels
                if np.array_equal(now[f"{layer}/kernel"], weights[f"{layer}/kernel"])]
        assert same == kernels[: len(kernels) - done]
    # At the end nothing of it is left, of the normalizations neither.
    assert not any(np.array_equal(stages[-1][1][name], weights[name]) for name in weights)
    # Biases and statistics are as in a network that begins.
    start = initial_weights(architecture, 1)
    assert all(np.array_equal(stages[-1][1][name], start[name])
               for name in weights if not name.endswith("/kernel"))


def test_the_whole_network_is_like_itself_and_the_numbers_are_of_the_maps() -> None:
    architecture = ARCHITECTURES["compact"]
    images, labels = squares(3, 64)
    told = []
    stages = cascade(images, labels, weights_of(architecture), architecture, "max",
                     lambda done, total: told.append((done, total)))
    assert told == [(at, 7) for at in range(1, 8)]
    assert all(rank == pytest.approx(1) for rank in stages[0].rank.values())
    marked = {name: maps.reshape(3, -1).std(axis=1) > 0 for name, maps in stages[0].maps.items()}
    # Of an empty picture nothing can be said: it does not count.
    assert not marked[GRAD_CAM].all()
    assert marked[GRAD_CAM].any()
    for stage in stages[1:]:
        for name in METHODS:
            expected = np.mean([rank_correlation(a, b) for a, b, seen in zip(
                stages[0].maps[name], stage.maps[name], marked[name], strict=True) if seen])
            assert stage.rank[name] == pytest.approx(expected)
    assert alike(stages)[GUIDED] == pytest.approx(
        np.mean([stage.rank[GUIDED] for stage in stages[1:]]))


def test_grad_cam_falls_apart_and_guided_backpropagation_does_not() -> None:
    """The paper's finding, on a recorded run: with the dense layers random already."""
    from playground.data.first_pictures import first_tiles
    from playground.insight.recorded import recorded_runs

    run = recorded_runs()["none"]
    weights, shipped = run.weights(), first_tiles()["training"]
    assert weights is not None
    stages = cascade(shipped.images, shipped.labels, weights, ARCHITECTURES["compact"],
                     run.experiment.pooling)
    dense = next(stage for stage in stages if stage.layer == "dense")
    assert dense.rank[GRAD_CAM] < 0.5 < 0.7 < dense.rank[GUIDED]
    assert alike(stages)[GRAD_CAM] < alike(stages)[GUIDED]
