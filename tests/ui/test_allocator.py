"""Threads share heaps and give back what is free, where glibc lets them; elsewhere all goes on."""

from __future__ import annotations

import ctypes
import platform
import re
import subprocess
import sys

import pytest

from playground.ui import allocator

# Thirty threads, each of which takes memory of its own heap, as far as it may have one.
_HEAPS = """
import ctypes, threading
from playground.ui.allocator import share_heaps
assert share_heaps()
held, there = [], threading.Barrier(31)
def take():
    held.append(ctypes.create_string_buffer(5000))
    there.wait(); there.wait()
threads = [threading.Thread(target=take) for _ in range(30)]
[one.start() for one in threads]
there.wait()
libc = ctypes.CDLL(None)
libc.malloc_stats()
there.wait()
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="glibc's heaps alone can be shared")
def test_thirty_threads_have_no_more_heaps_than_there_are_cores() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _HEAPS], capture_output=True, text=True,
        check=True).stderr
    heaps = len(re.findall(r"^Arena \d+:", told, re.MULTILINE))
    assert 1 <= heaps <= max(2, allocator.cores())


def test_where_the_allocator_is_another_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    assert allocator.share_heaps() is False
    assert allocator.give_back() is False


# Pieces too small to be mapped by themselves, of which all but every sixteenth is let go.
_HOLES = """
import ctypes, re
from playground.ui.allocator import give_back
def taken():
    return int(re.search(r"VmRSS:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
pieces = []
for _ in range(1600):
    pieces.append(ctypes.create_string_buffer(65536))
    ctypes.memset(pieces[-1], 1, 65536)
kept = pieces[::16]
del pieces[:]
holes = taken()
assert give_back()
print(holes - taken())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="glibc's heaps alone have a trim")
def test_what_lies_free_between_what_is_in_use_goes_back_to_the_system() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _HOLES], capture_output=True, text=True, check=True).stdout
    # Of a hundred MiB some ninety lie free, in pages of 4 KiB.
    assert float(told) > 60
