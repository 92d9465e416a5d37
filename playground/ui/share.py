"""The link to what is shown: settings, seed and changes, and no power over the run."""

from __future__ import annotations

from playground.messages import _
from playground.ui.components.copy_link import copy_link


def button() -> None:
    """Copies the address, which keeps up with every turned knob."""
    copy_link(
        key="copy-link", label=_("Share"), help=_("Copies a link to this experiment"))
