"""`prune`: how accurate a run's network stays as its smallest weights are removed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from playground.cli.compare import histories
from playground.cli.options import Place, data_dir_option, json_option
from playground.cli.preparing import prepared
from playground.cli.resume import recorded_text
from playground.cli.storage import opened_store
from playground.cli.streams import print_json
from playground.comparison.names import distinct
from playground.errors import BadInput
from playground.insight.pruning import PERCENTS, PrunedNetwork, PrunedReading, Pruning
from playground.insight.pruning_words import PrunedRun, of_run, sentences
from playground.messages import lazy
from playground.model.architectures import architecture_of, layers
from playground.model.weights import Weights
from playground.training.history import STORED, History
from playground.training.judged_pictures import judged_pictures
from playground.training.resuming import check_same_pictures


@click.command(short_help="Remove a run's smallest weights, and see how accurate it stays.")
@click.argument("runs", nargs=-1, required=True, metavar="RUN…")
@click.option("--percent", type=click.FloatRange(0, 100), metavar="P",
              help="Remove this share alone instead of a whole curve of them.")
@click.option("--per-layer", is_flag=True,
              help="Remove the same share of each layer, not the smallest of all together.")
@click.option("--save", type=Place(), metavar="FILE.keras",
              help="Write the one run's network with --percent of its weights removed.")
@data_dir_option
@json_option
def prune(
    runs: tuple[str, ...], percent: float | None, per_layer: bool, save: Path | None,
    data_dir: Path | None, as_json: bool,
) -> None:
    """Set the smallest P % of the weights of each RUN to zero, for a whole curve of P.

    RUN is a run's id, or its beginning, or a recorded run: none, l1, l2, dropout, l1-proximal. It
    is judged on the pictures that the run's own accuracies are of, at most 400 of a set. With
    several runs the others are compared with the first.
    """
    check_save(save, percent, runs)
    there = distinct(histories(runs, data_dir))
    told: list[PrunedRun] = []
    for run in there:
        network = network_of(run, data_dir, per_layer, to_stderr=as_json)
        curve = list(shown(run, network, PERCENTS if percent is None else (percent,), as_json))
        told.append(PrunedRun(run.name, curve))
        if save is not None and percent is not None:
            write(save, run, network, percent)
    if percent is None and as_json:
        print_json({
            "runs": [{"run": run.id, "removable": one.spare, "sentence": of_run(one)}
                     for run, one in zip(there, told, strict=True)],
            "per_layer": per_layer, "sentences": sentences(told)})
    elif percent is None:
        click.echo("\n" + "\n".join(sentences(told)))


def check_save(save: Path | None, percent: float | None, runs: Sequence[str]) -> None:
    if save is None:
        return
    if percent is None or len(runs) != 1:
        raise BadInput(lazy("--save needs one run and the --percent to remove from it."))
    if save.suffix != ".keras":
        raise BadInput(lazy("--save writes a Keras model: give it a name that ends in .keras."))
    if not save.absolute().parent.is_dir():
        raise BadInput(lazy(
            "There is no folder {folder}; make it or choose another for --save.",
            folder=save.absolute().parent))


def network_of(
    run: History, data_dir: Path | None, per_layer: bool, *, to_stderr: bool
) -> PrunedNetwork:
    """A run's newest network, to be judged on the pictures of its record."""
    weights = run.weights()
    if weights is None:
        raise BadInput(lazy(
            "Run {run} has not finished an epoch yet; resume it first.", run=run.id))
    check_fits(run, weights)
    stored = opened_store(data_dir).run(run.id) if run.origin == STORED else None
    groups_file = recorded_text(stored, "groups_file") if stored is not None else None
    group_by = recorded_text(stored, "group_by") if stored is not None else None
    data = prepared(
        run.began_as, Path(groups_file) if groups_file else None, group_by, to_stderr=to_stderr)
    if stored is not None:
        check_same_pictures(stored, data)
    return PrunedNetwork(
        Pruning(weights, per_layer=per_layer), architecture_of(run.began_as),
        run.began_as.pooling, judged_pictures(run, data))


def shown(
    run: History, network: PrunedNetwork, percents: Sequence[float], as_json: bool
) -> Iterator[PrunedReading]:
    """The readings, each printed as soon as it is there."""
    if not as_json:
        click.echo(f"\n{run.id}  {run.name}\nremoved    zeros   valid" + (
            "   other" if "elsewhere" in network.sets else ""))
    for reading in network.curve(percents):
        if as_json:
            print_json({"run": run.id, "percent": reading.percent, "zeros": reading.zeros,
                        "val_accuracy": reading.accuracy["validation"],
                        "ood_accuracy": reading.accuracy.get("elsewhere")})
        else:
            click.echo(f"{reading.percent:>5g} % {reading.zeros:>8.1%}" + "".join(
                f"{'-':>8}" if accuracy is None else f"{accuracy:>8.1%}"
                for accuracy in reading.accuracy.values()))
        yield reading


def check_fits(run: History, weights: Weights) -> None:
    """Raise `BadInput` where the weights are not those of the run's model."""
    for row in layers(architecture_of(run.began_as), run.began_as.pooling):
        kernel = weights.get(f"{row.name}/kernel")
        if not all(f"{row.name}/{name}" in weights for name in row.weights) or (
                kernel is not None and kernel.shape != row.kernel):
            raise BadInput(lazy(
                "The weights of run {run_id} do not fit its model; its record is damaged, delete "
                "it.", run_id=run.id))


def write(save: Path, run: History, network: PrunedNetwork, percent: float) -> None:
    from playground.model.export import plain_model
    from playground.model.export import save as write_model
    from playground.model.importing import import_tensorflow_quietly

    import_tensorflow_quietly()
    began = run.began_as
    write_model(plain_model(architecture_of(began), began.pooling,
                            network.pruning.weights(percent)), save)
