"""The network: a picture on its way through it, and the weights of the layer that is chosen."""

from __future__ import annotations

from playground.ui import maps_panel, matrix_panel, weights_panel
from playground.ui.components.screen import Mounting
from playground.ui.stage import Stage


def draw(screen: Mounting, stage: Stage) -> None:
    maps_panel.heading()
    maps_panel.show(screen, stage)
    matrix_panel.show(screen, stage)
    weights_panel.draw(screen, stage)
