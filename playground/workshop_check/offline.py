"""Whether everything that people use lies on this machine, so that no internet is needed."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from playground.data.sources import open_source, registered
from playground.errors import PlaygroundError
from playground.messages import lazy
from playground.model.loading import PRETRAINED_FILE
from playground.workshop_check.finding import Finding, Verdict


def missing(network: Path = PRETRAINED_FILE) -> list[str]:
    """What is not here: shipped sets of pictures, and the network that ships."""
    lost = [] if network.is_file() else [network.name]
    for name in registered():
        try:
            if open_source(name, paths_allowed=False).members():
                continue
        except PlaygroundError:
            pass
        lost.append(name)
    return lost


def offline_found(lost: list[str]) -> Finding:
    facts = {"missing": lost, "heic": find_spec("pi_heif") is not None}
    if lost:
        return Finding("internet", Verdict.MIND, lazy(
            "Missing here: {names}. Get the project anew.", names=", ".join(lost)), facts)
    return Finding("internet", Verdict.GOOD, lazy(
        "Everything works without internet: pictures, networks, fonts and scripts are on this "
        "machine."), facts)
