"""What a tab remembers: settings, what is chosen, and the id and token of its run.

Runs live in the process-wide manager. Streamlit frees an ended session's state late, so nothing
large is held here.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

import streamlit as st

from playground.change import Change
from playground.errors import BadInput
from playground.experiment import CONTROLS, Experiment
from playground.lessons.tour import Tour
from playground.messages import Text
from playground.model.architectures import HIDDEN
from playground.presets import PLAY_METHODS, TURNED_ON
from playground.room.members import Sight
from playground.room.rooms import rooms
from playground.training.desk import Desk
from playground.training.manager.managed import RunView, Ticket
from playground.training.manager.manager import run_manager
from playground.training.states import LIVE_STATES, PAUSED
from playground.ui import language
from playground.ui.language import ENGLISH, Spoken
from playground.ui.presenter.presenting import Presenting
from playground.ui.seen import Choices

# Where each method begins to show: the scales are not comparable. As in the recorded runs, where
# there is one.
FIRST_LAMBDA = {"none": 1e-3, "l1l2": 1e-3} | {
    name: made.experiment().lambda_ for name, made in PLAY_METHODS.items()
    if made.experiment().regularizer == name != "none"}
# And where it comes late into a training, after so many epochs: it has less time, and more to undo.
LATE = 5
LATE_LAMBDA = FIRST_LAMBDA | {
    name: float(str(values["lambda"])) for name, values in TURNED_ON.items() if "lambda" in values}
_KEY = "play-page"
# After a command the page goes on ticking for so long, until the run's state has caught up.
_SETTLING = 2.0


@dataclass
class Race:
    """The lane beside the run in front: under which `method` its rival trains, and what is seen.

    `ticket` None until the run that it races, `leader`, has begun.
    """

    method: str
    seen: Choices
    leader: str = ""
    ticket: Ticket | None = None


@dataclass
class Tab:
    """The state of one tab of the Play page."""

    experiment: Experiment
    planned: tuple[Change, ...] = ()
    """Changes that came with the link, to be replayed."""
    hidden: frozenset[str] = frozenset()
    locked: frozenset[str] = frozenset()
    task: str = ""
    tour: Tour | None = None
    """The first five minutes, while they are on."""
    presenting: Presenting | None = None
    """What is shown on a projector, while it is."""
    desk: Desk = field(default_factory=Desk, repr=False, compare=False)
    """Its runs; shared with a tab that is a copy of this one."""
    seen_front: str = ""
    """The id of the run whose settings these are: the other tab of a desk may have begun one."""
    told_trouble: bool = False
    """Whether it was said that runs are not recorded."""
    room_target: int = -1
    """The number of the last target of a room to which this tab has gone; -1 before any look."""
    room_opens: Sight | None = None
    """A run of a room's board that its teacher has clicked, to be looked at."""
    token_read: bool = False
    """Whether the browser's tab has said which desk it holds."""
    lambdas: dict[str, float] = field(default_factory=dict)
    """Where the person has left λ, by method."""
    layer: str = HIDDEN
    picture: tuple[str, int] = ("validation", 0)
    messages: list[Text] = field(default_factory=list)
    confusion: str = ""
    """The set whose confusion matrix is to be opened."""
    taking: bool = False
    """Whether the card and the loop are shown, to be taken along."""
    logarithmic: bool = False
    epsilon: float = 1e-3
    commanded: float = 0.0
    overruled: dict[str, tuple[object, float]] = field(default_factory=dict)
    """By widget what it showed when something else was chosen for it, and when that was."""
    told: dict[str, float] = field(default_factory=dict)
    """By widget when the browser was last told what it shows."""
    race: Race | None = None
    looked: tuple[str, int] | None = None
    """The run that is wound back, and to which epoch."""
    pictures_pending: bool = False
    needs_page: bool = False
    spoken: Spoken = ENGLISH
    shown_running: bool = False
    """Whether the page's buttons are drawn as for a run that trains."""

    def say(self, message: Text) -> None:
        """Show a sentence once, at the next run of the page, which is asked for."""
        self.needs_page = True
        if message not in self.messages:
            self.messages.append(message)

    def is_held_still(self) -> bool:
        """Whether the teacher of its room has frozen it; then that is said."""
        try:
            rooms().check_moves(self.owner)
        except BadInput as error:
            self.say(error.text)
            return True
        return False

    @property
    def guard(self) -> threading.RLock:
        """Held while settings or the run change: see `Desk.guard`."""
        return self.desk.guard

    @property
    def owner(self) -> str:
        return self.desk.secret

    @property
    def ticket(self) -> Ticket | None:
        """The run in front."""
        return self.desk.front

    @ticket.setter
    def ticket(self, ticket: Ticket | None) -> None:
        with self.guard:
            self.desk.put_in_front(ticket)
            self.seen_front = ticket.run_id if ticket is not None else ""

    @property
    def barred(self) -> frozenset[str]:
        """The controls that a lesson's link has locked, or the teacher of the tab's room."""
        return self.locked | rooms().locked(self.owner)

    @property
    def looked_at(self) -> int | None:
        """The epoch to which the run in front is wound back; None where it is shown as it is."""
        ticket = self.ticket
        if self.looked is None or ticket is None or self.looked[0] != ticket.run_id:
            return None
        return self.looked[1]

    @looked_at.setter
    def looked_at(self, epoch: int | None) -> None:
        ticket = self.ticket
        self.looked = None if epoch is None or ticket is None else (ticket.run_id, epoch)

    @property
    def pinned(self) -> list[Ticket]:
        return self.desk.pinned

    @property
    def recent(self) -> list[Ticket]:
        return self.desk.laid_by

    def command(self) -> None:
        """Something was asked of the run: watch it until it has happened."""
        self.commanded = time.monotonic()

    @property
    def settling(self) -> bool:
        return time.monotonic() - self.commanded < _SETTLING

    def view(self) -> RunView | None:
        """The tab's run as it is now; None without one."""
        ticket, seen = self.ticket, None
        if ticket is not None:
            try:
                seen = run_manager().view(ticket.run_id, ticket.token)
                # To look keeps no run alive; but here only its own page asks, which is open then.
                run_manager().heartbeat(ticket.run_id, ticket.token)
            except BadInput:
                # Forgotten by the server, or another server: begin anew with the same settings.
                with self.guard:
                    # Unless the tab has begun another run meanwhile.
                    if self.ticket is ticket:
                        self.ticket = None
        return seen

    @property
    def overtaken(self) -> bool:
        """Whether a copy of this tab has put another run in front."""
        with self.guard:
            front = self.desk.front
            return self.seen_front != (front.run_id if front is not None else "")

    def leave_for_tray(self, view: RunView) -> None:
        """The tab's run is no longer shown; the tray has it, where it has trained at all."""
        with self.guard:
            ticket, self.ticket = self.ticket, None
            if ticket is not None and view.snapshot.step:
                self.desk.lay_by(ticket)
            self.needs_page = True

    def ticking(self, view: RunView | None) -> bool:
        """Whether the run may change without the person doing anything."""
        return running(view) or (view is not None and not view.ended and self.settling)


def running(view: RunView | None) -> bool:
    """Whether that run trains, or waits for its turn: it is held by Pause, not begun by Play."""
    return view is not None and not view.ended and view.snapshot.state != PAUSED


def tab() -> Tab | None:
    """The tab's state; None before the page has begun it."""
    found = st.session_state.get(_KEY)
    if not isinstance(found, Tab):
        return None
    # For threads that have no session: another language may have been chosen on another page.
    spoken = language.here()
    if spoken.language != found.spoken.language:
        # Chosen in a part that runs alone: the rest of the page is to be worded anew, too.
        found.needs_page = True
    found.spoken = spoken
    return found


def begin(made: Tab) -> Tab:
    made.spoken = language.here()
    st.session_state[_KEY] = made
    return made


def here() -> Tab:
    """The tab's state, on a page that has begun; within Streamlit's script alone."""
    found = tab()
    assert found is not None, "the page begins the tab before any panel is drawn"
    return found


def pending(wanted: Experiment, view: RunView | None) -> tuple[str, ...]:
    """Labels of the settings shown that the run does not have, and that only a restart brings."""
    if view is None:
        return ()
    now, seen = view.snapshot.experiment.to_mapping(), wanted.to_mapping()
    live = view.snapshot.state in LIVE_STATES
    return tuple(
        row.label for name, row in CONTROLS.items()
        if now[name] != seen[name] and not (live and row.live)
    )
