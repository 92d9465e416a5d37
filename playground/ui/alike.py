"""When two people's pages show the same of a run: then it is drawn once for both."""

from __future__ import annotations

from playground.ui.live.alike import Alike
from playground.ui.stage import Stage


def alike(stage: Stage) -> Alike | None:
    """The moment of the run, and what of it is looked at; None where another run stands beside.

    Or where it is wound back, or has not begun: that is one's own. Panels that are drawn by this
    read no more of a stage, of its view and of what is seen than stands here.
    """
    view, seen = stage.view, stage.seen
    if view is None or stage.past is not None or stage.twin is not None or (
            stage.rival is not None or stage.beside):
        return None
    now = view.snapshot
    key = (view.figures, view.training, view.place_in_queue, view.data is not None, stage.ticking,
           seen.layer, seen.picture, seen.logarithmic, seen.epsilon)
    if not view.in_step:
        return Alike(now, key)
    return Alike(now, key, (now.state, len(now.records), len(now.changes)))
