"""The link to what is shown: settings, seed and changes, and no power over the run."""

from __future__ import annotations

from playground.ui.address import query
from playground.ui.components.copy_link import copy_link
from playground.ui.session import here


def button() -> None:
    """Copies the link as it is at the last run of the page."""
    at = here()
    copy_link(query(at, at.view()), key="copy-link")
