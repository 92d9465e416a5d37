"""Command line options, made from the Experiment table, and the few that commands share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from playground.controls import Choice, Control, Integer, Number, Switch
from playground.experiment import CONTROLS, LAMBDA_RANGES, Experiment
from playground.presets import preset

Command = TypeVar("Command", bound=Callable[..., Any])
PREFIX = "control_"


class ControlCommand(click.Command):
    """A command with the controls as options, whose switches may be given three ways.

    `--rotation off`, `--rotation` and `--no-rotation` are turned into `--rotation=…` here, since
    click gives a word that may be left out and a second option for the same value only one of two.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, list(_spelled_out(args)))


def _spelled_out(args: list[str]) -> Iterator[str]:
    switches = {row.name for row in CONTROLS.values() if isinstance(row.kind, Switch)}
    left = list(reversed(args))
    while left:
        word = left.pop()
        if word == "--":
            yield word
            yield from reversed(left)
            return
        if word.removeprefix("--no-") in switches and word.startswith("--no-"):
            yield f"--{word.removeprefix('--no-')}=off"
        elif word.removeprefix("--") in switches and word.startswith("--"):
            # Any other word is an argument of the command, as FOLDER in `--rotation FOLDER`.
            takes_next = bool(left) and _is_switch_word(left[-1])
            yield f"{word}={left.pop() if takes_next else 'on'}"
        else:
            yield word


def _is_switch_word(word: str) -> bool:
    try:
        Switch().parse(word)
    except ValueError:
        return False
    return True


class Place(click.ParamType[Path]):
    """A file or folder. `~` is the home also where no shell has seen to it, as in `--out=~/x`."""

    name = "path"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        # Path("") would be the current folder, which nobody who wrote --out "$UNSET" meant.
        if not str(value).strip():
            self.fail("it is empty", param, ctx)
        return Path(os.path.expanduser(value))


def control_options(command: Command) -> Command:
    """Every control of the table as an option; only those that were given are passed on.

    The command's class must be `ControlCommand`.

    Values are taken as text and checked by the table, so that a message reads the same here,
    in a link and on the page.
    """
    for row in reversed(list(CONTROLS.values())):
        command = click.option(
            f"--{row.name}", PREFIX + row.field_name, metavar=_metavar(row), help=_help(row),
        )(command)
    return command


def _metavar(row: Control) -> str:
    match row.kind:
        case Choice(options):
            return "|".join(options)
        case Number(low, high):
            return f"{low:g}…{high:g}"
        case Integer(low, high):
            return f"{low}…{high}"
        case Switch():
            return "[on|off]"
    return "NAME|PATH"


def _help(row: Control) -> str:
    text = row.help
    if row.name == "lambda":
        ranges = (f"{name} {low:g}…{high:g}" for name, (low, high) in LAMBDA_RANGES.items()
                  if name != "none")
        text += f" Ranges: {', '.join(ranges)}."
    if isinstance(row.kind, Switch):
        text += f" Off: --no-{row.name}."
    default = row.default if not isinstance(row.default, bool) else "on" if row.default else "off"
    return f"{text} [default: {default}]"


def given_controls(parameters: dict[str, Any]) -> dict[str, Any]:
    """The controls that were given, by control name, from the options of a command."""
    rows = {PREFIX + row.field_name: row.name for row in CONTROLS.values()}
    return {rows[key]: value for key, value in parameters.items() if value is not None}


def chosen_experiment(preset_name: str | None, given: dict[str, Any]) -> Experiment:
    """Defaults, then the preset, then what was given explicitly."""
    values = dict(preset(preset_name).values) if preset_name is not None else {}
    return Experiment().with_values({**values, **given})


data_dir_option = click.option(
    "--data-dir", "data_dir", type=Place(), metavar="DIR",
    help="Where runs are kept. [default: PLAYGROUND_DATA_DIR, else the user's data folder]")
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
# By its second name it was known when there were only flips.
average_views_option = click.option(
    "--average-views", "--average-flips", "average_views", is_flag=True,
    help="Average the answers to ten views of each picture: nearer, tilted, mirrored …")
referee_option = click.option(
    "--referee", is_flag=True,
    help="Ask the referee too: the mean of both, which fingers are stretched, whether any hand.")
workers_option = click.option(
    "--workers", type=click.IntRange(0, 64), default=0, metavar="N",
    help="Processes that train side by side. [default: one a core]")
groups_option = click.option(
    "--groups", "groups_file", type=Place(), metavar="FILE",
    help="A table split,class,file,GROUP… of pictures that belong together.")
group_by_option = click.option(
    "--group-by", metavar="COLUMN", help="Which column of the groups counts. [default: all]")
out_option = click.option(
    "--out", type=Place(), metavar="DIR",
    help="Write experiment.json, history.csv and model.keras there.")
preset_option = click.option("--preset", metavar="NAME", help="Start from a named experiment.")
