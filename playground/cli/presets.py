"""`presets`: the named experiments."""

from __future__ import annotations

import click

from playground.cli.options import json_option
from playground.cli.streams import print_json
from playground.presets import PRESETS


@click.command()
@json_option
def presets(as_json: bool) -> None:
    """List the named experiments."""
    for preset in PRESETS.values():
        if as_json:
            print_json({
                "preset": preset.name, "description": str(preset.description),
                "experiment": preset.experiment().to_mapping(),
            })
        else:
            click.echo(f"{preset.name:<22}{preset.description}")
