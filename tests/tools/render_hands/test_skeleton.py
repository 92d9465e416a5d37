import numpy as np
import pytest

from tests.tools.render_hands.rest import joints_at_rest
from tools.render_hands.skeleton import FINGERS, JOINTS, bend, pose_joints, reshape, skin

PALM = np.array([-1.0, 0.0, 0.0])


def test_without_rotations_every_joint_stays_where_it_is() -> None:
    joints = joints_at_rest()
    posed = pose_joints(joints, {})
    for name in JOINTS:
        np.testing.assert_allclose(posed.places[name], joints[name].place, atol=1e-9)


@pytest.mark.parametrize("finger", FINGERS)
def test_bending_a_knuckle_moves_the_fingertip_to_the_palms_side(finger: str) -> None:
    joints = joints_at_rest()
    posed = pose_joints(joints, {f"{finger}-finger-phalanx-proximal": bend(60)})
    moved = posed.places[f"{finger}-finger-tip"] - joints[f"{finger}-finger-tip"].place
    assert moved @ PALM > 0.03


def test_spreading_moves_a_finger_towards_the_thumb() -> None:
    joints = joints_at_rest()
    posed = pose_joints(joints, {"index-finger-phalanx-proximal": bend(0, 15)})
    assert posed.places["index-finger-tip"][1] > joints["index-finger-tip"].place[1] + 0.01


def test_bending_keeps_the_length_of_every_bone() -> None:
    joints = joints_at_rest()
    turned = {name: bend(30, 5, 10) for name in JOINTS if "phalanx" in name}
    posed = pose_joints(joints, turned)
    for chain in ("thumb", "index-finger"):
        one, other = f"{chain}-phalanx-distal", f"{chain}-tip"
        length = np.linalg.norm(joints[one].place - joints[other].place)
        posed_length = np.linalg.norm(posed.places[one] - posed.places[other])
        assert posed_length == pytest.approx(length, rel=1e-4)


def test_a_vertex_of_one_joint_moves_rigidly_with_it() -> None:
    joints = joints_at_rest()
    name = "ring-finger-phalanx-distal"
    weights = np.zeros((1, len(JOINTS)))
    weights[0, JOINTS.index(name)] = 1.0
    vertex = joints[name].place[None] + np.array([[0.0, 0.0, -0.01]])
    posed = pose_joints(joints, {"ring-finger-phalanx-proximal": bend(90)})
    moved = skin(vertex, weights, joints, posed)[0]
    assert np.linalg.norm(moved - posed.places[name]) == pytest.approx(0.01, rel=1e-4)


def test_longer_bones_move_the_fingertip_and_leave_the_knuckle() -> None:
    joints = joints_at_rest()
    sizes = {"index-finger-phalanx-proximal": np.array([1.0, 1.0, 1.2])}
    _, longer = reshape(np.zeros((0, 3)), np.zeros((0, len(JOINTS))), joints, sizes)
    knuckle, middle = "index-finger-phalanx-proximal", "index-finger-phalanx-intermediate"
    before = np.linalg.norm(joints[middle].place - joints[knuckle].place)
    after = np.linalg.norm(longer[middle].place - longer[knuckle].place)
    assert after == pytest.approx(1.2 * before, rel=0.01)
    np.testing.assert_allclose(longer[knuckle].place, joints[knuckle].place, atol=1e-5)
