"""`runs`: what has been trained here."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from playground.cli.options import data_dir_option, json_option
from playground.cli.storage import opened_store
from playground.cli.streams import print_json
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.textbook import switched_on
from playground.training.store.rows import PAGE, StoredRun


@click.command()
@click.option("--pin", metavar="RUN", help="Spare this run from the retention limit.")
@click.option("--unpin", metavar="RUN", help="Let the retention limit have this run again.")
@click.option("--delete", metavar="RUN", help="Delete this run and its folder.")
@data_dir_option
@json_option
def runs(
    pin: str | None, unpin: str | None, delete: str | None, data_dir: Path | None, as_json: bool
) -> None:
    """List the runs, newest first."""
    store = opened_store(data_dir)
    if pin is not None:
        store.pin(store.run(pin).id, True)
    if unpin is not None:
        store.pin(store.run(unpin).id, False)
    if delete is not None:
        store.delete(store.run(delete).id)
    stored = store.runs()
    if not stored and not as_json:
        click.echo("No runs yet: python -m playground train")
    for run in stored:
        accuracy = last_accuracy(store.epochs(run.id))
        if as_json:
            print_json({
                "run": run.id, "state": run.state, "epoch": run.epoch, "step": run.step,
                "val_accuracy": accuracy, "pinned": run.pinned, "created": run.created,
                "folder": str(run.folder), "message": str(run.message),
                "origin": run.origin, "parent": run.parent or None,
                "experiment": dict(run.experiment)})
        else:
            click.echo(as_text(run, accuracy))


def last_accuracy(epochs: list[dict[str, Any]]) -> float | None:
    """The last validation accuracy; None before the first epoch, or where it is damaged."""
    try:
        return float(epochs[-1]["validation"]["accuracy"])
    except (LookupError, TypeError, ValueError):
        return None


def as_text(run: StoredRun, accuracy: float | None) -> str:
    seen = "" if accuracy is None else f"validation {accuracy:.3f}"
    return (f"{run.id}  {began(run.created)}  {run.state:<11} epoch {run.epoch:>3}  {seen:<17} "
            f"{settings(run)}{where_from(run)}" + ("  pinned" if run.pinned else ""))


def where_from(run: StoredRun) -> str:
    """What is not begun anew on the command line is told apart."""
    told = "  on the page" if run.origin == PAGE else ""
    return f"{told}  from {run.parent}" if run.parent else told


def began(created: float) -> str:
    try:
        return time.strftime("%Y-%m-%d %H:%M", time.localtime(created))
    # A damaged row may hold a time that no calendar has.
    except (OverflowError, OSError, ValueError):
        return f"{'?':<16}"


def settings(run: StoredRun) -> str:
    """What tells one run from the next."""
    try:
        experiment = Experiment.from_mapping(run.experiment)
    except BadInput:
        return "(its settings are damaged)"
    told = f"{experiment.model} {experiment.regularizer}"
    if experiment.regularizer != "none":
        told += f" λ {experiment.lambda_:g}"
    if experiment.dropout:
        told += f" dropout {experiment.dropout:g}"
    values = experiment.to_mapping()
    for name in switched_on(experiment):
        told += f" {name} {values[name]:g}"
    if experiment.bootstrap:
        told += f" bootstrap {experiment.bootstrap}"
    return told
