"""The network: a picture on its way through it, and the weights of the layer that is chosen."""

from __future__ import annotations

from playground.ui import fragments, maps_panel, matrix_panel, weights_panel
from playground.ui.components.feed import feed
from playground.ui.components.parcel import collecting
from playground.ui.session import here
from playground.ui.stage import stage_of


def draw() -> None:
    at = here()
    stage = stage_of(at)
    maps_panel.heading()
    fragments.panel(_strip)
    maps_panel.draw_maps(at, stage)
    matrix_panel.heading(at, stage)
    matrix_panel.show(at, stage)
    weights_panel.draw(at, stage)


def _strip() -> None:
    """Runs alone when a layer is clicked, and sends the other panels what has changed for them."""
    at = here()
    stage = stage_of(at)
    maps_panel.draw_strip(at, stage)
    if at.chose_layer:
        at.chose_layer = False
        with collecting() as parcel:
            matrix_panel.heading(at, stage)
            matrix_panel.show(at, stage)
            maps_panel.draw_maps(at, stage)
            weights_panel.show(at, stage)
        feed(parcel, key="feed-layer")
