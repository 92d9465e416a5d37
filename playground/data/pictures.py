"""A source's pictures, decoded at the network's size, once for all runs of this process."""

from __future__ import annotations

import hashlib
import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from weakref import WeakValueDictionary

import numpy as np
import PIL
from numpy.typing import NDArray

from playground.controls import shown
from playground.data import cache as disk
from playground.data.behind import Behind
from playground.data.decode import compose, flatten_alpha
from playground.data.decoded import Decoded, Progress, decode_members
from playground.data.groups import GroupTable, read_groups
from playground.data.left_out import NOTHING, LeftOut
from playground.data.members import Member, Source
from playground.errors import BadInput
from playground.messages import lazy

# Part of every cache key: raise it when decoding, framing or hashing changes.
_DECODER_VERSION = 2


@dataclass(frozen=True, eq=False)
class Pictures:
    """Pictures ready for a network. All arrays are read-only, and shared.

    `images` (n, size, size, 3 or 4) uint8, mapped from disk where a cache can be written;
    `labels` (n,) into `CLASSES`; `files` as in 'rock/abc.png'; `hashes` (n,) perceptual, or None
    where the source has no near duplicates; `groups`: a group's name per picture for each group
    column, '' for none; `unreadable`: one 'file: sentence' for each picture that was skipped;
    `left_out`: what else stands there;
    `fingerprint` of the decoded content: the same pictures from a folder and from a .zip have the
    same; `behind`: what the cut-outs stand before, or None for mid-gray.
    """

    name: str
    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    files: tuple[str, ...]
    hashes: NDArray[np.uint64] | None
    groups: Mapping[str, tuple[str, ...]]
    unreadable: tuple[str, ...]
    fingerprint: str
    behind: Behind | None = None
    left_out: LeftOut = NOTHING
    # Keeps the shared entry of `_shared` alive for as long as anyone uses these pictures.
    decoded: Decoded | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.labels)

    def rgb(self, indices: NDArray[np.int64] | slice) -> NDArray[np.uint8]:
        """Copies of those images, (k, size, size, 3), each composed over what is behind it."""
        images = self.images[indices]
        if self.behind is None or images.shape[-1] == 3:
            return flatten_alpha(images)
        return compose(images, self.behind.of(indices))


# Two runs share one array, and the second of two that start together waits for the first to
# decode instead of decoding too. A lock per key: a large folder must not hold up another's cache.
_shared: WeakValueDictionary[str, Decoded] = WeakValueDictionary()
_locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
_guard = threading.Lock()


def load_pictures(
    source: Source,
    size: int,
    framing: str,
    resize_filter: str,
    *,
    cache: Path | None = None,
    progress: Progress | None = None,
    groups_file: Path | None = None,
) -> Pictures:
    """All pictures of a source as `size` x `size`, from memory, the cache folder, or decoded.

    `progress(done, total)` is called while decoding only. `groups_file` replaces the groups that
    the source knows. Raises `BadInput` where no picture can be read or the groups are malformed.
    """
    members = source.members()
    # Before decoding: a mistake in the table should show at once.
    table = group_table(source, groups_file)
    folder = cache if cache is not None else disk.default_folder()
    key = _key(source, size, framing, resize_filter)
    with _guard:
        lock = _locks[key]
    with lock:
        stored = source.may_be_stored
        decoded = _shared.get(key) or (_cached(folder, key) if stored else None)
        if decoded is None:
            decoded = decode_members(
                members, size, framing, resize_filter, progress, hashed=source.may_repeat)
            decoded = _readable(decoded, source.name)
            if stored:
                images = disk.store(folder, key, decoded.images, decoded.record())
                decoded = replace(decoded, images=images)
        _shared[key] = decoded
    backgrounds = source.backgrounds(size, folder)
    behind = None if backgrounds is None else _behind(backgrounds, members, decoded.files)
    return Pictures(
        name=source.name,
        images=decoded.images,
        labels=decoded.labels,
        files=decoded.files,
        hashes=decoded.hashes,
        groups=_groups(table, members, decoded.files, must_match=groups_file is not None),
        unreadable=decoded.unreadable,
        fingerprint=_fingerprint(decoded, behind),
        behind=behind,
        left_out=source.left_out,
        decoded=decoded,
    )


def group_table(source: Source, groups_file: Path | None) -> GroupTable | None:
    """The groups in that file or, without one, those the source knows. Raises `BadInput`."""
    return read_groups(groups_file) if groups_file is not None else source.groups()


def _key(source: Source, size: int, framing: str, resize_filter: str) -> str:
    parts = (
        _DECODER_VERSION, PIL.__version__, source.fingerprint(), size, framing, resize_filter
    )
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _cached(folder: Path, key: str) -> Decoded | None:
    entry = disk.load(folder, key)
    return Decoded.from_record(*entry) if entry else None


def _behind(
    backgrounds: NDArray[np.uint8], members: list[Member], files: tuple[str, ...]
) -> Behind:
    places = {member.file: member.background for member in members}
    which = np.array([places[file] for file in files], np.int64)
    which.setflags(write=False)
    return Behind(backgrounds, which)


def _fingerprint(decoded: Decoded, behind: Behind | None) -> str:
    if behind is None:
        return decoded.fingerprint
    digest = hashlib.blake2b(decoded.fingerprint.encode(), digest_size=16)
    digest.update(behind.backgrounds.data)
    digest.update(behind.which.data)
    return digest.hexdigest()


def _readable(decoded: Decoded, name: str) -> Decoded:
    if not decoded.files:
        raise BadInput(
            lazy(
                "None of the {count} pictures of {name} can be read; the first is {unreadable}.",
                count=len(decoded.unreadable),
                name=shown(name),
                unreadable=shown(decoded.unreadable[0], 160))
        )
    return decoded


def _groups(
    table: GroupTable | None,
    members: list[Member],
    files: tuple[str, ...],
    *,
    must_match: bool,
) -> Mapping[str, tuple[str, ...]]:
    if table is None:
        return {}
    keys = {member.file: member.group_key for member in members}
    columns = table.match([keys[file] for file in files])
    if must_match and not any(any(names) for names in columns.values()):
        raise BadInput(lazy("No row of {where} is about one of these pictures.", where=table.where))
    return columns
