"""What is chosen: letters that stay, a baseline that is always there, and the link."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from playground.presets import PLAY_DEFAULT
from playground.training.history import History, of_recorded
from playground.training.manager.capabilities import sight
from playground.training.manager.managed import Ticket
from playground.ui import ghosts
from playground.ui.compare.choice import MOST_CHOSEN, Choice, query, read, shared, stored_runs
from playground.ui.session import Tab

RECORDED = ["none", "l1", "l2", "dropout", "l1-proximal"]
OWN = "20261127-101500-ab12cd34"


@pytest.fixture
def at() -> Tab:
    return Tab(PLAY_DEFAULT.experiment())


@pytest.fixture
def seen(at: Tab) -> Choice:
    return read(at, "")


def own(at: Tab) -> History:
    """A run of that tab, as it is linked."""
    return History(OWN, "live", "finished", at.experiment.with_values({"seed": 7}))


def test_without_a_link_the_recorded_runs_are_compared_with_none(seen: Choice) -> None:
    assert sorted(seen.chosen) == sorted(RECORDED)
    assert seen.baseline == "none"
    assert query(seen) == ""


def test_the_run_in_front_is_among_them(at: Tab) -> None:
    at.ticket = Ticket(OWN, "secret")
    assert read(at, "").chosen[-1] == OWN


def test_a_letter_stays_while_others_come_and_go(seen: Choice) -> None:
    before = dict(seen.letters)
    seen.choose("l1")
    assert {name: before[name] for name in seen.letters} == seen.letters
    seen.choose(OWN)
    # The first that is free.
    assert seen.letters[OWN] == before["l1"]


def test_the_last_run_stays_and_a_baseline_that_leaves_is_followed_by_another(
    seen: Choice
) -> None:
    for name in RECORDED:
        seen.choose(name)
    assert len(seen.chosen) == 1
    assert seen.baseline == seen.chosen[0]


def test_only_what_is_chosen_can_be_the_baseline_or_stand_beside_it(seen: Choice) -> None:
    seen.compare_with("no such run")
    assert seen.baseline == "none"
    seen.put_beside("none")
    assert seen.beside == ""
    seen.put_beside("l2")
    seen.compare_with("l2")
    # The two change places.
    assert (seen.baseline, seen.beside) == ("l2", "none")


def test_no_more_are_taken_in_than_have_letters(seen: Choice) -> None:
    for number in range(40):
        seen.take(f"20261127-101500-{number:08x}")
    assert len(seen.chosen) == MOST_CHOSEN
    assert len(set(seen.letters.values())) == MOST_CHOSEN
    assert all(len(letter) == 1 for letter in seen.letters.values())


def test_the_link_opens_the_same_comparison(seen: Choice, at: Tab) -> None:
    seen.choose("l2")
    seen.compare_with("dropout")
    again = read(at, query(seen))
    assert (again.chosen, again.baseline) == (seen.chosen, "dropout")


def test_the_address_shows_nobody_a_run_and_the_copied_link_shows_it(
    seen: Choice, at: Tab
) -> None:
    seen.choose(OWN)
    assert sight(at.owner, OWN) not in query(seen)
    made = shared(seen, [own(at)]).query
    assert read(Tab(PLAY_DEFAULT.experiment()), made).guests == {OWN: sight(at.owner, OWN)}
    assert at.owner not in made


def test_the_copied_link_tells_the_settings_where_the_runs_are_not(seen: Choice, at: Tab) -> None:
    recorded = of_recorded(ghosts.recordings()["l2"])
    elsewhere = read(Tab(PLAY_DEFAULT.experiment()), shared(seen, [recorded, own(at)]).query)
    assert elsewhere.chosen == []
    assert [one.recorded for one in elsewhere.missing] == ["l2", ""]
    assert elsewhere.missing[1].experiment == own(at).began_as
    # They stay in the address until they are there.
    assert read(at, query(elsewhere)).missing[-1] == elsewhere.missing[1]


@pytest.mark.parametrize("runs", [
    "", ",,,", "../../etc", "no-such-run", "20261127-101500-ab12~", "none~x", "<b>",
    "20261127-101500-ab12~" + "x" * 500, ",".join(["x"] * 5000)])
def test_a_link_may_hold_anything(at: Tab, runs: str) -> None:
    words = dict.fromkeys(("runs", "baseline", "part", "shown", "run"), runs)
    made = read(at, urlencode(words))
    assert made.chosen
    assert made.baseline in made.chosen
    assert made.missing == []
    assert all(len(token) <= 64 for token in made.guests.values())


def test_what_may_lie_on_the_disk_is_told_from_an_address_before_its_page_is_drawn() -> None:
    assert stored_runs(f"runs=none,{OWN},../../etc&base=l1") == [OWN]
    assert stored_runs("") == []
    many = [f"20261127-101500-{number:08x}" for number in range(3 * MOST_CHOSEN)]
    assert stored_runs(urlencode({"runs": ",".join(many)})) == many[:MOST_CHOSEN]
