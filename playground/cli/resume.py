"""`resume`: take up a run that was interrupted or stopped."""

from __future__ import annotations

from pathlib import Path

import click

from playground.cli.options import data_dir_option, json_option
from playground.cli.output import check_out_folder
from playground.cli.preparing import prepared
from playground.cli.storage import opened_store
from playground.cli.train import finish
from playground.experiment import Experiment
from playground.training.runs import resumed_run


@click.command()
@click.argument("run")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR",
              help="Write experiment.json, history.csv and model.keras there.")
@data_dir_option
@json_option
def resume(run: str, out: Path | None, data_dir: Path | None, as_json: bool) -> int:
    """Continue RUN after its last whole epoch, as if it had never stopped."""
    store = opened_store(data_dir)
    stored = store.run(run)
    experiment = Experiment.from_mapping(stored.experiment)
    check_out_folder(out)
    groups_file = stored.data.get("groups_file")
    data = prepared(
        experiment, Path(groups_file) if groups_file else None, stored.data.get("group_by"),
        to_stderr=as_json)
    resumed = resumed_run(store, stored.id, data)
    return finish(resumed, stored.id, store, experiment, out, as_json, already=stored.epoch)
