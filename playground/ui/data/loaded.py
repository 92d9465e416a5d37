"""The pictures of the set that the page shows, as a network is given them, and both splits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from playground.data.members import require_every_class
from playground.data.pictures import Pictures, load_pictures
from playground.data.sources import is_private, open_source
from playground.data.split import Split, split_pictures
from playground.errors import BadInput
from playground.messages import Text
from playground.model.architectures import ARCHITECTURES
from playground.ui.recent import Recent
from playground.ui.session import Tab

PROTOCOLS = ("honest", "as-published")
SMALL = ARCHITECTURES["compact"].size
"""Pixels: as the network of the default experiment sees a picture."""
_OWN = "data-page-own"


@dataclass(frozen=True, eq=False)
class Loaded:
    """`splits` by protocol; where a set cannot be split so, a sentence says why."""

    key: tuple[object, ...]
    pictures: Pictures
    splits: dict[str, Split | Text]
    trainable: Text = ""
    """Why nothing can be trained on it; empty where it can."""

    @property
    def own(self) -> bool:
        return is_private(self.key[0]) if isinstance(self.key[0], str) else False

    def split(self, protocol: str) -> Split | None:
        found = self.splits[protocol]
        return found if isinstance(found, Split) else None


# The arrays of the sets that ship are shared with training, and mapped from the disk.
_shipped: Recent[Loaded] = Recent(4)


def loaded(at: Tab, source: str) -> Loaded:
    """That set's pictures, decoded where they have not been. Raises `BadInput`."""
    now = at.experiment
    key = (source, now.framing, now.resize_filter, now.seed)
    if not is_private(source):
        return _shipped.get_or_make(key, lambda: _load(key))
    # A person's own go with their session.
    own = st.session_state.get(_OWN)
    if not isinstance(own, Loaded) or own.key != key:
        own = st.session_state[_OWN] = _load(key)
    return own


def forget_own() -> None:
    st.session_state.pop(_OWN, None)


def _load(key: tuple[str, str, str, int]) -> Loaded:
    source, framing, resize_filter, seed = key
    pictures = load_pictures(
        open_source(source, paths_allowed=False), SMALL, framing, resize_filter)
    trainable: Text = ""
    try:
        require_every_class(np.unique(pictures.labels).tolist(), pictures.name)
    except BadInput as error:
        trainable = error.text
    return Loaded(key, pictures, {name: _split(pictures, name, seed) for name in PROTOCOLS},
                  trainable)


def _split(pictures: Pictures, protocol: str, seed: int) -> Split | Text:
    try:
        return split_pictures(pictures, protocol, seed)
    except BadInput as error:
        return error.text
