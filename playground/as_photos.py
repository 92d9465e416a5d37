"""Augmentations that make rendered hands more like photos from anywhere, as rows of the table."""

from __future__ import annotations

from typing import Any

from playground.controls import Switch, control
from playground.messages import lazy

CLUTTER: Any = control(
    False, Switch(), label=lazy("Clutter"), group="augmentation", live=True,
    help=lazy("A third of the new backgrounds are crowded, in skin colors, or mere shapes."),
)
CROP: Any = control(
    False, Switch(), label=lazy("Crop"), group="augmentation", live=True,
    help=lazy("Many pictures cut wide or tall, then padded in one of several ways."),
)
SPECTRUM: Any = control(
    False, Switch(), label=lazy("Spectrum"), group="augmentation", live=True,
    help=lazy("A third of the pictures with some of the texture of another one."),
)
