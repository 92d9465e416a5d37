"""Rendering pictures one after the other, in one process."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tools.render_hands import wearing
from tools.render_hands.develop import develop
from tools.render_hands.hand_mesh import HandMesh, load_hand_mesh
from tools.render_hands.people import Person, draw_person
from tools.render_hands.posing import solve
from tools.render_hands.scene import Studio
from tools.render_hands.shot import Setting, Shot, draw_shot
from tools.render_hands.skeleton import FOREARM, Array, Joint, Posed, reshape, skin
from tools.render_hands.skin import Markings, find_markings, paint
from tools.render_hands.table import ROW

# Two parts may press into each other this deep, in meters: flesh gives.
_PRESSED = 0.0048
_ATTEMPTS = 12


class Renderer:
    """Renders shots of one set; `hand_file` is the rigged hand."""

    def __init__(self, setting: Setting, seed: int, hand_file: Path, scratch: Path) -> None:
        self.setting, self.seed, self.scratch = setting, seed, scratch
        self.hand: HandMesh = load_hand_mesh(hand_file)
        self.marks: Markings = find_markings(self.hand)
        self.studio = Studio(self.hand)
        self._body = lru_cache(maxsize=4)(self._reshape)

    def draw(self, number: int) -> tuple[Shot, Posed]:
        """The first attempt in which no part passes through another, else the best of them."""
        best: tuple[float, Shot, Posed] | None = None
        for attempt in range(_ATTEMPTS):
            shot = draw_shot(self.setting, self.seed, number, attempt)
            person = draw_person(self.seed, shot.person)
            _, joints = self._body(shot.person)
            chance = np.random.Generator(np.random.Philox(
                np.random.SeedSequence([self.seed, 3, number, attempt])))
            posed, depth = solve(shot.pose, joints, shot.wrist, person.thickness, chance)
            if best is None or depth < best[0]:
                best = depth, shot, posed
            if depth <= _PRESSED:
                break
        assert best is not None
        return best[1], best[2]

    def _reshape(self, number: int) -> tuple[Array, dict[str, Joint]]:
        person = draw_person(self.seed, number)
        return reshape(self.hand.vertices, self.hand.weights, self.hand.joints, person.sizes)

    def render(self, number: int) -> tuple[Image.Image, Shot]:
        """The finished cut-out of one picture."""
        shot, posed = self.draw(number)
        person = draw_person(self.seed, shot.person)
        rest, joints = self._body(shot.person)
        vertices = skin(rest, self.hand.weights, joints, posed)
        self.studio.shape(vertices, paint(self.marks, person))
        self.studio.roughness(person.roughness)
        self._dress(shot, person, joints, posed)
        middle = _middle(posed)
        axes = self.studio.look(shot.camera, vertices[self.marks.arm < 0.35], middle)
        self.studio.illuminate(shot, axes, middle)
        light = self.studio.render(shot.seed * 100_003 + number, self.scratch)
        return develop(light, person.skin, shot), shot

    def _dress(
        self, shot: Shot, person: Person, joints: dict[str, Joint], posed: Posed
    ) -> None:
        center = joints[FOREARM].place[:2]
        middle = (float(center[0]) - 0.0005, float(center[1]) + 0.001)
        sleeve = person.sleeve if shot.sleeve else None
        shape, faces = wearing.sleeve(person.sleeve_start, middle, shot.number)
        self.studio.wear(
            "sleeve", self._on_arm(shape, person, joints, posed), faces, sleeve,
            person.sleeve_stripe)
        covered = sleeve is not None and person.sleeve_start < 0.02
        shape, faces = wearing.watch(middle)
        self.studio.wear(
            "watch", self._on_arm(shape, person, joints, posed), faces,
            None if covered else person.watch, metal=True)
        bone = f"{person.ring}-finger-phalanx-proximal"
        if not person.ring:
            self.studio.wear("ring", None, [], None)
            return
        shape, faces = wearing.ring(0.0094 * person.thickness)
        half = f"{person.ring}-finger-phalanx-intermediate"
        place = 0.5 * (posed.places[bone] + posed.places[half])
        gold = np.array([0.8, 0.55, 0.2]) if person.number % 2 else np.array([0.7, 0.7, 0.72])
        self.studio.wear("ring", place + shape @ posed.frames[bone].T, faces, gold, metal=True)

    def _on_arm(
        self, shape: Array, person: Person, joints: dict[str, Joint], posed: Posed
    ) -> Array:
        size = person.sizes[FOREARM]
        frame = joints[FOREARM].frame
        stretched = (shape - joints[FOREARM].place) @ (frame @ np.diag(size) @ frame.T).T
        return np.asarray(stretched @ posed.turns[FOREARM].T + posed.places[FOREARM])


def _middle(posed: Posed) -> Array:
    names = [name for name in posed.places if name != FOREARM]
    return np.asarray(np.mean([posed.places[name] for name in names], axis=0))


def render_all(
    setting: Setting, seed: int, numbers: Iterable[int], hand_file: Path, folder: Path
) -> Iterator[int]:
    """Render what is not in `folder` yet; yields each number when its file is there.

    A file holds its row of the table, so that a set that was interrupted knows what it has.
    """
    scratch = folder / f".light-{os.getpid()}.exr"
    renderer: Renderer | None = None
    try:
        for number in numbers:
            target = folder / f"{number:05d}.png"
            if not target.exists():
                renderer = renderer or Renderer(setting, seed, hand_file, scratch)
                picture, shot = renderer.render(number)
                remarks = PngInfo()
                remarks.add_text(ROW, json.dumps(shot.row()))
                partial = target.with_suffix(f".{os.getpid()}")
                picture.save(partial, "PNG", pnginfo=remarks)
                partial.replace(target)
            yield number
    finally:
        scratch.unlink(missing_ok=True)
