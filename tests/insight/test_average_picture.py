from __future__ import annotations

import numpy as np

from playground.insight.average_picture import average_pictures, nearest_average


def test_each_class_has_the_mean_of_its_own_pictures() -> None:
    rgb = np.random.default_rng(0).integers(0, 256, (700, 4, 4, 3), np.uint8)
    labels = np.random.default_rng(1).integers(0, 3, 700)
    found = average_pictures(rgb, labels)
    for label in range(3):
        assert np.allclose(found[label], rgb[labels == label].mean(axis=0))


def test_a_class_without_pictures_has_no_average_and_is_never_nearest() -> None:
    rgb = np.random.default_rng(0).integers(0, 256, (10, 4, 4, 3), np.uint8)
    labels = np.array([0, 2] * 5)
    found = average_pictures(rgb, labels)
    assert np.isnan(found[1]).all()
    assert set(nearest_average(found, rgb).tolist()) <= {0, 2}


def test_the_nearest_is_the_one_at_the_smallest_distance() -> None:
    generator = np.random.default_rng(2)
    averages = generator.uniform(0, 255, (3, 4, 4, 3))
    rgb = generator.integers(0, 256, (300, 4, 4, 3), np.uint8)
    distances = ((rgb[:, None].astype(float) - averages[None]) ** 2).sum(axis=(2, 3, 4))
    assert np.array_equal(nearest_average(averages, rgb), distances.argmin(axis=1))
