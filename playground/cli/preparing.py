"""Loading an experiment's pictures for a command, with progress and a printed split."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from playground.data.groups import require_column
from playground.data.members import Source
from playground.data.overlap import overlap
from playground.data.pictures import Pictures, group_table
from playground.data.training_data import TrainingData, prepare
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.messages import lazy
from playground.model.architectures import ARCHITECTURES


@contextmanager
def decoding_progress() -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error while pictures are decoded; none where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("decoding pictures"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("decoding", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def prepared(
    experiment: Experiment, groups_file: Path | None, group_by: str | None, *, to_stderr: bool
) -> TrainingData:
    """The experiment's pictures, split; what was skipped and how it was split is printed."""
    size = ARCHITECTURES[experiment.model].size
    with decoding_progress() as progress:
        training_data = prepare(
            experiment, size, paths_allowed=True, progress=progress, groups_file=groups_file,
            group_by=group_by)
    for pictures in (training_data.pictures, training_data.elsewhere):
        if pictures is not None:
            report_unreadable(pictures)
    click.echo(describe(training_data), err=to_stderr)
    return training_data


def check_groups(source: Source, groups_file: Path | None, group_by: str | None) -> None:
    """Raise `BadInput` for a wrong table or column, which can be known before decoding."""
    table = group_table(source, groups_file)
    if group_by is not None:
        require_column(table.columns if table is not None else (), group_by)
    if table is not None:
        names = table.match([member.group_key for member in source.members()])
        if groups_file is not None and not any(map(any, names.values())):
            raise BadInput(lazy(
                "No row of {where} is about one of these pictures.", where=table.where))


def report_unreadable(pictures: Pictures) -> None:
    """Name each picture that could not be read, and count them."""
    for line in pictures.unreadable:
        click.echo(f"skipped {line}", err=True)
    count = len(pictures.unreadable)
    if count:
        told = "1 unreadable picture" if count == 1 else f"{count:,} unreadable pictures"
        click.echo(f"Skipped {told} of {pictures.name}.", err=True)


def report_left_out(pictures: Pictures) -> None:
    """The same of what was not taken for a picture of a class."""
    for sentence in pictures.left_out.sentences():
        click.echo(f"{pictures.name}, {sentence}", err=True)


def describe(training_data: TrainingData) -> str:
    """The split in a few lines, and what was done to the training pictures."""
    lines = [str(training_data.split.report(training_data.pictures.labels))]
    lines += map(str, training_data.pictures.left_out.sentences())
    used, whole = len(training_data.train), len(training_data.split.train)
    if used != whole:
        lines.append(f"share: {used} of {whole} training pictures are used")
    if training_data.seen:
        lines.append(f"the network trains on {training_data.seen} of the "
                     f"{len(training_data.validation)} validation pictures")
    if training_data.wrong.any():
        lines.append(f"wrong labels: {int(training_data.wrong.sum())} of {used}")
    if training_data.elsewhere is not None:
        elsewhere = training_data.elsewhere
        lines.append(f"another setting: {len(elsewhere.labels)} pictures of {elsewhere.name}")
        lines += [f"{elsewhere.name}, {sentence}" for sentence in elsewhere.left_out.sentences()]
        if training_data.overlapping:
            lines.append(str(overlap(training_data.overlapping, elsewhere.name)))
    return "\n".join(lines)
