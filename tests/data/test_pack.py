from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from playground.data.classes import CLASSES
from playground.data.pack import HANDS, INFO, TABLE, Pack, sheet_name
from playground.errors import BadInput
from tests.data.packs import COUNTS, SIDE, hand

Change = Callable[[dict[str, bytes]], object]


def rewritten(source: Path, target: Path, change: Change) -> Path:
    """A copy of the pack whose parts `change` has altered."""
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target


def test_each_tile_is_the_rendered_picture(hands: Path) -> None:
    pack = Pack(hands / "everyday.zip", "everyday")
    assert len(pack.tiles) == COUNTS["everyday"]
    for tile in (pack.tiles[0], pack.tiles[100], pack.tiles[-1], pack.tiles[3]):
        picture = pack.picture(tile)
        assert (picture.mode, picture.size) == ("RGBA", (SIDE, SIDE))
        original = np.asarray(hand(int(tile.row["seed"])), np.int64)
        pixels = np.asarray(picture, np.int64)
        assert np.array_equal(pixels[..., 3], original[..., 3])
        shown = original[..., 3] > 0
        assert np.abs(pixels - original)[shown].mean() < 6


def test_columns_that_mean_nothing_to_the_app_are_kept(hands: Path) -> None:
    row = Pack(hands / "everyday.zip", "everyday").tiles[0].row
    assert row["pose"] == "a, b"


def test_the_fingerprint_changes_with_any_byte(hands: Path, tmp_path: Path) -> None:
    first = Pack(hands / "studio.zip", "studio").fingerprint
    copy = rewritten(hands / "studio.zip", tmp_path / "copy.zip", lambda parts: None)
    assert Pack(copy, "studio").fingerprint == first

    def rename(parts: dict[str, bytes]) -> None:
        parts[TABLE] = parts[TABLE].replace(b"p00", b"p09", 1)

    other = rewritten(hands / "studio.zip", tmp_path / "other.zip", rename)
    assert Pack(other, "studio").fingerprint != first


def test_a_missing_pack_is_one_plain_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"studio\.zip.* is not there; get it from") as caught:
        Pack(tmp_path / "studio.zip", "studio")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("change", [
    lambda parts: parts.pop(INFO),
    lambda parts: parts.pop(TABLE),
    lambda parts: parts.pop(sheet_name(0)),
    lambda parts: parts.update({INFO: b"["}),
    lambda parts: parts.update({INFO: json.dumps({"format": 9, "kind": "studio", "tile": 32})
                               .encode()}),
    lambda parts: parts.update({INFO: json.dumps({"format": 1, "kind": "studio", "tile": 0})
                               .encode()}),
    lambda parts: parts.update({TABLE: b""}),
    lambda parts: parts.update({TABLE: b"\xff\xfe"}),
    lambda parts: parts.update({TABLE: parts[TABLE].split(b"\n")[0]}),
    lambda parts: parts.update({TABLE: parts[TABLE].replace(b"person", b"nobody", 1)}),
    lambda parts: parts.update({TABLE: parts[TABLE] + b"short,row\n"}),
    lambda parts: parts.update({TABLE: b"file,class,person,hold_out,sheet,tile\na,rock,p,no,0,72"}),
    lambda parts: parts.update({TABLE: b"file,class,person,hold_out,sheet,tile\na,rock,p,no,7,0"}),
])
def test_a_damaged_pack_is_one_plain_sentence(
    hands: Path, tmp_path: Path, change: Change
) -> None:
    damaged = rewritten(hands / "studio.zip", tmp_path / "damaged.zip", change)
    with pytest.raises(BadInput, match="is damaged or of another version; get it again"):
        Pack(damaged, "studio", ("class", "person"))


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04"])
def test_what_is_no_archive_is_a_damaged_pack(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "studio.zip").write_bytes(content)
    with pytest.raises(BadInput, match="is damaged"):
        Pack(tmp_path / "studio.zip", "studio")


def test_a_pack_of_another_kind_is_refused(hands: Path) -> None:
    with pytest.raises(BadInput, match="is damaged or of another version"):
        Pack(hands / "studio.zip", "everyday")


@pytest.mark.parametrize("damage", ["cut", "no picture", "other bytes"])
def test_a_damaged_sheet_is_a_damaged_pack(hands: Path, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "damaged.zip"

    def change(parts: dict[str, bytes]) -> None:
        name = sheet_name(0)
        parts[name] = parts[name][:100] if damage == "cut" else b"no picture"

    if damage == "other bytes":
        shutil.copy(hands / "studio.zip", path)
        with zipfile.ZipFile(path) as archive:
            at = archive.getinfo(sheet_name(0)).header_offset
        content = bytearray(path.read_bytes())
        content[at + 400] ^= 0xFF
        path.write_bytes(content)
    else:
        rewritten(hands / "studio.zip", path, change)
    pack = Pack(path, "studio")
    with pytest.raises(BadInput, match="is damaged"):
        pack.picture(pack.tiles[0])


@pytest.mark.parametrize("kind", ["studio", "everyday", "backgrounds"])
def test_the_real_pack_is_sound(kind: str) -> None:
    if not (HANDS / f"{kind}.zip").is_file():
        pytest.skip(f"{kind}.zip is not rendered yet")
    pack = Pack(HANDS / f"{kind}.zip", kind)
    pictures = {tile.sheet: pack.picture(tile) for tile in pack.tiles}
    modes = {picture.mode for picture in pictures.values()}
    assert modes == {"RGB" if kind == "backgrounds" else "RGBA"}
    if kind != "backgrounds":
        assert {tile.row["class"] for tile in pack.tiles} == set(CLASSES)


def test_the_real_packs_are_small_enough_for_a_repository() -> None:
    packs = [HANDS / f"{kind}.zip" for kind in ("studio", "everyday", "backgrounds")]
    if not all(path.is_file() for path in packs):
        pytest.skip("the packs are not rendered yet")
    assert sum(path.stat().st_size for path in packs) <= 25e6
