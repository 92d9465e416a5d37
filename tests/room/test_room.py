"""What a teacher sets and a member does, and that nobody does what is another's."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import Any

import pytest

from playground.errors import BadInput
from playground.room.capabilities import membership, teaching
from playground.room.members import MOST, Home, Sight
from playground.room.room import LONGEST_MESSAGE, Room

sys.path.insert(0, str(Path(__file__).parent))
from rooms_made import joined, made, opened

TEACHERS: dict[str, tuple[Any, ...]] = {
    "send": ("lesson", "lesson=seeing"), "lock": (["lambda"],), "freeze": (True,),
    "show_names": (True,), "show_ranking": (True,), "say": ("Look!",),
    "ask": ("seeing", ["a", "b"]), "reveal": (), "votes": (), "begin_challenge": (),
    "end_challenge": (), "rename_anew": ("somebody",), "present": (), "next_group": (),
    "undo_next_group": (), "close": (),
}
MEMBERS: dict[str, tuple[Any, ...]] = {
    "rename": ("Ada",), "leave": (), "arrive": (1,), "predict": ("seeing", "a"),
    "own_score": (), "member": (), "settle": (Home(),),
}
# These tell whether a token is one, join with a new one, or tell 0 to whoever has none.
OTHERS = {"is_led_by", "has", "join", "arrived"}


def test_every_call_with_a_token_is_the_teacher_s_or_a_member_s() -> None:
    with_token = {name for name, method in inspect.getmembers(Room, inspect.isfunction)
                  if not name.startswith("_") and "token" in inspect.signature(method).parameters}
    assert with_token == {*TEACHERS, *MEMBERS, *OTHERS}


@pytest.mark.parametrize("name", TEACHERS)
def test_what_is_the_teacher_s_nobody_else_does(name: str) -> None:
    rooms, clock = made()
    room = opened(rooms).room
    pupil = joined(rooms, room.code, "a pupil's")
    other = rooms.open("another teacher's")
    before = room.state
    wrong = (pupil.token, other.token, "", "x" * 5000, "\ud800", room.code, "teacher's secret",
             teaching("a pupil's", room.code), membership("teacher's secret", room.code))
    for token in wrong:
        with pytest.raises(BadInput, match="not yours to lead"):
            getattr(room, name)(token, *TEACHERS[name])
    assert (room.state, room.people, room.ended, clock.due) == (before, 1, False, [])


@pytest.mark.parametrize("name", MEMBERS)
def test_what_is_a_member_s_only_its_own_token_does(name: str) -> None:
    rooms, _ = made()
    teacher = opened(rooms)
    room = teacher.room
    room.ask(teacher.token, "seeing", ["a", "b"])
    one, other = (joined(rooms, room.code, who) for who in ("one's", "another's"))
    theirs = room.member(other.token)
    getattr(room, name)(one.token, *MEMBERS[name])
    assert room.member(other.token) == theirs
    elsewhere = rooms.open("another teacher's")
    stranger = joined(rooms, elsewhere.room.code, "a stranger's")
    for token in (teacher.token, stranger.token, theirs.id, theirs.alias, "", "\ud800"):
        with pytest.raises(BadInput, match="not in this room"):
            getattr(room, name)(token, *MEMBERS[name])
    assert room.member(other.token) == theirs


def test_what_the_teacher_sets_is_seen_whole() -> None:
    rooms, _ = made()
    teacher = opened(rooms)
    room, token = teacher.room, teacher.token
    room.lock(token, ["lambda", "no control", "dropout"])
    room.freeze(token, True)
    room.show_names(token, True)
    room.say(token, "  Look \n at\x07 this " + "x" * 500)
    room.send(token, "lesson", "lesson=seeing")
    state = room.state
    assert state.locked == {"lambda", "dropout"}
    assert (state.frozen, state.still, state.names) == (True, True, True)
    assert state.message.startswith("Look at this x")
    assert len(state.message) == LONGEST_MESSAGE
    assert state.target is not None
    assert (state.target.kind, state.target.what) == ("lesson", "lesson=seeing")


def test_each_sending_is_a_new_one_also_to_the_same_place() -> None:
    rooms, _ = made()
    teacher = opened(rooms)
    numbers = []
    for _time in range(2):
        teacher.room.send(teacher.token, "experiment", "v=1")
        assert teacher.room.state.target is not None
        numbers.append(teacher.room.state.target.number)
    assert numbers[0] < numbers[1]


@pytest.mark.parametrize("what", ["", "x" * 3000])
def test_nothing_and_too_much_are_not_sent(what: str) -> None:
    rooms, _ = made()
    teacher = opened(rooms)
    with pytest.raises(BadInput, match="nothing to send"):
        teacher.room.send(teacher.token, "experiment", what)


def test_one_prediction_each_and_none_after_the_answer() -> None:
    rooms, _ = made()
    teacher = opened(rooms)
    room = teacher.room
    one, two, three = (joined(rooms, room.code, who) for who in ("one", "two", "three"))
    room.ask(teacher.token, "seeing", ["a", "b", "c"])
    room.predict(one.token, "seeing", "a")
    room.predict(one.token, "seeing", "b")
    room.predict(two.token, "another lesson", "a")
    room.predict(two.token, "seeing", "no choice of it")
    room.predict(two.token, "seeing", "b")
    votes = room.votes(teacher.token)
    assert votes is not None
    assert dict(votes.tally) == {"a": 1, "b": 1, "c": 0}
    question = room.state.question
    assert question is not None
    assert dict(question.tally) == {}
    room.reveal(teacher.token)
    room.predict(three.token, "seeing", "c")
    question = room.state.question
    assert question is not None
    assert question.revealed
    assert dict(question.tally) == {"a": 1, "b": 1, "c": 0}


def test_another_question_begins_with_no_predictions() -> None:
    rooms, _ = made()
    teacher = opened(rooms)
    pupil = joined(rooms, teacher.room.code, "a pupil's")
    teacher.room.ask(teacher.token, "seeing", ["a"])
    teacher.room.predict(pupil.token, "seeing", "a")
    teacher.room.ask(teacher.token, "seeing", ["a"])
    votes = teacher.room.votes(teacher.token)
    assert votes is not None
    assert dict(votes.tally) == {"a": 0}


def test_a_name_that_hurts_is_replaced_by_the_teacher() -> None:
    rooms, _ = made()
    teacher = opened(rooms)
    room = teacher.room
    pupil = joined(rooms, room.code, "a pupil's")
    room.rename(pupil.token, "Rude name")
    room.rename_anew(teacher.token, room.member(pupil.token).id)
    assert room.member(pupil.token).alias != "Rude name"


def test_two_people_have_not_one_name() -> None:
    rooms, _ = made()
    room = opened(rooms).room
    one, other = (joined(rooms, room.code, who) for who in ("one's", "another's"))
    room.rename(one.token, "Ada")
    room.rename(one.token, "ADA")
    with pytest.raises(BadInput, match="already"):
        room.rename(other.token, "ada")


def test_a_room_is_full_at_some_time() -> None:
    rooms, _ = made()
    room = opened(rooms).room
    for number in range(MOST):
        joined(rooms, room.code, f"pupil {number}")
    with pytest.raises(BadInput, match="full"):
        joined(rooms, room.code, "one more")


def test_the_teacher_sees_runs_by_tokens_that_only_show_them() -> None:
    rooms, _ = made()
    teacher = opened(rooms)
    seen = Sight("run", "a token that shows it")
    joined(rooms, teacher.room.code, "a pupil's", Home(lambda: seen))
    assert [one.sight for one in teacher.room.present(teacher.token)] == [seen]


def test_the_next_group_clears_what_everybody_has_and_the_room_stays() -> None:
    rooms, clock = made()
    teacher = opened(rooms)
    room, cleared = teacher.room, []

    def fails() -> None:
        raise OSError("this one's disk")

    joined(rooms, room.code, "one's", Home(clear=fails))
    joined(rooms, room.code, "another's", Home(clear=lambda: cleared.append("another's")))
    room.say(teacher.token, "Goodbye")
    room.next_group(teacher.token)
    assert (room.people, room.state.still, cleared) == (2, True, [])
    assert room.seconds_to_undo == 10
    clock.due.pop()()
    assert (room.people, cleared, room.state.message) == (0, ["another's"], "")
    assert rooms.seat("another's") is None
    assert rooms.seat("teacher's secret") == teacher
    joined(rooms, room.code, "the next one's")


def test_within_ten_seconds_the_next_group_is_undone() -> None:
    rooms, clock = made()
    teacher = opened(rooms)
    room, cleared = teacher.room, []
    joined(rooms, room.code, "one's", Home(clear=lambda: cleared.append("one's")))
    room.next_group(teacher.token)
    room.undo_next_group(teacher.token)
    assert not room.state.still
    clock.now += 5
    room.next_group(teacher.token)
    clock.due[0]()
    assert (room.people, cleared) == (1, [])
    clock.due[1]()
    assert (room.people, cleared) == (0, ["one's"])


def test_locks_and_freezing_hold_for_members_and_not_for_the_teacher() -> None:
    rooms, _ = made()
    teacher = opened(rooms)
    joined(rooms, teacher.room.code, "a pupil's")
    teacher.room.lock(teacher.token, ["lambda"])
    teacher.room.freeze(teacher.token, True)
    assert rooms.locked("a pupil's") == {"lambda"}
    with pytest.raises(BadInput, match="frozen"):
        rooms.check_moves("a pupil's")
    for other in ("teacher's secret", "one in no room"):
        assert rooms.locked(other) == frozenset()
        rooms.check_moves(other)
