"""`data`: the sources there are, and what a source holds and how it would be split."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import numpy as np

from playground.cli.options import (
    ControlCommand,
    chosen_experiment,
    control_options,
    given_controls,
    group_by_option,
    groups_option,
    json_option,
    preset_option,
)
from playground.cli.preparing import prepared
from playground.cli.streams import print_json
from playground.data.classes import CLASSES
from playground.data.sources import registered


@click.command(cls=ControlCommand, short_help="List the data sources, or show one and its split.")
@click.argument("source", required=False)
@preset_option
@control_options
@groups_option
@group_by_option
@json_option
def data(
    source: str | None, preset: str | None, groups_file: Path | None, group_by: str | None,
    as_json: bool, **options: Any,
) -> None:
    """List the data sources or, with SOURCE (a name or a path), show its pictures and split."""
    given = given_controls(options)
    if source is not None:
        given["data"] = source
    experiment = chosen_experiment(preset, given)
    if "data" not in given:
        if as_json:
            print_json({"sources": list(registered())})
        else:
            click.echo("\n".join(registered()))
        return
    loaded = prepared(experiment, groups_file, group_by, to_stderr=as_json)
    if as_json:
        pictures, split = loaded.pictures, loaded.split
        counts = np.bincount(pictures.labels, minlength=len(CLASSES))
        print_json({
            "source": pictures.name, "images": len(pictures),
            "classes": dict(zip(CLASSES, map(int, counts), strict=True)),
            "unreadable": list(pictures.unreadable), "left_out": pictures.left_out.as_objects(),
            "group_columns": list(pictures.groups),
            "protocol": split.protocol, "train": len(loaded.train),
            "validation": len(loaded.validation), "seen_in_training": loaded.seen,
            "wrong_labels": int(loaded.wrong.sum()), "contradicting": split.contradicting,
            "overlapping": loaded.overlapping, "fingerprint": loaded.fingerprint,
        })
