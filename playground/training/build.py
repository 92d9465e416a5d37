"""What besides experiment and pictures decides a run's bits: what computes it."""

from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version

_DECIDING = ("tensorflow", "numpy")


@cache
def build() -> str:
    """Of this process, such as "tensorflow 2.21.0, numpy 2.4.1, x86_64"."""
    return ", ".join([*map(_named, _DECIDING), platform.machine()])


def _named(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return package
