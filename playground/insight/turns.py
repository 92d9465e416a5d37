"""A turn of the knobs in words: as a sentence, and as what stands after "since".

Two wordings of each: in other languages the verb moves.
"""

from __future__ import annotations

from collections.abc import Mapping

from playground.change import Change
from playground.experiment import CONTROLS
from playground.insight.reading import Turn
from playground.messages import Text, _, lazy, lazy_p, listed, pgettext
from playground.regularizer_words import in_text, of_knob

# As a noun within a sentence; any other knob goes by its label.
_NOUNS: Mapping[str, Text] = {
    "lambda": "λ", "dropout": lazy_p("in a sentence", "dropout"),
    "regularizer": lazy_p("in a sentence", "the regularizer"),
    "learning-rate": lazy_p("in a sentence", "the learning rate"),
    "mixing-share": lazy_p("in a sentence", "the mixing share"),
    "optimizer": lazy_p("in a sentence", "the optimizer"),
    "seed": lazy_p("in a sentence", "the seed"),
}


def noun(name: str) -> Text:
    """A knob's name within a sentence."""
    return _NOUNS.get(name) or lazy("“{label}”", label=CONTROLS[name].label_message)


def as_sentence(turn: Turn | None) -> str:
    """"λ went from 0.1 to 0.2 and dropout went from off to 0.5": without capital and period."""
    replaced = _replaced(turn)
    if replaced is not None:
        kind, strength = replaced
        return _("{new} with λ {strength:g} replaced {old}", new=in_text(kind.new),
                 strength=strength, old=in_text(kind.old))
    return listed(
        lazy("{knob} went from {old} to {new}", **_values(one)) for one in _changes(turn))


def after_since(turn: Turn | None) -> str:
    """The same after "Since"."""
    replaced = _replaced(turn)
    if replaced is not None:
        kind, strength = replaced
        return pgettext("after: since", "{new} with λ {strength:g} replaced {old}",
                      new=in_text(kind.new), strength=strength, old=in_text(kind.old))
    return listed(
        lazy_p("after: since", "{knob} went from {old} to {new}", **_values(one))
        for one in _changes(turn))


def _changes(turn: Turn | None) -> tuple[Change, ...]:
    assert turn is not None
    return turn.changes


def _replaced(turn: Turn | None) -> tuple[Change, float] | None:
    """One turn: the old λ, which was of another kind or of none, says nothing."""
    by_name = {change.name: change for change in _changes(turn)}
    if by_name.keys() != {"regularizer", "lambda"} or by_name["regularizer"].new == "none":
        return None
    return by_name["regularizer"], by_name["lambda"].new


def _values(change: Change) -> dict[str, Text]:
    return {"knob": noun(change.name), "old": of_knob(change.name, change.old),
            "new": of_knob(change.name, change.new)}
