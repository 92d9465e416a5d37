"""A pupil's keys steer nobody else's run and read nobody's pictures, whatever is said with them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from playground.data.own import OwnPicture
from playground.data.sources import forget_private, register_private
from playground.errors import BadInput
from playground.presets import PLAY_DEFAULT
from playground.room.rooms import Rooms
from playground.training.manager.capabilities import sight, steering
from playground.ui import play
from playground.ui.live.follower import Follower, Scene
from playground.ui.live.following import followed
from playground.ui.live.protocol import event_of, parsed
from playground.ui.live.relay import Relay
from playground.ui.room.desk_home import home_of
from playground.ui.room.following import InRoom, RoomFollower
from playground.ui.room.strip import STRIP
from playground.ui.session import Tab

sys.path.insert(0, str(Path(__file__).parents[1]))
from fakes import FakeManager

STEERS = ("play", "pause", "stop", "turn", "request", "pin", "forget", "heartbeat", "release",
          "resume", "fork", "twin", "race", "step_batch", "step_epoch")
NAMES = ("edit", "open", "remove", "pin", "choose", "click", "leave", "epoch", "layer", "act",
         "look", "begin", "beat", "run", "")


class TwoOwners(FakeManager):
    """With the real tokens: `touched` are the runs that somebody has steered, or tried to."""

    def __init__(self) -> None:
        super().__init__()
        self.touched: list[str] = []
        self.owners: dict[str, str] = {}

    def submit(self, experiment: Any, changes: Any = (), *, owner: str, **more: Any) -> Any:
        ticket = super().submit(experiment, changes, owner=owner, **more)
        self.owners[ticket.run_id] = owner
        return type(ticket)(ticket.run_id, steering(owner, ticket.run_id))

    def view(self, run_id: str, token: str | None) -> Any:
        owner = self.owners.get(run_id, "")
        if token not in (steering(owner, run_id), sight(owner, run_id)):
            raise BadInput("This run is not there any more, or it is not yours.")
        return super().view(run_id, "secret")


for _name in STEERS:
    def _watched(self: TwoOwners, run_id: str, token: str | None, *given: Any,
                 _name: str = _name, **more: Any) -> Any:
        self.touched.append(run_id)
        if token != steering(self.owners.get(run_id, ""), run_id):
            raise BadInput("This run is not there any more, or it is not yours.")
        return getattr(FakeManager, _name)(self, run_id, token, *given, **more)

    setattr(TwoOwners, _name, _watched)


@pytest.fixture
def manager(manager: FakeManager, monkeypatch: pytest.MonkeyPatch) -> TwoOwners:
    """Where the pages of these tests look, after the others' fixture has put its own there."""
    made = TwoOwners()
    for module in ("session", "actions", "address", "live.needs", "stage", "past", "tray",
                   "laid_by", "twins", "race", "undo", "room.strip", "room.desk_home"):
        monkeypatch.setattr(f"playground.ui.{module}.run_manager", lambda: made)
    return made


@pytest.fixture
def ada_s_pictures() -> Any:
    name = register_private(
        [OwnPicture(f"{label}-{number}.png", label, b"of Ada's hand %d" % number)
         for label in range(3) for number in range(10)], "Ada's")
    yield name
    forget_private(name)


def tab_of(manager: TwoOwners) -> Tab:
    at = Tab(PLAY_DEFAULT.experiment())
    at.ticket = manager.submit(at.experiment, owner=at.owner)
    return at


def page_of(at: Tab) -> Follower:
    page = Follower(play._LIVE, Scene(at))
    page.page_ran()
    page.draw_all_anew()
    page.look()
    return page


def test_no_message_of_the_live_protocol_reaches_another_s_run_or_pictures(
    manager: TwoOwners, rooms: Rooms, ada_s_pictures: str
) -> None:
    ada, bo = tab_of(manager), tab_of(manager)
    assert ada.ticket is not None
    assert bo.ticket is not None
    seat = rooms.open("teacher's")
    for one in (ada, bo):
        rooms.join(seat.room.code, one.owner, home_of(one.desk), "here")
    hers, his, in_room = page_of(ada), page_of(bo), RoomFollower((STRIP,), InRoom(bo))
    in_room.look()
    before = manager.snapshots[ada.ticket.run_id]
    manager.touched.clear()
    places = {*hers.hears, *his.hears, *hers._parcel.acts, *his._parcel.acts, "room-strip",
              "room-board", "connection", "knob-seed", f"matrix--{ada.ticket.run_id}", ""}
    names = {*NAMES, *(name for acts in his._parcel.acts.values() for name in acts)}
    values: tuple[Any, ...] = (
        None, 0, 1, -1, 0.5, True, ada.ticket.run_id, ada.ticket.token, ada_s_pictures, hers.key,
        [ada.ticket.run_id], {"run": ada.ticket.run_id, "token": ada.ticket.token})
    said = []
    for page in (his, in_room):
        relay = Relay(page)
        for at, (place, name, value) in enumerate(
                (p, n, v) for p in sorted(places) for n in sorted(names) for v in values):
            text = json.dumps({"place": place, "name": name, "value": value})
            event = event_of(parsed(text))
            assert event is not None
            said.extend(page.act(*event).messages.values())
            if not at % 97:
                relay.hear({"id": at + 1, "streaming": True, "since": at, "received": -1,
                            "begin": True, "events": [{**json.loads(text), "id": at + 1}]})
                said.append(relay.delivery())
        said.extend(page.look(page.begin(10**9)).messages.values())
    assert manager.touched
    assert set(manager.touched) <= {
        one for one, owner in manager.owners.items() if owner == bo.owner}
    assert manager.snapshots[ada.ticket.run_id] is before
    private = (ada.ticket.token, ada.owner, hers.key, ada_s_pictures,
               sight(ada.owner, ada.ticket.run_id))
    assert not [word for word in private if any(word.encode() in one for one in said)]


def test_what_a_room_knows_of_a_run_steers_nothing(manager: TwoOwners, rooms: Rooms) -> None:
    ada = tab_of(manager)
    assert ada.ticket is not None
    seat = rooms.open("teacher's")
    rooms.join(seat.room.code, ada.owner, home_of(ada.desk), "here")
    seen = seat.room.present(seat.token)[0].sight
    assert seen is not None
    assert manager.view(seen.run_id, seen.token).run_id == ada.ticket.run_id
    for name in ("play", "pause", "stop", "step_batch", "step_epoch", "resume", "forget",
                 "heartbeat", "release"):
        with pytest.raises(BadInput, match="not yours"):
            getattr(manager, name)(seen.run_id, seen.token)


def test_a_key_of_a_page_is_needed_and_cannot_be_guessed(manager: TwoOwners) -> None:
    page = page_of(tab_of(manager))
    assert followed(page.key) is page
    for guess in (page.key[:-1], page.key.swapcase(), page.key + "A", "", "room"):
        with pytest.raises(BadInput, match="not known here"):
            followed(guess)


def test_events_of_who_is_frozen_do_nothing(manager: TwoOwners, rooms: Rooms) -> None:
    bo = tab_of(manager)
    seat = rooms.open("teacher's")
    rooms.join(seat.room.code, bo.owner, home_of(bo.desk), "here")
    page = page_of(bo)
    seat.room.freeze(seat.token, True)
    for place in {*page.hears, *page._parcel.acts}:
        page.act(place, "edit", 0.5)
    assert bo.experiment == PLAY_DEFAULT.experiment()
    assert [call for call in manager.calls if call[0] != "submit"] == []
    seat.room.freeze(seat.token, False)
    page.act("knob-dropout", "edit", 0.5)
    assert bo.experiment.dropout == 0.5
