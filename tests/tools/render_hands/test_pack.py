from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from playground.data.pack import Pack
from playground.errors import BadInput
from tests.data.packs import COUNTS, SIDE, hand, packed, rendered
from tools.render_hands.pack import fill_transparent, main, pack

KINDS = ("backgrounds", "places", "studio", "everyday", "thrown", "closed", "angled", "near",
         "shown")


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = packed(tmp_path / "one"), packed(tmp_path / "other")
    for kind in KINDS:
        assert (one / f"{kind}.zip").read_bytes() == (other / f"{kind}.zip").read_bytes()
        assert sorted(path.suffix for path in one.glob(f"{kind}.*")) == [".zip"]


def test_the_command_prints_the_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = rendered(tmp_path / "set", "studio")
    assert main([str(folder), str(tmp_path / "out.zip"), "--kind", "studio"]) == 0
    assert capsys.readouterr().out.startswith("out.zip: 36 pictures, 0 of them held out, 0.0")


def test_a_lower_quality_is_smaller(tmp_path: Path) -> None:
    folder, sizes = rendered(tmp_path / "set", "backgrounds"), []
    noise = np.random.default_rng(0).integers(0, 256, (SIDE, SIDE, 3), np.uint8)
    Image.fromarray(noise).save(folder / "0000.png")
    for quality in (20, 95):
        pack(folder, tmp_path / "out.zip", "backgrounds", quality)
        sizes.append((tmp_path / "out.zip").stat().st_size)
    assert sizes[0] < sizes[1]


def test_everyday_needs_the_backgrounds_packed_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = rendered(tmp_path / "set", "everyday")
    assert main([str(folder), str(tmp_path / "everyday.zip"), "--kind", "everyday"]) == 2
    assert "backgrounds.zip" in capsys.readouterr().err
    assert not (tmp_path / "everyday.zip").exists()


def test_backgrounds_are_parted_between_training_and_hold_out(tmp_path: Path) -> None:
    tiles = Pack(packed(tmp_path) / "everyday.zip", "everyday").tiles
    for tile in tiles:
        assert (int(tile.row["background"]) >= 16) == tile.held_out


@pytest.mark.parametrize("kind", ["angled", "near", "shown", "places"])
def test_of_other_people_and_of_photographed_places_none_is_held_out(
    tmp_path: Path, kind: str
) -> None:
    tiles = Pack(packed(tmp_path) / f"{kind}.zip", kind).tiles
    assert len(tiles) == COUNTS[kind]
    assert not any(tile.held_out for tile in tiles)


@pytest.mark.parametrize("kind", ["thrown", "closed"])
def test_what_is_added_leaves_the_held_out_people_out(tmp_path: Path, kind: str) -> None:
    folder = packed(tmp_path)
    people = {
        name: {tile.row["person"] for tile in Pack(folder / f"{name}.zip", name).tiles
               if not tile.held_out}
        for name in ("everyday", kind)}
    assert people[kind] == people["everyday"]
    assert not any(tile.held_out for tile in Pack(folder / f"{kind}.zip", kind).tiles)


def spoil_table(folder: Path, column: str, value: str) -> None:
    with (folder / "table.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    rows[1][column] = value
    with (folder / "table.csv").open("w", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)


@pytest.mark.parametrize(("column", "value", "sentence"), [
    ("class", "lizard", "has the class 'lizard'"),
    ("file", "00000.png", "lists a file twice"),
    ("file", "none.png", "not a PNG that can be read"),
])
def test_a_wrong_row_is_one_sentence(
    tmp_path: Path, column: str, value: str, sentence: str
) -> None:
    folder = rendered(tmp_path / "set", "studio")
    spoil_table(folder, column, value)
    with pytest.raises(BadInput, match=sentence):
        pack(folder, tmp_path / "out.zip", "studio")


@pytest.mark.parametrize("picture", [
    hand(1).convert("RGB"), hand(1, 48), hand(1, 24), hand(1).resize((32, 16))])
def test_tiles_have_one_size_and_an_alpha_channel(tmp_path: Path, picture: Image.Image) -> None:
    folder = rendered(tmp_path / "set", "studio")
    picture.save(folder / "00007.png")
    with pytest.raises(BadInput, match=r"all pictures of a set are RGBA and of one square size"):
        pack(folder, tmp_path / "out.zip", "studio")


def test_a_missing_table_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"The table .*table\.csv cannot be read"):
        pack(tmp_path, tmp_path / "out.zip", "studio")


def test_four_people_are_too_few_to_hold_one_out(tmp_path: Path) -> None:
    folder = rendered(tmp_path / "set", "studio")
    with pytest.raises(BadInput, match="Of 4 people none can be held out"):
        pack(folder, tmp_path / "out.zip", "everyday")


def test_transparent_pixels_take_the_color_nearby() -> None:
    pixels = np.zeros((48, 48, 4), np.uint8)
    pixels[4:12, 4:12] = (200, 0, 0, 255)
    pixels[36:44, 36:44] = (0, 0, 200, 255)
    pixels[36, 36] = (0, 0, 200, 10)
    filled = fill_transparent(pixels)
    assert np.array_equal(filled[..., 3], pixels[..., 3])
    shown = pixels[..., 3] > 0
    assert np.array_equal(filled[shown], pixels[shown])
    assert filled[12, 8, :3].tolist() == [200, 0, 0]
    assert filled[40, 45, :3].tolist() == [0, 0, 200]
    # Far from both it is their mixture, and never black.
    assert (filled[..., :3].sum(axis=2) >= 150).all()


def test_a_tile_of_nothing_stays_black() -> None:
    empty = np.zeros((32, 32, 4), np.uint8)
    assert np.array_equal(fill_transparent(empty), empty)


def test_resizing_a_packed_tile_leaves_no_dark_fringe(tmp_path: Path) -> None:
    tiles = Pack(packed(tmp_path) / "studio.zip", "studio")
    for tile in tiles.tiles[:8]:
        small = np.asarray(
            tiles.picture(tile).resize((15, 15), Image.Resampling.BILINEAR), np.int64)
        color = np.asarray(hand(int(tile.row["seed"])))[SIDE // 2, SIDE // 2, :3]
        edge = (small[..., 3] > 40) & (small[..., 3] < 250)
        assert edge.any()
        assert np.abs(small[edge][:, :3] - color).max() < 24
