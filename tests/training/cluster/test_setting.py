"""Who asks for no cluster pays for none; what is wrong with one that is asked for is a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from playground.errors import BadInput
from playground.training.cluster import rays
from playground.training.cluster.host import versions
from playground.training.cluster.setting import CLUSTER, checked_address, cluster_from
from playground.training.manager.limits import limits_from

CHECKOUT = Path(__file__).resolve().parents[3]


def test_nothing_of_it_is_imported_without_the_setting() -> None:
    program = (
        "import sys\n"
        "from playground.training.manager.manager import run_manager\n"
        "import playground.cli.main\n"
        "run_manager()\n"
        "sys.exit(', '.join(sorted({'ray', 'playground.training.cluster.rays'} & set(sys.modules)))"
        " or 0)\n")
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_address_is_auto_or_that_of_a_cluster() -> None:
    assert cluster_from(2, {}) is cluster_from(2, {CLUSTER: " "}) is None
    assert checked_address(" auto ") == "auto"
    assert checked_address("ray://head:10001") == "ray://head:10001"
    for wrong in ("yes", "ray://", "head:6379", "http://head"):
        with pytest.raises(BadInput, match="PLAYGROUND_CLUSTER is "):
            cluster_from(2, {CLUSTER: wrong})


def test_without_ray_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(BadInput, match=r"requirements-cluster\.txt"):
        cluster_from(2, {CLUSTER: "auto"})


@pytest.mark.parametrize(("error", "said"), [
    (ConnectionError("Could not find any running Ray instance."), "cannot be reached"),
    (RuntimeError("Version mismatch: The cluster was started with:\n  Ray: 2.9\n  Python: 3.9"),
     "other versions of Python or Ray"),
])
def test_a_cluster_that_does_not_let_one_in_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def refuse(**ignored: object) -> None:
        raise error

    ray = SimpleNamespace(is_initialized=lambda: False, init=refuse)
    monkeypatch.setitem(sys.modules, "ray", ray)
    with pytest.raises(BadInput, match=said) as caught:
        cluster_from(2, {CLUSTER: "ray://head:10001"})
    assert len(str(caught.value).splitlines()) == 1


def test_a_cluster_of_computers_that_are_too_small_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    nodes = [{"Alive": True, "Resources": {"CPU": 1.0}}, {"Alive": False, "Resources": {"CPU": 8}}]
    ray = SimpleNamespace(is_initialized=lambda: True, nodes=lambda: nodes)
    monkeypatch.setitem(sys.modules, "ray", ray)
    with pytest.raises(BadInput, match="has 2 cores"):
        cluster_from(2, {CLUSTER: "auto"})
    nodes.append({"Alive": True, "Resources": {"CPU": 5.0}})
    found = cluster_from(2, {CLUSTER: "auto"})
    assert found is not None
    assert (found.slots, found.threads) == (2, 2)


def test_a_node_with_other_packages_is_one_sentence() -> None:
    here = versions()
    assert not rays.other_versions(here)
    said = str(rays.other_versions({**here, "tensorflow": "2.1.0"}))
    assert said == (f"The cluster has tensorflow 2.1.0 and this computer {here['tensorflow']}; "
                    "install the same version on both.")


def test_the_slots_are_the_cluster_s_unless_the_operator_says_otherwise() -> None:
    limits = limits_from({}, slots=7)
    assert (limits.runs, limits.abreast) == (7, 1)
    assert limits_from({"PLAYGROUND_MAX_RUNS": "3"}, slots=7).runs == 3
