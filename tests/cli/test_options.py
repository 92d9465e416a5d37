"""Options made from the Experiment table: how they are spelled, and which of them wins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pytest

from playground.cli.options import (
    ControlCommand,
    Place,
    chosen_experiment,
    control_options,
    given_controls,
)
from playground.controls import Choice, Integer, Number, SourceName, Switch
from playground.errors import BadInput
from playground.experiment import CONTROLS


def given(*arguments: str) -> dict[str, Any]:
    """The controls that a command line gives, by name."""

    @click.command(cls=ControlCommand)
    @control_options
    @click.argument("rest", nargs=-1)
    def command(rest: tuple[str, ...], **options: Any) -> dict[str, Any]:
        return {**given_controls(options), **({"rest": rest} if rest else {})}

    found: dict[str, Any] = command.main(list(arguments), standalone_mode=False)
    return found


def other_value(name: str) -> str:
    """A value that is allowed and is not the default."""
    row = CONTROLS[name]
    match row.kind:
        case Switch():
            return "off" if row.default else "on"
        case Choice(options):
            return next(word for word in options if word != row.default)
        case Integer(low, _):
            return str(low + 2)
        case Number():
            return "0.015625"
        case SourceName():
            return "somewhere"


def test_only_what_was_given_is_passed_on() -> None:
    assert given() == {}
    assert given("--epochs", "3") == {"epochs": "3"}


@pytest.mark.parametrize("name", CONTROLS)
def test_the_option_of_each_control_reaches_the_experiment(name: str) -> None:
    text = other_value(name)
    # Weight decay is allowed with AdamW only.
    base = {"optimizer": "adamw"} if name == "weight-decay" else {}
    values = {**base, **given(f"--{name}", text)}
    experiment = chosen_experiment(None, values).to_mapping()
    assert experiment[name] == CONTROLS[name].parse(text)
    assert experiment[name] != CONTROLS[name].default


SWITCHES = [name for name, row in CONTROLS.items() if isinstance(row.kind, Switch)]


@pytest.mark.parametrize(("words", "value"), [
    (("--{}",), True), (("--{}", "on"), True), (("--{}=on",), True),
    (("--no-{}",), False), (("--{}", "off"), False), (("--{}=off",), False),
    (("--{}", "False"), False), (("--{}", "1"), True),
])
def test_a_switch_may_be_given_in_each_way(words: tuple[str, ...], value: bool) -> None:
    assert SWITCHES
    for name in SWITCHES:
        values = given(*(word.format(name) for word in words))
        assert chosen_experiment(None, values).to_mapping()[name] is value, name


@pytest.mark.parametrize(("words", "value"), [
    (("--rotation", "--no-rotation"), "off"), (("--no-rotation", "--rotation"), "on"),
    (("--rotation", "off", "--rotation"), "on"), (("--rotation", "--rotation", "off"), "off"),
])
def test_the_last_of_several_switches_wins(words: tuple[str, ...], value: str) -> None:
    assert given(*words) == {"rotation": value}


def test_a_switch_takes_no_option_for_its_value() -> None:
    assert given("--rotation", "--epochs", "3") == {"rotation": "on", "epochs": "3"}


@pytest.mark.parametrize("word", ["on", "off", "True", "false", "YES", "no", "1", "0"])
def test_a_switch_takes_a_switch_word_for_its_value(word: str) -> None:
    assert given("--rotation", word, "folder") == {"rotation": word, "rest": ("folder",)}


@pytest.mark.parametrize("word", ["folder", "on/off", "2", "one two"])
def test_any_other_word_after_a_switch_stays_an_argument(word: str) -> None:
    assert given("--rotation", word) == {"rotation": "on", "rest": (word,)}


def test_a_value_tied_to_a_switch_is_checked() -> None:
    with pytest.raises(BadInput, match="on or off, not 'maybe'"):
        chosen_experiment(None, given("--rotation=maybe"))


def test_after_two_dashes_nothing_is_a_switch() -> None:
    assert given("--", "--rotation") == {"rest": ("--rotation",)}


def test_an_option_beats_the_preset_and_the_preset_beats_the_default() -> None:
    experiment = chosen_experiment("overfit-l2", {"lambda": "0.5", "rotation": "on"})
    assert experiment.lambda_ == 0.5
    assert experiment.rotation is True
    assert experiment.regularizer == "l2"
    assert experiment.wrong_labels == 30
    assert experiment.batch_size == CONTROLS["batch-size"].default


def test_an_option_may_take_a_preset_back_to_the_default() -> None:
    assert chosen_experiment("article-l1", {"model": "compact"}).model == "compact"


def test_an_option_is_checked_together_with_the_preset() -> None:
    with pytest.raises(BadInput, match=r"0\.1 for l1"):
        chosen_experiment("l1", {"lambda": "0.5"})


def test_a_place_in_the_home_is_found_without_a_shell(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert Place().convert("~/out", None, None) == tmp_path / "out"
    assert Place().convert("a ~ b", None, None) == Path("a ~ b")


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_place_is_not_the_current_folder(text: str) -> None:
    with pytest.raises(click.BadParameter, match="empty"):
        Place().convert(text, None, None)
