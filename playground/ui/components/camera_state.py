"""Whether the browser would give this page a camera, so that a sentence can say why not."""

from __future__ import annotations

from playground.ui.components.mounting import component, nothing

_mount = component("camera_state")
ASKING = "asking"
STATES = (ASKING, "ok", "insecure", "denied", "missing", "busy")


def camera_state(*, key: str) -> str:
    """One of STATES; `asking` until the browser has answered. Takes no room on the page.

    `insecure`: a page without HTTPS that is not on this machine. `denied`: the person, or a rule
    of the browser, has refused. `missing`: there is no camera. `busy`: there is one that gives no
    picture, as where another program holds it. Follows what changes, and hears why whoever asked
    for the camera did not get it: mounted before that.
    """
    state = _mount(key=key, data={}, on_camera_change=nothing).get("camera")
    return state if isinstance(state, str) and state in STATES else ASKING
