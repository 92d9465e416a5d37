import pytest

from playground.errors import BadInput
from playground.experiment import CONTROLS, LAMBDA_RANGES, Experiment, live_controls
from playground.textbook import IN_A_STEP


def test_every_control_default_is_allowed_by_its_own_row():
    for row in CONTROLS.values():
        assert row.parse(row.default) == row.default


def test_live_controls_are_the_knobs_the_augmentation_and_the_textbooks_other_regularizers():
    knobs = {"regularizer", "lambda", "mixing-share", "dropout", "learning-rate"}
    switches = {name for name, row in CONTROLS.items() if row.group == "augmentation"}
    assert len(switches) == 15
    assert set(live_controls()) == knobs | switches | set(IN_A_STEP)


@pytest.mark.parametrize(("name", "value"), [
    ("lambda", -0.1), ("lambda", 1.1), ("lambda", float("nan")), ("lambda", "much"),
    ("share", 0), ("share", 101), ("share", 1.5), ("wrong-labels", 51), ("dropout", 0.91),
    ("epochs", 0), ("epochs", 10**400), ("batch-size", True), ("seed", -1), ("model", "vgg"),
    ("learning-rate", float("inf")), ("horizontal-flip", "maybe"), ("data", "a\0b"),
])
def test_a_value_out_of_range_is_refused_with_the_name_of_its_control(name, value):
    with pytest.raises(BadInput, match=f"^{name} .*\\.$") as refused:
        Experiment().with_values({name: value})
    assert "\n" not in str(refused.value)


def test_an_unknown_control_is_refused():
    with pytest.raises(BadInput, match="no control named 'lamda'"):
        Experiment().with_values({"lamda": 1})


def test_text_as_a_command_line_gives_it_becomes_typed_values():
    experiment = Experiment().with_values(
        {"lambda": "1e-4", "epochs": " 7 ", "rotation": "on", "horizontal-flip": "off"})
    assert (experiment.lambda_, experiment.epochs) == (1e-4, 7)
    assert experiment.rotation is True
    assert experiment.horizontal_flip is False


@pytest.mark.parametrize("regularizer", ["l1", "l2", "l1l2", "l1-proximal"])
def test_lambda_may_be_zero_and_as_high_as_the_methods_own_range_and_no_higher(regularizer):
    high = LAMBDA_RANGES[regularizer][1]
    for value in (0.0, high):
        assert Experiment(regularizer=regularizer, lambda_=value).lambda_ == value
    if high < 1:
        with pytest.raises(BadInput, match=f"for {regularizer}"):
            Experiment(regularizer=regularizer, lambda_=high * 1.01)


def test_weight_decay_is_zero_unless_asked_for_and_only_with_adamw():
    assert Experiment(optimizer="adamw").weight_decay == 0
    assert Experiment(optimizer="adamw", weight_decay=0.01).weight_decay == 0.01
    with pytest.raises(BadInput, match="adamw"):
        Experiment(weight_decay=0.01)


@pytest.mark.parametrize("name", ["data", "another-setting"])
def test_no_source_is_said_with_an_empty_word_or_none(name):
    for word in ("", " ", "none"):
        assert Experiment().with_values({name: word}).to_mapping()[name] == ""
    assert Experiment().with_values({name: "./none"}).to_mapping()[name] == "./none"


def test_a_mapping_gives_the_same_experiment_back():
    experiment = Experiment(regularizer="l1", lambda_=3e-4, rotation=True, seed=7)
    assert Experiment.from_mapping(experiment.to_mapping()) == experiment


@pytest.mark.parametrize("document", [None, [], "l1", {"lambda": None}, {3: 4}])
def test_a_document_that_is_no_experiment_is_refused(document):
    with pytest.raises(BadInput):
        Experiment.from_mapping(document)


def test_what_the_article_leaves_open_is_shown_as_assumed():
    assumed = {row.name for row in CONTROLS.values() if row.assumed}
    assert {"height-shift", "learning-rate", "optimizer", "dropout"} <= assumed


def test_clamping_says_what_it_changed_and_nothing_otherwise():
    assert CONTROLS["dropout"].clamp("0.3") == (0.3, None)
    value, message = CONTROLS["dropout"].clamp("7")
    assert value == 0.9
    assert message is not None
    assert str(message) == (
        "dropout must be between 0 and 0.9, not '7'. Instead, '0.9' is used.")
    value, message = CONTROLS["model"].clamp("vgg")
    assert value == "compact"
    assert message is not None
