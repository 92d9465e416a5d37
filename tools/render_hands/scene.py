"""Blender's scene: one hand, what it wears, lamps and a camera; set anew for each picture."""

from __future__ import annotations

from pathlib import Path

import bpy
import numpy as np
from mathutils import Matrix
from numpy.typing import NDArray

from tools.render_hands.cameras import Camera
from tools.render_hands.hand_mesh import HandMesh
from tools.render_hands.materials import cloth_material, metal_material, skin_material
from tools.render_hands.shot import Lamp, Shot
from tools.render_hands.skeleton import Array

SIZE = 112
_SAMPLES = 16
_LAMPS = 2


class Studio:
    """Owns the process's Blender scene. Nothing of one picture is left for the next."""

    def __init__(self, hand: HandMesh, size: int = SIZE) -> None:
        bpy.ops.wm.read_factory_settings(use_empty=True)
        self.size = size
        self.scene = bpy.context.scene
        self._engine()
        self._hand = self._mesh("hand", hand.vertices, hand.faces, skin_material())
        self._hand.data.attributes.new("paint", "FLOAT_COLOR", "POINT")
        self._worn: dict[str, bpy.types.Object] = {}
        self._camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
        self._camera.data.sensor_width = 1.0
        self._camera.data.clip_start = 0.01
        self.scene.collection.objects.link(self._camera)
        self.scene.camera = self._camera
        self._lamps = [self._lamp(number) for number in range(_LAMPS)]
        self._world = self._surroundings()

    def _engine(self) -> None:
        render, cycles = self.scene.render, self.scene.cycles
        render.engine = "CYCLES"
        render.resolution_x = render.resolution_y = self.size
        render.resolution_percentage = 100
        render.film_transparent = True
        # One thread: the processes are the parallelism, and the pixels stay the same.
        render.threads_mode, render.threads = "FIXED", 1
        render.image_settings.file_format = "OPEN_EXR"
        render.image_settings.color_mode = "RGBA"
        render.image_settings.color_depth = "32"
        render.image_settings.exr_codec = "NONE"
        cycles.device = "CPU"
        cycles.samples = _SAMPLES
        cycles.use_adaptive_sampling = False
        cycles.use_denoising = True
        cycles.denoiser = "OPENIMAGEDENOISE"
        # With the albedo and normal passes it takes three times as long as the picture itself.
        cycles.denoising_input_passes = "RGB"
        cycles.denoising_prefilter = "NONE"
        render.use_persistent_data = True
        cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 2, 2, 1
        cycles.caustics_reflective = cycles.caustics_refractive = False

    def _mesh(
        self, name: str, vertices: Array, faces: list[tuple[int, ...]], material: object
    ) -> bpy.types.Object:
        mesh = bpy.data.meshes.new(name)
        mesh.from_pydata(vertices.tolist(), [], faces)
        mesh.polygons.foreach_set("use_smooth", np.ones(len(mesh.polygons), bool))
        mesh.materials.append(material)
        thing = bpy.data.objects.new(name, mesh)
        self.scene.collection.objects.link(thing)
        return thing

    def _lamp(self, number: int) -> bpy.types.Object:
        lamp = bpy.data.objects.new(f"lamp{number}", bpy.data.lights.new(f"lamp{number}", "AREA"))
        self.scene.collection.objects.link(lamp)
        return lamp

    def _surroundings(self) -> dict[str, bpy.types.Node]:
        """A dome that goes from one color below to another above, seen from the camera."""
        world = bpy.data.worlds.new("world")
        self.scene.world = world
        world.use_nodes = True
        # A dome this smooth needs no map of its bright spots, which would double the time.
        world.cycles.sampling_method = "NONE"
        nodes, links = world.node_tree.nodes, world.node_tree.links
        coordinates = nodes.new("ShaderNodeTexCoord")
        up = nodes.new("ShaderNodeVectorMath")
        up.operation = "DOT_PRODUCT"
        span = nodes.new("ShaderNodeMapRange")
        span.inputs["From Min"].default_value = -0.8
        span.inputs["From Max"].default_value = 0.8
        mix = nodes.new("ShaderNodeMix")
        mix.data_type = "RGBA"
        links.new(coordinates.outputs["Generated"], up.inputs[0])
        links.new(up.outputs["Value"], span.inputs["Value"])
        links.new(span.outputs["Result"], mix.inputs["Factor"])
        links.new(mix.outputs[2], nodes["Background"].inputs["Color"])
        return {"up": up, "mix": mix}

    def shape(self, vertices: Array, paint: Array) -> None:
        """The hand's vertices (n, 3), and their color and gloss (n, 4)."""
        mesh = self._hand.data
        mesh.vertices.foreach_set("co", vertices.astype(np.float32).ravel())
        mesh.attributes["paint"].data.foreach_set("color", paint.astype(np.float32).ravel())
        mesh.update()

    def roughness(self, value: float) -> None:
        nodes = self._hand.data.materials[0].node_tree.nodes
        nodes["roughness"].inputs[1].default_value = value

    def wear(
        self, name: str, vertices: Array | None, faces: list[tuple[int, ...]],
        color: Array | None, stripe: Array | None = None, *, metal: bool = False,
    ) -> None:
        """Show a sleeve, watch or ring of that shape and color; None takes it off."""
        old = self._worn.pop(name, None)
        if old is not None:
            mesh, material = old.data, old.data.materials[0]
            bpy.data.objects.remove(old)
            bpy.data.meshes.remove(mesh)
            bpy.data.materials.remove(material)
        if vertices is None or color is None:
            return
        material = metal_material(color) if metal else cloth_material(color, stripe)
        self._worn[name] = self._mesh(name, vertices, faces, material)

    def look(self, camera: Camera, points: Array, middle: Array) -> Array:
        """Point the camera at `middle` so that `points` (n, 3) fill what they should of the
        picture. Returns the camera's axes, (3, 3): right, up, back as columns.
        """
        axes = _camera_axes(camera)
        place = middle + camera.distance * axes[:, 2]
        seen = (points - place) @ axes
        flat = seen[:, :2] / -seen[:, 2:]
        low, high = flat.min(axis=0), flat.max(axis=0)
        lens = camera.fill / float((high - low).max())
        if camera.across:
            lens = camera.distance / camera.across
        shift = lens * (low + high) / 2 - np.array(camera.offset)
        self._camera.matrix_world = _matrix(axes, place)
        data = self._camera.data
        data.lens, data.shift_x, data.shift_y = lens, float(shift[0]), float(shift[1])
        return axes

    def illuminate(self, shot: Shot, axes: Array, middle: Array) -> None:
        light = shot.light
        up = axes[:, 1]
        self._world["up"].inputs[1].default_value = tuple(up)
        self._world["mix"].inputs[6].default_value = (*light.bottom, 1)
        self._world["mix"].inputs[7].default_value = (*light.top, 1)
        for number, thing in enumerate(self._lamps):
            lamp = light.lamps[number] if number < len(light.lamps) else None
            thing.hide_render = lamp is None
            if lamp is not None:
                _place_lamp(thing, lamp, axes, middle)

    def render(self, seed: int, scratch: Path) -> NDArray[np.float32]:
        """(size, size, 4) linear light, premultiplied; `scratch` is overwritten."""
        self.scene.cycles.seed = seed % 2**31
        self.scene.render.filepath = str(scratch)
        bpy.ops.render.render(write_still=True)
        image = bpy.data.images.load(str(scratch))
        pixels = np.empty(self.size * self.size * 4, np.float32)
        image.pixels.foreach_get(pixels)
        bpy.data.images.remove(image)
        return pixels.reshape(self.size, self.size, 4)[::-1]


def _camera_axes(camera: Camera) -> Array:
    around, above = np.deg2rad(camera.azimuth), np.deg2rad(camera.elevation)
    back = np.array([
        -np.cos(above) * np.cos(around), np.cos(above) * np.sin(around), -np.sin(above)])
    arm = np.array([0.0, 0.0, 1.0])
    down = arm - (arm @ back) * back
    down /= np.linalg.norm(down)
    right = np.cross(-down, back)
    roll = np.deg2rad(camera.roll)
    turned_right = np.cos(roll) * right + np.sin(roll) * -down
    up = np.cross(back, turned_right)
    return np.column_stack([turned_right, up, back])


def _place_lamp(thing: bpy.types.Object, lamp: Lamp, axes: Array, middle: Array) -> None:
    toward = axes @ lamp.toward
    away = 0.9
    side = np.cross(toward, [0.31, 0.52, 0.79])
    side /= np.linalg.norm(side)
    turned = np.column_stack([side, np.cross(toward, side), toward])
    thing.matrix_world = _matrix(turned, middle + away * toward)
    thing.data.size = lamp.size
    # Watts that give, at the hand, about the light of a dome of strength one.
    thing.data.energy = lamp.strength * 4 * np.pi * away**2
    thing.data.color = tuple(np.clip(lamp.color, 0, None))


def _matrix(axes: Array, place: Array) -> Matrix:
    matrix = np.eye(4)
    matrix[:3, :3] = axes
    matrix[:3, 3] = place
    return Matrix(matrix.tolist())
