"""The palm detector's numbers, read, against cases worked out by hand."""

import numpy as np
import pytest

from playground.referee.anchors import anchors
from playground.referee.palms import decoded, merged, overlap, palms


def test_a_box_and_its_points_are_pixels_relative_to_the_anchor() -> None:
    raw = np.zeros((1, 18), np.float32)
    # Moved by 19.2 pixels, a tenth of the picture; 38.4 wide, 19.2 high; the wrist 9.6 to the left.
    raw[0, :6] = 19.2, 0, 38.4, 19.2, -9.6, 0
    boxes, points = decoded(raw, np.array([[0.5, 0.5]], np.float32))
    assert boxes[0] == pytest.approx((0.5, 0.45, 0.7, 0.55))
    assert points[0, 0] == pytest.approx((0.45, 0.5))
    assert points[0, 6] == pytest.approx((0.5, 0.5))


def test_scores_become_shares_and_what_is_below_the_least_is_none() -> None:
    boxes, scores = np.zeros((2016, 18), np.float32), np.full((2016, 1), -5.0, np.float32)
    boxes[:, 2:4] = 19.2
    assert palms(boxes, scores, 0.5) == []
    scores[1000] = 2.0
    found, = palms(boxes, scores, 0.5)
    assert found.score == pytest.approx(1 / (1 + np.exp(-2)))
    assert (found.box[:2] + found.box[2:]) / 2 == pytest.approx(anchors()[1000])


def test_a_detector_that_is_certain_beyond_all_numbers_is_certain() -> None:
    boxes, scores = np.zeros((2016, 18), np.float32), np.full((2016, 1), -1e30, np.float32)
    boxes[:, 2:4] = 19.2
    scores[0] = 1e30
    assert [one.score for one in palms(boxes, scores, 0.5)] == [1.0]


def test_overlapping_boxes_become_their_mean_by_score_and_others_stay() -> None:
    boxes = np.array([[0, 0, 0.4, 0.4], [0.1, 0, 0.5, 0.4], [0.6, 0.6, 1, 1]], np.float32)
    points = np.broadcast_to(boxes[:, None, :2], (3, 7, 2)).astype(np.float32)
    first, second = merged(boxes, points, np.array([0.6, 0.3, 0.9]))
    assert (first.score, second.score) == (0.9, 0.6)
    assert first.box == pytest.approx((0.6, 0.6, 1, 1))
    # Two thirds of the one and a third of the other.
    assert second.box == pytest.approx((1 / 30, 0, 1 / 30 + 0.4, 0.4))
    assert second.points[3] == pytest.approx((1 / 30, 0))


def test_overlap_is_the_shared_area_of_what_both_cover() -> None:
    box = np.array([0, 0, 2, 2], np.float32)
    others = np.array([[0, 0, 2, 2], [1, 0, 3, 2], [2, 2, 3, 3], [1, 1, 1, 1]], np.float32)
    assert overlap(box, others) == pytest.approx((1, 2 / 6, 0, 0))
    assert overlap(others[3], others[3:]) == pytest.approx((0,))
