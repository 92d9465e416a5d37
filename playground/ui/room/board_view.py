"""The board on the teacher's page; a dot that is clicked opens its run, to be looked at."""

from __future__ import annotations

from contextlib import suppress

from playground.errors import BadInput
from playground.messages import _, lazy_p, ngettext
from playground.room.board import Row, rows
from playground.room.rooms import Seat
from playground.training.manager.manager import run_manager
from playground.ui.components.room_board import Dot, room_board
from playground.ui.components.screen import Screen
from playground.ui.room.following import Now
from playground.ui.session import Tab

DOING = {
    "nothing": lazy_p("a run is", "not begun"), "waiting": lazy_p("a run is", "waiting"),
    "training": lazy_p("a run is", "training"), "paused": lazy_p("a run is", "paused"),
    "ended": lazy_p("a run is", "ended"),
}


def rows_of(seat: Seat) -> tuple[Row, ...]:
    """As of now; empty for who does not lead the room."""
    with suppress(BadInput):
        return rows(seat.room.present(seat.token), run_manager().view)
    return ()


def show(screen: Screen, shown: Now) -> None:
    seat = shown.seat
    if seat is None or not seat.teaches:
        return
    found = rows_of(seat)
    placed = [one for one in found if one.zeros is not None and one.accuracy is not None]
    waiting = len(found) - len(placed)
    room_board(
        screen, [_dot(one) for one in placed], key="room-board", names=seat.room.state.names,
        waiting=ngettext("{n} has no run yet", "{n} have no run yet", waiting) if waiting else "",
        alt=ngettext(
            "The board: {n} person with a run, by exact zeros and validation accuracy",
            "The board: {n} people with a run, by exact zeros and validation accuracy",
            len(placed)),
        on_open=lambda member: _open(shown.at, seat, member))


def _open(at: Tab, seat: Seat, member: str) -> None:
    with suppress(BadInput):
        for one in seat.room.present(seat.token):
            if one.id == member and one.sight is not None:
                at.room_opens = one.sight
                at.needs_page = True


def _dot(one: Row) -> Dot:
    zeros, accuracy = one.zeros or 0.0, one.accuracy or 0.0
    words = _("{name}: {zeros:.0%} exact zeros, {accuracy:.0%} validation, epoch {epoch}, {doing}",
              name=one.alias, zeros=zeros, accuracy=accuracy, epoch=one.epoch,
              doing=DOING[one.doing])
    return Dot(one.member, one.alias, zeros, accuracy, one.doing, words)
