"""Who gets into a room, who leads it, and when it is over."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from playground.errors import BadInput
from playground.room.codes import LENGTH, LETTERS, Guesses, as_code
from playground.room.members import Home
from playground.room.rooms import SILENCE

sys.path.insert(0, str(Path(__file__).parent))
from rooms_made import Clock, joined, made, opened


def test_who_opens_a_room_leads_it_and_who_joins_takes_part() -> None:
    rooms, _ = made()
    teacher = opened(rooms)
    pupil = joined(rooms, teacher.room.code, "a pupil's")
    assert (teacher.teaches, pupil.teaches) == (True, False)
    assert pupil.room is teacher.room
    assert teacher.room.people == 1


def test_a_tab_that_is_loaded_again_finds_its_seat_by_its_secret() -> None:
    rooms, _ = made()
    teacher = opened(rooms)
    pupil = joined(rooms, teacher.room.code, "a pupil's")
    assert rooms.seat("teacher's secret") == teacher
    assert rooms.seat("a pupil's") == pupil
    assert rooms.seat("another's") is None


def test_joining_again_keeps_the_name_and_takes_no_second_place() -> None:
    rooms, _ = made()
    room = opened(rooms).room
    first = joined(rooms, room.code, "a pupil's")
    alias = room.member(first.token).alias
    again = joined(rooms, room.code, "a pupil's")
    assert room.member(again.token).alias == alias
    assert room.people == 1


def test_a_code_is_read_however_it_is_typed() -> None:
    rooms, _ = made()
    code = opened(rooms).room.code
    assert len(code) == LENGTH
    assert set(code) <= set(LETTERS)
    typed = f" {code[:3].lower()}-{code[3:]} "
    assert as_code(typed) == code
    assert joined(rooms, typed, "a pupil's").room.code == code


@pytest.mark.parametrize("typed", ["", "CFGHKN", "💥" * 50, "a" * 5000, "<script>"])
def test_a_wrong_code_opens_nothing(typed: str) -> None:
    rooms, _ = made()
    with pytest.raises(BadInput, match="no room with this code"):
        joined(rooms, typed, "a pupil's")


def test_codes_cannot_be_tried_for_long() -> None:
    rooms, clock = made()
    code = opened(rooms).room.code
    for _ in range(Guesses.OF_ONE):
        with pytest.raises(BadInput, match="no room with this code"):
            joined(rooms, "CFGHKN", "a pupil's")
    with pytest.raises(BadInput, match="Too many wrong codes"):
        joined(rooms, code, "a pupil's")
    rooms.join(code, "another's", Home(), guesser="elsewhere")
    clock.now += Guesses.MINUTE
    joined(rooms, code, "a pupil's")


def test_many_who_guess_together_are_held_up_too() -> None:
    guesses = Guesses(Clock())
    for one in range(Guesses.OF_ALL):
        guesses.check(f"guesser {one}")
        guesses.wrong(f"guesser {one}")
    with pytest.raises(BadInput, match="Too many wrong codes"):
        guesses.check("a new one")


def test_one_who_leaves_is_in_it_no_more_and_the_teacher_s_leaving_closes_it() -> None:
    rooms, _ = made()
    room = opened(rooms).room
    joined(rooms, room.code, "a pupil's")
    joined(rooms, room.code, "another's")
    rooms.leave("a pupil's")
    assert (rooms.seat("a pupil's"), room.people) == (None, 1)
    rooms.leave("teacher's secret")
    assert rooms.seat("another's") is None
    assert rooms.open_rooms == ()
    with pytest.raises(BadInput, match="no room with this code"):
        joined(rooms, room.code, "a pupil's")


def test_hours_of_silence_end_a_room_and_a_page_that_is_open_keeps_it() -> None:
    rooms, clock = made()
    room = opened(rooms).room
    clock.now += SILENCE - 1
    room.seen()
    clock.now += SILENCE - 1
    assert rooms.seat("teacher's secret") is not None
    clock.now += 1
    assert rooms.seat("teacher's secret") is None
    assert room.ended


def test_one_tab_leads_one_room_and_joins_no_other_meanwhile() -> None:
    rooms, _ = made()
    teacher = opened(rooms)
    assert opened(rooms) == teacher
    other = rooms.open("another teacher's")
    with pytest.raises(BadInput, match="leads a room"):
        joined(rooms, other.room.code, "teacher's secret")
    assert joined(rooms, teacher.room.code, "teacher's secret").teaches


def test_a_tab_sits_in_one_room_at_a_time() -> None:
    rooms, _ = made()
    first, second = opened(rooms).room, rooms.open("another teacher's").room
    joined(rooms, first.code, "a pupil's")
    joined(rooms, second.code, "a pupil's")
    assert (first.people, second.people) == (0, 1)


def test_where_too_many_are_open_an_empty_one_gives_way_and_one_with_people_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("playground.room.rooms.MOST", 2)
    rooms, clock = made()
    taught = opened(rooms).room
    joined(rooms, taught.code, "a pupil's")
    clock.now += 1
    rooms.open("a second's")
    rooms.open("a third's")
    assert rooms.seat("a second's") is None
    assert not taught.ended
    joined(rooms, rooms.open_rooms[1].code, "another pupil's")
    with pytest.raises(BadInput, match="Too many rooms"):
        rooms.open("a fourth's")
