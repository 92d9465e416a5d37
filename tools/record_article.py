"""Records the article's experiment on its own pictures, for the app and for docs/article.md.

    python -m playground experiment article --data FOLDER --seeds 3
    python -m tools.record_article SERIES [SERIES …]

Takes series that were trained to their end, the compact network's first, and writes numbers and
curves alone. 20 of the compact network's 33 runs took 34 minutes on two cores that others used too.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from playground.cli.storage import opened_store
from playground.errors import BadInput
from playground.training.series.article_plan import FOUR, ROLES
from playground.training.series.article_recorded import (
    PLACE,
    RecordedExperiment,
    recorded_article,
    recorded_row,
)
from playground.training.series.article_result import verdict_words, whole_runs
from playground.training.series.plan import ARTICLE
from playground.training.series.reading import points_of
from playground.training.store.series_store import SeriesStore
from playground.training.store.store import RunStore

DOCS = Path(__file__).resolve().parents[1] / "docs" / "article.md"
BEGIN, END = "<!-- recorded -->", "<!-- /recorded -->"
NAME = "rps-cv"


def recorded(store: RunStore, series_id: str) -> RecordedExperiment:
    """The series as it is shipped. Raises `BadInput` where it is none of the article's."""
    stored = SeriesStore(store.directory).series(series_id)
    if stored.kind != ARTICLE:
        raise BadInput(f"Series {stored.id} is not the article's experiment.")
    points = points_of(store, stored)
    if not all(point.done for point in points):
        raise BadInput(f"Series {stored.id} is not trained to its end.")
    first = min(int(point.place["seed"]) for point in points)
    model, seeds = str(stored.asked["model"]), stored.asked["seeds"]
    epochs = points[0].experiment.epochs
    roles = [str(point.place["role"]) for point in points if point.place["seed"] == first]
    command = f"python -m playground experiment article --data {NAME} --seeds {len(seeds)}"
    command += f" --model {model}" * (model != "compact")
    command += " --four" * (set(roles) == set(FOUR))
    command += f" --epochs {epochs}" * (epochs != 20)
    curves = {}
    for point in points:
        if point.place["seed"] == first:
            rows = store.epochs(point.run_id)
            curves[str(point.place["role"])] = {
                "training": [float(row["training"]["accuracy"]) for row in rows],
                "validation": [float(row["validation"]["accuracy"]) for row in rows],
                "loss": [float(row["validation"]["data_loss"]) for row in rows],
                "penalty": [float(row["penalty"]) for row in rows]}
    results = whole_runs(points)
    ordered = {seed: {role: results[seed][role] for role in ROLES if role in results[seed]}
               for seed in sorted(results)}
    return RecordedExperiment(NAME, model, epochs, command, ordered, curves)


def as_markdown(made: RecordedExperiment) -> str:
    """The runs, and the statements with their verdicts."""
    lines = [
        f"### The {made.model} network, {made.epochs} epochs, seeds "
        f"{', '.join(map(str, made.results))}", "", "```sh", made.command, "```", "",
        "| run | validation | loss | penalty | gap | exact zeros | below .001 | "
        "90 % of Σ\\|w\\| in |",
        "|---|---|---|---|---|---|---|---|"]
    for role in next(iter(made.results.values())):
        runs = [results[role] for results in made.results.values() if role in results]

        def mean(name: str, runs: list = runs) -> float:
            return sum(getattr(run, name) for run in runs) / len(runs)

        lines.append(
            f"| {role} | {mean('accuracy'):.1%} | {mean('loss'):.2f} | {mean('penalty'):.2f} | "
            f"{mean('gap'):+.1%} | {mean('exact_zeros'):.1%} | {mean('near_zeros'):.1%} | "
            f"{mean('carrying'):.1%} |")
    lines += ["", "| the article says | here | measured |", "|---|---|---|"]
    for one in made.statements:
        if one.measured is not None:
            lines.append(f"| {one.said} | **{verdict_words(one)}** | {one.measured} |")
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("series", nargs="+", metavar="SERIES")
    arguments.add_argument("--data-dir", type=Path)
    arguments.add_argument("--add", action="store_true", help="keep what is recorded already")
    given = arguments.parse_args()
    store = opened_store(given.data_dir)
    made = [recorded(store, series) for series in given.series]
    kept = list(recorded_article()) if given.add else []
    rows = [recorded_row(one) for one in (*kept, *made)]
    PLACE.write_text(json.dumps(rows, separators=(",", ":")) + "\n", encoding="utf-8")
    recorded_article.cache_clear()
    tables = "\n\n".join(map(as_markdown, recorded_article()))
    before, _, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    DOCS.write_text(f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}", encoding="utf-8")
    print(tables)


if __name__ == "__main__":
    main()
