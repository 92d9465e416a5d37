"""Makes the few pictures that a first visit shows: python -m tools.first_visit."""

from __future__ import annotations

from playground.data.first_pictures import FOLDER, write_first_tiles
from playground.data.training_data import prepare
from playground.model.architectures import ARCHITECTURES
from playground.presets import PLAY_DEFAULT
from playground.ui.pictures import tiles_of


def main() -> None:
    experiment = PLAY_DEFAULT.experiment()
    data = prepare(experiment, ARCHITECTURES[experiment.model].size, paths_allowed=False)
    made = tiles_of(data, experiment)
    assert made.elsewhere is not None, "the default experiment has another setting"
    write_first_tiles({
        "training": made.training, "validation": made.validation, "elsewhere": made.elsewhere})
    print(f"Written to {FOLDER}.")


if __name__ == "__main__":
    main()
