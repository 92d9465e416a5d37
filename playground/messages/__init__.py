"""What a person reads: messages are data, and are worded in a language when they are shown.

    from playground.messages import _, decimal_sign, lazy, lazy_n, ngettext

    _("There is no run {run}; the command runs lists them.", run=name)  # a str, in this language
    raise BadInput(lazy("There is no run {run}; …", run=name))  # worded by whoever shows it
    ngettext("{n} picture", "{n} pictures", count)
    lazy_n("{n} of {all} picture", "{n} of {all} pictures", count, all=total)
    pgettext("a run's state", "stopped"), lazy_p("a run's state", "stopped")

A message's id is its whole English sentence, with named placeholders: never half of one, and never
an f-string, since translators get what stands in the source. Values are str, numbers, dates, other
messages, or a tuple of those (`{names}`: "a, b and c", `{names:or}`: "a, b or c", `{names:,}`:
"a, b, c"). Numbers take Python's formats and come out as the language writes them: `{share:.1f}`,
`{n:,}`, `{rate:g}`; dates `{day:date}` or `{moment:datetime}`. A brace is written twice.

What is made while a module is imported, or in a thread that knows no reader, is `lazy`; so are
errors. `str(message)` words it; data classes hold it as `Text`, a str or a Message.
The catalogs are in `locales/`; `docs/languages.md` tells how to add one.
"""

from playground.messages.language import (
    DEFAULT,
    current,
    from_elsewhere,
    set_language,
    speaking,
)
from playground.messages.languages import LANGUAGES, PSEUDO, known, preferred
from playground.messages.message import Message, Text, Value
from playground.messages.say import (
    _,
    decimal_sign,
    lazy,
    lazy_n,
    lazy_p,
    listed,
    ngettext,
    number,
    pgettext,
)
from playground.messages.stored import from_data, from_text, to_data, to_text

__all__ = [
    "DEFAULT", "LANGUAGES", "PSEUDO", "Message", "Text", "Value", "_", "current",
    "decimal_sign", "from_data",
    "from_elsewhere", "from_text", "known", "lazy", "lazy_n", "lazy_p", "listed", "ngettext",
    "number", "pgettext", "preferred", "set_language", "speaking", "to_data", "to_text",
]
