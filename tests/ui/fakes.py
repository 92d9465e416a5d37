"""A manager whose runs do what a test says, so that a page is tested without training."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from playground.change import Change
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.settings import KnobTurn
from playground.training.manager.limits import Limits
from playground.training.manager.managed import RunView, Ticket
from playground.training.snapshot import Snapshot, WeightsCopy
from playground.training.states import ENDED, INTERRUPTED, PAUSED, QUEUED, RUNNING, STOPPED
from playground.training.twins import NO_KIN, Kin, TwinOf, question


class FakeManager:
    """Each call is kept in `calls`, in `asked` which copies; `snapshots` are what the runs show."""

    def __init__(self) -> None:
        self.limits = Limits(runs=1)
        self.calls: list[tuple[Any, ...]] = []
        self.asked: list[tuple[str, str]] = []
        self.snapshots: dict[str, Snapshot] = {}
        self.place: int | None = None
        self.trouble = ""
        self.kin: dict[str, Kin] = {}
        self.on_disk: dict[str, list[tuple[Ticket, bool]]] = {}
        self.followed: list[tuple[str, Snapshot]] = []

    def prepare(self, experiment: Experiment, progress: Any) -> Any:
        raise BadInput("No pictures in this test.")

    def submit(
        self, experiment: Experiment, changes: tuple[Change, ...] = (), *, owner: str,
        paused: bool = False, parent: str = "", shared: bool = False,
    ) -> Ticket:
        self.limits.check(experiment)
        ticket = Ticket(f"run{len(self.snapshots)}", "secret")
        self.calls.append(("submit", experiment, tuple(changes)))
        self.snapshots[ticket.run_id] = Snapshot(
            1, PAUSED if paused else RUNNING, experiment, experiment, steps_per_epoch=17)
        return ticket

    def view(self, run_id: str, token: str | None) -> RunView:
        if run_id not in self.snapshots or token != "secret":
            raise BadInput("This run is not there any more, or it is not yours.")
        seen = self.snapshots[run_id]
        return RunView(run_id, seen, True, self.place, None, None,
                       resumable=seen.state == INTERRUPTED, kin=self.kin.get(run_id, NO_KIN))

    def common(self) -> list[tuple[str, Snapshot]]:
        return self.followed

    def kept_epochs(self, run_id: str, token: str | None) -> tuple[int, ...]:
        return tuple(range(1, 1 + len(self.view(run_id, token).snapshot.records)))

    def weights_at(self, run_id: str, token: str | None, epoch: int) -> WeightsCopy:
        """The start weights, the paler the later the epoch."""
        began = self.view(run_id, token).initial_weights
        return WeightsCopy(17 * epoch, {name: array / epoch for name, array in began.items()})

    def kin_of(self, owner: str) -> dict[str, Kin]:
        return dict(self.kin)

    def twins_of(self, run_id: str, token: str | None) -> list[tuple[Ticket, TwinOf]]:
        return [(Ticket(name, "secret"), kin.twin_of) for name, kin in self.kin.items()
                if kin.twin_of is not None and kin.parent == run_id]

    def twin(self, run_id: str, token: str | None, began: int) -> Ticket:
        self.calls.append(("twin", run_id, began))
        seen = self.view(run_id, token).snapshot
        ticket = Ticket(f"run{len(self.snapshots)}", "secret")
        self.snapshots[ticket.run_id] = replace(
            seen, state=QUEUED, experiment=seen.began_as, changes=())
        self.kin[ticket.run_id] = Kin(run_id, question(run_id, seen, began))
        return ticket

    def race(self, run_id: str, token: str | None, values: dict[str, object]) -> Ticket:
        self.calls.append(("race", run_id, values))
        seen = self.view(run_id, token).snapshot
        ticket = Ticket(f"run{len(self.snapshots)}", "secret")
        self.snapshots[ticket.run_id] = replace(
            seen, experiment=seen.began_as.with_values(values), state=RUNNING)
        self.kin[ticket.run_id] = Kin(run_id)
        return ticket

    def fork(
        self, run_id: str, token: str | None, epoch: int, values: dict[str, object], *,
        paused: bool = False,
    ) -> Ticket:
        self.calls.append(("fork", run_id, epoch, values))
        seen = self.view(run_id, token).snapshot
        ticket = Ticket(f"run{len(self.snapshots)}", "secret")
        self.snapshots[ticket.run_id] = replace(
            seen, state=PAUSED, epoch=epoch, records=seen.records[:epoch])
        return ticket

    def runs_of(self, owner: str) -> list[tuple[Ticket, bool]]:
        """As on the disk, where a test has put them."""
        return self.on_disk.get(owner, [])

    def resume(self, run_id: str, token: str | None) -> None:
        self.calls.append(("resume",))
        self.change(run_id, state=RUNNING)

    def pin(self, run_id: str, token: str | None, pinned: bool) -> None:
        self.calls.append(("pin", pinned))

    def forget(self, run_id: str, token: str | None) -> None:
        self.calls.append(("forget",))
        del self.snapshots[run_id]

    def change(self, run_id: str, **values: Any) -> None:
        self.snapshots[run_id] = replace(self.snapshots[run_id], **values)

    def turn(self, run_id: str, token: str | None, turn: KnobTurn) -> None:
        if self.snapshots[run_id].state in ENDED:
            raise BadInput("This run has ended; start another.")
        self.calls.append(("turn", dict(turn.values)))
        seen = self.snapshots[run_id]
        self.change(run_id, experiment=turn.on(seen.experiment))

    def pause(self, run_id: str, token: str | None) -> None:
        self.calls.append(("pause",))
        self.change(run_id, state=PAUSED)

    def play(self, run_id: str, token: str | None) -> None:
        self.calls.append(("play",))
        self.change(run_id, state=RUNNING)

    def stop(self, run_id: str, token: str | None) -> None:
        self.calls.append(("stop",))
        self.change(run_id, state=STOPPED)

    def step_batch(self, run_id: str, token: str | None) -> None:
        self.calls.append(("step_batch",))

    def step_epoch(self, run_id: str, token: str | None) -> None:
        self.calls.append(("step_epoch",))

    def request(self, run_id: str, token: str | None, what: str) -> None:
        self.asked.append((run_id, what))

    def heartbeat(self, run_id: str, token: str | None) -> None:
        self.view(run_id, token)

    def release(self, run_id: str, token: str | None) -> None:
        self.calls.append(("release",))
