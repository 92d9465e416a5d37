"""Joints of the hand, and skinning: from angles to where each vertex goes.

A joint's frame is that of WebXR hand input: -z along the finger, +y out of the back of the hand,
+x to the right. Bending towards the palm is a negative rotation about x.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

FINGERS = ("index", "middle", "ring", "pinky")
FOREARM = "forearm"


@dataclass(frozen=True)
class Joint:
    """At rest: `place` (3,) in meters, `frame` (3, 3) with the joint's axes as columns."""

    place: Array
    frame: Array


def _parents() -> dict[str, str]:
    parents = {"wrist": "", FOREARM: "wrist"}
    thumb = ("metacarpal", "phalanx-proximal", "phalanx-distal", "tip")
    bones = ("metacarpal", "phalanx-proximal", "phalanx-intermediate", "phalanx-distal", "tip")
    chains = [("thumb", thumb), *((f"{finger}-finger", bones) for finger in FINGERS)]
    for name, chain in chains:
        before = "wrist"
        for bone in chain:
            parents[f"{name}-{bone}"] = before
            before = f"{name}-{bone}"
    return parents


PARENTS: Mapping[str, str] = _parents()
JOINTS = tuple(PARENTS)

Rotations = Mapping[str, Array]


def turn(axis: int, degrees: float | Array) -> Array:
    """(..., 3, 3): rotations about the axis 0, 1 or 2, right-handed, one for each angle."""
    angle = np.deg2rad(np.asarray(degrees, np.float64))
    cos, sin = np.cos(angle), np.sin(angle)
    matrix = np.zeros((*angle.shape, 3, 3))
    one, other = (axis + 1) % 3, (axis + 2) % 3
    matrix[..., axis, axis] = 1.0
    matrix[..., one, one] = matrix[..., other, other] = cos
    matrix[..., one, other], matrix[..., other, one] = -sin, sin
    return matrix


def bend(
    flexion: float | Array, abduction: float | Array = 0.0, twist: float | Array = 0.0
) -> Array:
    """(..., 3, 3) in a joint's own frame, in degrees: to the palm, to the thumb, about itself."""
    turned: Array = turn(1, abduction) @ turn(0, -np.asarray(flexion)) @ turn(2, twist)
    return turned


@dataclass(frozen=True)
class Posed:
    """Where each joint is, and how its frame is turned: `places` and `frames` by joint name."""

    places: dict[str, Array]
    frames: dict[str, Array]
    turns: dict[str, Array]


def pose_joints(joints: Mapping[str, Joint], rotations: Rotations) -> Posed:
    """Joints after `rotations`, (3, 3) each in its joint's frame; the others stay."""
    places: dict[str, Array] = {}
    turns: dict[str, Array] = {}
    frames: dict[str, Array] = {}
    for name, parent in PARENTS.items():
        joint = joints[name]
        before = turns[parent] if parent else np.eye(3)
        local = rotations.get(name)
        own = joint.frame @ local @ joint.frame.T if local is not None else np.eye(3)
        turns[name] = before @ own
        frames[name] = turns[name] @ joint.frame
        if parent:
            places[name] = places[parent] + before @ (joint.place - joints[parent].place)
        else:
            places[name] = joint.place
    return Posed(places, frames, turns)


def skin(
    vertices: Array, weights: Array, joints: Mapping[str, Joint], posed: Posed
) -> Array:
    """(n, 3) vertices after posing, by linear blend skinning: the weighted mean of where each
    joint alone would carry them (Magnenat-Thalmann et al. 1988).
    """
    moved = np.zeros_like(vertices)
    for column, name in enumerate(JOINTS):
        share = weights[:, column]
        near = share > 1e-5
        carried = (vertices[near] - joints[name].place) @ posed.turns[name].T
        moved[near] += share[near, None] * (carried + posed.places[name])
    return moved


def reshape(
    vertices: Array, weights: Array, joints: Mapping[str, Joint], sizes: Mapping[str, Array]
) -> tuple[Array, dict[str, Joint]]:
    """Another person's hand at rest: `sizes` (3,) scale each joint's part along its own axes."""
    stretch = {
        name: joint.frame @ np.diag(sizes.get(name, np.ones(3))) @ joint.frame.T
        for name, joint in joints.items()
    }
    places: dict[str, Array] = {}
    for name, parent in PARENTS.items():
        if parent:
            away = joints[name].place - joints[parent].place
            places[name] = places[parent] + stretch[parent] @ away
        else:
            places[name] = joints[name].place
    moved = np.zeros_like(vertices)
    for column, name in enumerate(JOINTS):
        share = weights[:, column]
        near = share > 1e-5
        carried = (vertices[near] - joints[name].place) @ stretch[name].T
        moved[near] += share[near, None] * (carried + places[name])
    return moved, {name: Joint(places[name], joints[name].frame) for name in JOINTS}
