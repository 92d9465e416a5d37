"""The color of each vertex: back and palm, knuckles, creases, palm lines, nails."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tools.render_hands.hand_mesh import HandMesh
from tools.render_hands.people import Person
from tools.render_hands.skeleton import FINGERS, JOINTS, Array

# The lines of a palm as points (across: towards the thumb, along: towards the wrist) in meters.
_PALM_LINES = (
    ((-0.046, -0.012), (-0.030, -0.022), (-0.010, -0.026), (0.004, -0.030)),
    ((0.016, -0.018), (0.000, -0.010), (-0.018, -0.002), (-0.034, 0.006)),
    ((0.016, -0.016), (0.004, -0.004), (-0.003, 0.014), (-0.002, 0.034)),
)
_BENT = ("phalanx-proximal", "phalanx-intermediate", "phalanx-distal")


@dataclass(frozen=True)
class Markings:
    """Where each marking is, (n,) in [0, 1] each: a property of the mesh, the same for everyone."""

    palm: Array
    knuckle: Array
    crease: Array
    line: Array
    nail: Array
    long_nail: Array
    tip: Array
    arm: Array
    noise: Array


def find_markings(hand: HandMesh) -> Markings:
    """All markings from positions and normals at rest."""
    vertices, normals, joints = hand.vertices, hand.normals, hand.joints
    owner = hand.weights.argmax(axis=1)
    up = np.zeros(len(vertices))
    for column, name in enumerate(JOINTS):
        up[owner == column] = normals[owner == column] @ joints[name].frame[:, 1]
    palm = _smooth(-up, -0.25, 0.35)
    knuckle, crease, nail, long_nail, tip = (np.zeros(len(vertices)) for _ in range(5))
    names = [f"{finger}-finger" for finger in FINGERS]
    for chain in (*names, "thumb"):
        for bone in _BENT:
            name = f"{chain}-{bone}"
            if name not in joints:
                continue
            away = vertices - joints[name].place
            along = away @ joints[name].frame[:, 2]
            near = np.linalg.norm(away, axis=1)
            size = 0.016 if bone == "phalanx-proximal" else 0.011
            np.maximum(knuckle, _ridge(near, 0.0, size) * _smooth(up, 0.0, 0.6), out=knuckle)
            reach = near < 0.018
            fold = _ridge(along, 0.0, 0.0011) + 0.7 * _ridge(along, 0.003, 0.001)
            if bone == "phalanx-proximal":
                # The skin folds at the finger's root, a little in front of the joint.
                fold = _ridge(along, -0.017, 0.0013) * palm
                reach = near < 0.03
            own = np.array([JOINTS[o].startswith(chain) for o in range(len(JOINTS))])[owner]
            np.maximum(crease, fold * reach * own, out=crease)
        end, last = joints[f"{chain}-tip"], joints[f"{chain}-phalanx-distal"]
        forward = end.place - last.place
        forward = forward / np.linalg.norm(forward)
        away = vertices - end.place
        own = np.array([JOINTS[o].startswith(chain) for o in range(len(JOINTS))])[owner]
        along, side = away @ forward, away @ end.frame[:, 0]
        wide = 0.0058 if chain != "thumb" else 0.0075
        plate = _smooth(0.0065 - np.abs(along - 0.001), 0.0, 0.0012)
        plate = plate * _smooth(wide - np.abs(side), 0.0, 0.0012) * _smooth(up, 0.25, 0.5) * own
        np.maximum(nail, plate, out=nail)
        np.maximum(long_nail, plate * _smooth(along, 0.003, 0.0055), out=long_nail)
        np.maximum(tip, np.exp(-((np.linalg.norm(away, axis=1) / 0.011) ** 2)) * own, out=tip)
    return Markings(
        palm=palm, knuckle=knuckle, crease=np.clip(crease, 0, 1), line=_lines(vertices, palm),
        nail=nail, long_nail=long_nail, tip=tip,
        arm=_smooth(vertices[:, 2], 0.05, 0.10), noise=_noise(vertices),
    )


def paint(marks: Markings, person: Person) -> Array:
    """(n, 4) linear RGB and, last, how glossy: 0 skin, 1 nail."""
    color = person.skin + marks.palm[:, None] * (person.palm - person.skin)
    warm = np.array([1.06, 0.80, 0.78])
    red = np.clip(person.redness * (0.8 * marks.knuckle + 0.8 * marks.tip), 0, 1)
    color = color * (1 + red[:, None] * (warm - 1))
    dark_knuckles = marks.knuckle * (0.12 + 0.35 * person.tone) * (1 - marks.palm)
    color = color * (1 - dark_knuckles[:, None])
    folds = person.creases * np.maximum(0.55 * marks.crease, 0.5 * marks.line)
    color = color * (1 - folds[:, None] * np.array([0.75, 0.9, 0.95]))
    color = color * (1 + person.mottled * (marks.noise - 0.5))[:, None]
    hair = 0.25 * person.hairy * marks.arm * (1 - marks.palm)
    color = color * (1 - hair[:, None])
    color = color + marks.nail[:, None] * (person.nail - color)
    white = np.array([0.75, 0.70, 0.64])
    edge = marks.long_nail * (0.35 + 0.65 * (person.long_nails > 0))
    color = color + (0.6 * edge)[:, None] * (white - color) * (1 - 0.6 * person.tone)
    return np.column_stack([np.clip(color, 0.004, 1.0), marks.nail])


def _lines(vertices: Array, palm: Array) -> Array:
    strength = np.zeros(len(vertices))
    flat = vertices[:, 1:]
    for points in _PALM_LINES:
        for start, end in pairwise(points):
            a, b = np.array(start), np.array(end)
            share = np.clip((flat - a) @ (b - a) / ((b - a) @ (b - a)), 0, 1)
            gap = np.linalg.norm(flat - a - share[:, None] * (b - a), axis=1)
            np.maximum(strength, np.exp(-((gap / 0.0012) ** 2)), out=strength)
    return strength * (palm > 0.5)


def _noise(vertices: Array) -> Array:
    """Smooth blotches, some 15 mm across: a few waves in random directions."""
    generator = np.random.Generator(np.random.Philox(key=7))
    total = np.zeros(len(vertices))
    for _ in range(24):
        direction = generator.normal(size=3)
        wave = direction / np.linalg.norm(direction) * generator.uniform(200, 700)
        total += np.sin(vertices @ wave + generator.uniform(0, 6.28))
    return 0.5 + 0.5 * np.tanh(total / 5)


def _ridge(along: Array, middle: float, width: float) -> Array:
    return np.asarray(np.exp(-(((along - middle) / width) ** 2)))


def _smooth(value: Array, low: float, high: float) -> Array:
    way = np.clip((value - low) / (high - low), 0.0, 1.0)
    return np.asarray(way * way * (3 - 2 * way))
