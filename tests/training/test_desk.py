"""The runs of one tab: which is in front, which were, which are pinned, and whose child each is."""

from __future__ import annotations

from playground.training.desk import MOST_LAID_BY, Desk
from playground.training.manager.managed import Ticket

A, B, C = (Ticket(name, f"token {name}") for name in "abc")


def test_one_run_is_in_front_and_those_before_it_are_laid_by_newest_first() -> None:
    desk = Desk()
    for ticket in (A, B):
        desk.put_in_front(ticket)
        desk.lay_by(ticket)
    desk.put_in_front(C)
    assert (desk.front, desk.laid_by) == (C, [B, A])
    # Looked at again and left again, it is the newest.
    desk.lay_by(A)
    assert desk.laid_by == [A, B]
    assert desk.runs == [C, A, B]
    desk.pick_up(A)
    assert desk.laid_by == [B]


def test_the_oldest_make_room_and_pinned_ones_stay() -> None:
    desk = Desk()
    desk.lay_by(A)
    desk.pin(A, True)
    others = [Ticket(str(number), "") for number in range(MOST_LAID_BY + 2)]
    for ticket in others:
        desk.lay_by(ticket)
    assert desk.laid_by == [*others[:1:-1], A]
    assert desk.pinned == [A]
    desk.pin(A, False)
    assert desk.pinned == []


def test_what_is_forgotten_is_nowhere_any_more() -> None:
    desk = Desk()
    desk.put_in_front(A, parent="b")
    desk.lay_by(A)
    desk.pin(A, True)
    assert desk.parent_of(A) == "b"
    desk.forget(A)
    assert (desk.front, desk.runs, desk.parent_of(A)) == (None, [], "")


def test_a_desk_is_filled_with_what_is_found_again() -> None:
    desk = Desk("a secret")
    desk.fill([(A, True), (B, False)], {B.run_id: A.run_id})
    assert (desk.parent_of(A), desk.parent_of(B)) == ("", A.run_id)
    assert (desk.secret, desk.front) == ("a secret", None)
    assert (desk.pinned, desk.laid_by) == ([A], [B, A])


def test_no_two_desks_have_one_secret_and_none_is_printed() -> None:
    assert len({Desk().secret for _ in range(50)}) == 50
    assert Desk("a secret").secret not in repr(Desk("a secret"))
