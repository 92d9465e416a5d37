"""`train`: one experiment, from pictures to an exported network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from playground.cli.options import (
    chosen_experiment,
    control_options,
    data_dir_option,
    given_controls,
    group_by_option,
    groups_option,
    json_option,
    preset_option,
)
from playground.cli.output import check_out_folder, write_out
from playground.cli.preparing import prepared
from playground.cli.reporting import follow, reporter
from playground.cli.storage import opened_store
from playground.controls import shown
from playground.errors import BadInput
from playground.experiment import CONTROLS, Experiment, assumptions
from playground.model.quiet import import_tensorflow_quietly
from playground.training.run import Run
from playground.training.runs import new_run
from playground.training.snapshot import FAILED, Change
from playground.training.store import RunStore

INTERRUPTED = 130


@click.command()
@preset_option
@control_options
@groups_option
@group_by_option
@click.option("--change", "changes", multiple=True, metavar="STEP:CONTROL:VALUE",
              help="Turn a live knob at a step, as a hand would; may be given again.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR",
              help="Write experiment.json, history.csv and model.keras there.")
@data_dir_option
@json_option
def train(
    preset: str | None, groups_file: Path | None, group_by: str | None, changes: tuple[str, ...],
    out: Path | None, data_dir: Path | None, as_json: bool, **options: Any,
) -> int:
    """Train a network; an explicit option beats the preset."""
    experiment = chosen_experiment(preset, given_controls(options))
    turned = [parse_change(text) for text in changes]
    check_out_folder(out)
    store = opened_store(data_dir)
    print_assumptions(experiment, to_stderr=as_json)
    data = prepared(experiment, groups_file, group_by, to_stderr=as_json)
    summary = {"groups_file": str(groups_file.resolve()) if groups_file else None,
               "group_by": group_by}
    run_id, run = new_run(store, experiment, data, changes=turned, summary=summary)
    return finish(run, run_id, store, experiment, out, as_json)


def parse_change(text: str) -> Change:
    """STEP:CONTROL:VALUE, checked; `BadInput` says what it should look like."""
    step, _, rest = text.partition(":")
    name, _, value = rest.partition(":")
    if not (step.isascii() and step.isdecimal() and len(step) < 10):
        raise BadInput(f"--change wants STEP:CONTROL:VALUE as in 300:lambda:0.01, "
                       f"not {shown(text)}.")
    if name not in CONTROLS:
        raise BadInput(f"There is no control named {shown(name)}.")
    try:
        return Change(int(step), name, None, CONTROLS[name].parse(value))
    except ValueError as error:
        raise BadInput(f"{error}.") from None


def print_assumptions(experiment: Experiment, *, to_stderr: bool) -> None:
    """Where the article's own experiment is run: what had to be assumed."""
    if experiment.model == "article":
        for name, text in assumptions().items():
            click.echo(f"assumed, {name}: {text}", err=to_stderr)


def finish(
    run: Run, run_id: str, store: RunStore, experiment: Experiment, out: Path | None,
    as_json: bool, already: int = 0,
) -> int:
    """Start the run, show it to its end, write what is wanted, and return the exit code."""
    import_tensorflow_quietly()
    run.start()
    snapshot, interrupted = follow(run, reporter(as_json, experiment.epochs), already)
    if out is not None:
        write_out(out, experiment, snapshot, run_id)
    folder = store.run(run_id).folder
    if as_json:
        click.echo(json.dumps({"run": run_id, "folder": str(folder), "state": snapshot.state}))
    else:
        click.echo(f"run {run_id}: {snapshot.state}; kept in {folder}")
    if interrupted:
        return INTERRUPTED
    if snapshot.state == FAILED:
        click.echo(snapshot.message, err=True)
        return 1
    return 0
