"""Command line options, made from the Experiment table, and the few that commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from playground.controls import Choice, Control, Integer, Number, Switch
from playground.experiment import CONTROLS, LAMBDA_RANGES, Experiment
from playground.presets import preset

Command = TypeVar("Command", bound=Callable[..., Any])
PREFIX = "control_"


def control_options(command: Command) -> Command:
    """Every control of the table as an option; only those that were given are passed on.

    Values are taken as text and checked by the table, so that a message reads the same here,
    in a link and on the page.
    """
    for row in reversed(list(CONTROLS.values())):
        if isinstance(row.kind, Switch):
            command = _switch(row, command)
        else:
            command = click.option(
                f"--{row.name}", PREFIX + row.field_name, metavar=_metavar(row), help=_help(row),
            )(command)
    return command


def _switch(row: Control, command: Command) -> Command:
    off = click.option(
        f"--no-{row.name}", PREFIX + row.field_name, flag_value="off", default=None, hidden=True)
    on = click.option(
        f"--{row.name}", PREFIX + row.field_name, is_flag=False, flag_value="on",
        metavar="[on|off]", help=f"{_help(row)} --no-{row.name} is off.")
    return on(off(command))


def _metavar(row: Control) -> str:
    match row.kind:
        case Choice(options):
            return "|".join(options)
        case Number(low, high) | Integer(low, high):
            return f"{low:g}…{high:g}"
    return "NAME|PATH"


def _help(row: Control) -> str:
    text = row.help
    if row.name == "lambda":
        ranges = (f"{name} {low:g}…{high:g}" for name, (low, high) in LAMBDA_RANGES.items()
                  if name != "none")
        text += f" Ranges: {', '.join(ranges)}."
    default = row.default if not isinstance(row.default, bool) else "on" if row.default else "off"
    return text + (f" [default: {default}]" if default != "" else "")


def given_controls(parameters: dict[str, Any]) -> dict[str, Any]:
    """The controls that were given, by control name, from the options of a command."""
    rows = {PREFIX + row.field_name: row.name for row in CONTROLS.values()}
    return {rows[key]: value for key, value in parameters.items() if value is not None}


def chosen_experiment(preset_name: str | None, given: dict[str, Any]) -> Experiment:
    """Defaults, then the preset, then what was given explicitly."""
    values = dict(preset(preset_name).values) if preset_name is not None else {}
    return Experiment().with_values({**values, **given})


data_dir_option = click.option(
    "--data-dir", "data_dir", type=click.Path(path_type=Path), metavar="DIR",
    help="Where runs are kept. [default: PLAYGROUND_DATA_DIR, else the user's data folder]")
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
groups_option = click.option(
    "--groups", "groups_file", type=click.Path(path_type=Path), metavar="FILE",
    help="A table split,class,file,GROUP… of pictures that belong together.")
group_by_option = click.option(
    "--group-by", metavar="COLUMN", help="Which column of the groups counts. [default: all]")
preset_option = click.option("--preset", metavar="NAME", help="Start from a named experiment.")
