"""`runs`: what has been trained here."""

from __future__ import annotations

import json
import time
from pathlib import Path

import click

from playground.cli.options import data_dir_option, json_option
from playground.cli.storage import opened_store


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
        click.echo("No runs yet: python -m playground train --data FOLDER")
    for run in stored:
        epochs = store.epochs(run.id)
        accuracy = epochs[-1]["validation"]["accuracy"] if epochs else None
        if as_json:
            click.echo(json.dumps({
                "run": run.id, "state": run.state, "epoch": run.epoch, "step": run.step,
                "val_accuracy": accuracy, "pinned": run.pinned, "created": run.created,
                "folder": str(run.folder), "message": run.message,
                "experiment": dict(run.experiment)}, ensure_ascii=False))
            continue
        began = time.strftime("%Y-%m-%d %H:%M", time.localtime(run.created))
        settings = run.experiment
        told = f"{settings.get('model')} {settings.get('regularizer')}"
        if settings.get("regularizer") != "none":
            told += f" λ {settings.get('lambda'):g}"
        if settings.get("dropout"):
            told += f" dropout {settings.get('dropout'):g}"
        seen = "" if accuracy is None else f"validation {accuracy:.3f}"
        click.echo(f"{run.id}  {began}  {run.state:<11} epoch {run.epoch:>3}  {seen:<17} {told}"
                   + ("  pinned" if run.pinned else ""))
