"""From a pose to rotations of all joints: the thumb is sought, and fingers must not cross.

Hands differ, so the thumb's angles are not written down for a sign that the thumb touches: of
many natural thumbs the one is taken whose tip comes to lie where it should, and which passes
through nothing on its way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tools.render_hands.signs import Pose, Thumb
from tools.render_hands.skeleton import (
    FINGERS,
    FOREARM,
    Array,
    Joint,
    Posed,
    bend,
    pose_joints,
)

# Radii of the parts in meters, for what must not pass through each other.
_RADII = {
    "metacarpal": 0.0105, "phalanx-proximal": 0.0095, "phalanx-intermediate": 0.0082,
    "phalanx-distal": 0.0072,
}
_THUMB_RADII = {"metacarpal": 0.0125, "phalanx-proximal": 0.0098, "phalanx-distal": 0.0088}
_CANDIDATES = 260
_BONES = ("metacarpal", "phalanx-proximal", "phalanx-intermediate", "phalanx-distal")


@dataclass(frozen=True)
class Capsule:
    """A part of a finger: from `start` to `end`, each (3,), with a radius."""

    start: Array
    end: Array
    radius: float


def solve(
    pose: Pose,
    joints: Mapping[str, Joint],
    wrist: tuple[float, float, float],
    thickness: float,
    generator: np.random.Generator,
) -> tuple[Posed, float]:
    """The posed joints, and the deepest overlap of two parts in meters.

    `wrist`: bend, tilt and twist of the forearm against the hand in degrees; `thickness` of this
    person's fingers, where 1 is the mesh's own.
    """
    rotations: dict[str, Array] = {FOREARM: bend(*wrist)}
    for finger in FINGERS:
        knuckle, middle, last, spread = pose.fingers[finger]
        # A bent knuckle hardly spreads.
        spread *= float(np.cos(np.deg2rad(np.clip(knuckle, 0, 90))))
        rotations[f"{finger}-finger-phalanx-proximal"] = bend(knuckle, spread)
        rotations[f"{finger}-finger-phalanx-intermediate"] = bend(middle)
        rotations[f"{finger}-finger-phalanx-distal"] = bend(last)
    fingers = pose_joints(joints, rotations)
    obstacles = _finger_capsules(fingers, thickness)
    own = _crossing(obstacles)
    target = _target(pose.thumb, fingers, thickness, generator)
    thumbs = _thumb_rotations(_thumbs(pose.thumb, generator))
    places = _thumb_places(joints, fingers, thumbs)
    depths = _thumb_depths(places, obstacles, thickness)
    costs = 3.0 * np.maximum(0.0, depths - 0.0015)
    if target is not None:
        pads = 0.35 * places[2] + 0.65 * places[3]
        costs = costs + np.linalg.norm(pads - target, axis=1)
    best = int(costs.argmin())
    rotations.update({name: turns[best] for name, turns in thumbs.items()})
    return pose_joints(joints, rotations), max(own, float(depths[best]))


_THUMB = ("thumb-metacarpal", "thumb-phalanx-proximal", "thumb-phalanx-distal", "thumb-tip")


def _thumbs(thumb: Thumb, generator: np.random.Generator) -> NDArray[np.float64]:
    """(k, 5) swing across the palm, spread from it, twist, and two bends, in degrees."""
    if thumb.kind == "angles":
        count = 24
        low = [thumb.swing[0], thumb.spread[0], -6, thumb.bends[0], thumb.bends[0]]
        high = [thumb.swing[1], thumb.spread[1], 6, thumb.bends[1], thumb.bends[1]]
    else:
        count = _CANDIDATES
        low, high = [-18.0, -30.0, -25.0, -5.0, -8.0], [58.0, 26.0, 25.0, 58.0, 72.0]
    return generator.uniform(low, high, (count, 5))


def _thumb_rotations(angles: NDArray[np.float64]) -> dict[str, Array]:
    """(k, 3, 3) by joint, from `_thumbs`."""
    swing, spread, twist, first, second = angles.T
    return {
        _THUMB[0]: bend(swing, spread, twist),
        _THUMB[1]: bend(first),
        _THUMB[2]: bend(second),
    }


def _thumb_places(
    joints: Mapping[str, Joint], fingers: Posed, rotations: Mapping[str, Array]
) -> list[Array]:
    """(k, 3) for each of the thumb's joints, without posing the rest of the hand again."""
    count = len(rotations[_THUMB[0]])
    turned = np.broadcast_to(fingers.turns["wrist"], (count, 3, 3))
    place = np.broadcast_to(fingers.places[_THUMB[0]], (count, 3))
    places = [place]
    for name, following in pairwise(_THUMB):
        frame = joints[name].frame
        turned = turned @ frame @ rotations[name] @ frame.T
        place = place + turned @ (joints[following].place - joints[name].place)
        places.append(place)
    return places


def _target(
    thumb: Thumb, fingers: Posed, thickness: float, generator: np.random.Generator
) -> Array | None:
    along = generator.uniform(*thumb.along)
    if thumb.kind == "angles":
        return None
    name = f"{thumb.finger}-finger-{_bone(thumb.bone)}"
    following = f"{thumb.finger}-finger-{_after(thumb.bone)}"
    start, end = fingers.places[name], fingers.places[following]
    middle = start + along * (end - start)
    frame = fingers.frames[name]
    away = (_RADII[_bone(thumb.bone)] + _THUMB_RADII["phalanx-distal"]) * thickness
    outwards = {
        "over": frame[:, 1], "under": -frame[:, 1], "beside": np.array([0.0, 1.0, 0.0]),
    }[thumb.side]
    return np.asarray(middle + away * outwards)


def _bone(short: str) -> str:
    return short if short == "metacarpal" else f"phalanx-{short}"


def _after(short: str) -> str:
    order = ["metacarpal", "phalanx-proximal", "phalanx-intermediate", "phalanx-distal", "tip"]
    return order[order.index(_bone(short)) + 1]


def _finger_capsules(posed: Posed, thickness: float) -> dict[tuple[str, str], Capsule]:
    ends = (*_BONES[1:], "tip")
    return {
        (finger, bone): Capsule(
            posed.places[f"{finger}-finger-{bone}"], posed.places[f"{finger}-finger-{end}"],
            _RADII[bone] * (1.0 if bone == "metacarpal" else thickness),
        )
        for finger in FINGERS
        for bone, end in zip(_BONES, ends, strict=True)
    }


def _crossing(capsules: Mapping[tuple[str, str], Capsule]) -> float:
    """The deepest overlap between a finger and the palm, or between two fingers, in meters."""
    deepest = 0.0
    for (finger, bone), one in capsules.items():
        for (other_finger, other_bone), other in capsules.items():
            neighbors = finger == other_finger or (bone, other_bone) == ("metacarpal",) * 2
            knuckles = {bone, other_bone} == {"metacarpal", "phalanx-proximal"}
            if neighbors and not (
                finger == other_finger
                and other_bone == "metacarpal"
                and bone in ("phalanx-distal", "phalanx-intermediate")
            ):
                continue
            if knuckles:
                continue
            deepest = max(deepest, _overlap(one, other))
    return deepest


def _thumb_depths(
    places: list[Array], obstacles: Mapping[tuple[str, str], Capsule], thickness: float
) -> Array:
    """(k,) the deepest overlap of each thumb with the rest of the hand, in meters."""
    depths = np.zeros(len(places[0]))
    parts = ("metacarpal", "phalanx-proximal", "phalanx-distal")
    for part, start, end in zip(parts, places, places[1:], strict=False):
        for share in (0.15, 0.4, 0.65, 0.9):
            points = start + share * (end - start)
            for (_, bone), other in obstacles.items():
                # At its root the thumb is part of the palm.
                if bone == "metacarpal" and part == "metacarpal":
                    continue
                reach = _THUMB_RADII[part] * thickness + other.radius
                np.maximum(depths, reach - _to_segment(points, other), out=depths)
    return depths


def _to_segment(points: Array, other: Capsule) -> Array:
    """(k,) distances from points (k, 3) to the middle line of a capsule."""
    along = other.end - other.start
    share = np.clip((points - other.start) @ along / (along @ along), 0.0, 1.0)
    gaps: Array = points - other.start - share[:, None] * along
    return np.sqrt(np.einsum("ij,ij->i", gaps, gaps))


def _overlap(one: Capsule, other: Capsule) -> float:
    gap = _distance(one.start, one.end, other.start, other.end)
    return max(0.0, one.radius + other.radius - gap)


def _distance(a: Array, b: Array, c: Array, d: Array) -> float:
    """Between two line segments (Ericson, Real-Time Collision Detection, 5.1.9)."""
    one, two, between = b - a, d - c, a - c
    e, f, g = float(one @ one), float(two @ two), float(one @ two)
    h, i = float(one @ between), float(two @ between)
    denominator = e * f - g * g
    s = min(max((g * i - h * f) / denominator, 0.0), 1.0) if denominator > 1e-12 else 0.0
    t = (g * s + i) / f
    if t < 0.0:
        t, s = 0.0, min(max(-h / e, 0.0), 1.0)
    elif t > 1.0:
        t, s = 1.0, min(max((g - h) / e, 0.0), 1.0)
    gap = between + s * one - t * two
    return float(np.sqrt(gap @ gap))
