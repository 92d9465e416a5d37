"""What the page's buttons, knobs and keys do: commands to the run, never anything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from playground.data.sources import registered
from playground.errors import BadInput
from playground.experiment import LAMBDA_RANGES
from playground.link import from_link
from playground.messages import lazy
from playground.presets import PLAY_DEFAULT, preset
from playground.room.rooms import rooms
from playground.settings import Settings
from playground.training.manager.manager import run_manager
from playground.training.states import LIVE_STATES, PAUSED
from playground.ui import desks, race, undo
from playground.ui.held_still import unless_still
from playground.ui.run_settings import adopt_replayed as adopt_replayed
from playground.ui.run_settings import lags as lags
from playground.ui.run_settings import replayed as replayed
from playground.ui.run_settings import take_over as take_over
from playground.ui.session import FIRST_LAMBDA, LATE, LATE_LAMBDA, Tab
from playground.ui.twins import last_turn_of

REGULARIZER_KEYS = ("none", "l1", "l2", "l1-proximal")


@contextmanager
def _alone(at: Tab) -> Iterator[None]:
    """This tab, with nobody else acting for it meanwhile; what is refused is said on the page.

    Clicks and dragged knobs come in two threads: a knob that is turned while Play is pressed is
    either in the run as it begins, or turned in it.
    """
    with at.guard:
        try:
            yield
        except BadInput as error:
            at.say(str(error))


@unless_still
def play_or_pause(at: Tab) -> None:
    """Start, go on, or hold."""
    with _alone(at):
        at.command()
        view = at.view()
        if view is not None and view.resumable:
            _resume(at)
        elif view is None or view.ended:
            _submit(at)
        elif view.snapshot.state == PAUSED:
            run_manager().play(*_of(at))
        else:
            run_manager().pause(*_of(at))


@unless_still
def step(at: Tab, what: str) -> None:
    """Train one "batch" or to the end of one "epoch", then hold."""
    with _alone(at):
        at.command()
        view = at.view()
        if view is not None and view.resumable:
            _resume(at)
        elif view is None or view.ended:
            _submit(at, paused=True)
        manager = run_manager()
        (manager.step_batch if what == "batch" else manager.step_epoch)(*_of(at))


@unless_still
def reset(at: Tab) -> None:
    """Back to step 0 with the settings as they are shown; the old run goes to the tray."""
    with _alone(at):
        leave(at)
        at.planned = ()
        at.command()


@unless_still
def go_on_from(at: Tab) -> None:
    """Another run from the epoch that is shown on, which holds until it is told to go on.

    The one that was in front goes to the tray; where it trains, it goes on training.
    """
    with _alone(at):
        epoch, view = at.looked_at, at.view()
        if at.ticket is None or view is None or epoch is None:
            return
        made = run_manager().fork(*_of(at), epoch, {}, paused=True)
        undo.let_go(at)
        at.leave_for_tray(view)
        at.ticket = made
        desks.keep(at.desk)
        begun = at.view()
        if begun is not None:
            take_over(at, begun)
        at.say(lazy("This run goes on from epoch {epoch}: turn a knob, then press Play.",
                    epoch=epoch))
        at.command()


@unless_still
def race_against(at: Tab, method: str) -> None:
    """Open the second lane, for one of `race.METHODS`."""
    with _alone(at):
        at.command()
        race.choose(at, method)


@unless_still
def close_race(at: Tab) -> None:
    with _alone(at):
        race.close(at)
        at.command()


@unless_still
def ask_for_twin(at: Tab) -> None:
    """Have the same run trained without its last turn; it goes to the tray, and into the queue."""
    with _alone(at):
        turn = last_turn_of(at.view())
        if turn is None:
            return
        twin = run_manager().twin(*_of(at), turn.began)
        at.desk.lay_by(twin)
        # Its card.
        at.needs_page = True
        at.command()


@unless_still
def choose_preset(at: Tab, name: str) -> None:
    """Take a preset's settings over the page's own data; shown at once, trained on Play."""
    with _alone(at):
        kept = {"seed": at.experiment.seed, **_locked_in_room(at)}
        wanted = preset(name).experiment().with_values(kept)
        leave(at)
        at.experiment = wanted
        at.needs_page = True
        at.lambdas[at.experiment.regularizer] = at.experiment.lambda_
        at.planned = ()


@unless_still
def take_link(at: Tab, query: str) -> None:
    """Take what a link's query asks for, as if the page had been opened with it."""
    with _alone(at):
        _take_link(at, query, _locked_in_room(at))


def sent_to(at: Tab, query: str) -> None:
    """The teacher of the tab's room has opened that experiment: nobody is asked."""
    with at.guard:
        _take_link(at, query, {})


def _take_link(at: Tab, query: str, kept: Mapping[str, object]) -> None:
    """`kept`: the values that stay."""
    reading = from_link(query, registered(), PLAY_DEFAULT.experiment())
    wanted = reading.experiment.with_values(kept)
    leave(at)
    at.experiment, at.planned = wanted, () if kept else reading.changes
    at.needs_page = True
    at.lambdas[at.experiment.regularizer] = at.experiment.lambda_


def _locked_in_room(at: Tab) -> dict[str, object]:
    """The values of what the teacher of its room has locked: no preset turns them either."""
    now = at.experiment.to_mapping()
    return {name: now[name] for name in rooms().locked(at.owner)}


@unless_still
def choose_regularizer(at: Tab, name: str) -> None:
    """Change the penalty together with the λ that suits it, as the person last left it."""
    with _alone(at):
        if name == at.experiment.regularizer or _barred(at, ("regularizer",)):
            return
        low, high = LAMBDA_RANGES[name]
        wanted = at.lambdas.get(name, _first_strength(at, name))
        strength = min(max(wanted, low), high) if wanted else 0.0
        turn(at, {"regularizer": name, "lambda": strength})


def _first_strength(at: Tab, name: str) -> float:
    """The λ that suits a method that is chosen now."""
    view = at.view()
    late = (view is not None and view.snapshot.state in LIVE_STATES
            and view.snapshot.epoch >= LATE)
    return (LATE_LAMBDA if late else FIRST_LAMBDA).get(name, at.experiment.lambda_)


@unless_still
def turn(at: Tab, values: Mapping[str, object]) -> None:
    """Change settings; those that act live act on a running training at once."""
    with _alone(at):
        if not _barred(at, values):
            _turn(at, values)


def _turn(at: Tab, values: Mapping[str, object]) -> None:
    try:
        # The border: from here on the values are checked, and no more than what they are allowed
        # together with is asked again, by each experiment that they are set in.
        asked = Settings.of(values)
        wanted = asked.on(at.experiment)
    except BadInput as error:
        at.say(str(error))
        at.needs_page = True
        return
    at.experiment, at.planned = wanted, ()
    # With its method it comes as it suits that, and not from the person's hand.
    alone = "regularizer" not in asked.names
    if "lambda" in asked.names and alone and wanted.regularizer != "none":
        at.lambdas[wanted.regularizer] = wanted.lambda_
    view = at.view()
    if view is not None and view.snapshot.state in LIVE_STATES and asked.live.values:
        try:
            run_manager().turn(*_of(at), asked.live)
            # What the knob does should be seen at the next tick, not at the one after.
            run_manager().request(*_of(at), "weights")
        except BadInput as error:
            at.say(str(error))
        at.command()
    if view is None or view.ended or len(asked.live.names) < len(asked.names):
        at.needs_page = True


def _submit(at: Tab, *, paused: bool = False) -> None:
    leave(at)
    undo.let_go(at)
    at.ticket = run_manager().submit(
        at.experiment, at.planned, owner=at.owner, paused=paused, shared=True)
    desks.keep(at.desk)
    race.begin(at)
    _say_trouble(at)


def _resume(at: Tab) -> None:
    """Go on with the run that was broken off, under its own settings."""
    run_manager().resume(*_of(at))
    view = at.view()
    if view is not None:
        take_over(at, view)
    at.needs_page = True


def _say_trouble(at: Tab) -> None:
    trouble = run_manager().trouble
    if trouble and not at.told_trouble:
        at.told_trouble = True
        at.say(lazy(
            "Runs are not kept here when the server is started anew. {reason}", reason=trouble))


def leave(at: Tab) -> None:
    """Stop the tab's run and keep it for the tray, where it has trained at all."""
    with at.guard:
        ticket, view = at.ticket, at.view()
        if ticket is None:
            return
        at.needs_page = True
        if view is not None:
            run_manager().stop(ticket.run_id, ticket.token)
            at.leave_for_tray(view)
        at.ticket = None


def _of(at: Tab) -> tuple[str, str]:
    assert at.ticket is not None
    return at.ticket.run_id, at.ticket.token


def _barred(at: Tab, names: Iterable[str]) -> bool:
    """Controls that a lesson link or a room has locked, or a link hides, stay, whoever asks."""
    barred = at.barred | at.hidden
    return any(name in barred for name in names)
