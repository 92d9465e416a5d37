"""Only what differs between the settings, a row a run; what is equal is folded away."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from playground.comparison.comparable import ALL, Comparability
from playground.comparison.settings import Setting
from playground.messages import _, lazy, ngettext
from playground.ui.compare.compared import Chosen, Compared
from playground.ui.compare.section import Section
from playground.ui.components.markup import markup
from playground.ui.components.screen import Screen

HEIGHT = 120
_SHORT = 26  # letters that stay on one line


def show(screen: Screen, shown: Compared) -> None:
    if not shown.runs:
        markup(screen, "", key="compare-settings", height=HEIGHT)
        return
    found = shown.settings
    body = _table(shown, found.different) if found.different and len(shown.runs) > 1 else (
        f"<p>{escape(_('All settings are equal.'))}</p>")
    markup(screen, body + _folded(found.equal), key="compare-settings", height=HEIGHT)


def _table(shown: Compared, rows: Sequence[Setting]) -> str:
    heads = "".join(f'<th scope="col">{escape(str(row.label))}</th>' for row in rows)
    words = [row.in_words() for row in rows]
    lines = "".join(
        _line(run, why, [column[at] for column in words], [
            column[at] != column[0] for column in words])
        for at, (run, why) in enumerate(zip(shown.runs, shown.comparabilities, strict=True)))
    told = escape(_("What differs"))
    return (f'<div class="cp-scrolls" tabindex="0" role="region" aria-label="{told}">'
            f'<table class="cp-differs"><thead><tr><th scope="col">{escape(_("Run"))}</th>{heads}'
            f"</tr></thead><tbody>{lines}</tbody></table></div>")


def _line(
    run: Chosen, why: Comparability, values: Sequence[str], other: Sequence[bool]
) -> str:
    cells = "".join(
        f'<td data-other="{str(differs).lower()}" data-long="{str(len(value) > _SHORT).lower()}">'
        f"{escape(value)}</td>"
        for value, differs in zip(values, other, strict=True))
    return (f'<tr data-baseline="{str(run.baseline).lower()}"><th scope="row"><div>'
            f'<b class="cp-letter">{run.letter}</b><span>{escape(run.name)}{_why(why)}</span></div>'
            f"</th>{cells}</tr>")


def _why(found: Comparability) -> str:
    """Why it is not comparable, or which of its numbers are not."""
    told = [escape(str(one.text)) for one in found.reasons if one.about == ALL]
    if told:
        told = [f"<b>{escape(_('Not comparable.'))}</b> {told[0]}"]
    told += [escape(str(one.text)) for one in found.reasons if one.about != ALL]
    return "".join(f"<small>{line}</small>" for line in told)


def _folded(equal: Sequence[Setting]) -> str:
    name = escape(ngettext("{n} setting is equal", "{n} settings are equal", len(equal)))
    rows = "".join(
        f"<div><dt>{escape(str(row.label))}</dt><dd>{escape(row.in_words()[0])}</dd></div>"
        for row in equal)
    return f'<details class="cp-equal"><summary>{name}</summary><dl>{rows}</dl></details>'


SECTION = Section("settings", show, lazy("What differs"))
