"""`resume`: take up a run that was interrupted or stopped."""

from __future__ import annotations

from pathlib import Path

import click

from playground.cli.options import data_dir_option, json_option, out_option
from playground.cli.output import check_out_folder
from playground.cli.preparing import prepared
from playground.cli.storage import opened_store
from playground.cli.train import finish
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import lazy
from playground.training.resuming import check_resumable, resumed_run
from playground.training.store.rows import StoredRun


@click.command(short_help="Continue a run that was stopped or interrupted.")
@click.argument("run")
@out_option
@data_dir_option
@json_option
def resume(run: str, out: Path | None, data_dir: Path | None, as_json: bool) -> int:
    """Continue RUN after its last whole epoch, as if it had never stopped."""
    store = opened_store(data_dir)
    stored = store.run(run)
    experiment = Experiment.from_mapping(stored.experiment)
    # `resumed_run` says it too, but only after all pictures are decoded.
    check_resumable(stored)
    groups_file, group_by = recorded_text(stored, "groups_file"), recorded_text(stored, "group_by")
    check_out_folder(out)
    data = prepared(
        experiment, Path(groups_file) if groups_file else None, group_by, to_stderr=as_json)
    resumed = resumed_run(store, stored.id, data)
    return finish(resumed, stored.id, store, experiment, out, as_json, already=stored.epoch)


def recorded_text(stored: StoredRun, name: str) -> str | None:
    """What was recorded of the run's data under that name; `BadInput` where it is no text."""
    value = stored.data.get(name)
    if value is None or isinstance(value, str):
        return value
    raise BadInput(lazy(
        "The record of run {run} is damaged: its {name} is no text; delete it.",
        run=stored.id, name=name))
