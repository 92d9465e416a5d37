"""A link that opens the same comparison elsewhere: the settings of each run, and no run itself.

It is a query string with one `run` for each, the baseline's first: an experiment's link as
`playground.link` writes it, live changes included, or `recorded:NAME`. Whoever opens it finds the
runs among their own, or trains them: the same settings and seed give the same run. Like any link
it may hold anything, names no path, and gives no power over a run and no sight of one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from playground.change import Change, merged
from playground.controls import shown
from playground.experiment import Experiment
from playground.link import LONGEST_LINK, VERSION, VERSION_KEY, from_link, to_link, unescaped
from playground.messages import Text, lazy
from playground.training.history import RECORDED, History

RUN_KEY = "run"
MOST_RUNS = 24
_RECORDED = "recorded:"


@dataclass(frozen=True)
class LinkedRun:
    """A run as a link names it: its settings, or the name of a recorded one."""

    experiment: Experiment
    changes: tuple[Change, ...] = ()
    recorded: str = ""

    def is_run(self, run: History) -> bool:
        """Whether that run is the one, whoever has trained it."""
        if self.recorded or run.origin == RECORDED:
            return run.origin == RECORDED and run.id == self.recorded
        return run.began_as == self.experiment and _turned(run.changes) == _turned(self.changes)


@dataclass(frozen=True)
class ComparisonReading:
    """What a link asks for, as far as it is allowed; the first run is the baseline."""

    runs: tuple[LinkedRun, ...] = ()
    messages: tuple[Text, ...] = ()


@dataclass(frozen=True)
class ComparisonLink:
    """The query string without its question mark. `left_out`: runs on pictures of one's own, which
    nobody else could train, and what would have made the link too long to be read."""

    query: str
    left_out: tuple[History, ...] = ()


def to_comparison_link(runs: Sequence[History], sources: Collection[str]) -> ComparisonLink:
    """`sources`: the registered ones, which others have, too."""
    pairs: list[tuple[str, str]] = []
    left_out: list[History] = []
    length = 0
    for run in runs:
        text = _text(run, sources)
        # As it stands in the link, where it is quoted again.
        length += len(urlencode([(RUN_KEY, text or "")])) + 1
        if text is None or len(pairs) >= MOST_RUNS or length > LONGEST_LINK:
            left_out.append(run)
        else:
            pairs.append((RUN_KEY, text))
    return ComparisonLink(urlencode(pairs, safe=":,"), tuple(left_out))


def from_comparison_link(
    query: str, sources: Collection[str], recorded: Collection[str] = ()
) -> ComparisonReading:
    """Read a query string; never raises. `recorded`: the names of the recorded runs there are."""
    if len(query) > LONGEST_LINK + len(RUN_KEY):
        return ComparisonReading(messages=(lazy("The link is too long; it was not read."),))
    try:
        given = parse_qsl(query.removeprefix("?"), max_num_fields=200)
    except ValueError:
        return ComparisonReading(messages=(lazy("The link cannot be read."),))
    texts = [text for name, text in given if RUN_KEY in unescaped({name: ""})]
    messages: list[Text] = []
    if len(texts) > MOST_RUNS:
        messages.append(lazy("The link names more than {most} runs; the rest is left out.",
                             most=MOST_RUNS))
    runs = [run for text in texts[:MOST_RUNS]
            if (run := _read(text, sources, recorded, messages)) is not None]
    return ComparisonReading(tuple(dict.fromkeys(runs)), tuple(dict.fromkeys(messages)))


def found_among(linked: LinkedRun, runs: Iterable[History]) -> History | None:
    """The first of these that is the run of a link, the one to be shown; None: it is to train."""
    return next((run for run in runs if linked.is_run(run)), None)


def _text(run: History, sources: Collection[str]) -> str | None:
    if run.origin == RECORDED:
        return _RECORDED + run.id
    began = run.began_as
    # Another setting is left out of a link where it is a path; the run is then still the same.
    if began.data not in sources:
        return None
    return to_link(began, sources, run.changes)


def _read(text: str, sources: Collection[str], recorded: Collection[str],
          messages: list[Text]) -> LinkedRun | None:
    if text.startswith(_RECORDED):
        name = text.removeprefix(_RECORDED)
        if name in recorded:
            return LinkedRun(Experiment(), recorded=name)
        messages.append(lazy("There is no recorded run {name}; it is left out.", name=shown(name)))
        return None
    # Without its version it would be laid over what a page happens to show.
    if f"{VERSION_KEY}={VERSION}" not in text.split("&"):
        messages.append(lazy("The link's run {text} cannot be read; it is left out.",
                             text=shown(text)))
        return None
    found = from_link(text, sources)
    messages.extend(found.messages)
    return LinkedRun(found.experiment, found.changes)


def _turned(changes: Iterable[Change]) -> tuple[tuple[int, str, object], ...]:
    """Without what was before, which follows."""
    return tuple(sorted((one.step, one.name, one.new) for one in merged(changes)))
