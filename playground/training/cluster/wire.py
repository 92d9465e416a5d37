"""What goes between a run on a cluster and whoever steers it, and how it becomes bytes.

Large arrays stand apart from the bytes: the cluster's object store keeps them once a node, however
many runs use them. Whatever was read-only arrives read-only.
"""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.change import Change
from playground.data.training_data import TrainingData
from playground.experiment import Experiment
from playground.messages import Text
from playground.training.growth import Growth
from playground.training.snapshot import EpochRecord
from playground.training.store.memory_states import State
from playground.training.store.recorder import Resumption

LARGE = 2**18
"""Bytes from which on an array stands apart."""
NONE_APART = 2**62


@dataclass(frozen=True)
class Order:
    """A run to be trained: what `Run` is given. `rival_of`: the run on the same host it races."""

    experiment: Experiment
    data: TrainingData
    changes: tuple[Change, ...]
    resumption: Resumption | None
    notes: tuple[Text, ...]
    paused: bool
    rival_of: str = ""


@dataclass(frozen=True)
class Told:
    """What the run's record was told: the name of a method of `Recording`, and its arguments."""

    what: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class EpochTold:
    """An epoch, with its own steps (4, n) alone, and the trainer's state after it."""

    record: EpochRecord
    steps: NDArray[np.float32]
    state: State


@dataclass(frozen=True)
class News:
    """What is new of a run: None in `growth` where no reading is.

    `heard`: how many commands it had heard by then; `paused` and `wanted` are as of those. `over`:
    nothing more will come.
    """

    growth: Growth | None
    told: tuple[Told | EpochTold, ...]
    heard: int
    paused: bool
    wanted: Experiment
    over: bool


@dataclass(frozen=True)
class Packed:
    """`content` with the large arrays in it left out, in their order."""

    content: bytes
    large: tuple[NDArray[Any], ...]


def packed(value: object, large: int = LARGE) -> Packed:
    """The value as bytes; arrays of at least `large` bytes apart, each once."""
    buffer = io.BytesIO()
    pickler = _Pickler(buffer, large)
    pickler.dump(value)
    return Packed(buffer.getvalue(), tuple(pickler.apart))


def unpacked(content: bytes, large: Sequence[NDArray[Any]] = ()) -> Any:
    """The inverse. What comes from a cluster is trusted as this process is: see `operating.md`."""
    reader = _Unpickler(io.BytesIO(content))
    reader.apart = large
    return reader.load()


class _Pickler(pickle.Pickler):
    def __init__(self, buffer: io.BytesIO, large: int) -> None:
        super().__init__(buffer, protocol=5)
        self.apart: list[NDArray[Any]] = []
        self._large, self._places = large, dict[int, int]()

    def persistent_id(self, obj: Any) -> int | None:
        if not isinstance(obj, np.ndarray) or obj.nbytes < self._large or obj.flags.writeable:
            return None
        if id(obj) not in self._places:
            self._places[id(obj)] = len(self.apart)
            self.apart.append(obj)
        return self._places[id(obj)]

    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, np.ndarray) and not obj.flags.writeable and not obj.dtype.hasobject:
            return _frozen, (obj.tobytes(), obj.dtype.str, obj.shape)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    apart: Sequence[NDArray[Any]] = ()

    def persistent_load(self, pid: Any) -> NDArray[Any]:
        found: NDArray[Any] = self.apart[int(pid)]
        return found


def _frozen(raw: bytes, dtype: str, shape: tuple[int, ...]) -> NDArray[Any]:
    """An array over bytes is one that nobody may write to."""
    array: NDArray[Any] = np.frombuffer(raw, np.dtype(dtype)).reshape(shape)
    return array


def _read_only(mapping: Mapping[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(dict(mapping))


# The weights of a reading are a mapping that nobody may write to; Python does not pickle those.
copyreg.pickle(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))
