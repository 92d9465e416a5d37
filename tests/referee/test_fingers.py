"""Which fingers are stretched, and the sign that makes."""

import pytest

from playground.referee.fingers import sign_of, stretched
from tests.referee.made import made_hand

FOUR = ("index", "middle", "ring", "little")


@pytest.mark.parametrize("fingers", [
    (), ("index",), ("index", "middle"), ("index", "little"), FOUR, ("thumb", *FOUR), ("thumb",),
    ("thumb", "little")])
def test_the_stretched_fingers_are_seen(fingers: tuple[str, ...]) -> None:
    assert stretched(made_hand(fingers)) == set(fingers)


@pytest.mark.parametrize(("fingers", "sign"), [
    ((), "rock"), (("thumb",), "rock"), (("index", "middle"), "scissors"),
    (("thumb", "index", "middle"), "scissors"), (FOUR, "paper"), (("thumb", *FOUR), "paper"),
    (("index",), None), (("thumb", "little"), None), (("middle", "ring", "little"), None)])
def test_they_make_a_sign_or_none(fingers: tuple[str, ...], sign: str | None) -> None:
    assert sign_of(frozenset(fingers)) == sign
