"""People: what stays the same over all pictures of one hand. A function of seed and number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tools.render_hands.skeleton import FINGERS, Array

# Skin from the lightest to the darkest as sRGB: ten steps that cover what the Monk Skin Tone Scale
# covers (Monk 2019, skintone.google), warmer, since its swatches are paler than lit hands are.
_TONES = np.array([
    (248, 220, 204), (240, 206, 184), (229, 186, 156), (214, 166, 130), (194, 142, 106),
    (164, 114, 80), (134, 90, 62), (104, 66, 46), (80, 50, 37), (62, 40, 31),
])


@dataclass(frozen=True)
class Person:
    """`tone` 0 (lightest) to 1; colors (3,) linear RGB; sizes by joint, along its own axes."""

    number: int
    tone: float
    skin: Array
    palm: Array
    nail: Array
    redness: float
    creases: float
    mottled: float
    roughness: float
    long_nails: float
    hairy: float
    thickness: float
    sizes: dict[str, Array]
    sleeve: Array | None
    sleeve_stripe: Array | None
    sleeve_start: float
    watch: Array | None
    ring: str


def linear(srgb: Array) -> Array:
    """Linear light from sRGB in [0, 1] (IEC 61966-2-1)."""
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def draw_person(seed: int, number: int) -> Person:
    """Person `number` of the set with that seed; tones are spread evenly over the people."""
    generator = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, 1, number])))
    # A golden-ratio sequence: any few consecutive people already cover the whole range.
    tone = (0.5 + number * 0.6180339887498949) % 1.0
    skin = _skin(tone, generator)
    light = np.array([0.80, 0.56, 0.46])
    # Palms are lighter than backs, most of all where the back is dark.
    palm = skin + (0.10 + 0.30 * tone) * (light - skin)
    female = generator.random() < 0.5
    sleeve, stripe = None, None
    if generator.random() < 0.55:
        sleeve = _cloth(generator)
        stripe = _cloth(generator) if generator.random() < 0.3 else None
    watch = None
    if generator.random() < 0.22:
        watch = linear(generator.random(3) * generator.choice([0.25, 0.9]))
    ring = ""
    if generator.random() < 0.2:
        ring = str(generator.choice(["ring", "middle", "index"]))
    thickness = float(np.clip(generator.normal(0.94 if female else 1.04, 0.07), 0.8, 1.22))
    return Person(
        number=number,
        tone=float(tone),
        skin=skin,
        palm=palm,
        nail=_nail(skin, palm, generator),
        redness=float(generator.uniform(0.0, 1.0) * (1 - 0.6 * tone)),
        creases=float(generator.uniform(0.25, 1.0)),
        mottled=float(generator.uniform(0.03, 0.2)),
        roughness=float(generator.uniform(0.38, 0.7)),
        long_nails=float(generator.uniform(0.4, 1.0)) if generator.random() < 0.2 else 0.0,
        hairy=float(generator.uniform(0.2, 1.0)) if not female else 0.0,
        thickness=thickness,
        sizes=_sizes(thickness, generator),
        sleeve=sleeve,
        sleeve_stripe=stripe,
        sleeve_start=float(generator.choice([0.005, 0.015, 0.04, 0.09])),
        watch=watch,
        ring=ring,
    )


def _skin(tone: float, generator: np.random.Generator) -> Array:
    place = tone * (len(_TONES) - 1)
    low = int(min(place, len(_TONES) - 2))
    srgb = _TONES[low] + (place - low) * (_TONES[low + 1] - _TONES[low])
    color = linear(srgb / 255.0)
    undertone = generator.normal(0, 0.05)
    color = color * np.array([1 + 0.6 * undertone, 1.0, 1 - undertone])
    return np.clip(color * generator.uniform(0.85, 1.12), 0.012, 0.9)


def _nail(skin: Array, palm: Array, generator: np.random.Generator) -> Array:
    if generator.random() < 0.14:
        return linear(generator.random(3))
    pink = 0.5 * (skin + palm) * np.array([1.15, 0.98, 0.98]) + 0.04
    return np.asarray(np.clip(pink, 0, 0.9))


def _cloth(generator: np.random.Generator) -> Array:
    kind = generator.random()
    if kind < 0.35:
        return linear(np.full(3, generator.uniform(0.04, 0.25)) + generator.uniform(0, 0.06, 3))
    if kind < 0.55:
        return linear(np.full(3, generator.uniform(0.6, 0.95)))
    return linear(generator.uniform(0.05, 0.9, 3))


def _sizes(thickness: float, generator: np.random.Generator) -> dict[str, Array]:
    length = generator.normal(1.0, 0.05)
    palm_width = generator.normal(1.0, 0.05)
    sizes = {
        "wrist": np.array([palm_width, thickness, 1.0]),
        "forearm": np.array([thickness * palm_width, thickness, 1.0]) * generator.normal(1, 0.05),
    }
    for name in (*(f"{finger}-finger" for finger in FINGERS), "thumb"):
        own = float(np.clip(length * generator.normal(1.0, 0.025), 0.84, 1.16))
        for bone in ("phalanx-proximal", "phalanx-intermediate", "phalanx-distal", "tip"):
            sizes[f"{name}-{bone}"] = np.array([thickness, thickness, own])
        sizes[f"{name}-metacarpal"] = np.array([palm_width, thickness, 1.0])
    return sizes
