"""`--epoch N` or `--epoch best`: which epoch of a recorded run a command is about."""

from __future__ import annotations

import click

from playground.controls import shown
from playground.errors import BadInput
from playground.messages import lazy
from playground.training.store.reading import RunReader
from playground.training.store.rows import StoredRun

BEST = "best"

epoch_option = click.option(
    "--epoch", metavar="N|best",
    help="After which epoch of the run; best: the first with its highest validation accuracy.")


def chosen_epoch(store: RunReader, run: StoredRun, given: str) -> int:
    """The epoch. Raises `BadInput` where it is none of the run's."""
    if given == BEST:
        best = store.best_epoch(run.id)
        if best is None:
            raise BadInput(lazy(
                "Run {run_id} has not finished an epoch yet; resume it first.", run_id=run.id))
        return best
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        raise BadInput(lazy(
            "--epoch wants the number of an epoch, or best, not {given}.", given=shown(given)))
    return int(given)


def required_epoch(store: RunReader, run: StoredRun, given: str | None) -> int:
    """The same where it has to be given."""
    if given is None:
        raise BadInput(lazy(
            "Say after which epoch: --epoch N, 0 to {last}, or --epoch best.", last=run.epoch))
    return chosen_epoch(store, run, given)
