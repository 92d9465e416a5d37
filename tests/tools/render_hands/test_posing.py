import numpy as np
import pytest

from tests.tools.render_hands.rest import joints_at_rest
from tools.render_hands.posing import solve
from tools.render_hands.shot import SETTINGS, draw_shot
from tools.render_hands.signs import FAMILIES, Pose, Thumb

STRAIGHT = dict.fromkeys(("index", "middle", "ring", "pinky"), (0.0, 0.0, 0.0, 0.0))


def _generator() -> np.random.Generator:
    return np.random.default_rng(0)


def test_a_finger_bent_into_the_palm_counts_as_passing_through_it() -> None:
    through = STRAIGHT | {"middle": (110.0, 120.0, 90.0, 0.0)}
    thumb = Thumb("angles")
    _, clean = solve(Pose("", STRAIGHT, thumb), joints_at_rest(), (0, 0, 0), 1.0, _generator())
    _, deep = solve(Pose("", through, thumb), joints_at_rest(), (0, 0, 0), 1.0, _generator())
    assert clean < 0.005 < deep


def test_fingers_that_cross_count_as_passing_through_each_other() -> None:
    crossed = STRAIGHT | {"index": (0.0, 0.0, 0.0, -25.0)}
    thumb = Thumb("angles")
    _, deep = solve(Pose("", crossed, thumb), joints_at_rest(), (0, 0, 0), 1.0, _generator())
    assert deep > 0.008


def test_a_thumb_that_holds_comes_to_lie_on_the_finger_it_holds() -> None:
    bent = STRAIGHT | {"ring": (75.0, 100.0, 60.0, 0.0), "pinky": (75.0, 100.0, 60.0, 0.0)}
    thumb = Thumb("touch", "ring", "intermediate", "over", (0.5, 0.5))
    posed, _ = solve(Pose("", bent, thumb), joints_at_rest(), (0, 0, 0), 1.0, _generator())
    ring = 0.5 * (
        posed.places["ring-finger-phalanx-intermediate"]
        + posed.places["ring-finger-phalanx-distal"]
    )
    assert np.linalg.norm(posed.places["thumb-tip"] - ring) < 0.03


@pytest.mark.parametrize("sign", sorted(FAMILIES))
def test_most_drawn_poses_can_be_made_without_passing_through_the_hand(sign: str) -> None:
    joints = joints_at_rest()
    shots = [draw_shot(SETTINGS["everyday"], 1, number) for number in range(60)]
    depths = [
        solve(shot.pose, joints, shot.wrist, 1.0, _generator())[1]
        for shot in shots if shot.sign == sign
    ]
    assert np.mean(np.array(depths) < 0.0048) > 0.5


def test_no_finger_of_any_family_bends_backwards() -> None:
    for families in FAMILIES.values():
        for family in families:
            for bends in family.bends.values():
                assert min(low for low, _ in bends) >= -10
