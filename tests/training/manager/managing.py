"""A RunManager with a clock of its own and small made-up data, for tests."""

from __future__ import annotations

import time
from collections.abc import Callable

from playground.experiment import Experiment
from playground.settings import KnobTurn
from playground.training.handle import MakeRun
from playground.training.manager.keeping import Keeping
from playground.training.manager.limits import Limits
from playground.training.manager.managed import RunView, Ticket
from playground.training.manager.manager import RunManager
from playground.training.run import Run
from tests.made_data import training_data

PATIENCE = 180.0
LONG = Experiment(batch_size=16, epochs=1000, seed=2)
SHORT = LONG.with_values({"epochs": 2})


class Clock:
    """Stands still unless it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class House:
    """A manager whose runs are all stopped by `close`. `go_by` lets its time pass, and tends."""

    def __init__(
        self, limits: Limits | None = None, prepare: Callable | None = None,
        keeping: Keeping | None = None, make_run: MakeRun = Run,
    ) -> None:
        self.clock, data = Clock(), training_data()
        self.manager = RunManager(
            limits or Limits(runs=1, grace=60), clock=self.clock, keeping=keeping,
            make_run=make_run, prepare=prepare or (lambda experiment, progress: data))
        self._tickets: list[Ticket] = []

    def submit(self, experiment: Experiment = LONG, owner: str = "ann", **options) -> Ticket:
        ticket = self.manager.submit(experiment, owner=owner, **options)
        self._tickets.append(ticket)
        return ticket

    def view(self, ticket: Ticket) -> RunView:
        return self.manager.view(ticket.run_id, ticket.token)

    def do(self, what: str, ticket: Ticket, *arguments: object) -> None:
        if what == "turn":
            arguments = tuple(map(KnobTurn.of, arguments))
        getattr(self.manager, what)(ticket.run_id, ticket.token, *arguments)

    def go_by(self, seconds: float) -> None:
        self.clock.now += seconds
        self.manager.tend()

    def until(self, ticket: Ticket, condition: Callable[[RunView], bool]) -> RunView:
        deadline = time.monotonic() + PATIENCE
        while not condition(self.view(ticket)):
            assert time.monotonic() < deadline, self.view(ticket).snapshot
            time.sleep(0.005)
        return self.view(ticket)

    def until_state(self, ticket: Ticket, state: str) -> RunView:
        return self.until(ticket, lambda view: view.snapshot.state == state)

    def until_put_away(self, ticket: Ticket) -> None:
        """An end can be seen a moment before the manager has heard of it."""
        deadline = time.monotonic() + PATIENCE
        while not self.manager._runs[ticket.run_id].is_put_away:
            assert time.monotonic() < deadline
            time.sleep(0.005)

    def close(self) -> None:
        for ticket in self._tickets:
            try:
                self.do("stop", ticket)
            except Exception:
                continue  # Forgotten already: it has ended.
        for ticket in self._tickets:
            try:
                self.until(ticket, lambda view: view.ended)
            except Exception:
                continue
