"""What who waits for a slot is shown meanwhile: the run nearest to theirs that anybody may see."""

from __future__ import annotations

from playground.comparison.nearness import differences, nearest
from playground.messages import _
from playground.training.history import RECORDED, History, of_recorded, of_snapshot
from playground.training.manager.managed import RunView
from playground.training.manager.manager import run_manager
from playground.ui import ghosts


def meanwhile(view: RunView | None) -> History | None:
    """One that many follow, or that ships; None where the run has something to show by itself."""
    if not waits(view):
        return None
    assert view is not None, "it waits"
    mine = view.snapshot.began_as
    followed = [of_snapshot(name, seen) for name, seen in run_manager().common() if seen.records]
    there = [*followed, *(of_recorded(run) for run in ghosts.recordings().values())]
    place = nearest(mine, there)
    return there[place] if place is not None else None


def waits(view: RunView | None) -> bool:
    """Whether it waits for its first step."""
    return view is not None and view.place_in_queue is not None and not (
        view.snapshot.step or view.left_at is not None)


def told(view: RunView | None) -> str:
    """What is shown instead, and what is different there; empty where nothing is."""
    found = meanwhile(view)
    if found is None or view is None:
        return ""
    last = found.records[-1]
    percent, differs = 100 * last.validation.accuracy, differences(
        view.snapshot.began_as, found.began_as)
    if not differs:
        return _("Faint: another run with the same settings, {percent:.0f} % after epoch {epoch}.",
                 percent=percent, epoch=last.epoch)
    return _("Faint: another run, {percent:.0f} % after epoch {epoch}; there {differences:,}.",
             percent=percent, epoch=last.epoch, differences=differs)


def beside(view: RunView | None) -> list[History]:
    """For the chart; the recorded run of the same method stands there anyway."""
    found = meanwhile(view)
    if found is None or view is None or (found.origin == RECORDED and ghosts.method_of(
            found.began_as) == ghosts.method_of(view.snapshot.began_as)):
        return []
    return [found.with_name(_("another run"))]
