"""What a tab finds when it comes back: its desk, and a sentence on what has become of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import FakeManager
from streamlit.testing.v1 import AppTest

from playground.experiment import Experiment
from playground.presets import PLAY_DEFAULT
from playground.training.manager.managed import Ticket
from playground.training.snapshot import Snapshot
from playground.training.states import FINISHED, INTERRUPTED, RUNNING, STOPPED
from playground.ui import desks
from playground.ui.ownership import Held, _take_up, parsed
from playground.ui.session import Tab

SECRET = "a secret"


@pytest.fixture
def at(manager: FakeManager) -> Tab:
    """A tab that has just been opened."""
    return Tab(PLAY_DEFAULT.experiment())


def on_disk(manager: FakeManager, state: str, *, pinned: bool = False, **values: object) -> Ticket:
    """A run that an earlier server has recorded."""
    ticket = Ticket(f"run{len(manager.snapshots)}", "secret")
    began = Experiment(dropout=0.25).with_values(values)
    manager.snapshots[ticket.run_id] = Snapshot(
        1, state, began, began, step=119, epoch=7, steps_per_epoch=17)
    manager.on_disk.setdefault(SECRET, []).append((ticket, pinned))
    return ticket


def said(at: Tab) -> str:
    return " ".join(map(str, at.messages))


def test_what_a_tab_holds_is_read_back_and_nothing_else_is() -> None:
    held = Held("20261127-065529-a8ba", SECRET, 12, 5, 1)
    assert parsed(held.text()) == held
    assert parsed("run.token.1.2") == Held("run", "token", 1, 2)
    assert parsed(Held("", SECRET).text()) == Held("", SECRET)
    for text in ("", "run.token", "a..1.2", "a.b.1.x", "a.b.1.-2", "a.b.1.999999", "a.b.1.2.3.4",
                 "a.b.\u0661.2", "\udcff.b"):
        assert parsed(text) is None


def test_after_a_restart_the_run_that_trained_is_in_front_and_the_others_in_the_tray(
    at: Tab, manager: FakeManager
) -> None:
    kept = on_disk(manager, FINISHED, pinned=True)
    broken = on_disk(manager, INTERRUPTED)
    # The browser may name another: what it told once is of another time.
    assert _take_up(at, Held(kept.run_id, SECRET))
    assert (at.ticket, at.pinned, at.recent) == (broken, [kept], [kept])
    assert at.experiment.dropout == 0.25
    assert said(at) == (
        "The server was started anew while you were away; the run stands at epoch 7: "
        "Resume goes on from there.")
    assert desks.known(SECRET) is at.desk


def test_after_a_restart_a_finished_run_stays_in_front_without_a_word(
    at: Tab, manager: FakeManager
) -> None:
    on_disk(manager, FINISHED)
    shown = on_disk(manager, FINISHED)
    on_disk(manager, FINISHED)
    _take_up(at, Held(shown.run_id, SECRET))
    assert at.ticket == shown
    assert at.messages == []


def test_a_run_that_is_gone_with_the_server_says_so(at: Tab) -> None:
    _take_up(at, Held("20261127-065529-a8ba", SECRET))
    assert at.ticket is None
    assert "it had not come to the end of an epoch, or it was one that others" in said(at)


def test_a_run_on_ones_own_pictures_says_that_they_are_gone(
    at: Tab, manager: FakeManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = on_disk(manager, INTERRUPTED, data="yours-gone")
    view = manager.view
    monkeypatch.setattr(
        manager, "view", lambda *of: replace(view(*of), resumable=False), raising=True)
    _take_up(at, Held(ticket.run_id, SECRET))
    assert at.ticket == ticket
    assert "your own pictures, which are gone, so it cannot be resumed." in said(at)


def test_f5_and_a_lost_connection_find_the_desk_as_it_is(at: Tab, manager: FakeManager) -> None:
    first = Tab(PLAY_DEFAULT.experiment())
    first.ticket = manager.submit(Experiment(dropout=0.5), owner=first.owner)
    first.desk.pin(first.ticket, True)
    desks.keep(first.desk)
    manager.change(first.ticket.run_id, state=FINISHED)
    assert _take_up(at, Held("", first.owner))
    assert at.desk is first.desk
    assert (at.ticket, at.pinned) == (first.ticket, [first.ticket])
    assert at.experiment.dropout == 0.5
    assert at.messages == []


def test_who_was_away_until_the_run_was_stopped_is_told(
    at: Tab, manager: FakeManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Tab(PLAY_DEFAULT.experiment())
    first.ticket = manager.submit(Experiment(), owner=first.owner)
    desks.keep(first.desk)
    manager.change(first.ticket.run_id, state=STOPPED, epoch=4)
    view = manager.view
    monkeypatch.setattr(manager, "view", lambda *of: replace(view(*of), resumable=True))
    _take_up(at, Held("", first.owner))
    assert "stands at epoch 4: Resume goes on from there." in said(at)


def test_an_interrupted_run_offers_resume_in_place_of_play(
    page: AppTest, manager: FakeManager
) -> None:
    page.run()
    page.button(key="play").click().run()
    manager.change("run0", state=INTERRUPTED, step=119, epoch=7)
    page.run()
    assert page.button(key="play").label == "Resume"
    page.button(key="play").click().run()
    assert manager.calls[-1] == ("resume",)
    assert manager.snapshots["run0"].state == RUNNING
    assert page.button(key="play").label == "Pause"
    # Whoever does not want it begins anew.
    manager.change("run0", state=INTERRUPTED)
    page.button(key="reset").click().run()
    assert page.button(key="play").label == "Play"


def test_that_runs_are_not_recorded_is_said_once(page: AppTest, manager: FakeManager) -> None:
    manager.trouble = "Nothing can be written to the disk."
    page.run()
    assert not page.toast
    page.button(key="play").click().run()
    assert any("Nothing can be written" in toast.value for toast in page.toast)
    page.button(key="reset").click().run()
    page.button(key="play").click().run()
    assert not any("Nothing can be written" in toast.value for toast in page.toast)


def test_sets_of_own_pictures_that_are_gone_are_told(at: Tab, manager: FakeManager) -> None:
    _take_up(at, Held("", SECRET, sets=1))
    assert "Your own sets of pictures are gone" in said(at)
