"""A process that trains a recorded run until it is killed: DIR and EPOCHS are its arguments."""

import sys
import threading
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from playground.change import Change
from playground.experiment import Experiment
from playground.training.resuming import new_run
from playground.training.store.store import RunStore
from tests.made_data import training_data

CHANGES = (
    Change(7, "regularizer", "none", "l1-proximal"),
    Change(7, "lambda", 0.001, 0.1),
    Change(40, "dropout", 0.3, 0.6),
)


def experiment(epochs: int) -> Experiment:
    return Experiment(batch_size=16, dropout=0.3, epochs=epochs, seed=5)


class Held(RunStore):
    """Keeps the run from its end until it is killed, however late that is."""

    def save_epochs(self, run_id: str, epochs: Any, checkpoints: Any) -> None:
        super().save_epochs(run_id, epochs, checkpoints)
        if epochs[-1][0] == int(sys.argv[2]) - 1:
            threading.Event().wait()


if __name__ == "__main__":
    run_id, run = new_run(
        Held(Path(sys.argv[1])), experiment(int(sys.argv[2])), training_data(),
        changes=CHANGES)
    print(run_id, flush=True)
    run.start()
    print(run.wait().state, flush=True)
