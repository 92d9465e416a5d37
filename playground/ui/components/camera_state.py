"""Whether the browser would give this page a camera, so that a sentence can say why not."""

from __future__ import annotations

from playground.ui.components.mounting import component, nothing

_mount = component("camera_state")
STATES = ("ok", "insecure", "denied", "missing")


def camera_state(*, key: str) -> str:
    """One of STATES; `ok` until the browser has answered. Takes no room on the page.

    `insecure`: a page without HTTPS that is not on this machine. `denied`: the person, or a rule
    of the browser, has refused. `missing`: there is no camera. Follows what changes.
    """
    state = _mount(key=key, data={}, on_camera_change=nothing).get("camera")
    return state if isinstance(state, str) and state in STATES else "ok"
