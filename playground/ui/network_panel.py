"""The network: a picture on its way through it, and the weights of the layer that is chosen."""

from __future__ import annotations

from playground.ui import maps_panel, matrix_panel, weights_panel
from playground.ui.session import here
from playground.ui.stage import stage_of


def draw() -> None:
    at = here()
    stage = stage_of(at)
    maps_panel.heading()
    maps_panel.show(at, stage)
    matrix_panel.show(at, stage)
    weights_panel.draw(at, stage)
