"""The mean of several networks' weights, where all began with the same.

    python -m tools.train_further.blend OUT MODEL.keras MODEL.keras … [--shares 1 2 …]

Wortsman et al., "Model soups" (ICML 2022): networks that were trained on from one and the same lie
in one basin, and their mean is as good as the mean of their answers, for the price of one. With the
one that they began with among them, what it could do elsewhere is not lost ("Robust fine-tuning of
zero-shot models", CVPR 2022). OUT gets the experiment and history of the last one, and what was
blended.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

from playground.model.importing import import_tensorflow_quietly
from playground.model.loading import EXPERIMENT_FILE, MODEL_FILE, load_model


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("out", type=Path)
    arguments.add_argument("models", type=Path, nargs="+", metavar="MODEL.keras")
    arguments.add_argument("--shares", type=float, nargs="*", default=[])
    given = arguments.parse_args()
    shares = np.array(given.shares or [1.0] * len(given.models))
    shares = shares / shares.sum()
    import_tensorflow_quietly()
    from playground.model.export import save

    blended = load_model(given.models[-1])
    each = [load_model(model).get_weights() for model in given.models]
    blended.set_weights([
        np.asarray(sum(share * array for share, array in zip(shares, arrays, strict=True)),
                   np.float32)
        for arrays in zip(*each, strict=True)])
    given.out.mkdir(parents=True, exist_ok=True)
    last = given.models[-1].parent
    shutil.copy(last / "history.csv", given.out / "history.csv")
    document = json.loads((last / EXPERIMENT_FILE).read_text(encoding="utf-8"))
    document["blended"] = {
        model.parent.name: round(float(share), 4)
        for model, share in zip(given.models, shares, strict=True)}
    (given.out / EXPERIMENT_FILE).write_text(
        json.dumps(document, indent=2) + "\n", encoding="utf-8")
    save(blended, given.out / MODEL_FILE)


if __name__ == "__main__":
    main()
