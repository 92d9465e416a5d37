"""The strip of a room on each page of a member: message, own dot, ranking; and the cover."""

from __future__ import annotations

from contextlib import suppress

from playground.errors import BadInput
from playground.messages import _, ngettext
from playground.room.board import Row, row
from playground.room.challenge import Place, Score
from playground.room.room import Room
from playground.room.state import Present
from playground.training.manager.manager import run_manager
from playground.ui.components.room_strip import Listed, Own, room_strip
from playground.ui.components.screen import Screen
from playground.ui.live.following import Live
from playground.ui.room.following import Now

_MOST_LISTED = 5


def show(screen: Screen, shown: Now) -> None:
    """Nothing for the teacher, and for who is in the room no more."""
    seat = shown.seat
    if seat is None or seat.teaches:
        return
    room = seat.room
    with suppress(BadInput):
        member = room.member(seat.token)
        own = row(Present(member.id, member.alias, member.home.in_front()), run_manager().view)
        score, problem = room.own_score(seat.token)
        room_strip(
            screen, key="room-strip", label=_("Room {code}", code=room.code), name=member.alias,
            message=str(problem) or room.state.message if score is None else room.state.message,
            own=Own(own.zeros, own.accuracy, _own(own, score)),
            ranking=listed(room, member.alias), cover=_cover(room))


STRIP = Live("room-strip", show, 0.5)


def _own(own: Row, score: Score | None) -> str:
    if own.zeros is None or own.accuracy is None:
        return _("no run yet")
    said = _("{zeros:.0%} exact zeros, {accuracy:.0%} validation",
             zeros=own.zeros, accuracy=own.accuracy)
    return said if score is None else _("{own}; {score}", own=said, score=told(score))


def told(score: Score) -> str:
    """What the challenge says of a network."""
    if score.reached:
        return ngettext("goal reached with {n:,} weight", "goal reached with {n:,} weights",
                        score.weights)
    return _("about {band} % on the hidden pictures", band=score.band)


def listed(room: Room, own: str) -> list[Listed]:
    """The first few of the ranking, and the reader's own place; names only where they are shown."""
    if not room.state.ranking:
        return []
    places = room.ranking
    rows = [each for at, each in enumerate(places) if at < _MOST_LISTED or each[0] == own]
    return [Listed(_line(alias, place, alias == own, room.state.names), alias == own)
            for alias, place in rows]


def _line(alias: str, place: Place, mine: bool, names: bool) -> str:
    said = told(place.score)
    if mine:
        return _("{place}. you: {score}", place=place.place, score=said)
    if names:
        return _("{place}. {name}: {score}", place=place.place, name=alias, score=said)
    return _("{place}. {score}", place=place.place, score=said)


def _cover(room: Room) -> str:
    state = room.state
    if state.clears_at is not None:
        return _("This room is being made ready for the next group.")
    if state.frozen:
        return state.message or _("Look to the front, please.")
    return ""
