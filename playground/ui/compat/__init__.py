"""The one place that touches what Streamlit keeps to itself: a file a subject.

Written for Streamlit 1.67. Each has a test in `tests/ui/compat/` that fails when it moves;
`docs/streamlit-internals.md` lists what there is, why, and what breaks then.
"""

from playground.ui.compat.downloads import keep_downloads
from playground.ui.compat.files import STATIC, sources_of
from playground.ui.compat.fragments import known_as
from playground.ui.compat.keras_session import HOOK, keep_keras_session
from playground.ui.compat.script import in_a_script
from playground.ui.compat.sockets import send_at_once

__all__ = ["HOOK", "STATIC", "in_a_script", "keep_downloads", "keep_keras_session", "known_as",
           "send_at_once", "sources_of"]
