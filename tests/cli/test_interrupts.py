"""Ctrl-C while a run trains."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator

import pytest

from playground.cli.interrupts import noted_interrupts


@pytest.fixture(autouse=True)
def handler() -> Iterator[None]:
    """Whatever a test does to Ctrl-C, pytest gets its own back."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_is_noted_and_not_raised() -> None:
    with noted_interrupts() as interrupted:
        assert not interrupted.is_set()
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        assert interrupted.is_set()


def test_afterwards_an_interrupt_is_raised_as_before() -> None:
    with noted_interrupts():
        pass
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_an_interrupt_that_is_ignored_stays_ignored() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with noted_interrupts() as interrupted:
        signal.raise_signal(signal.SIGINT)
        assert not interrupted.is_set()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_in_another_thread_nothing_is_touched() -> None:
    before, seen = signal.getsignal(signal.SIGINT), []

    def work() -> None:
        with noted_interrupts():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [before]
