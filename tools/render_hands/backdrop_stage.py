"""A small stage in Blender: simple solids, paint, lights, a camera, and linear pixels back.

Meshes are built from arrays and not by operators: operators depend on what is selected, and cost
more than the rendering of a picture of 128 pixels does.
"""

import tempfile
from pathlib import Path

import bpy
import numpy as np
from mathutils import Matrix, Vector

from tools.render_hands.patterns import Color

Rng = np.random.Generator
Paint = bpy.types.Material
SIZE = 128


def reset(rng: Rng, samples: int = 6) -> None:
    """An empty scene with the settings that make a small picture quick and repeatable."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.resolution_x = scene.render.resolution_y = SIZE
    # One thread: the denoiser's sums, and so the pixels, depend on how work is divided.
    scene.render.threads_mode, scene.render.threads = "FIXED", 1
    scene.render.image_settings.file_format = "OPEN_EXR"
    cycles = scene.cycles
    cycles.device, cycles.samples, cycles.use_adaptive_sampling = "CPU", samples, False
    cycles.use_denoising, cycles.denoiser = True, "OPENIMAGEDENOISE"
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 2, 2, 1
    cycles.transmission_bounces = cycles.volume_bounces = 0
    cycles.transparent_max_bounces = 2
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.sample_clamp_indirect = 4.0
    cycles.use_light_tree = False
    cycles.seed = int(rng.integers(2**31 - 1))
    scene.world = bpy.data.worlds.new("World")


def _linear(color: Color) -> tuple[float, float, float, float]:
    c = np.clip(np.asarray(color, float), 0, 1)
    lin = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return (*lin.tolist(), 1.0)


def _image(texture: np.ndarray) -> bpy.types.Image:
    rows, cols = texture.shape[:2]
    image = bpy.data.images.new("texture", cols, rows)
    pixels = np.ones((rows, cols, 4), np.float32)
    pixels[..., :3] = texture[::-1]
    image.pixels.foreach_set(pixels.ravel())
    return image


def texture_output(material: Paint, texture: np.ndarray, fit: str, scale: float):
    """Color socket of a texture: fitted once over two axes ("xz", "xy"), or repeated ("box")."""
    tree = material.node_tree
    coordinates = tree.nodes.new("ShaderNodeTexCoord")
    image = tree.nodes.new("ShaderNodeTexImage")
    image.image = _image(texture)
    if fit == "box":
        mapping = tree.nodes.new("ShaderNodeMapping")
        mapping.inputs["Scale"].default_value = (scale,) * 3
        image.projection, image.projection_blend = "BOX", 0.2
        tree.links.new(coordinates.outputs["Object"], mapping.inputs["Vector"])
        tree.links.new(mapping.outputs["Vector"], image.inputs["Vector"])
    else:
        split = tree.nodes.new("ShaderNodeSeparateXYZ")
        join = tree.nodes.new("ShaderNodeCombineXYZ")
        tree.links.new(coordinates.outputs["Generated"], split.inputs[0])
        for socket, axis in enumerate(fit):
            tree.links.new(split.outputs[axis.upper()], join.inputs[socket])
        tree.links.new(join.outputs[0], image.inputs["Vector"])
    return image.outputs["Color"]


def paint(
    color: Color = (0.8, 0.8, 0.8),
    texture: np.ndarray | None = None,
    fit: str = "box",
    scale: float = 1.0,
    rough: float = 0.7,
    bump: float = 0.0,
    glow: float = 0.0,
) -> Paint:
    """A material: a color or texture, its roughness, fine wrinkles, and light of its own."""
    material = bpy.data.materials.new("paint")
    material.use_nodes = True
    tree = material.node_tree
    shader = tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = _linear(color)
    shader.inputs["Roughness"].default_value = rough
    shader.inputs["Emission Color"].default_value = _linear(color)
    shader.inputs["Emission Strength"].default_value = glow
    if texture is not None:
        socket = texture_output(material, texture, fit, scale)
        tree.links.new(socket, shader.inputs["Base Color"])
        if glow:
            tree.links.new(socket, shader.inputs["Emission Color"])
    if bump:
        add_wrinkles(material, bump)
    return material


def add_wrinkles(material: Paint, strength: float, scale: float = 9.0) -> None:
    tree = material.node_tree
    field = tree.nodes.new("ShaderNodeTexNoise")
    field.inputs["Scale"].default_value = scale
    bump = tree.nodes.new("ShaderNodeBump")
    bump.inputs["Strength"].default_value = min(1.0, strength)
    bump.inputs["Distance"].default_value = 0.05
    tree.links.new(field.outputs[0], bump.inputs["Height"])
    tree.links.new(bump.outputs["Normal"], tree.nodes["Principled BSDF"].inputs["Normal"])


def solid(points: np.ndarray, faces: list, material: Paint, smooth: bool = True):
    """An object of a mesh given as arrays, in world coordinates."""
    mesh = bpy.data.meshes.new("mesh")
    mesh.from_pydata(np.asarray(points, float).tolist(), [], faces)
    if smooth:
        mesh.shade_smooth()
    mesh.materials.append(material)
    thing = bpy.data.objects.new("solid", mesh)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def turn(points: np.ndarray, angle: float, about=(0.0, 0.0)) -> np.ndarray:
    """Points turned about a vertical line."""
    c, s = np.cos(angle), np.sin(angle)
    out = np.array(points, float)
    x, y = out[:, 0] - about[0], out[:, 1] - about[1]
    out[:, 0], out[:, 1] = about[0] + c * x - s * y, about[1] + s * x + c * y
    return out


def box(center, size, material: Paint, angle: float = 0.0):
    corners = np.array([(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) / 2
    points = turn(corners * np.asarray(size, float), angle) + np.asarray(center, float)
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    return solid(points, faces, material, smooth=False)


def grid(rows: np.ndarray, closed: bool = False) -> tuple[np.ndarray, list]:
    """Points and faces of a (rows, columns, 3) sheet; closed joins last column to first."""
    r, c = rows.shape[:2]
    last = c if closed else c - 1
    faces = [
        (i * c + j, i * c + (j + 1) % c, (i + 1) * c + (j + 1) % c, (i + 1) * c + j)
        for i in range(r - 1)
        for j in range(last)
    ]
    return rows.reshape(-1, 3), faces


def ball_mesh(center, radii, columns: int = 20) -> tuple[np.ndarray, list]:
    return rod_mesh(np.asarray(center), np.asarray(center), 1.0, 1.0, columns, np.asarray(radii))


def rod_mesh(start, end, r0, r1, columns: int = 16, stretch=None) -> tuple[np.ndarray, list]:
    """A capsule from start to end with round caps of radii r0 and r1."""
    start, end = np.asarray(start, float), np.asarray(end, float)
    axis = end - start
    length = np.linalg.norm(axis)
    axis = axis / length if length > 1e-9 else np.array([0.0, 0.0, 1.0])
    side = np.cross(axis, (0.0, 1.0, 0.0) if abs(axis[1]) < 0.9 else (1.0, 0.0, 0.0))
    side /= np.linalg.norm(side)
    other = np.cross(axis, side)
    around = np.linspace(0, 2 * np.pi, columns, endpoint=False)
    ring = np.cos(around)[:, None] * side + np.sin(around)[:, None] * other
    half = np.linspace(0.02, np.pi / 2, 6)
    rows = [start + r0 * (np.sin(a) * ring - np.cos(a) * axis) for a in half]
    rows += [end + r1 * (np.sin(a) * ring + np.cos(a) * axis) for a in half[::-1]]
    sheet = np.array(rows)
    if stretch is not None:
        sheet = start + (sheet - start) * stretch
    points, faces = grid(sheet, closed=True)
    faces += [tuple(range(columns))[::-1], tuple(len(points) - columns + i for i in range(columns))]
    return points, faces


def merged(parts: list[tuple[np.ndarray, list]]) -> tuple[np.ndarray, list]:
    points, faces, offset = [], [], 0
    for part, part_faces in parts:
        points.append(part)
        faces += [tuple(i + offset for i in face) for face in part_faces]
        offset += len(part)
    return np.concatenate(points), faces


def light(position, target, strength: float, color: Color, size: float) -> None:
    """An area light; strength is the irradiance at the target, whatever the distance (W/m²)."""
    data = bpy.data.lights.new("light", "AREA")
    away = Vector(position) - Vector(target)
    data.energy = strength * np.pi * away.length_squared
    data.color, data.size = color, size
    lamp = bpy.data.objects.new("light", data)
    lamp.matrix_world = (
        Matrix.Translation(position) @ away.to_track_quat("Z", "Y").to_matrix().to_4x4()
    )
    bpy.context.scene.collection.objects.link(lamp)


def ambient(color: Color, strength: float) -> None:
    background = bpy.context.scene.world
    background.use_nodes = True
    node = background.node_tree.nodes["Background"]
    node.inputs[0].default_value = _linear(color)
    node.inputs[1].default_value = strength


def camera(
    position, target, width: float, roll: float = 0.0, focus: float = 0.0, stop: float = 0.0
):
    """A camera that sees `width` meters at its target; `stop` > 0 gives depth of field."""
    data = bpy.data.cameras.new("camera")
    away = Vector(position) - Vector(target)
    data.angle = 2 * np.arctan(width / 2 / away.length)
    data.clip_start = 0.02
    if stop > 0:
        data.dof.use_dof, data.dof.focus_distance, data.dof.aperture_fstop = True, focus, stop
    thing = bpy.data.objects.new("camera", data)
    turned = away.to_track_quat("Z", "Y").to_matrix().to_4x4() @ Matrix.Rotation(roll, 4, "Z")
    thing.matrix_world = Matrix.Translation(position) @ turned
    bpy.context.scene.collection.objects.link(thing)
    bpy.context.scene.camera = thing


def render() -> np.ndarray:
    """Linear pixels (SIZE x SIZE x 3) of the scene."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out.exr")
        bpy.context.scene.render.filepath = str(path)
        bpy.ops.render.render(write_still=True)
        image = bpy.data.images.load(str(path))
        pixels = np.empty(SIZE * SIZE * 4, np.float32)
        image.pixels.foreach_get(pixels)
    return pixels.reshape(SIZE, SIZE, 4)[::-1, :, :3].copy()
