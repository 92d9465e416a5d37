"""Whose runs they are: the desk's secret in the browser's tab, and what happens when the tab goes.

The link never carries the secret. F5, a lost connection and a server that was started anew make a
new session, which finds it in its tab and takes the desk up again; a link that is opened elsewhere
finds none. A tab that was duplicated holds a copy of it: both tabs then sit at one desk, show the
same run and steer it, and the knobs of each follow what was turned in the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from playground.data.sources import PRIVATE
from playground.errors import BadInput
from playground.messages import lazy
from playground.room.rooms import rooms
from playground.training.manager.managed import RunView, Ticket
from playground.training.manager.manager import run_manager
from playground.training.states import INTERRUPTED
from playground.ui import actions, desks, race
from playground.ui.components.tab_token import tab_token
from playground.ui.session import Tab
from playground.ui.try_hand import kept

_SETS_LOST = lazy(
    "Your own sets of pictures are gone: they were in the memory of a server that was started "
    "anew, or you were away for more than an hour. Bring them again on the page Data.")


@dataclass(frozen=True)
class Held:
    """What the browser's tab holds: its run in front, the desk's secret, and how many photos.

    `marked` of them with their sign, and how many `sets` of own pictures. As text, separated by
    points, it stands in the tab's storage.
    """

    front: str
    secret: str
    photos: int = 0
    marked: int = 0
    sets: int = 0

    def text(self) -> str:
        return f"{self.front}.{self.secret}.{self.photos}.{self.marked}.{self.sets}"


def parsed(text: str) -> Held | None:
    """None where it is not what `Held.text` gives: a browser may send anything."""
    parts = text.split(".")
    # Of a tab that was opened before there were sets, one less.
    if len(parts) not in (4, 5) or not parts[1] or not all(
            part.isascii() and part.isdigit() and len(part) < 6 for part in parts[2:]):
        return None
    return Held(parts[0], parts[1], *map(int, parts[2:]))


def keep(at: Tab, *, awaited: bool = False) -> None:
    """Write what the tab holds where F5 finds it; take up what was left there.

    `awaited`: the browser is to answer in any case; it has where `at.token_read`.
    """
    known = _text(at)
    if not at.token_read:
        text = tab_token(key="tab-token", write=known or None, awaited=awaited)
        if text is None:
            return
        at.token_read = True
        held = parsed(text)
        # Who has begun something before the browser answered has chosen.
        if held is not None and not known and _take_up(at, held):
            st.rerun()
        return
    tab_token(key="tab-token", write=known)


def _text(at: Tab) -> str:
    """Empty while there is nothing to come back to."""
    photos, marked = kept.counted(at.owner)
    sets = len(kept.own_sources(at.owner))
    if not (at.desk.runs or at.desk.held or photos or marked or sets
            or rooms().seat(at.owner) is not None):
        return ""
    desks.keep(at.desk)
    front = at.ticket.run_id if at.ticket is not None else ""
    return Held(front, at.owner, photos, marked, sets).text()


def _take_up(at: Tab, held: Held) -> bool:
    """Sit down at the desk of that secret, and say what has become of it meanwhile."""
    desk = desks.known(held.secret)
    if desk is not None:
        at.desk = desk
        _adopt(at, desk.front)
        view = at.view()
        if view is not None and view.resumable and view.snapshot.state != INTERRUPTED:
            at.say(lazy(
                "You were away for long, and the run was stopped; it stands at epoch {epoch}: "
                "Resume goes on from there.", epoch=view.snapshot.epoch))
    else:
        at.desk = desk = desks.recovered(held.secret)
        _adopt(at, _broken_off(desk.laid_by) or _named(desk.laid_by, held.front))
        _say_what_became(at, held)
    kept.say_what_is_lost(at.owner, held.photos, held.marked)
    if held.sets > len(kept.own_sources(at.owner)):
        at.say(_SETS_LOST)
    at.command()
    return True


def _adopt(at: Tab, front: Ticket | None) -> None:
    """Show that run, with its settings."""
    at.ticket = front
    if front is None:
        return
    at.desk.pick_up(front)
    view = at.view()
    if view is not None:
        actions.take_over(at, view)
        race.recall(at)


def _broken_off(tickets: list[Ticket]) -> Ticket | None:
    """The newest run that trained when the server ended."""
    for ticket in tickets:
        view = _view(ticket)
        if view is not None and view.snapshot.state == INTERRUPTED:
            return ticket
    return None


def _named(tickets: list[Ticket], run_id: str) -> Ticket | None:
    return next((one for one in tickets if one.run_id == run_id), None)


def _view(ticket: Ticket) -> RunView | None:
    try:
        return run_manager().view(ticket.run_id, ticket.token)
    except BadInput:
        return None


def _say_what_became(at: Tab, held: Held) -> None:
    """A server that was started anew knows of what was on its disk."""
    view = at.view()
    if view is not None and view.resumable:
        at.say(lazy(
            "The server was started anew while you were away; the run stands at epoch {epoch}: "
            "Resume goes on from there.", epoch=view.snapshot.epoch))
    elif view is not None and view.snapshot.state == INTERRUPTED and (
            view.snapshot.began_as.data.startswith(PRIVATE)):
        at.say(lazy(
            "The server was started anew while you were away; the run stands at epoch {epoch}. It "
            "was trained on your own pictures, which are gone, so it cannot be resumed.",
            epoch=view.snapshot.epoch))
    elif view is None and held.front:
        at.say(lazy(
            "The server was started anew while you were away. The run is gone: it had not come to "
            "the end of an epoch, or it was one that others watched too. Its settings are still "
            "here; Play trains it again."))


class Leash:
    """Lives as long as the session, and tells the manager when that has ended."""

    def __init__(self) -> None:
        self.ticket: Ticket | None = None
        self.owner = ""

    def release(self) -> None:
        """On the event loop's thread, also at F5 and at every lost connection: only a mark."""
        if self.ticket is not None:
            run_manager().release(self.ticket.run_id, self.ticket.token)
        kept.left(self.owner, id(self))


@st.cache_resource(scope="session", show_spinner=False, on_release=Leash.release)
def _leash() -> Leash:
    return Leash()


def hold(at: Tab) -> None:
    """Let the end of this session be the end of the desk's runs and photos, after a grace."""
    leash = _leash()
    runs = at.desk.runs
    if leash.owner != at.owner:
        kept.left(leash.owner, id(leash))
    held = at.desk.held
    leash.ticket = runs[0] if runs else held.ticket if held is not None else None
    leash.owner = at.owner
    kept.sit_down(at.owner, id(leash))
