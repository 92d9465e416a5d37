from dataclasses import replace

import numpy as np
import pytest

from tools.render_hands.develop import develop
from tools.render_hands.shot import SETTINGS, Shot, draw_shot

SKIN = np.array([0.4, 0.3, 0.25])


def _shot(exposure: float = 1.0, **changes: object) -> Shot:
    shot = draw_shot(SETTINGS["everyday"], 1, 0)
    light = replace(shot.light, exposure=exposure, contrast=1.0)
    return replace(shot, **({"light": light, "left": False, "blur": (0.0, 0.0)} | changes))


def _light(level: float = 0.2) -> np.ndarray:
    light = np.zeros((16, 16, 4), np.float32)
    light[4:12, 2:8] = (level, level, level, 1.0)
    return light


def test_the_lamps_strength_does_not_matter_only_the_exposure() -> None:
    dim, bright = (np.asarray(develop(_light(v), SKIN, _shot())) for v in (0.02, 2.0))
    np.testing.assert_allclose(dim.astype(int), bright.astype(int), atol=1)


def test_more_exposure_is_brighter_until_it_clips() -> None:
    means = [
        np.asarray(develop(_light(), SKIN, _shot(exposure)))[6, 4, 0] for exposure in (0.4, 1, 9)
    ]
    assert means[0] < means[1] < means[2] == 255


def test_nothing_is_drawn_outside_the_hand() -> None:
    picture = np.asarray(develop(_light(), SKIN, _shot()))
    assert picture[0, 0].tolist() == [0, 0, 0, 0]
    assert picture[6, 4, 3] == 255


def test_a_left_hand_is_the_mirrored_right_one() -> None:
    right, left = (np.asarray(develop(_light(), SKIN, _shot(left=v))) for v in (False, True))
    np.testing.assert_array_equal(left, right[:, ::-1])


@pytest.mark.parametrize(("degrees", "axis"), [(0, 1), (90, 0)])
def test_motion_blur_softens_the_edges_across_its_direction_only(degrees: float, axis: int) -> None:
    alpha = np.asarray(develop(_light(), SKIN, _shot(blur=(0.3, degrees))))[..., 3] / 255
    partly = ((alpha > 0.05) & (alpha < 0.95)).any(axis=axis)
    assert partly.any()
    steps = np.abs(np.diff(alpha, axis=1 - axis)).max()
    assert steps > 0.9
