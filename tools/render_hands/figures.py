"""People: a torso in a shirt, neck, head, hair and bare arms, in front of a room.

What a photograph shows behind a hand is above all its owner, and skin that is not the hand is the
hardest thing to tell from it. Forms are capsules and ellipsoids melted together by a voxel remesh.
Units are meters; the figure stands at the origin and faces -y. No part of it has fingers: forearms
always leave the picture before the wrist.
"""

import bpy
import numpy as np

from tools.render_hands import backdrop_stage as stage
from tools.render_hands import garments, heads, patterns, rooms
from tools.render_hands.backdrop_stage import Rng, ball_mesh, paint, rod_mesh

# From the lightest to the darkest; sRGB of lit skin, roughly after the Monk skin tone scale.
SKIN = (
    np.array(
        [
            (247, 220, 203),
            (240, 200, 176),
            (228, 180, 148),
            (212, 158, 122),
            (190, 132, 96),
            (160, 105, 74),
            (128, 80, 55),
            (98, 60, 42),
            (70, 44, 33),
            (48, 32, 27),
        ]
    )
    / 255.0
)


def skin_color(rng: Rng) -> np.ndarray:
    place = rng.uniform(0, len(SKIN) - 1.001)
    low = int(place)
    tone = SKIN[low] + (place - low) * (SKIN[low + 1] - SKIN[low])
    return np.clip(tone * (1 + rng.normal(0, 0.04, 3)), 0.02, 0.98)


def melted(parts: list, voxel: float, smooth: int, name: str = "body") -> bpy.types.Object:
    """One smooth object of overlapping parts, modifiers applied."""
    scaffold = stage.solid(*stage.merged(parts), paint())
    remesh = scaffold.modifiers.new("melt", "REMESH")
    remesh.mode, remesh.voxel_size = "VOXEL", voxel
    relax = scaffold.modifiers.new("relax", "SMOOTH")
    relax.factor, relax.iterations = 0.5, smooth
    graph = bpy.context.evaluated_depsgraph_get()
    mesh = bpy.data.meshes.new_from_object(scaffold.evaluated_get(graph))
    bpy.data.objects.remove(scaffold)
    mesh.shade_smooth()
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def vertices(thing: bpy.types.Object) -> np.ndarray:
    flat = np.empty(len(thing.data.vertices) * 3, np.float32)
    thing.data.vertices.foreach_get("co", flat)
    return flat.reshape(-1, 3)


def normals(thing: bpy.types.Object) -> np.ndarray:
    flat = np.empty(len(thing.data.vertices) * 3, np.float32)
    thing.data.vertices.foreach_get("normal", flat)
    return flat.reshape(-1, 3)


def move_vertices(thing: bpy.types.Object, points: np.ndarray) -> None:
    thing.data.vertices.foreach_set("co", np.ascontiguousarray(points, np.float32).ravel())
    thing.data.update()


def _arms(rng: Rng, shoulder: float) -> list[list[np.ndarray]]:
    """Shoulder, elbow and a point far below the picture, for either side."""
    chains = []
    for side in (-1, 1):
        start = np.array([side * shoulder, 0.0, 1.395])
        out, forward = rng.uniform(0.05, 0.75), rng.uniform(-0.3, 0.9)
        upper = np.array([side * np.sin(out), -np.sin(forward) * 0.6, -np.cos(out)])
        elbow = start + 0.29 * upper / np.linalg.norm(upper)
        lower = np.array([-side * rng.uniform(-0.3, 0.5), -rng.uniform(0, 0.5), -1.0])
        chains.append([start, elbow, elbow + 0.6 * lower / np.linalg.norm(lower)])
    return chains


def _torso(rng: Rng, shoulder: float, girth: float, arms: list, curved: bool) -> list:
    deep = 0.1 * girth
    parts = [
        ball_mesh((0, 0.01, 1.26), (shoulder * 0.86, deep, 0.19)),
        ball_mesh((0, 0.01, 1.02), (0.145 * girth, deep * rng.uniform(0.9, 1.5), 0.25)),
        rod_mesh((-shoulder * 0.9, 0.01, 1.385), (shoulder * 0.9, 0.01, 1.385), 0.06, 0.06),
        rod_mesh((0, 0.025, 1.36), (0, 0.0, 1.57), 0.062 * girth**0.5, 0.055 * girth**0.5),
    ]
    bust = rng.uniform(0.055, 0.072) * girth if curved and rng.random() < 0.4 else 0.0
    for side in (-1, 1):
        parts.append(
            rod_mesh((0, 0.035, 1.475), (side * shoulder * 0.85, 0.02, 1.405), 0.045, 0.045)
        )
        parts.append(
            rod_mesh(
                (side * 0.02, -0.075, 1.41), (side * shoulder * 0.8, -0.04, 1.43), 0.012, 0.012
            )
        )
        if bust:
            # Wide and overlapping: cloth spans the chest, it does not follow the body.
            center = (side * 0.06, -deep * 0.55, 1.225)
            parts.append(ball_mesh(center, (bust * 1.25, bust * 0.75, bust)))
    for start, elbow, end in arms:
        r = 0.042 * girth
        parts += [rod_mesh(start, elbow, r * 1.3, r), rod_mesh(elbow, end, r, r * 0.75)]
    return parts


def person(rng: Rng) -> tuple[np.ndarray, float]:
    """Build one figure. Returns its skin color and the height of its crown."""
    skin = skin_color(rng)
    shoulder, girth = rng.uniform(0.155, 0.2), rng.uniform(0.85, 1.3)
    arms = _arms(rng, shoulder)
    garment = garments.choose(rng, shoulder)
    body = melted(_torso(rng, shoulder, girth, arms, garment.neck != "bare"), 0.013, 7)
    points = vertices(body)
    covered = garment.field(points, arms)
    loose = np.clip(covered / 0.02, 0, 1) * garment.thickness
    waves = garments.folds(rng, points) * np.clip(covered / 0.06, 0, 1)
    move_vertices(body, points + (loose + waves)[:, None] * normals(body))
    garments.dress(rng, body, garment, covered, points, skin)
    lean = rng.normal(0, 0.25)
    parts = [body, *garments.extras(rng, garment), *heads.build(rng, skin, melted)]
    for part in parts:
        move_vertices(part, stage.turn(vertices(part), lean))
    return skin, 1.76


def forearm(rng: Rng, skin: np.ndarray, target: np.ndarray, width: float) -> None:
    """A limb across the foreground: it enters at one edge of the picture and leaves at another."""
    thick = rng.uniform(0.025, 0.075) * min(1.0, width * 2)
    reach, edge = width * 0.62 + thick * 3, rng.choice([-1.0, 1.0])
    shift = (edge * reach, -rng.uniform(0.15, 0.3), rng.uniform(-0.5, 0.35) * width)
    start = target + np.array(shift)
    end = target + np.array((edge * rng.uniform(-0.3, 0.5) * width, shift[1], -reach))
    color = tuple(skin) if rng.random() < 0.7 else patterns.any_color(rng)
    stage.solid(
        *stage.merged(
            [
                rod_mesh(start, end, thick, thick * rng.uniform(0.7, 1.1)),
                rod_mesh(end, end - np.array((0, 0, 1)), thick, thick),
            ]
        ),
        heads.skin_paint(rng, color),
    )


def portrait(rng: Rng) -> np.ndarray:
    """A person from the chest only to head and shoulders, anywhere from left to right."""
    skin, _ = person(rng)
    width = rng.uniform(0.26, 0.62)
    height = rng.uniform(1.24, 1.4) if rng.random() < 0.45 else rng.uniform(1.38, 1.58)
    target = np.array([rng.normal(0, 0.32) * width, 0.0, height])
    distance = rng.uniform(0.55, 1.3)
    position = target + np.array((rng.normal(0, 0.12), -distance, rng.normal(0, 0.16)))
    depth = rng.uniform(0.3, 2.6)
    seen = width * (distance + depth) / distance
    rooms.furnish(rng, depth, target[0], seen * 1.1, 3)
    rooms.lights(rng, target)
    if rng.random() < 0.25:
        forearm(rng, skin, target, width)
    stop = rng.uniform(0.5, 2.5) if rng.random() < 0.35 else 0.0
    focus = distance * rng.uniform(0.5, 1.0)
    stage.camera(position, target, width, rng.normal(0, 0.08), focus, stop)
    return stage.render()
