"""`presets`: the named experiments."""

from __future__ import annotations

import json

import click

from playground.cli.options import json_option
from playground.presets import PRESETS


@click.command()
@json_option
def presets(as_json: bool) -> None:
    """List the named experiments."""
    for preset in PRESETS.values():
        if as_json:
            click.echo(json.dumps({
                "preset": preset.name, "description": preset.description,
                "experiment": preset.experiment().to_mapping(),
            }, ensure_ascii=False))
        else:
            click.echo(f"{preset.name:<18}{preset.description}")
