"""`compare`: what differs between runs, and what that came to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from playground.cli.options import data_dir_option, json_option
from playground.cli.storage import opened_store
from playground.cli.streams import print_json
from playground.comparison import shown
from playground.comparison.columns import BY_NAME
from playground.comparison.disagreement import disagreements
from playground.comparison.export import csv_text, markdown, row_document
from playground.comparison.groups import Verdict, verdicts
from playground.comparison.link import to_comparison_link
from playground.comparison.names import distinct
from playground.comparison.settings import Setting, settings
from playground.comparison.table import Table, table
from playground.comparison.words import overall, sentences
from playground.data.sources import registered
from playground.errors import BadInput
from playground.insight.recorded import recorded_runs
from playground.messages import lazy
from playground.training.history import History, of_recorded, of_stored

MOST_RUNS = 100
_WIDEST = 26


@click.command(short_help="Hold runs against each other.")
@click.argument("names", metavar="RUN...", nargs=-1, required=True)
@click.option("--sort", metavar="COLUMN", help=f"One of {', '.join(BY_NAME)}.")
@click.option("--csv", "as_csv", is_flag=True, help="The table as CSV.")
@click.option("--markdown", "as_markdown", is_flag=True, help="The table as Markdown.")
@data_dir_option
@json_option
def compare(
    names: tuple[str, ...], sort: str | None, as_csv: bool, as_markdown: bool,
    data_dir: Path | None, as_json: bool,
) -> None:
    """Hold runs against the first of them: what differs, what it came to, and whether it is luck.

    RUN is a run's id, or its beginning, or a recorded run: none, l1, l2, dropout, l1-proximal.
    """
    if sum((as_csv, as_markdown, as_json)) > 1:
        raise BadInput(lazy("Choose one of --json, --csv and --markdown."))
    runs = distinct(histories(names, data_dir))
    made = table(runs)
    if sort is not None:
        made = _sorted(made, sort)
    if as_csv:
        # The table ends its lines itself.
        click.echo(csv_text(made), nl=False)
    elif as_markdown:
        click.echo(markdown(made), nl=False)
    elif as_json:
        for row in made.rows:
            print_json(row_document(made, row))
        print_json(_summary(runs))
    else:
        _print(runs, made)


def histories(names: Sequence[str], data_dir: Path | None) -> list[History]:
    """The runs of those names, each once. Raises `BadInput` where there is none, or it is damaged.
    """
    if len(names) > MOST_RUNS:
        raise BadInput(lazy("At most {most} runs can be compared at once.", most=MOST_RUNS))
    recorded = recorded_runs()
    found: dict[str, History] = {}
    # A directory is made where the store is opened: for recorded runs alone it is not needed.
    store = opened_store(data_dir) if any(name not in recorded for name in names) else None
    for name in names:
        run = of_recorded(recorded[name]) if store is None or name in recorded else (
            of_stored(store, name))
        run.load()
        found.setdefault(run.id, run)
    return list(found.values())


def _sorted(made: Table, name: str) -> Table:
    if name not in BY_NAME:
        raise BadInput(lazy("There is no column {name}; the columns are {names:,}.",
                            name=repr(name), names=tuple(BY_NAME)))
    return made.sorted_by(name)


def _summary(runs: Sequence[History]) -> dict[str, Any]:
    link = to_comparison_link(runs, registered())
    return {
        "summary": True, "baseline": runs[0].id, "runs": [run.id for run in runs],
        "different": [
            {"setting": row.control, "values": list(row.in_words())}
            for row in settings(runs).different],
        "said": [said.text for said in (*overall(runs), *sentences(runs))],
        "luck": [_luck(one) for one in verdicts(runs)],
        "disagreements": [
            {"run": run.id, "pictures": found.pictures, "different": len(found.found)}
            for run in runs[1:] if (found := disagreements([runs[0], run])).pictures],
        "link": link.query, "not_in_link": [run.id for run in link.left_out],
    }


def _luck(one: Verdict) -> dict[str, Any]:
    return {
        "baseline": [run.id for run in one.baseline], "other": [run.id for run in one.other],
        "seeds": [pair.seed for pair in one.luck.pairs], "n": one.luck.n,
        "differences": list(one.luck.differences), "mean": one.luck.mean,
        "band": list(one.luck.band or ()), "chance": one.said.chance,
        "permutation_chance": one.luck.permutation_chance, "text": str(one.said.text)}


def _print(runs: Sequence[History], made: Table) -> None:
    """A column a run: that is how it fits a terminal."""
    names = [_cut(row.history.name) for row in made.rows]
    different = settings(runs).different
    order = [runs.index(row.history) for row in made.rows]
    lines: list[list[str]] = [["", *names], ["", *(row.history.id for row in made.rows)]]
    lines += [_differing(row, order) for row in different]
    lines.append([])
    for at, column in enumerate(made.columns):
        if column.setting:
            continue
        cells = [row.cells[at] for row in made.rows]
        lines.append([str(column.label), *(
            " ".join(filter(None, (
                "*" if cell.best else "", shown.value(column, cell.value),
                shown.difference(column, cell.difference)))) for cell in cells)])
    widths = [max((len(line[at]) for line in lines if len(line) > at), default=0)
              for at in range(len(names) + 1)]
    for line in lines:
        click.echo("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=False))
                   .rstrip())
    click.echo()
    for said in (*overall(runs), *sentences(runs)):
        click.echo(said.text)


def _differing(row: Setting, order: Sequence[int]) -> list[str]:
    words = row.in_words()
    return [str(row.label), *(_cut(words[at]) for at in order)]


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[:_WIDEST - 1]}…"
