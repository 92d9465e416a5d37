"""The pictures of the lessons: a module each, named as lessons name it, with `draw(context)`.

Nothing else has to be changed for a new one. `TELLS` are the numbers that it tells.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playground.ui.learn.context import Context


@cache
def names() -> frozenset[str]:
    """Of all pictures there are; none of them is imported for it."""
    return frozenset(found.name for found in iter_modules(__path__))


def module(name: str) -> ModuleType:
    """Raises `KeyError` for what is no picture."""
    if name not in names():
        raise KeyError(name)
    return import_module(f"{__name__}.{name}")


def draw(name: str, context: Context) -> None:
    module(name).draw(context)
