"""Whether the referee's files are there."""

from pathlib import Path

import pytest

from playground.referee import files


def test_they_ship_with_their_licence() -> None:
    assert files.is_there()
    assert "Apache License" in (files.FOLDER / "LICENSE").read_text(encoding="utf-8")
    assert "MediaPipe" in (files.FOLDER / "NOTICE").read_text(encoding="utf-8")


@pytest.mark.parametrize("missing", [files.PALMS, files.LANDMARKS, files.HEAD])
def test_without_one_of_them_there_is_no_referee(tmp_path: Path, missing: str) -> None:
    for name in {files.PALMS, files.LANDMARKS, files.HEAD} - {missing}:
        (tmp_path / name).touch()
    assert not files.is_there(tmp_path)
    (tmp_path / missing).touch()
    assert files.is_there(tmp_path)
