"""Where a picture is taken from: about the hand, how near, how much of it in the frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from tools.render_hands.gestures import GESTURES


@dataclass(frozen=True)
class Camera:
    """`azimuth` about the fingers' direction: 0 sees the palm, 90 the thumb's edge, 180 the back;
    `elevation` towards the fingertips; `roll` of the arm in the picture, 0 from below; degrees.

    `distance` in meters; `fill`: the hand's larger side as a share of the picture's; `offset` (2,)
    of its middle from the picture's, as a share of the picture. `across`: where the camera is
    fixed, the width in meters of what it sees; then `fill` does not count.
    """

    azimuth: float
    elevation: float
    roll: float
    distance: float
    fill: float
    offset: tuple[float, float]
    across: float = 0.0

    @property
    def view(self) -> str:
        """palm, back, thumb-edge, little-edge, or fingertips."""
        if self.elevation > 42:
            return "fingertips"
        sides = ("palm", "thumb-edge", "back", "little-edge")
        return sides[int(((self.azimuth + 45) % 360) // 90)]

    @property
    def framing(self) -> str:
        """tight where something is cut off, wide where the hand is small, else middle."""
        return "tight" if self.fill > 1.0 else "wide" if self.fill < 0.5 else "middle"


# How often a sign is held so that its palm or its back faces the camera. Nobody shows scissors
# edge on, where the two fingers are one; flat hands are held edge on rather often.
_FACING = {"rock": 0.25, "paper": 0.35, "scissors": 0.75, **dict.fromkeys(GESTURES, 0.75)}


def any_camera(sign: str, generator: np.random.Generator) -> Camera:
    kind = generator.random()
    if kind < 0.68:
        fill = generator.uniform(0.6, 1.0)
    elif kind < 0.87:
        fill = generator.uniform(1.0, 1.25)
    else:
        fill = generator.uniform(0.36, 0.6)
    azimuth = generator.uniform(0, 360)
    if generator.random() < _FACING[sign]:
        azimuth = generator.choice([0, 180]) + generator.normal(0, 28)
    room = 0.46 * max(0.0, 1 - fill) if fill < 1 else 0.12
    side = generator.random()
    if side < 0.45:
        roll = generator.normal(0, 28)
    elif side < 0.85:
        roll = generator.choice([-90, 90]) + generator.normal(0, 28)
    else:
        roll = generator.uniform(-180, 180)
    return Camera(
        azimuth=float(azimuth),
        elevation=float(np.clip(generator.normal(6, 22), -48, 60)),
        roll=float(roll),
        distance=float(np.exp(generator.uniform(np.log(0.24), np.log(1.2)))),
        fill=float(fill),
        offset=(float(generator.uniform(-room, room)), float(generator.uniform(-room, room))),
    )


# In the game a flat hand is a blade: one sees its edge, or the fingers end on. Scissors and fists
# show their back or the thumb's side. (share, azimuth, its spread) of each, the rest is anything.
_THROWN: Mapping[str, tuple[tuple[float, float, float], ...]] = {
    "paper": ((0.30, 90, 24), (0.25, 270, 24), (0.20, 180, 40)),
    "rock": ((0.25, 180, 35), (0.25, 90, 30), (0.15, 270, 30)),
    "scissors": ((0.45, 180, 36), (0.20, 90, 26), (0.15, 0, 36)),
}


def thrown_camera(sign: str, generator: np.random.Generator) -> Camera:
    """Somebody plays towards a webcam or a phone: forearm in the picture, often framed tightly."""
    kind, azimuth = generator.random(), generator.uniform(0, 360)
    for share, middle, spread in _THROWN[sign]:
        if kind < share:
            azimuth = middle + generator.normal(0, spread)
            break
        kind -= share
    level = generator.random() < 0.65
    roll = generator.normal(0, 32) + (generator.choice([-90, 90]) if level else 0)
    tight = generator.random()
    fill = generator.uniform(0.65, 1.0) if tight < 0.86 else generator.uniform(1.0, 1.15)
    room = 0.46 * max(0.0, 1 - fill) if fill < 1 else 0.14
    return Camera(
        azimuth=float(azimuth),
        elevation=float(np.clip(generator.normal(10, 26), -45, 70)),
        roll=float(roll),
        distance=float(np.exp(generator.uniform(np.log(0.28), np.log(1.0)))),
        fill=float(fill),
        offset=(float(generator.uniform(-room, room)), float(generator.uniform(-room, room))),
    )


# (share, azimuth, its spread, elevation, its spread): flat hands edge on, from the finger tips, and
# from behind the wrist as who holds them sees them; fists from the fingers' side and end on;
# scissors edge on and toward the camera.
_ANGLED: Mapping[str, tuple[tuple[float, float, float, float, float], ...]] = {
    "paper": ((0.26, 90, 28, 8, 24), (0.18, 270, 28, 8, 24), (0.16, 0, 36, 46, 12),
              (0.12, 180, 36, 44, 14), (0.16, 180, 40, -36, 12), (0.12, 0, 34, 8, 18)),
    "rock": ((0.3, 0, 34, 14, 22), (0.2, 180, 40, 46, 14), (0.3, 90, 34, 6, 22),
             (0.2, 270, 34, 6, 22)),
    "scissors": ((0.26, 90, 30, 8, 22), (0.16, 270, 30, 8, 22), (0.3, 0, 40, 40, 14),
                 (0.16, 180, 40, 40, 16), (0.12, 180, 36, -32, 14)),
}


def angled_camera(sign: str, generator: np.random.Generator) -> Camera:
    """A hand before a webcam or a phone held near: strongly foreshortened, mostly level."""
    def fill() -> float:
        small = generator.random()
        return generator.uniform(0.6, 1.0) if small < 0.8 else generator.uniform(0.36, 0.6)

    return _one_of(_ANGLED[sign], generator, level=0.6, fill=fill, away=(0.2, 0.9),
                   elevations=(-58, 72))


def _one_of(
    ways: tuple[tuple[float, float, float, float, float], ...], generator: np.random.Generator, *,
    level: float, fill: Callable[[], float], away: tuple[float, float],
    elevations: tuple[float, float] = (-30, 76),
) -> Camera:
    """`level`: how often the arm comes from a side; `fill` draws that; `away` in meters."""
    shares = np.array([row[0] for row in ways])
    row = ways[generator.choice(len(shares), p=shares / shares.sum())]
    _, azimuth, around, elevation, above = row
    sideways = generator.random() < level
    roll = generator.normal(0, 32) + (generator.choice([-90, 90]) if sideways else 0)
    filled = fill()
    room = 0.46 * max(0.0, 1 - filled)
    return Camera(
        azimuth=float(azimuth + generator.normal(0, around)),
        elevation=float(np.clip(elevation + generator.normal(0, above), *elevations)),
        roll=float(roll),
        distance=float(np.exp(generator.uniform(*np.log(away)))),
        fill=float(filled),
        offset=(float(generator.uniform(-room, room)), float(generator.uniform(-room, room))),
    )


# (share, azimuth, its spread, elevation, its spread): hands held out toward the camera, so that
# the finger tips hide the rest; and flat ones, which are taken for fists in bad light.
_NEAR: Mapping[str, tuple[tuple[float, float, float, float, float], ...]] = {
    "paper": ((0.28, 0, 40, 58, 13), (0.22, 180, 40, 58, 13), (0.14, 0, 25, 10, 15),
              (0.1, 180, 30, 5, 15), (0.13, 90, 26, 24, 20), (0.13, 270, 26, 24, 20)),
    "rock": ((0.3, 180, 50, 40, 18), (0.25, 0, 50, 40, 18), (0.25, 90, 40, 8, 20),
             (0.2, 270, 40, 8, 20)),
    "scissors": ((0.3, 0, 40, 50, 13), (0.26, 180, 40, 50, 13), (0.2, 90, 30, 20, 20),
                 (0.12, 270, 30, 20, 20), (0.12, 180, 34, 5, 16)),
}


def near_camera(sign: str, generator: np.random.Generator) -> Camera:
    """A hand held out toward a webcam or a phone, at less than an arm's length."""
    return _one_of(_NEAR[sign], generator, level=0.45, away=(0.17, 0.6),
                   fill=lambda: generator.uniform(0.5, 1.05))


# (share, azimuth, its spread, elevation, its spread): signs as one shows them to a webcam, the arm
# from below or from a side: palms upright, flat hands level, of which one sees an edge or the tips.
_SHOWN: Mapping[str, tuple[tuple[float, float, float, float, float], ...]] = {
    "paper": ((0.22, 0, 22, 2, 12), (0.1, 180, 25, 5, 12), (0.24, 90, 30, 15, 18),
              (0.16, 270, 30, 15, 18), (0.16, 180, 35, 40, 16), (0.12, 0, 35, 60, 12)),
    "rock": ((0.3, 180, 40, 15, 20), (0.25, 90, 35, 10, 18), (0.2, 0, 35, 10, 20),
             (0.25, 270, 35, 10, 18)),
    "scissors": ((0.3, 0, 35, 5, 18), (0.25, 180, 35, 5, 18), (0.2, 90, 30, 15, 18),
                 (0.25, 0, 45, 48, 14)),
}


def shown_camera(sign: str, generator: np.random.Generator) -> Camera:
    """A person sits before a webcam, at an arm's length or farther."""
    return _one_of(_SHOWN[sign], generator, level=0.55, away=(0.25, 1.2),
                   fill=lambda: generator.uniform(0.45, 1.05))


def studio_camera(generator: np.random.Generator) -> Camera:
    """From above on a table, the arm from the left or the right edge, as in the article's set."""
    return Camera(
        azimuth=float(180 + generator.normal(0, 24)),
        elevation=float(generator.normal(0, 8)),
        roll=float(90 + generator.normal(0, 14)),
        distance=0.9,
        fill=0.7,
        across=float(generator.uniform(0.25, 0.29)),
        offset=(float(generator.uniform(-0.08, 0.12)), float(generator.uniform(-0.14, 0.14))),
    )
