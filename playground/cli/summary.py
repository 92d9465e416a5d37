"""`summary`: the layer table, as the article prints it."""

from __future__ import annotations

from typing import Any

import click

from playground.cli.options import (
    ControlCommand,
    chosen_experiment,
    control_options,
    given_controls,
    json_option,
    preset_option,
)
from playground.cli.streams import print_json
from playground.experiment import Experiment
from playground.model.architectures import (
    ARCHITECTURES,
    layers,
    parameter_count,
    penalized_kernels,
)


@click.command(cls=ControlCommand, short_help="Print the network's layers.")
@preset_option
@control_options
@json_option
def summary(preset: str | None, as_json: bool, **options: Any) -> None:
    """Print the network's layers: shapes, parameters, and which kernels are penalized."""
    experiment = chosen_experiment(preset, given_controls(options))
    rows = layer_rows(experiment)
    total = parameter_count(ARCHITECTURES[experiment.model])
    if as_json:
        print_json({"model": experiment.model, "layers": rows, "parameters": total})
        return
    click.echo(f"Model: {experiment.model}")
    named = {row["name"]: f"{row['name']} ({row['type']})" for row in rows}
    width = max(36, *(len(name) + 2 for name in named.values()))
    click.echo(f"{'Layer (type)':<{width}}{'Output shape':<24}{'Parameters':>12}   Penalized")
    for row in rows:
        shape = f"({', '.join(['None', *map(str, row['output'])])})"
        mark = "yes" if row["penalized"] else ""
        line = f"{named[row['name']]:<{width}}{shape:<24}{row['parameters']:>12,}   {mark}"
        click.echo(line.rstrip())
    click.echo(f"Total: {total:,} parameters; the penalty is on the kernels marked yes "
               f"({experiment.penalize}).")


def layer_rows(experiment: Experiment) -> list[dict[str, Any]]:
    """The layer table of an experiment's network, ready for JSON."""
    architecture = ARCHITECTURES[experiment.model]
    bearers = penalized_kernels(architecture, experiment.penalize)
    return [
        {"name": row.name, "type": row.type, "output": list(row.output),
         "parameters": row.parameters, "penalized": row.name in bearers}
        for row in layers(architecture, experiment.pooling)
    ]
