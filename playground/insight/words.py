"""One sentence about a run, made from its numbers, and what to try next.

`RULES` is read from the top: the first whose condition holds is said. A sentence states what was
measured and never why; what to try is an imperative, not a promise. λ is judged by accuracy, not
by a ratio of losses: L2 at 0.01 has a penalty two to four times the data loss at 97 %.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playground.insight import advice
from playground.insight import conditions as when
from playground.insight import phrases as say
from playground.insight.advice import Advice
from playground.insight.reading import RunReading
from playground.insight.twin_phrases import of_twin
from playground.messages import lazy


@dataclass(frozen=True)
class Sentence:
    """`state` names the rule; `text` says what is so; `try_next` what to do, or is empty."""

    state: str
    text: str
    try_next: str


@dataclass(frozen=True)
class Rule:
    """When `condition` holds of a run, `text` is true of it."""

    state: str
    condition: Callable[[RunReading], bool]
    text: Callable[[RunReading], str]
    try_next: Callable[[RunReading], Advice]

    def sentence(self, run: RunReading) -> Sentence:
        return Sentence(self.state, self.text(run), self.try_next(run).to(run))


RULES = (
    # Where the run is
    Rule("queued", when.waits_in_queue, say.queued, advice.keep_the_tab),
    Rule("diverged", when.diverged, say.diverged, advice.tame),
    Rule("broke-off", when.broke_off, say.message_or(lazy("Training broke off.")),
         advice.begin_anew),
    Rule("getting-ready", when.gets_ready, say.message_or(lazy("Getting ready.")), advice.nothing),
    Rule("untrained", when.has_learned_nothing, say.untrained, advice.press_play),
    Rule("first-steps", when.is_not_measured_yet, say.first_steps, advice.wait_for_a_point),
    # What a knob that was turned has done
    Rule("just-turned", when.was_just_turned, say.just_turned, advice.watch),
    Rule("twin", when.has_a_twin, of_twin, advice.after_twin),
    Rule("stopped-early", when.stopped_early, say.message_or(lazy("Early stopping has ended it.")),
         advice.go_back_to_best),
    Rule("vanished", when.guesses_with_vanished_weights, say.vanished, advice.ease),
    Rule("gave-way", when.gave_way_since_turn, say.since_turn, advice.and_without),
    Rule("draining", when.drained_since_turn, say.draining, advice.and_without),
    Rule("rose-again", when.rose_again_since_turn, say.since_turn, advice.and_without),
    # How it learns
    Rule("guessing", when.guesses, say.guessing, advice.help_to_learn),
    Rule("overfitting", when.overfits, say.overfitting, advice.regularize),
    Rule("memorizing", when.memorizes_wrong_labels, say.memorizing, advice.regularize),
    Rule("exact-zeros", when.has_exact_zeros, say.exact_zeros, advice.go_further),
    Rule("holding", when.holds, say.holding, advice.take_it_off),
    Rule("improving", when.improves, say.improving, advice.train_on),
    Rule("dropout-on", when.measures_batches_with_dropout, say.dropout_on, advice.compare_sets),
    Rule("sparse", when.is_sparse, say.sparse, advice.make_exact),
    Rule("guessing-elsewhere", when.guesses_elsewhere, say.elsewhere, advice.vary_data),
    Rule("worse-elsewhere", when.is_worse_elsewhere, say.elsewhere, advice.vary_data),
    Rule("underfitting", when.underfits, say.underfitting, advice.help_to_learn),
    Rule("gap", when.has_a_gap, say.gap, advice.regularize),
    Rule("large-penalty", when.is_good_despite_penalty, say.large_penalty, advice.go_further),
    Rule("plateau", when.stands_still, say.plateau, advice.turn_a_knob),
    # Nothing of note
    Rule("finished", when.has_finished, say.standing(say.FINISHED), advice.compare_regularizers),
    Rule("stopped", when.was_stopped, say.stopped, advice.begin_anew),
    Rule("paused", when.is_paused, say.standing(say.PAUSED), advice.press_play),
    Rule("training", when.is_measured, say.standing(say.TRAINING), advice.train_on),
)


def describe(run: RunReading) -> Sentence:
    """The sentence of the first rule that holds. One does: a run is measured, or not yet."""
    return next(rule.sentence(run) for rule in RULES if rule.condition(run))
