"""Makes the patches that ship with the lesson on features: `python -m tools.lesson_patches`.

Of the network that the lessons show where the reader has none, over the pictures it was trained on.
"""

from __future__ import annotations

from playground.data.training_data import prepare
from playground.insight.patch_sheet import patch_sheets, write_sheets
from playground.insight.top_patches import strongest
from playground.lessons.given import shipped
from playground.lessons.topics.features import PATCHES


def main() -> None:
    given = shipped()
    data = prepare(given.experiment, given.architecture.size, paths_allowed=False)
    found = strongest(
        data.pictures, data.train, given.weights, given.architecture, given.pooling)
    sheets = patch_sheets(data.pictures, found)
    PATCHES.parent.mkdir(exist_ok=True)
    write_sheets(sheets, PATCHES)
    for name, one in sheets.items():
        dead = int((one.values[:, 0] <= 0).sum())
        print(f"{name}: {len(one.values)} units, {one.side} pixels, {dead} dead, "
              f"{len(one.picture) // 1024} KiB")


if __name__ == "__main__":
    main()
