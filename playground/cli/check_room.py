"""`check-room`: whether this machine can serve a room full of people, before they come."""

from __future__ import annotations

from collections.abc import Iterator

import click

from playground.cli.options import json_option
from playground.cli.streams import print_json
from playground.workshop_check.finding import Finding, Verdict

_MARKS = {Verdict.GOOD: "ok", Verdict.MIND: "!", Verdict.OPEN: "?"}


@click.command("check-room", short_help="Whether this machine can serve a room full of people.")
@click.option("--people", type=click.IntRange(1, 1000), default=30, show_default=True,
              help="How many will come.")
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True,
              help="Where the playground is, or will be, on this machine.")
@click.option("--url", default="", metavar="ADDRESS",
              help="The address that people use, where a proxy stands before the playground.")
@json_option
def check_room(people: int, port: int, url: str, as_json: bool) -> None:
    """Say in plain words what a workshop on this machine would be like.

    Cores and memory, how long people would wait (a run is trained for some seconds to see), the
    address for others in this network, what may stand in the way, camera, internet. "ok" is well,
    "!" is to be minded, "?" cannot be told from here.
    """
    for one in findings(people, port, url):
        if as_json:
            print_json({"topic": one.topic, "verdict": one.verdict.value,
                        "sentence": str(one.sentence), **one.facts})
        else:
            click.echo(f"{_MARKS[one.verdict]:>2}  {one.sentence}")


def findings(people: int, port: int, url: str) -> Iterator[Finding]:
    """One after another: a run takes some seconds to measure.

    Raises `BadInput` where `url` is none, and `PlaygroundError` where nothing trains.
    """
    from playground.training.manager.limits import limits_from
    from playground.workshop_check import firewall, machine, network, offline, waits

    limits = limits_from()
    given = network.checked_url(url) if url else ""
    yield machine.cores_found(machine.usable_cores(), limits.runs)
    yield machine.memory_found(machine.free_memory(), people, limits.runs)
    if given:
        yield from network.url_found(given)
    else:
        yield from network.address_found(network.own_addresses(), port)
    yield firewall.firewall_found(firewall.is_on(), port)
    yield network.proxy_found()
    yield network.camera_found(given)
    yield offline.offline_found(offline.missing())
    yield waits.waits_found(waits.measured_run(limits), people, limits.runs)
