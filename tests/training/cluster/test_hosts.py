"""Hosts are waited for, kept for the next run, and refused where they compute otherwise."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from playground.errors import BadInput
from playground.training.cluster import rays
from playground.training.cluster.host import versions
from playground.training.cluster.hosting import Lost


class Faults(SimpleNamespace):
    """Ray's exceptions, by the names that are asked for."""

    RayTaskError = type("RayTaskError", (Exception,), {})
    RayActorError = type("RayActorError", (Exception,), {})
    GetTimeoutError = type("GetTimeoutError", (Exception,), {})
    ObjectLostError = type("ObjectLostError", (Exception,), {})
    RaySystemError = type("RaySystemError", (Exception,), {})


class Actor:
    """Its calls return what they would."""

    def __init__(self) -> None:
        self.there = versions()
        self.versions = SimpleNamespace(remote=self._versions)

    def _versions(self) -> dict[str, str]:
        return self.there


class FakeRay(SimpleNamespace):
    """One node of four cores; `looks`: how often a host is not there yet."""

    exceptions = Faults

    def __init__(self) -> None:
        super().__init__()
        self.looks, self.made, self.killed = 0, [], []

    def is_initialized(self) -> bool:
        return True

    def nodes(self) -> list[Any]:
        return [{"Alive": True, "Resources": {"CPU": 4.0}}]

    def remote(self, kind: type) -> Any:
        def made() -> Actor:
            self.made.append(Actor())
            return self.made[-1]

        return SimpleNamespace(options=lambda **ignored: SimpleNamespace(remote=made))

    def wait(self, references: list[Any], timeout: float) -> tuple[list[Any], list[Any]]:
        self.looks -= 1
        return (references, []) if self.looks < 0 else ([], references)

    def get(self, reference: Any, timeout: float) -> Any:
        if isinstance(reference, Exception):
            raise reference
        return reference

    def kill(self, actor: Actor) -> None:
        self.killed.append(actor)


@pytest.fixture
def ray(monkeypatch: pytest.MonkeyPatch) -> FakeRay:
    made = FakeRay()
    monkeypatch.setitem(sys.modules, "ray", made)
    monkeypatch.setattr(rays, "_FULL_AFTER", -1.0)
    return made


def test_a_full_cluster_is_waited_for_and_says_so(ray: FakeRay) -> None:
    ray.looks, heard = 2, []
    rays.RayHosts("auto", 2).host(lambda message: heard.append(str(message)))
    assert heard == [
        "The cluster is getting a computer ready for this run; where it is full, that takes until "
        "2 of its cores are free."] * 2


def test_who_stops_waiting_leaves_no_host_behind(ray: FakeRay) -> None:
    def stop(message: Any) -> None:
        raise KeyError

    ray.looks = 1
    with pytest.raises(KeyError):
        rays.RayHosts("auto", 2).host(stop)
    assert ray.killed == ray.made


def test_a_host_that_was_left_is_the_next_run_s_and_is_let_go_of_in_time(
    ray: FakeRay, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosts = rays.RayHosts("auto", 2)
    first = hosts.host(lambda message: None)
    first.leave()
    again = hosts.host(lambda message: None)
    assert again.actor is first.actor
    assert len(ray.made) == 1
    again.leave()
    monkeypatch.setattr(rays, "IDLE_SECONDS", -1.0)
    hosts._let_go_of_idle()
    assert ray.killed == ray.made
    assert hosts.host(lambda message: None).actor is not first.actor


def test_a_host_that_is_lost_is_nobody_s_again(ray: FakeRay) -> None:
    hosts = rays.RayHosts("auto", 2)
    first = hosts.host(lambda message: None)
    # A rival rides along: only the last to leave gives it back.
    assert first.join()
    first.lost = True
    first.leave()
    assert ray.killed == []
    first.leave()
    assert ray.killed == [first.actor]
    assert not first.join()


def test_a_host_with_other_packages_is_refused_in_one_sentence(
    ray: FakeRay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Actor, "_versions", lambda self: {**versions(), "keras": "2.1"})
    with pytest.raises(BadInput, match=r"keras 2\.1"):
        rays.RayHosts("auto", 2).host(lambda message: None)
    assert ray.killed == ray.made


@pytest.mark.parametrize("name", ["RayActorError", "GetTimeoutError", "ObjectLostError"])
def test_whoever_does_not_answer_is_lost(ray: FakeRay, name: str) -> None:
    with pytest.raises(Lost):
        rays.got(ray, getattr(Faults, name)())
