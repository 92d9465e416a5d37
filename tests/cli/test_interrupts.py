"""Ctrl-C while a run trains."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from playground.cli.interrupts import noted_interrupts
from tests.cli.playing import CHECKOUT


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


def test_an_interrupt_while_another_is_being_noted_does_not_wait_for_itself() -> None:
    # In a process of its own: where a lock is taken twice, it never ends.
    program = """
import signal, sys
from playground.cli.interrupts import noted_interrupts
from tests.cli.playing import CHECKOUT

left = 3

def interrupt_again(frame, event, argument):
    global left
    if event == "line" and left and frame.f_code.co_name == "set":
        left -= 1
        signal.raise_signal(signal.SIGINT)
    return interrupt_again

with noted_interrupts() as interrupted:
    sys.settrace(interrupt_again)
    signal.raise_signal(signal.SIGINT)
    sys.settrace(None)
    print(interrupted.is_set(), left < 3)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, timeout=240,
        check=True)
    assert done.stdout == "True True\n", done
