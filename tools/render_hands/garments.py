"""What the figures wear: a signed field says which skin is covered, a material paints the rest.

The field is interpolated over each face and cut in the shader, so that a neckline stays smooth on a
coarse mesh.
"""

import itertools
from dataclasses import dataclass

import bpy
import numpy as np

from tools.render_hands import backdrop_stage as stage
from tools.render_hands import patterns, prints
from tools.render_hands.backdrop_stage import Rng, paint, rod_mesh

NECKS = (
    "crew",
    "crew",
    "crew",
    "v",
    "scoop",
    "tank",
    "turtle",
    "collar",
    "hoodie",
    "strapless",
    "bare",
    "jacket",
    "jacket",
)


@dataclass(frozen=True)
class Garment:
    neck: str
    wide: float
    deep: float
    sleeve: float  # how far down the arm it reaches: 1 is the elbow, above 2 is all of it
    thickness: float
    shoulder: float

    def field(self, points: np.ndarray, arms: list) -> np.ndarray:
        """Signed distance-like number, positive where cloth covers (meters, roughly)."""
        x, y, z = points.T
        deep = np.where(y < 0.02, self.deep, 0.03)
        away = np.abs(x)
        if self.neck == "v":
            inside = away / self.wide + (1.47 - z) / deep - 1
        else:
            inside = np.hypot(x / self.wide, np.minimum(z - 1.475, 0) / deep) - 1
            inside = np.where(z > 1.475, away / self.wide - 1, inside)
        cover = np.minimum(inside * 0.06, 0.06)
        if self.neck == "turtle":
            cover = np.minimum(0.06, 1.545 - z)
        if self.neck == "strapless":
            cover = 1.33 - 0.02 * np.cos(away * 20) - z
        if self.neck == "bare":
            cover = np.full_like(z, -0.1)
        if self.neck == "tank":
            outer = self.shoulder * 0.72 - away + 0.5 * np.clip(1.32 - z, 0, 1)
            cover = np.minimum(cover, np.where(z > 1.15, outer, cover))
        along, near = _along_arms(points, arms)
        on_arm = near & (away > self.shoulder * 0.93)
        return np.where(on_arm & (self.neck != "bare"), (self.sleeve - along) * 0.28, cover)


def _along_arms(points: np.ndarray, arms: list) -> tuple[np.ndarray, np.ndarray]:
    """For each point the place along its nearest arm (0 shoulder, 1 elbow, 2 end), and nearness."""
    best = np.full(len(points), np.inf)
    along = np.zeros(len(points))
    for start, elbow, end in arms:
        for offset, a, b in ((0.0, start, elbow), (1.0, elbow, end)):
            t = np.clip((points - a) @ (b - a) / ((b - a) @ (b - a)), 0, 1)
            far = np.linalg.norm(points - a - t[:, None] * (b - a), axis=1)
            along = np.where(far < best, offset + t, along)
            best = np.minimum(best, far)
    return along, best < 0.075


def choose(rng: Rng, shoulder: float) -> Garment:
    neck = str(rng.choice(NECKS))
    if neck in ("bare", "strapless") and rng.random() < 0.5:
        neck = "tank"
    wide, deep = {
        "v": (rng.uniform(0.08, 0.13), rng.uniform(0.1, 0.26)),
        "scoop": (rng.uniform(0.1, 0.15), rng.uniform(0.08, 0.17)),
        "tank": (rng.uniform(0.08, 0.11), rng.uniform(0.1, 0.2)),
    }.get(neck, (rng.uniform(0.07, 0.09), rng.uniform(0.03, 0.07)))
    sleeve = float(rng.choice([0.45, 0.7, 1.3, 3.0, 3.0]))
    if neck in ("tank", "strapless", "bare"):
        sleeve = -0.5
    elif neck in ("hoodie", "jacket", "turtle"):
        sleeve = 3.0
    thick = rng.uniform(0.004, 0.012) * (2.2 if neck in ("hoodie", "jacket") else 1)
    return Garment(neck, wide, deep, sleeve, thick, shoulder)


def folds(rng: Rng, points: np.ndarray) -> np.ndarray:
    """Wrinkles as a few plane waves of random direction, a few millimeters high."""
    total = np.zeros(len(points))
    for _ in range(7):
        way = rng.normal(0, 1, 3) * rng.uniform(12, 40)
        total += np.sin(points @ way + rng.uniform(0, 6.3)) ** 3
    return total * rng.uniform(0.0004, 0.003)


def _cloth_texture(rng: Rng) -> np.ndarray | None:
    """None (plain) half of the time."""
    if rng.random() < 0.5:
        return None
    return patterns.CLOTHS[rng.integers(len(patterns.CLOTHS))](rng)


def dress(rng: Rng, body, garment: Garment, covered: np.ndarray, points, skin: np.ndarray) -> None:
    """Material of the body: skin, shirt, and a print or an open jacket on it."""
    mesh = body.data
    layer = covered.copy()
    _attribute(mesh, "cloth", layer)
    material = paint(tuple(skin), rough=0.55)
    shader = material.node_tree.nodes["Principled BSDF"]
    shader.inputs["Specular IOR Level"].default_value = 0.35
    color = patterns.any_color(rng, (0.0, 0.85))
    shirt = stage.paint(color, _cloth_texture(rng), scale=rng.uniform(2.2, 7), rough=0.95)
    base = _socket(material, shirt)
    if garment.neck == "jacket":
        opening = np.abs(points[:, 0]) - 0.02 - rng.uniform(0.0, 0.35) * (points[:, 2] - 1.0)
        opening = np.where(points[:, 1] > 0.03, 0.1, opening)
        _attribute(mesh, "coat", opening)
        other = stage.paint(patterns.any_color(rng, (0, 0.5)), _cloth_texture(rng), scale=4)
        base = _cut(material, "coat", base, _socket(material, other))
    elif rng.random() < 0.3:
        base = _print_on(rng, material, mesh, points, base)
    tree = material.node_tree
    tone = tree.nodes.new("ShaderNodeRGB")
    tone.outputs[0].default_value = shader.inputs["Base Color"].default_value[:]
    out = _cut(material, "cloth", tone.outputs[0], base)
    tree.links.new(out, shader.inputs["Base Color"])
    mesh.materials.clear()
    mesh.materials.append(material)


def _print_on(rng: Rng, material, mesh, points: np.ndarray, base):
    """A logo or picture on the chest, from a texture fitted over the body's bounding box."""
    half = rng.uniform(0.03, 0.12)
    center = (rng.choice([0.0, 0.0, 0.07]), rng.uniform(1.18, 1.34))
    inside = half - np.maximum(np.abs(points[:, 0] - center[0]), np.abs(points[:, 2] - center[1]))
    if rng.random() < 0.5:
        inside = half - np.hypot(points[:, 0] - center[0], points[:, 2] - center[1])
    _attribute(mesh, "print", np.where(points[:, 1] < 0, inside, -0.1))
    maker = prints.poster if rng.random() < 0.7 else prints.page
    socket = stage.texture_output(material, maker(rng), "box", 0.5 / half)
    return _cut(material, "print", base, socket)


def _attribute(mesh: bpy.types.Mesh, name: str, values: np.ndarray) -> None:
    data = mesh.attributes.new(name, "FLOAT", "POINT").data
    data.foreach_set("value", np.ascontiguousarray(values, np.float32))


def _socket(material, other):
    """Bring the color of another material into this one's tree: its image, or its plain color."""
    image = next((n.image for n in other.node_tree.nodes if n.type == "TEX_IMAGE"), None)
    if image is None:
        plain = material.node_tree.nodes.new("ShaderNodeRGB")
        shader = other.node_tree.nodes["Principled BSDF"]
        plain.outputs[0].default_value = shader.inputs["Base Color"].default_value[:]
        return plain.outputs[0]
    side = image.size[0]
    pixels = np.empty(side * side * 4, np.float32)
    image.pixels.foreach_get(pixels)
    scale = next(n for n in other.node_tree.nodes if n.type == "MAPPING").inputs["Scale"]
    texture = pixels.reshape(side, side, 4)[::-1, :, :3]
    return stage.texture_output(material, texture, "box", scale.default_value[0])


def _cut(material, name: str, below, above):
    """`above` where the attribute is positive, else `below`; the edge is a few millimeters soft."""
    tree = material.node_tree
    field = tree.nodes.new("ShaderNodeAttribute")
    field.attribute_name = name
    edge = tree.nodes.new("ShaderNodeMapRange")
    edge.inputs["From Min"].default_value, edge.inputs["From Max"].default_value = -0.001, 0.001
    blend = tree.nodes.new("ShaderNodeMix")
    blend.data_type = "RGBA"
    colors = [s for s in blend.inputs if s.type == "RGBA"]
    tree.links.new(field.outputs["Fac"], edge.inputs["Value"])
    tree.links.new(edge.outputs["Result"], blend.inputs["Factor"])
    tree.links.new(below, colors[0])
    tree.links.new(above, colors[1])
    return next(s for s in blend.outputs if s.type == "RGBA")


def extras(rng: Rng, garment: Garment) -> list:
    """Collar, hood, drawstrings, necklace: small solids that catch light around the neck."""
    things = []
    color = paint(patterns.any_color(rng), rough=0.9)
    if garment.neck == "collar":
        for side in (-1, 1):
            sheet = np.array(
                [
                    (side * 0.01, -0.085, 1.40),
                    (side * 0.075, -0.085, 1.39),
                    (side * 0.085, 0.02, 1.475),
                    (side * 0.055, -0.06, 1.475),
                ]
            )
            things.append(stage.solid(sheet, [(0, 1, 2, 3)], color, smooth=False))
    if garment.neck == "hoodie":
        turns = np.linspace(0, 2 * np.pi, 15)
        ring = [
            (0.105 * np.sin(t), 0.03 + 0.085 * np.cos(t), 1.45 + 0.035 * np.cos(t)) for t in turns
        ]
        parts = [rod_mesh(a, b, 0.032, 0.032, 10) for a, b in itertools.pairwise(ring)]
        things.append(stage.solid(*stage.merged(parts), color))
        for x in (-0.035, 0.035):
            things.append(
                stage.solid(
                    *rod_mesh((x, -0.11, 1.4), (x, -0.13, 1.27), 0.004, 0.004, 6),
                    paint((0.9, 0.9, 0.9)),
                )
            )
    elif rng.random() < 0.15:
        turns, low = np.linspace(-1, 1, 16), rng.uniform(0.05, 0.14)
        line = [(0.075 * t, -0.085 - 0.03 * (1 - t * t), 1.47 - low * (1 - t * t)) for t in turns]
        parts = [rod_mesh(a, b, 0.003, 0.003, 6) for a, b in itertools.pairwise(line)]
        things.append(stage.solid(*stage.merged(parts), paint((0.85, 0.7, 0.3), rough=0.2)))
    return things
