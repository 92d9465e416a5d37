from __future__ import annotations

import gc
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from playground.data import pictures as pictures_module
from playground.data.behind import Behind
from playground.data.decoded import Decoded, decode_members
from playground.data.folder import FolderSource
from playground.data.pictures import Pictures, load_pictures
from playground.errors import BadInput
from tests.data.made import MakeSet, encoded, members_of, noise


def load(folder: Path, cache: Path, size: int = 16, framing: str = "squash") -> Pictures:
    return load_pictures(FolderSource(folder), size, framing, "bilinear", cache=cache)


def forget() -> None:
    """What a new process would not have: the arrays shared in memory."""
    gc.collect()
    pictures_module._shared.clear()


@pytest.fixture
def no_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("decoded again")

    monkeypatch.setattr(pictures_module, "decode_members", refuse)


def assert_same(one: Pictures, other: Pictures) -> None:
    assert np.array_equal(one.images, other.images)
    assert np.array_equal(one.labels, other.labels)
    assert np.array_equal(one.hashes, other.hashes)
    assert (one.files, one.unreadable) == (other.files, other.unreadable)
    assert one.fingerprint == other.fingerprint


def test_shapes_types_and_read_only(make_set: MakeSet, tmp_path: Path) -> None:
    pictures = load(make_set(count=2), tmp_path / "cache")
    assert pictures.images.shape == (6, 16, 16, 3)
    assert pictures.images.dtype == np.uint8
    assert pictures.labels.tolist() == [0, 0, 1, 1, 2, 2]
    assert pictures.files[2] == "rock/000.png"
    for array in (pictures.images, pictures.labels, pictures.hashes):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_a_broken_picture_is_named_skipped_and_counted(make_set: MakeSet, tmp_path: Path) -> None:
    folder = make_set(count=2)
    (folder / "rock" / "001.png").write_bytes(b"broken")
    for _ in range(2):
        pictures = load(folder, tmp_path / "cache")
        assert len(pictures) == 5
        assert len(pictures.unreadable) == 1
        assert pictures.unreadable[0].startswith("rock/001.png: It is not a picture")
        assert pictures.files[2:4] == ("rock/000.png", "scissors/000.png")
        del pictures
        forget()


def test_nothing_readable_is_bad_input(make_set: MakeSet, tmp_path: Path) -> None:
    folder = make_set(count=1)
    for path in folder.rglob("*.png"):
        path.write_bytes(b"broken")
    with pytest.raises(BadInput, match="None of the 3 pictures of 'hands' can be read"):
        load(folder, tmp_path / "cache")


@pytest.mark.usefixtures("no_decoding")
def test_cache_hit_equals_the_first_decoding(
    make_set: MakeSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_set()
    with monkeypatch.context() as patch:
        patch.setattr(pictures_module, "decode_members", decode_members)
        first = load(folder, tmp_path / "cache")
    kept = first.images.copy()
    forget()
    second = load(folder, tmp_path / "cache")
    assert second.images is not first.images
    assert np.array_equal(second.images, kept)
    assert_same(first, second)


@pytest.mark.parametrize("suffix", [".npy", ".json"])
@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "gone", "foreign"])
def test_a_damaged_cache_file_is_rebuilt(
    make_set: MakeSet, tmp_path: Path, suffix: str, damage: str
) -> None:
    folder = make_set()
    cache = tmp_path / "cache"
    first = load(folder, cache)
    kept = first.images.copy()
    name, file = first.fingerprint, next(cache.glob(f"pictures-*{suffix}"))
    del first
    forget()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0x01
    damaged = {"flip": bytes(content), "cut": bytes(content[:-7]), "empty": b"", "foreign": b"[]"}
    file.unlink()
    if damage != "gone":
        file.write_bytes(damaged[damage])
    for _ in range(2):
        again = load(folder, cache)
        assert np.array_equal(again.images, kept)
        assert again.fingerprint == name
        del again
        forget()


def test_a_record_of_other_pictures_is_not_believed(make_set: MakeSet, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    first = load(make_set("a", count=2), one)
    load(make_set("b", count=3), other)
    forget()
    for suffix in ("npy", "json"):
        source, target = next(other.glob(f"*.{suffix}")), next(one.glob(f"*.{suffix}"))
        target.unlink()
        target.write_bytes(source.read_bytes() if suffix == "npy" else b'{"shape": [6]}')
    assert_same(load(tmp_path / "a", one), first)


def test_a_changed_file_invalidates_the_cache(make_set: MakeSet, tmp_path: Path) -> None:
    folder = make_set()
    before = load(folder, tmp_path / "cache")
    (folder / "rock" / "000.png").write_bytes(encoded(noise(999)))
    after = load(folder, tmp_path / "cache")
    assert after.fingerprint != before.fingerprint
    assert not np.array_equal(after.images[4], before.images[4])
    assert np.array_equal(after.images[5:], before.images[5:])


def test_each_size_and_framing_has_an_entry_of_its_own(make_set: MakeSet, tmp_path: Path) -> None:
    folder = make_set()
    shapes = [load(folder, tmp_path / "c", size).images.shape[1] for size in (8, 16)]
    assert shapes == [8, 16]
    boxed = load(folder, tmp_path / "c", 16, "letterbox")
    assert not np.array_equal(boxed.images, load(folder, tmp_path / "c").images)


def test_a_cache_that_cannot_be_written_is_no_error(make_set: MakeSet, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    pictures = load(make_set(), tmp_path / "file" / "cache")
    assert len(pictures) == 12
    assert not pictures.images.flags.writeable


def test_no_half_written_file_is_left(make_set: MakeSet, tmp_path: Path) -> None:
    load(make_set(), tmp_path / "cache")
    suffixes = sorted(path.suffix for path in (tmp_path / "cache").iterdir())
    assert suffixes == [".json", ".npy"]


def test_two_runs_share_one_array_and_decode_once(
    make_set: MakeSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def counted(*arguments: object, **named: object) -> object:
        calls.append(1)
        return decode_members(*arguments, **named)

    monkeypatch.setattr(pictures_module, "decode_members", counted)
    folder = make_set()
    loaded: list[Pictures] = []
    threads = [
        threading.Thread(target=lambda: loaded.append(load(folder, tmp_path / "cache")))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == 1
    assert len(loaded) == 4
    assert all(pictures.images is loaded[0].images for pictures in loaded)


def test_memory_is_given_back_when_nobody_uses_the_pictures(
    make_set: MakeSet, tmp_path: Path
) -> None:
    pictures = load(make_set(), tmp_path / "cache")
    assert pictures_module._shared
    before = len(pictures_module._shared)
    del pictures
    gc.collect()
    assert len(pictures_module._shared) == before - 1


def test_progress_counts_every_picture_and_nothing_from_the_cache(
    make_set: MakeSet, tmp_path: Path
) -> None:
    source = FolderSource(make_set(count=2))
    for expected in ([(done, 6) for done in range(1, 7)], []):
        calls: list[tuple[int, int]] = []
        load_pictures(
            source, 8, "squash", "bilinear", cache=tmp_path / "cache",
            progress=lambda done, total, calls=calls: calls.append((done, total)),
        )
        assert calls == expected


def test_an_interrupt_while_decoding_leaves_no_entry(make_set: MakeSet, tmp_path: Path) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    source = FolderSource(make_set())
    with pytest.raises(KeyboardInterrupt):
        load_pictures(
            source, 8, "squash", "bilinear", cache=tmp_path / "cache", progress=interrupt
        )
    assert not (tmp_path / "cache").exists()
    assert len(load(tmp_path / "hands", tmp_path / "cache", 8)) == 12


def test_one_transparent_picture_gives_all_of_them_a_channel() -> None:
    clear = noise(1).convert("RGBA")
    clear.putalpha(0)
    members = members_of([encoded(noise(2)), encoded(clear)])
    decoded = decode_members(members, 8, "squash", "nearest")
    assert decoded.images.shape == (2, 8, 8, 4)
    assert (decoded.images[0, ..., 3] == 255).all()
    assert (decoded.images[1, ..., 3] == 0).all()


def test_rgb_composes_transparency_away(make_set: MakeSet, tmp_path: Path) -> None:
    folder = make_set(count=1)
    clear = noise(1).convert("RGBA")
    clear.putalpha(0)
    (folder / "rock" / "000.png").write_bytes(encoded(clear))
    pictures = load(folder, tmp_path / "cache")
    rgb = pictures.rgb(np.array([1, 2]))
    assert rgb.shape == (2, 16, 16, 3)
    assert (rgb[0] == 128).all()
    assert np.array_equal(rgb[1], pictures.images[2, ..., :3])


def test_without_hashes_the_rest_is_the_same_and_none_is_stored() -> None:
    members = members_of([encoded(noise(seed)) for seed in range(3)])
    plain = decode_members(members, 8, "squash", "nearest", hashed=False)
    hashed = decode_members(members, 8, "squash", "nearest")
    assert plain.hashes is None
    assert plain.fingerprint == hashed.fingerprint
    again = Decoded.from_record(plain.images, plain.record())
    assert again is not None
    assert again.hashes is None
    assert again.files == plain.files


@pytest.mark.parametrize("change", [
    {"labels": [0]}, {"hashes": [1, 2]}, {"files": "abcd"}, {"labels": ["x"] * 3}, {"files": None},
    {"hashes": [-1] * 3}])
def test_a_record_that_does_not_fit_its_images_is_none(change: dict[str, object]) -> None:
    members = members_of([encoded(noise(seed)) for seed in range(3)])
    decoded = decode_members(members, 8, "squash", "nearest")
    assert Decoded.from_record(decoded.images, {**decoded.record(), **change}) is None
    assert Decoded.from_record(decoded.images, {}) is None


def test_what_is_behind_opaque_pictures_does_not_show(make_set: MakeSet, tmp_path: Path) -> None:
    pictures = load(make_set(count=1), tmp_path / "cache")
    green = np.full((1, 16, 16, 3), 99, np.uint8)
    behind = replace(pictures, behind=Behind(green, np.zeros(3, np.int64)))
    assert np.array_equal(behind.rgb(slice(None)), pictures.images)


def test_groups_are_matched_after_the_cache(make_set: MakeSet, tmp_path: Path) -> None:
    folder = make_set(count=1)
    assert load(folder, tmp_path / "cache").groups == {}
    (folder / "groups.csv").write_text("class,file,person\nrock,000.png,Ann\n")
    assert load(folder, tmp_path / "cache").groups == {"person": ("", "Ann", "")}


def test_the_real_set_is_decoded_whole(real_data: Path) -> None:
    pictures = load_pictures(FolderSource(real_data / "rps-cv"), 32, "squash", "nearest")
    assert pictures.images.shape == (2188, 32, 32, 3)
    assert pictures.unreadable == ()
