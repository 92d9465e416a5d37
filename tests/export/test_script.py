"""The script that repeats a run: run by itself, away from this package, and compared."""

import io
import json
import os
import runpy
import subprocess
import sys
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from playground.change import Change
from playground.data.training_data import prepare
from playground.errors import BadInput
from playground.experiment import Experiment
from playground.export import script as exported
from playground.model.architectures import architecture_of
from playground.model.weights import initial_weights
from playground.training.run import Run
from playground.training.states import FINISHED, RUNNING
from tests.made_data import image_folder


@pytest.fixture(scope="module", autouse=True)
def heavy_imports():
    """TensorFlow comes with the first test, not while they are collected."""
    global read_teacher

    from playground.export.stock_network import read_teacher


CHANGES = (
    Change(1, "lambda", 0.05, 0.4), Change(3, "dropout", 0.0, 0.4),
    Change(4, "learning-rate", 1e-3, 2e-3),
)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    """A folder of pictures with groups: three takes of one moment stay on one side."""
    folder = image_folder(tmp_path_factory.mktemp("pictures"), per_class=20)
    rows = [f"rock,{index:03}.png,moment" for index in (0, 3, 6)]
    (folder / "groups.csv").write_text("\n".join(["class,file,take", *rows]) + "\n")
    return folder


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    return image_folder(tmp_path_factory.mktemp("elsewhere"), per_class=20, size=40)


@pytest.fixture(scope="module")
def run(pictures, elsewhere):
    """A run with everything a script must repeat: its experiment's last snapshot, its data."""
    experiment = Experiment(
        data=str(pictures), another_setting=str(elsewhere), regularizer="l1-proximal", lambda_=0.05,
        wrong_labels=20, share=80, batch_size=16, epochs=3, seed=5, precision="float32",
        rotation=True, brightness_contrast=True, soft_labels=60)
    data = prepare(experiment, 64, paths_allowed=True)
    run = Run(experiment, data, changes=CHANGES)
    run.start()
    return run.wait(180), data


def repeated(run, folder):
    """The epochs that the script prints, what it said before them, and what it left."""
    with zipfile.ZipFile(io.BytesIO(exported.script_with_pictures(*run))) as archive:
        archive.extractall(folder)
    # Isolated: neither this checkout nor PYTHONPATH can lend it a module.
    done = subprocess.run(
        [sys.executable, "-I", "train.py", "training", "--another-setting", "another-setting",
         "--out", "out"],
        cwd=folder, capture_output=True, text=True, timeout=300, check=False,
        # What this package sets for itself is nothing that the script may count on.
        env={name: value for name, value in os.environ.items() if name != "TF_ENABLE_ONEDNN_OPTS"})
    assert done.returncode == 0, done.stderr[-2000:]
    said, *epochs = done.stdout.splitlines()
    return said, [json.loads(line) for line in epochs]


def repeated_here(folder):
    """The same in this process, which has TensorFlow already: another would import it first."""
    loaded = runpy.run_path(str(folder / "train.py"))
    loaded["KNOBS"].__dict__.update(loaded["SETTINGS"]["knobs"])
    return loaded["train"](loaded["read_folder"](folder / "training"), None)


def test_the_script_repeats_the_run_where_this_package_cannot_be_imported(run, tmp_path):
    recorded, data = run
    said, epochs = repeated(run, tmp_path)
    assert said == (f"{len(data.train)} pictures train, {len(data.validation)} judge; "
                    "they are those of the recorded run")
    assert [row["step"] for row in epochs] == [record.step for record in recorded.records]
    starts = [0, *(record.step for record in recorded.records[:-1])]
    # The same arithmetic in another order of rounding: it drifts apart slowly.
    losses = [row["first_batch_loss"] for row in epochs]
    assert losses == pytest.approx(recorded.steps.data_loss[starts].tolist(), rel=0.02)
    assert losses[0] == pytest.approx(float(recorded.steps.data_loss[0]), rel=1e-4)
    # Of the last step, before its update; the run's own is after it.
    last = [record.step - 1 for record in recorded.records]
    penalties = [row["penalty"] for row in epochs]
    assert penalties == pytest.approx(recorded.steps.penalty[last].tolist(), rel=0.01)
    for row, record in zip(epochs, recorded.records, strict=True):
        for name, reading in (("val_accuracy", record.validation),
                              ("accuracy", record.training), ("ood_accuracy", record.elsewhere)):
            # At most one picture in ten falls on the other side of a border.
            assert row[name] == pytest.approx(reading.accuracy, abs=0.1), name
    program = (
        "import sys, keras\n"
        "kernel = keras.saving.load_model(sys.argv[1]).get_layer('dense').kernel\n"
        "print(float((keras.ops.convert_to_numpy(kernel) == 0).mean()))\n")
    loaded = subprocess.run(
        [sys.executable, "-I", "-c", program, "out/model.keras"],
        cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False)
    assert loaded.returncode == 0, loaded.stderr[-2000:]
    zeros = float((recorded.weights.arrays["dense/kernel"] == 0).mean())
    assert zeros > 0.05
    assert float(loaded.stdout) == pytest.approx(zeros, abs=0.02)


def test_a_normalized_network_standardized_input_and_augmentation_turned_on_are_repeated(
    pictures, elsewhere, tmp_path
):
    experiment = Experiment(
        data=str(pictures), another_setting=str(elsewhere), model="deep", batch_size=16,
        epochs=2, seed=5, precision="float32", height_shift=False, input_scaling="per-picture")
    data = prepare(experiment, 64, paths_allowed=True)
    run = Run(experiment, data, changes=(Change(2, "rotation", False, True),))
    run.start()
    recorded = run.wait(180)
    with zipfile.ZipFile(io.BytesIO(exported.script_with_pictures(recorded, data))) as archive:
        archive.extractall(tmp_path)
    epochs = [row for row, _ in repeated_here(tmp_path)]
    starts = [0, recorded.records[0].step]
    losses = [row["first_batch_loss"] for row in epochs]
    expected = recorded.steps.data_loss[starts].tolist()
    assert losses[0] == pytest.approx(expected[0], rel=1e-3)
    assert losses[1] == pytest.approx(expected[1], rel=0.15)


def test_the_script_of_a_run_that_still_trains_stops_early_as_the_run_will(
    run, tmp_path, monkeypatch, capsys
):
    recorded, data = run
    # With steps this small no epoch is better than the first one.
    began = recorded.began_as.with_values(
        {"epochs": 6, "patience": 1, "learning-rate": 1e-6, "soft-labels": 0})
    still = replace(recorded, state=RUNNING, began_as=began, experiment=began, changes=())
    assert exported._settings(replace(still, state=FINISHED), data)["patience"] == 0
    with zipfile.ZipFile(io.BytesIO(exported.script_with_pictures(still, data))) as archive:
        archive.extractall(tmp_path)
    monkeypatch.setattr(
        sys, "argv", ["train.py", str(tmp_path / "training"), "--out", str(tmp_path / "out")])
    runpy.run_path(str(tmp_path / "train.py"), run_name="__main__")
    epochs = [json.loads(line) for line in capsys.readouterr().out.splitlines()[1:]]
    assert len({row["val_accuracy"] for row in epochs}) == 1
    assert len(epochs) == 2


TEXTBOOK = {
    "label_smoothing": 0.2, "input_noise": 0.1, "weight_noise": 0.02, "max_norm": 1.0,
    "mixup": 0.5, "spatial_dropout": 0.3, "adversarial": 0.02,
}


@pytest.mark.parametrize("values", [
    *({name: value} for name, value in TEXTBOOK.items()),
    {**TEXTBOOK, "bootstrap": 2, "model": "deep", "soft_labels": 40, "dropout": 0.2},
], ids=lambda values: "-".join(values))
def test_the_textbooks_other_regularizers_are_repeated(values, pictures, tmp_path):
    # Two steps, each of a short batch: more of them would only amplify how sums are rounded.
    experiment = Experiment(**{
        "data": str(pictures), "another_setting": "", "batch_size": 64, "epochs": 2, "seed": 5,
        "precision": "float32", "height_shift": False, "optimizer": "sgd",
        "learning_rate": 0.02, **values})
    data = prepare(experiment, 64, paths_allowed=True)
    run = Run(experiment, data)
    run.start()
    recorded = run.wait(180)
    with zipfile.ZipFile(io.BytesIO(exported.script_with_pictures(recorded, data))) as archive:
        archive.extractall(tmp_path)
    text = (tmp_path / "train.py").read_text()
    assert ("def within_norm" in text) == ("max_norm" in values)
    assert ("def mixing" in text) == ("mixup" in values)
    (first, _), (second, model) = repeated_here(tmp_path)
    ours = recorded.weights.arrays
    expected = recorded.steps.data_loss.tolist()
    assert first["first_batch_loss"] == pytest.approx(expected[0], rel=1e-5)
    assert second["first_batch_loss"] == pytest.approx(expected[1], rel=1e-3)
    # Plain descent: no step is made large where a gradient is next to nothing.
    theirs = model.get_layer("dense").kernel.numpy()
    moved = np.abs(ours["dense/kernel"] - initial(experiment)["dense/kernel"])
    assert np.abs(theirs - ours["dense/kernel"]).mean() < 0.02 * moved.mean()


def initial(experiment):
    return initial_weights(architecture_of(experiment), experiment.seed)


def test_a_script_without_the_network_that_gives_its_soft_labels_says_what_to_do():
    # In this checkout it lies elsewhere, not beside the file.
    with pytest.raises(SystemExit, match=r"teacher\.keras is missing: download"):
        read_teacher()


def test_other_pictures_are_told(run, tmp_path, capsys):
    recorded, data = run
    text = exported.script(recorded, data)
    assert exported._digest(data) in text
    with zipfile.ZipFile(io.BytesIO(exported.script_with_pictures(*run))) as archive:
        archive.extractall(tmp_path)
    next((tmp_path / "training" / "rock").glob("*.png")).unlink()
    next(repeated_here(tmp_path))
    assert "NOT those of the recorded run" in capsys.readouterr().out


@pytest.fixture(scope="module")
def augment():
    """`augment` of the script with the parts that an experiment needs."""
    from playground.export import standalone

    def call(images, experiment, epoch, batch):
        text = exported._BLOCK.sub(
            lambda block: block[2] if set(experiment.augmentations) & set(block[1].split()) else "",
            exported.TEMPLATE.read_text(encoding="utf-8"))
        names = vars(standalone).copy()
        exec(compile(text, "standalone", "exec"), names)
        names["SETTINGS"]["seed"] = experiment.seed
        names["KNOBS"].__dict__.update(vars(experiment))
        return names["augment"](images, epoch, batch)

    return call


SWITCHES = ("horizontal-flip", "vertical-flip", "height-shift", "width-shift", "rotation", "zoom",
            "stretch", "brightness-contrast", "color", "blur", "cut-out", "crop")


@pytest.mark.parametrize("switches", [
    *((name,) for name in SWITCHES), SWITCHES, (), ("zoom", "vertical-flip"),
])
def test_the_script_augments_to_the_same_bits(augment, switches):
    from playground.data.augment import augment as own

    values = {name: name in switches for name in SWITCHES}
    experiment = Experiment(seed=7).with_values(values)
    images = np.random.default_rng(0).integers(0, 256, (9, 64, 64, 3), dtype=np.uint8)
    for epoch, batch in ((0, 0), (3, 2)):
        expected = own(images.copy(), experiment, epoch, batch)
        assert (augment(images.copy(), experiment, epoch, batch) == expected).all()


def test_a_script_holds_only_what_its_run_used(run):
    recorded, data = run
    text = exported.script(recorded, data)
    compile(text, "train.py", "exec")
    assert "from playground" not in text
    assert "def warp" in text
    assert "def flip_and_shift" in text
    for unused in ("def recolor", "def cut_out", "def blur", "# if ", "# end"):
        assert unused not in text


def test_replaced_backgrounds_are_refused_in_one_sentence(run):
    recorded, data = run
    changed = replace(recorded, began_as=recorded.began_as.with_values({"background": True}))
    with pytest.raises(BadInput, match="replaced backgrounds"):
        exported.script(changed, data)


def test_mixed_spectra_are_refused_in_one_sentence(run):
    recorded, data = run
    changed = replace(recorded, began_as=recorded.began_as.with_values({"spectrum": True}))
    with pytest.raises(BadInput, match="mixed spectra"):
        exported.script(changed, data)
