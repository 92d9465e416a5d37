"""What whoever steers a run may count on, whoever trains it: readings and the record."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from playground.change import Change
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.training.handle import Request
from playground.training.states import FAILED, FINISHED, RUNNING
from playground.training.store.recorder import Resumption
from tests.made_data import training_data
from tests.training.bits import numbers, same_bits

SHORT = Experiment(batch_size=16, epochs=3, seed=2)
PLANNED = (Change(4, "regularizer", None, "l1"), Change(4, "lambda", None, 0.01),
           Change(8, "learning-rate", None, 0.002))


def trained(handled: Any, experiment: Experiment = SHORT, **options: Any) -> Any:
    one = handled(experiment, **options)
    one.run.start()
    one.ended()
    return one


def test_it_computes_what_the_trainer_alone_computes(handled: Any) -> None:
    from playground.training.loop.trainer import Trainer
    from tests.training.contract.handles import DATA

    trainer, readings = Trainer(SHORT, DATA), []
    while trainer.epoch < SHORT.epochs:
        for change in PLANNED:
            if change.step == trainer.step:
                trainer.experiment = trainer.experiment.with_values({change.name: change.new})
        readings.append(trainer.train_step())
    seen = trained(handled, changes=PLANNED).run.snapshot
    shown = np.stack([seen.steps.data_loss, seen.steps.penalty, seen.steps.accuracy])
    assert (shown == np.array(readings, np.float32).T).all()
    for name, array in trainer.weights().arrays.items():
        assert (seen.weights.arrays[name] == array).all(), name


def test_readings_only_grow(handled: Any) -> None:
    one = handled(SHORT)
    one.run.start()
    seen = [one.run.snapshot]
    while seen[-1].state != FINISHED:
        seen.append(one.until(lambda now: now is not seen[-1]))
    for before, after in pairwise(seen):
        assert after.version > before.version
        assert after.step >= before.step
        assert len(after.steps) == after.step
        assert after.records[:len(before.records)] == before.records
        assert after.probes[:len(before.probes)] == before.probes
        assert (after.steps.data_loss[:before.step] == before.steps.data_loss).all()
        assert not after.steps.data_loss.flags.writeable
    last = seen[-1]
    assert (last.state, last.step, last.epoch) == (FINISHED, 15, 3)
    assert [record.epoch for record in last.records] == [1, 2, 3]
    assert last.fingerprint == one.run.data.fingerprint


def test_a_copy_is_of_its_step_read_only_and_all_are_there_at_the_end(handled: Any) -> None:
    one = handled(SHORT.with_values({"epochs": 1000}))
    one.run.start()
    one.until(lambda seen: seen.step)
    one.run.tell(Request("batch"))
    batch = one.until(lambda seen: seen.batch is not None).batch
    assert batch.step >= 1
    assert len(batch.images) == 16
    last = trained(handled, SHORT.with_values({"epochs": 1})).run.snapshot
    assert last.weights.step == last.units.step == last.step
    assert last.batch is not None
    assert not any(array.flags.writeable for array in last.weights.arrays.values())


def test_the_record_hears_of_all_in_order_and_of_the_end_once_and_last(handled: Any) -> None:
    one = trained(handled, changes=PLANNED)
    told = [word for word in one.heard.order if not word.startswith("change")]
    assert told == [f"state {RUNNING}", "epoch 1", "epoch 2", "epoch 3", f"state {FINISHED}",
                    "close", "end"]
    assert one.ends == 1
    assert tuple(one.heard.changes) == one.run.snapshot.changes
    for epoch, (record, losses, state) in one.heard.epochs.items():
        assert numbers(record) == numbers(one.run.snapshot.records[epoch - 1])
        assert (losses == one.run.snapshot.steps.data_loss[5 * epoch - 5:5 * epoch]).all()
        assert int(state["step"]) == record.step


def test_one_that_goes_on_from_a_state_has_the_bits_of_one_that_never_stopped(
    handled: Any
) -> None:
    whole = trained(handled, changes=PLANNED)
    seen = whole.run.snapshot
    done = seen.records[0].step
    steps = np.stack([seen.steps.data_loss, seen.steps.penalty, seen.steps.accuracy,
                      seen.steps.seconds])[:, :done]
    past = Resumption(
        whole.heard.epochs[1][2], seen.records[:1],
        tuple(change for change in seen.changes if change.step < done), steps)
    again = handled(SHORT, changes=PLANNED[2:], resumption=past)
    assert (again.run.snapshot.step, again.run.snapshot.epoch) == (done, 1)
    again.run.start()
    again.ended()
    same_bits(again.run.snapshot, seen)
    assert sorted(again.heard.epochs) == [2, 3]


def test_what_goes_wrong_is_one_sentence(handled: Any) -> None:
    def gone(progress: Any) -> Any:
        raise BadInput("These pictures are gone.")

    one = trained(handled, data=gone)
    assert (one.run.snapshot.state, str(one.run.snapshot.message)) == (
        FAILED, "These pictures are gone.")
    assert one.ends == 1


def test_data_may_be_prepared_once_it_has_begun_and_tells_how_far(handled: Any) -> None:
    def prepare(progress: Any) -> Any:
        progress(1, 2)
        told.append(str(one.run.snapshot.message))
        return training_data()

    told: list[str] = []
    one = handled(SHORT.with_values({"epochs": 1}), data=prepare)
    assert one.run.data is None
    one.run.start()
    assert one.ended().state == FINISHED
    assert told == ["Decoding pictures: 1 of 2."]
    assert one.run.data is not None


def test_what_breaks_in_a_step_is_one_sentence_and_the_record_keeps_the_details(
    handled: Any
) -> None:
    one = trained(handled, data=training_data(size=32))
    assert one.run.snapshot.state == FAILED
    assert str(one.run.snapshot.message).startswith("Training broke off: ")
    assert len(str(one.run.snapshot.message).splitlines()) == 1
    assert "Traceback" in one.heard.traceback
    assert one.heard.order[-2:] == ["close", "end"]
