"""The hand's mesh at rest, as arrays: smooth, with a forearm, and with weights for its joints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# bpy first: bmesh exists only once it has been imported.
import bpy  # isort: skip
import bmesh
import numpy as np
from numpy.typing import NDArray

from tools.render_hands.skeleton import FOREARM, JOINTS, Joint

# Where the mesh is cut off behind the wrist, in meters along the arm (fingers run along -z), and
# the rings of the forearm that continue it: distance behind the cut, width, thickness.
_CUT = 0.058
_RINGS = (
    (0.012, 0.98, 1.00), (0.030, 1.00, 1.06), (0.055, 1.06, 1.20), (0.085, 1.16, 1.38),
    (0.120, 1.27, 1.56), (0.160, 1.36, 1.72), (0.210, 1.42, 1.84), (0.300, 1.46, 1.90),
)
_SUBDIVISIONS = 2
# The wrist bends over this stretch.
_BEND = (0.026, 0.068)


@dataclass(frozen=True)
class HandMesh:
    """`vertices` (n, 3) in meters; `normals` (n, 3); `faces` of four or three vertices;
    `weights` (n, joints), rows that add up to 1, in the order of `JOINTS`; `joints` at rest.
    """

    vertices: NDArray[np.float64]
    normals: NDArray[np.float64]
    faces: list[tuple[int, ...]]
    weights: NDArray[np.float64]
    joints: dict[str, Joint]


def load_hand_mesh(path: Path) -> HandMesh:
    """Read the .glb, cut it behind the wrist, add a forearm, subdivide. Clears the scene."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.import_scene.gltf(filepath=str(path), merge_vertices=True)
    hand = next(o for o in bpy.data.objects if o.type == "MESH" and o.vertex_groups)
    armature = next(o for o in bpy.data.objects if o.type == "ARMATURE")
    joints = {
        bone.name: Joint(np.array(bone.head_local), np.array(bone.matrix_local.to_3x3()))
        for bone in armature.data.bones
    }
    joints[FOREARM] = joints["wrist"]
    hand.modifiers.clear()
    _with_forearm(hand)
    bpy.context.view_layer.objects.active = hand
    modifier = hand.modifiers.new("smooth", "SUBSURF")
    modifier.levels = _SUBDIVISIONS
    bpy.ops.object.modifier_apply(modifier="smooth")
    mesh = hand.data
    vertices = np.array([v.co for v in mesh.vertices])
    normals = np.array([v.normal for v in mesh.vertices])
    faces = [tuple(face.vertices) for face in mesh.polygons]
    weights = _weights(hand, vertices)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    return HandMesh(vertices, normals, faces, weights, joints)


def _with_forearm(hand: bpy.types.Object) -> None:
    shape = bmesh.new()
    shape.from_mesh(hand.data)
    bmesh.ops.remove_doubles(shape, verts=shape.verts, dist=1e-6)
    bmesh.ops.bisect_plane(
        shape, geom=[*shape.verts, *shape.edges, *shape.faces],
        plane_co=(0, 0, _CUT), plane_no=(0, 0, 1), clear_outer=True,
    )
    bmesh.ops.join_triangles(
        shape, faces=shape.faces, angle_face_threshold=0.7, angle_shape_threshold=0.7)
    rim = [edge for edge in shape.edges if edge.is_boundary]
    loop = sorted({v for edge in rim for v in edge.verts}, key=_place)
    middle = np.mean([v.co for v in loop], axis=0)
    start = {v: np.array(v.co) for v in loop}
    for distance, width, thickness in _RINGS:
        made = bmesh.ops.extrude_edge_only(shape, edges=rim)["geom"]
        fresh = [item for item in made if isinstance(item, bmesh.types.BMVert)]
        rim = [
            item for item in made
            if isinstance(item, bmesh.types.BMEdge) and item.is_boundary
        ]
        moved = {}
        for vertex in fresh:
            origin = min(start, key=lambda v: (v.co - vertex.co).length)
            around = start[origin] - middle
            # An oval takes over from the wrist's own outline.
            blend = min(1.0, distance / 0.1)
            angle = np.arctan2(around[1] / 0.029, around[0] / 0.019)
            oval = np.array([0.019 * np.cos(angle), 0.029 * np.sin(angle)])
            x, y = (1 - blend) * around[:2] + blend * oval
            place = middle + np.array([x * thickness, y * width, distance])
            place[2] = _CUT + distance
            moved[vertex] = (around + middle, place)
        start = {}
        for vertex, (before, place) in moved.items():
            vertex.co = place
            start[vertex] = before
    bmesh.ops.recalc_face_normals(shape, faces=shape.faces)
    shape = _in_order(shape)
    shape.to_mesh(hand.data)
    shape.free()
    for face in hand.data.polygons:
        face.use_smooth = True


def _place(vertex: bmesh.types.BMVert) -> tuple[float, ...]:
    """Where it is, in micrometers: no two are nearer to each other than that."""
    return tuple(np.rint(np.array(vertex.co) * 1e6))


def _in_order(shape: bmesh.types.BMesh) -> bmesh.types.BMesh:
    """The same mesh with vertices and faces sorted by place; frees `shape`.

    Blender numbers what an operation leaves by addresses in memory, which differ in each process:
    sums over a face, a ring or a neighborhood would then be rounded otherwise.
    """
    vertices = sorted(shape.verts, key=_place)
    numbers = {v: at for at, v in enumerate(vertices)}
    layer = shape.verts.layers.deform.active
    # Each face keeps its first corner: where a face is split into triangles depends on it.
    faces = [tuple(numbers[v] for v in face.verts) for face in shape.faces]
    fresh = bmesh.new()
    fresh_layer = fresh.verts.layers.deform.verify()
    made = []
    for vertex in vertices:
        copy = fresh.verts.new(vertex.co)
        for group, weight in sorted(vertex[layer].items()) if layer else ():
            copy[fresh_layer][group] = weight
        made.append(copy)
    for around in sorted(faces):
        fresh.faces.new([made[at] for at in around]).smooth = True
    fresh.verts.index_update()
    fresh.normal_update()
    shape.free()
    return fresh


def _weights(hand: bpy.types.Object, vertices: NDArray[np.float64]) -> NDArray[np.float64]:
    columns = {group.index: JOINTS.index(group.name) for group in hand.vertex_groups}
    weights = np.zeros((len(vertices), len(JOINTS)))
    for vertex in hand.data.vertices:
        for entry in vertex.groups:
            weights[vertex.index, columns[entry.group]] += entry.weight
    bare = weights.sum(axis=1) < 1e-6
    weights[bare, JOINTS.index("wrist")] = 1.0
    weights /= weights.sum(axis=1, keepdims=True)
    way = np.clip((vertices[:, 2] - _BEND[0]) / (_BEND[1] - _BEND[0]), 0.0, 1.0)
    arm = way * way * (3 - 2 * way)
    weights *= (1 - arm)[:, None]
    weights[:, JOINTS.index(FOREARM)] = arm
    return weights
