"""What a run needs of a cluster: a host to train on, and to hear when that is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from playground.messages import Text, lazy
from playground.training.cluster.wire import News, Packed
from playground.training.handle import Command

DISCONNECTED = lazy("The connection to the cluster was lost; the run can be resumed.")


class Lost(Exception):
    """The host is gone, with all that it had not told."""


class Disconnected(Exception):
    """The cluster itself cannot be reached any more."""


class Hosting(Protocol):
    """A host, from here. All but `tell` may raise `Lost` and `Disconnected`."""

    lost: bool
    """Whether it is known to be gone."""

    def begin(self, name: str, order: Packed) -> None:
        """Train a run of that name."""
        ...

    def tell(self, name: str, first: int, commands: Sequence[Command]) -> None:
        """Send commands, the `first`-th and so on that this run is told; waits for nothing."""
        ...

    def news(self, name: str, patience: float) -> News:
        """What is new of the run; waits at most so many seconds for something to be."""
        ...

    def join(self) -> bool:
        """One run more is about to be there; False where the host is on its way out."""
        ...

    def leave(self) -> None:
        """One run less is there; the host goes with its last."""
        ...


class Hosts(Protocol):
    """Where hosts come from; `slots`: how many there is room for."""

    slots: int

    def host(self, heed: Callable[[Text], None]) -> Hosting:
        """A free one, waited for. Raises `BadInput` where there can be none, and `Disconnected`.

        `heed` is called several times a second, with why one has to wait, and raises to end that.
        """
        ...
