"""`fork`: go on from an epoch of a run with other settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from playground.cli.epochs import epoch_option, required_epoch
from playground.cli.options import (
    ControlCommand,
    control_options,
    data_dir_option,
    given_controls,
    json_option,
    out_option,
)
from playground.cli.output import check_out_folder
from playground.cli.preparing import prepared
from playground.cli.resume import recorded_text
from playground.cli.storage import opened_store
from playground.cli.train import finish
from playground.training.resuming import fork_of, forked_run


@click.command(cls=ControlCommand, short_help="Go on from an epoch of a run with other settings.")
@click.argument("run")
@epoch_option
@control_options
@out_option
@data_dir_option
@json_option
def fork(
    run: str, epoch: str | None, out: Path | None, data_dir: Path | None, as_json: bool,
    **options: Any,
) -> int:
    """Train a new run that goes on from the end of an epoch of RUN, 0 for its start.

    Controls that act live may be given, and how many epochs: the new run is the same, to the last
    bit, as one that was changed there while it trained. What is not given stays as it was there.
    """
    store = opened_store(data_dir)
    stored = store.run(run)
    at = required_epoch(store, stored, epoch)
    made = fork_of(store, stored, at, given_controls(options))
    check_out_folder(out)
    groups_file, group_by = recorded_text(stored, "groups_file"), recorded_text(stored, "group_by")
    data = prepared(
        made.experiment, Path(groups_file) if groups_file else None, group_by, to_stderr=as_json)
    if made.note:
        click.echo(made.note, err=True)
    run_id, forked = forked_run(
        store, stored, made, data, {"groups_file": groups_file, "group_by": group_by})
    already = len(made.past.records) if made.past is not None else 0
    return finish(forked, run_id, store, made.experiment, out, as_json, already=already)
