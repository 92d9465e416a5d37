import json
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tools.render_hands.sheet import save_sheet
from tools.render_hands.table import ROW, read_rows, write_table


def _picture(folder: Path, number: int, sign: str) -> None:
    remarks = PngInfo()
    row = {"file": f"{number:05d}.png", "class": sign, "person": "p001"}
    remarks.add_text(ROW, json.dumps(row))
    Image.new("RGBA", (8, 8), (200, 150, 120, 255)).save(
        folder / f"{number:05d}.png", pnginfo=remarks)


def test_the_table_has_a_row_for_each_finished_picture(tmp_path: Path) -> None:
    _picture(tmp_path, 2, "rock")
    _picture(tmp_path, 0, "paper")
    (tmp_path / "00001.123").write_bytes(b"half written")
    assert write_table(tmp_path) == 2
    assert [row["class"] for row in read_rows(tmp_path)] == ["paper", "rock"]
    assert (tmp_path / "table.csv").read_text().splitlines()[0] == "file,class,person"


def test_a_sheet_shows_only_what_was_asked_for(tmp_path: Path) -> None:
    for number, sign in enumerate(["rock", "paper", "rock", "rock"]):
        _picture(tmp_path, number, sign)
    save_sheet(tmp_path, tmp_path / "sheet.jpg", "class=rock", 10, 2, 1)
    assert Image.open(tmp_path / "sheet.jpg").size == (16, 16)


def test_a_sheet_of_nothing_is_one_sentence(tmp_path: Path) -> None:
    _picture(tmp_path, 0, "rock")
    with pytest.raises(SystemExit, match="no picture like"):
        save_sheet(tmp_path, tmp_path / "sheet.jpg", "class=well", 10, 2, 1)
