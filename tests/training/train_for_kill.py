"""A process that trains a recorded run until it is killed: DIR and EPOCHS are its arguments."""

import sys
from pathlib import Path

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


if __name__ == "__main__":
    run_id, run = new_run(
        RunStore(Path(sys.argv[1])), experiment(int(sys.argv[2])), training_data(),
        changes=CHANGES)
    print(run_id, flush=True)
    run.start()
    print(run.wait().state, flush=True)
