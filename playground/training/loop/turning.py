"""Knobs that turn between two steps: those of a plan at their steps, then those turned by hand."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from playground.change import Change, by_step, merged
from playground.errors import BadInput
from playground.messages import Text, lazy
from playground.settings import KnobTurn
from playground.training.loop.commands import Commands
from playground.training.loop.recording import Recording

if TYPE_CHECKING:
    from playground.training.loop.trainer import Trainer


class Turning:
    """Used by the worker alone. `changes` are those in effect, `notes` what happened on the way."""

    def __init__(
        self, commands: Commands, planned: Iterable[Change], recorder: Recording | None,
        notes: Iterable[Text] = (),
    ) -> None:
        self._commands, self._recorder = commands, recorder
        self._planned = deque(by_step(planned))
        self.changes: tuple[Change, ...] = ()
        self.notes = tuple(notes)

    def turn(self, trainer: Trainer, *, watched: bool) -> bool:
        """What is due before the next step; whether that changed anything.

        `watched`: somebody looks at the weights, and at once at what a knob did to them.
        """
        before = self.changes
        while self._planned and self._planned[0][0] <= trainer.step:
            self._replay(trainer, self._planned.popleft()[1])
            self._commands.replayed(trainer.experiment)
        for turn in self._commands.take_turned():
            self._turn(trainer, turn)
            if watched:
                self._commands.show_what_a_knob_did()
        return self.changes != before

    def _replay(self, trainer: Trainer, recorded: Mapping[str, Any]) -> None:
        """What stands in a link or on the disk comes in here; what is not allowed is left out."""
        try:
            turn = KnobTurn.of(recorded)
        except BadInput as error:
            self._leave_out(trainer, error)
        else:
            self._turn(trainer, turn)

    def _leave_out(self, trainer: Trainer, error: BadInput) -> None:
        self.notes = (*self.notes, lazy(
            "A change at step {step} was left out: {error}", step=trainer.step, error=error.text))

    def _turn(self, trainer: Trainer, turn: KnobTurn) -> None:
        """Turn knobs together; what a knob turned meanwhile has made impossible is left out."""
        before = trainer.experiment.to_mapping()
        try:
            trainer.experiment = turn.on(trainer.experiment)
        except BadInput as error:
            self._leave_out(trainer, error)
            return
        after = trainer.experiment.to_mapping()
        for name in turn.names:
            if after[name] == before[name]:
                continue
            change = Change(trainer.step, name, before[name], after[name])
            self.changes = merged([*self.changes, change])
            if self._recorder is not None:
                self._recorder.change(change)
