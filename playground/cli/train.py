"""`train`: one experiment, from pictures to an exported network."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from playground.change import Change, check_changes
from playground.cli.interrupts import INTERRUPTED, noted_interrupts
from playground.cli.options import (
    ControlCommand,
    chosen_experiment,
    control_options,
    data_dir_option,
    given_controls,
    group_by_option,
    groups_option,
    json_option,
    out_option,
    preset_option,
)
from playground.cli.output import check_out_folder, write_out
from playground.cli.preparing import prepared
from playground.cli.reporting import follow, reporter
from playground.cli.storage import opened_store
from playground.cli.streams import one_line, print_json
from playground.controls import shown
from playground.data.batches import steps_per_epoch
from playground.data.sources import registered
from playground.data.training_data import TrainingData
from playground.errors import BadInput
from playground.experiment import CONTROLS, Experiment, assumptions
from playground.messages import lazy
from playground.model.importing import import_tensorflow_quietly
from playground.training.resuming import new_run
from playground.training.run import Run
from playground.training.snapshot import Snapshot
from playground.training.states import FAILED, FINISHED
from playground.training.store.rows import StoredRun
from playground.training.store.store import RunStore

MOST_OF_A_MESSAGE = 300


@click.command(cls=ControlCommand)
@preset_option
@control_options
@groups_option
@group_by_option
@click.option("--change", "changes", multiple=True, metavar="STEP:CONTROL:VALUE",
              help="Turn a live knob at a step, as a hand would; may be given again.")
@out_option
@data_dir_option
@json_option
def train(
    preset: str | None, groups_file: Path | None, group_by: str | None, changes: tuple[str, ...],
    out: Path | None, data_dir: Path | None, as_json: bool, **options: Any,
) -> int:
    """Train a network; an explicit option beats the preset."""
    experiment = chosen_experiment(preset, given_controls(options))
    experiment = with_whole_paths(experiment)
    turned = [parse_change(text) for text in changes]
    check_changes(experiment, sorted(turned, key=lambda change: change.step))
    check_out_folder(out)
    store = opened_store(data_dir)
    # A record that cannot be read should show before the pictures are decoded.
    store.runs()
    print_assumptions(experiment, to_stderr=as_json)
    data = prepared(experiment, groups_file, group_by, to_stderr=as_json)
    tell_late_changes(turned, experiment, data)
    summary = {"groups_file": str(groups_file.resolve()) if groups_file else None,
               "group_by": group_by}
    run_id, run = new_run(store, experiment, data, changes=turned, summary=summary)
    return finish(run, run_id, store, experiment, out, as_json)


def with_whole_paths(experiment: Experiment) -> Experiment:
    """Paths of pictures as seen from anywhere: the run may be resumed from another folder."""
    given = {"data": experiment.data, "another-setting": experiment.another_setting}
    return experiment.with_values({
        name: os.path.abspath(os.path.expanduser(source)) for name, source in given.items()
        if source and source not in registered()})


def tell_late_changes(
    changes: list[Change], experiment: Experiment, data: TrainingData
) -> None:
    """A change that comes too late is no mistake in itself, but should not pass in silence."""
    steps = steps_per_epoch(len(data.train), experiment.batch_size) * experiment.epochs
    for change in changes:
        if change.step >= steps:
            click.echo(f"The change of {change.name} at step {change.step} comes too late: "
                       f"the last step is {steps - 1}.", err=True)


def parse_change(text: str) -> Change:
    """STEP:CONTROL:VALUE, checked; `BadInput` says what it should look like."""
    step, _, rest = text.partition(":")
    name, _, value = rest.partition(":")
    if not (step.isascii() and step.isdecimal() and len(step) < 10):
        raise BadInput(lazy(
            "--change wants STEP:CONTROL:VALUE as in 300:lambda:0.01, not {text}.",
            text=shown(text)))
    if name not in CONTROLS:
        raise BadInput(lazy("There is no control named {name}.", name=shown(name)))
    return Change(int(step), name, None, CONTROLS[name].parse(value))


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
    with noted_interrupts() as interrupted:
        # Now: once it has ended, another process may delete it, and the results would be lost.
        stored = store.run(run_id)
        import_tensorflow_quietly()
        if interrupted.is_set():
            run.stop()
        run.start()
        snapshot, unread = follow(run, reporter(as_json, experiment.epochs), interrupted, already)
        unwritten = _write(out, experiment, snapshot, stored)
        if as_json:
            why = {"message": str(snapshot.message)} if snapshot.message else {}
            print_json({"run": run_id, "folder": str(stored.folder), "state": snapshot.state,
                        **why, **_what_is_odd(run.data)})
        else:
            if snapshot.state == FINISHED and snapshot.message:
                click.echo(snapshot.message)
            click.echo(f"run {run_id}: {snapshot.state}; kept in {stored.folder}")
    # The message may be that of any exception: lines upon lines, with whole tensors in them.
    message = one_line(str(snapshot.message), MOST_OF_A_MESSAGE) if snapshot.state == FAILED else ""
    failures = [unread, unwritten, message]
    for sentence in filter(None, failures):
        click.echo(sentence, err=True)
    if interrupted.is_set():
        return INTERRUPTED
    return int(any(failures))


def _what_is_odd(data: TrainingData | None) -> dict[str, int]:
    """What would else be read in no line of a run's output."""
    if data is None:
        return {}
    counts = {"contradicting": data.split.contradicting, "overlapping": data.overlapping}
    return {name: count for name, count in counts.items() if count}


def _write(
    out: Path | None, experiment: Experiment, snapshot: Snapshot, stored: StoredRun
) -> str:
    """A sentence where it fails: hours of training must not end without their last line."""
    if out is not None:
        try:
            write_out(out, experiment, snapshot, stored)
        except OSError as error:
            return f"Cannot write to {out} ({error.strerror or error}); the run itself is kept."
    return ""
