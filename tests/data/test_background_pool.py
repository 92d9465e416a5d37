from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from playground.data.background_pool import PackedBackgrounds, photographed, pool
from playground.data.embedded import everyday
from playground.data.pack import Pack
from playground.errors import BadInput


@pytest.fixture(autouse=True)
def new_process() -> Iterator[None]:
    for kind in (pool, photographed):
        kind.cache_clear()
    yield
    for kind in (pool, photographed):
        kind.cache_clear()


def test_without_a_pack_it_is_drawn_from_nothing(tmp_path: Path) -> None:
    drawn = pool(16, tmp_path)
    assert drawn.shape[0] > 100
    assert drawn.shape[1:] == (16, 16, 3)
    assert drawn.dtype == np.uint8
    pool.cache_clear()
    assert np.array_equal(pool(16, tmp_path), drawn)


def test_it_is_one_read_only_array_for_the_whole_process(hands: Path, tmp_path: Path) -> None:
    for folder in (hands, tmp_path):
        first = pool(16, folder, tmp_path)
        assert pool(16, folder, tmp_path) is first
        with pytest.raises(ValueError, match="read-only"):
            first[0] = 0


def test_the_hold_outs_backgrounds_are_not_in_it(hands: Path, tmp_path: Path) -> None:
    held_out = PackedBackgrounds(hands / "backgrounds.zip", held_out=True)
    assert held_out.places == range(16, 20)
    training = {picture.tobytes() for picture in pool(16, hands, tmp_path)}
    assert len(training) == 16
    assert not training & {picture.tobytes() for picture in held_out.at(16, tmp_path)}


def test_the_pictures_of_everyday_stand_before_the_same_array(hands: Path, tmp_path: Path) -> None:
    assert everyday(hands).backgrounds(16, tmp_path) is pool(16, hands, tmp_path)


def test_each_background_is_the_rendered_one(hands: Path, tmp_path: Path) -> None:
    colors = pool(16, hands, tmp_path)[:, 8, 8].astype(int)
    expected = [(10 * at, 255 - 10 * at, 90) for at in range(16)]
    assert np.abs(colors - expected).max() < 8


def test_a_second_process_reads_it_from_disk(
    hands: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pool(16, hands, tmp_path).copy()
    pool.cache_clear()
    monkeypatch.setattr(Pack, "picture", lambda *_: pytest.fail("decoded again"))
    assert np.array_equal(pool(16, hands, tmp_path), first)


def test_a_damaged_pack_is_not_silently_replaced(tmp_path: Path) -> None:
    (tmp_path / "backgrounds.zip").write_bytes(b"broken")
    with pytest.raises(BadInput, match="is damaged"):
        pool(16, tmp_path)


def test_photographed_places_are_all_those_of_their_pack(hands: Path, tmp_path: Path) -> None:
    places = photographed(16, hands, tmp_path)
    assert photographed(16, hands, tmp_path) is places
    colors = places[:, 8, 8].astype(int)
    assert np.abs(colors - [(10 * at, 255 - 10 * at, 200) for at in range(6)]).max() < 8


def test_without_their_pack_the_pool_stands_in_for_photographed_places(tmp_path: Path) -> None:
    assert np.array_equal(photographed(16, tmp_path), pool(16, tmp_path))


def test_a_damaged_pack_of_photographed_places_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "places.zip").write_bytes(b"no zip")
    with pytest.raises(BadInput, match=r"places\.zip"):
        photographed(16, tmp_path)
