"""One picture, drawn: who, which sign and pose, seen from where, framed and lit how.

Everything is a function of the set's seed and the picture's number, so that any picture can be
rendered again alone, on any machine, in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from tools.render_hands.cameras import (
    Camera,
    angled_camera,
    any_camera,
    near_camera,
    shown_camera,
    studio_camera,
    thrown_camera,
)
from tools.render_hands.gestures import GESTURES
from tools.render_hands.people import linear
from tools.render_hands.signs import ANGLED, CLOSED, FAMILIES, NEAR, SHOWN, THROWN, Pose, draw_pose
from tools.render_hands.skeleton import Array

SIGNS = ("paper", "rock", "scissors")


@dataclass(frozen=True)
class Setting:
    """What a whole set has in common: `people`, and where its cameras and lights may be."""

    name: str
    people: int
    first_person: int
    fixed_camera: bool
    # The game as it is played: the arm thrown forward, the wrist bent, the palm down.
    # The share of pictures that are so; where it is all or none, no number is drawn for it.
    thrown: float = 0.0
    # How often each way of making a sign occurs, where not as usual.
    often: Mapping[str, float] = field(default_factory=dict)
    signs: tuple[str, ...] = SIGNS
    # Where its cameras are, if not anywhere.
    aim: Callable[[str, np.random.Generator], Camera] | None = None
    # Lamps behind the hand, in strong colors and in its face, and a camera that errs about them.
    harsh: bool = False


SETTINGS: Mapping[str, Setting] = {
    # Like the article's set: few people, one camera from above, one light, the arm from one side.
    "studio": Setting("studio", people=6, first_person=1000, fixed_camera=True),
    "everyday": Setting("everyday", people=75, first_person=0, fixed_camera=False),
    # The same people, playing. Numbers go on after those of `everyday`: both are one source.
    "thrown": Setting("thrown", people=75, first_person=0, fixed_camera=False, thrown=1.0,
                      often=THROWN),
    # Hands with fingers that touch, half of them thrown: in the sets above there are hardly any,
    # and a network took flat ones for fists. Flat hands alone would make it see them everywhere.
    "closed": Setting("closed", people=75, first_person=0, fixed_camera=False, thrown=0.5,
                      often=CLOSED,
                      signs=("paper", "scissors", "paper", "rock", "paper", "scissors")),
    # Other people, seen from where a network that learned from the sets above was wrong most often.
    "angled": Setting("angled", people=160, first_person=3000, fixed_camera=False,
                      aim=angled_camera,
                      often=ANGLED, signs=("paper", "rock", "paper", "scissors")),
    # Yet other people, their hand close to the camera, in the light that photos fail in.
    "near": Setting("near", people=100, first_person=4000, fixed_camera=False, aim=near_camera,
                    harsh=True, often=NEAR, signs=("paper", "scissors", "paper", "rock")),
    # And others, as they show their signs to a webcam.
    "shown": Setting("shown", people=125, first_person=5000, fixed_camera=False, aim=shown_camera,
                     harsh=True, often=SHOWN, signs=("paper", "scissors", "rock", "paper")),
    # None of the three, to see what is said of them: for no training. People of their own.
    "gestures": Setting("gestures", people=12, first_person=2000, fixed_camera=False,
                        signs=tuple(GESTURES)),
}


@dataclass(frozen=True)
class Lamp:
    """`toward` (3,): where it is, seen from the hand, in the camera's axes (right, up, back)."""

    toward: Array
    size: float
    strength: float
    color: Array


@dataclass(frozen=True)
class Light:
    """`top` and `bottom`: what surrounds the hand; `exposure` 1 is right; `contrast` of the tone
    curve.
    """

    kind: str
    top: Array
    bottom: Array
    lamps: tuple[Lamp, ...]
    exposure: float
    contrast: float


@dataclass(frozen=True)
class Shot:
    number: int
    seed: int
    sign: str
    person: int
    pose: Pose
    wrist: tuple[float, float, float]
    camera: Camera
    light: Light
    left: bool
    sleeve: bool
    blur: tuple[float, float]

    def row(self) -> dict[str, object]:
        """The picture's row of the table."""
        return {
            "file": f"{self.number:05d}.png", "class": self.sign, "person": f"p{self.person:03d}",
            "pose": self.pose.family, "thumb": self.pose.thumb.kind, "view": self.camera.view,
            "azimuth": round(self.camera.azimuth % 360), "elevation": round(self.camera.elevation),
            "roll": round(self.camera.roll % 360), "framing": self.camera.framing,
            "fill": round(self.camera.fill, 2), "light": self.light.kind,
            "exposure": round(self.light.exposure, 2), "hand": "left" if self.left else "right",
            "blur": round(self.blur[0], 2), "seed": self.seed,
        }


def draw_shot(setting: Setting, seed: int, number: int, attempt: int = 0) -> Shot:
    """Picture `number`; a further `attempt` is the same person's and sign's, drawn anew."""
    key = np.random.SeedSequence([seed, 2, number, attempt])
    generator = np.random.Generator(np.random.Philox(key))
    sign = setting.signs[number % len(setting.signs)]
    person = setting.first_person + (number // len(setting.signs)) % setting.people
    pose = draw_pose(sign, generator, setting.often, {**FAMILIES, **GESTURES})
    thrown = setting.thrown == 1.0 or (
        setting.thrown > 0.0 and generator.random() < setting.thrown)
    if setting.fixed_camera:
        camera, light = studio_camera(generator), _studio_light(generator)
        blur = (0.0, 0.0)
    else:
        aim = setting.aim or (thrown_camera if thrown else any_camera)
        camera, light = aim(sign, generator), _any_light(generator, harsh=setting.harsh)
        blur = (0.0, 0.0)
        if generator.random() < 0.15:
            blur = (float(generator.uniform(0.02, 0.09)), float(generator.uniform(0, 180)))
    wrist = tuple(float(v) for v in generator.normal(0, 1, 3) * (16, 7, 6))
    bend = wrist[0]
    if thrown and generator.random() < 0.6:
        # An arm that comes from below or from the side, and a hand that hangs over its end.
        bend = -float(generator.uniform(12, 62))
    return Shot(
        number, seed, sign, person, pose, (bend, wrist[1], wrist[2]), camera, light,
        left=bool(generator.random() < 0.5) and not setting.fixed_camera,
        sleeve=bool(generator.random() < 0.85), blur=blur,
    )


# How often each kind of light occurs.
_LIGHTS = {"room": 0.28, "window": 0.22, "lamp": 0.14, "sun": 0.1, "back": 0.1, "colored": 0.09,
           "flash": 0.07}
_HARSH = {"room": 0.13, "window": 0.16, "lamp": 0.12, "sun": 0.15, "back": 0.2, "colored": 0.18,
          "flash": 0.06}


def _any_light(generator: np.random.Generator, *, harsh: bool) -> Light:
    kinds = _HARSH if harsh else _LIGHTS
    kind = str(generator.choice(list(kinds), p=list(kinds.values())))
    warm = generator.normal(0, 0.10)
    white = np.array([1 + warm, 1.0, 1 - 1.2 * warm])
    level = {"room": 1.0, "window": 0.45, "lamp": 0.25, "sun": 0.4, "back": 0.35,
             "colored": 0.3, "flash": 0.2}[kind] * generator.uniform(0.6, 1.4)
    top = level * white * generator.uniform(0.7, 1.3)
    bottom = level * white * generator.uniform(0.15, 0.8) * generator.uniform(0.8, 1.2, 3)
    size = {"room": 0.8, "window": 0.7, "lamp": 0.2, "sun": 0.03, "back": 0.4,
            "colored": 0.4, "flash": 0.03}[kind] * generator.uniform(0.6, 1.6)
    strength = {"room": 0.9, "window": 1.8, "lamp": 2.2, "sun": 2.6, "back": 3.0,
                "colored": 2.2, "flash": 2.0}[kind] * generator.uniform(0.5, 1.4)
    toward = generator.normal(size=3) * (1.0, 0.8, 0.5) + (0, 0.5, 0.5)
    if kind == "back":
        toward = np.array([generator.normal(0, 0.9), generator.normal(0.4, 0.5), -1.0])
    if kind == "flash":
        toward = np.array([generator.normal(0, 0.12), generator.normal(0.1, 0.12), 1.0])
    color = white
    if kind == "colored":
        color = linear(np.array(_saturated(generator, harsh=harsh)))
        top, bottom = top * (0.4 + 0.6 * color), bottom * (0.3 + linear(
            np.array(_saturated(generator, harsh=harsh))))
        if harsh:
            # Nothing else is lit in such a room.
            top, bottom = top * color, bottom * color
    lamps = [Lamp(_unit(toward), float(size), float(strength), color)]
    if generator.random() < 0.5:
        second = generator.normal(size=3)
        tint = np.clip(white * (1 + generator.normal(0, 0.12, 3)), 0.2, 2)
        lamps.append(Lamp(
            _unit(second), float(generator.uniform(0.1, 0.8)),
            float(generator.uniform(0.2, 1.0) * strength * 0.5), tint))
    return Light(
        kind, top, bottom, tuple(lamps),
        exposure=float(np.exp(generator.normal(0.0, 0.5 if harsh else 0.36))),
        contrast=float(generator.uniform(0.8, 1.3)),
    )


def _studio_light(generator: np.random.Generator) -> Light:
    lamp = Lamp(_unit(np.array([-0.4, 0.7, 0.9])), 0.6, 1.4, np.array([1.0, 0.97, 0.92]))
    return Light(
        "studio", np.full(3, 0.75), np.full(3, 0.5), (lamp,),
        exposure=float(np.exp(generator.normal(0, 0.06))), contrast=1.0,
    )


def _saturated(
    generator: np.random.Generator, *, harsh: bool
) -> tuple[float, float, float]:
    low = generator.uniform(0.05, 0.6) if harsh else generator.uniform(0.5, 0.88)
    color = [1.0, float(generator.uniform(low, 1)), float(low)]
    red, green, blue = generator.permutation(color)
    return float(red), float(green), float(blue)


def _unit(vector: Array) -> Array:
    return np.asarray(vector / np.linalg.norm(vector))
