"""Arrays as bytes: what was packed comes back, and what is damaged is told."""

import io

import numpy as np
import pytest

from playground.training.store.checkpoint import DamagedArrays, pack, unpack

ARRAYS = {
    "answers": np.arange(7, dtype=np.int8), "empty": np.zeros((0, 3), np.float32),
    "scalar": np.array(3, np.int64), "by column": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    "text": np.array(["a", "bc"]), "a/b": np.array([[True], [False]])}


def test_what_was_packed_comes_back_as_numpy_reads_it():
    blob = pack(ARRAYS)
    found = unpack(blob)
    with np.load(io.BytesIO(blob), allow_pickle=False) as archive:
        assert sorted(archive.files) == sorted(found) == sorted(ARRAYS)
        for name, array in found.items():
            assert array.dtype == archive[name].dtype
            assert array.shape == archive[name].shape
            assert np.array_equal(array, archive[name])
            assert not array.flags.writeable


def test_objects_are_never_read():
    buffer = io.BytesIO()
    np.savez(buffer, evil=np.array([{"a": 1}], object))
    with pytest.raises(DamagedArrays):
        unpack(buffer.getvalue())


@pytest.mark.parametrize("damage", [
    lambda blob: blob[:-30], lambda blob: b"", lambda blob: blob.replace(b"answers", b"answerz", 1),
    lambda blob: blob[:60] + bytes(20) + blob[80:]])
def test_damaged_bytes_are_told(damage):
    with pytest.raises(DamagedArrays):
        unpack(damage(pack({"answers": np.arange(500)})))
