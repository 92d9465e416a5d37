"""What a download button offers is still there when somebody presses it.

Streamlit 1.67 gives the file of a button that makes it on demand a new name in every run that
draws the button, and forgets the old name at the end of that run: whoever presses before the
browser has drawn the new one gets "Failed to generate file for download", and no file. It also
forgets between the start of a page's run, which gives up all names of the session, and the moment
that draws the button, whenever any other session's run happens to end; likewise a file that was
made is deleted once two runs of anybody have ended, which may be before the browser has asked for
it. In a room where thirty pages are open a run ends every few milliseconds.
"""

from __future__ import annotations

import time
from typing import Any

from streamlit.runtime import media_file_manager
from streamlit.runtime.media_file_manager import MediaFileManager

KEPT_SECONDS = 60.0
"""How long at least a file stays that nobody refers to: until the browser has begun to load it."""
FORGETS, DROPS, METADATA = (
    "_remove_orphaned_deferred_callables", "_drop_deferred_id", "MediaFileMetadata")

_add = MediaFileManager.add_deferred
_clear = MediaFileManager.clear_session_refs
_forget = getattr(MediaFileManager, FORGETS, None)


def keep_downloads() -> bool:
    """Have a button's file keep its name as long as its session lives, and a made file a minute.

    The name is the session's and the element's; what is made under it is what the last run that
    drew the button has set. May be called again. False where Streamlit has moved what this
    changes: then it does as it likes.
    """
    if not (hasattr(MediaFileManager, FORGETS) and hasattr(MediaFileManager, DROPS)
            and hasattr(media_file_manager, METADATA)):
        return False
    changed: Any = MediaFileManager
    changed.add_deferred = _add_under_its_name
    changed.clear_session_refs = _clear_what_has_ended
    setattr(changed, FORGETS, _forget_nothing)
    setattr(media_file_manager, METADATA, _Lasting)
    return True


def _add_under_its_name(
    self: Any, data_callable: Any, mimetype: str | None, coordinates: str,
    file_name: str | None = None, *, element_id: str = "",
) -> str:
    new = _add(self, data_callable, mimetype, coordinates, file_name, element_id=element_id)
    with self._lock:
        callables = self._deferred_callables
        session = callables[new]["session_id"]
        names = self._deferred_ids_by_session[session]
        known = next((name for name in names if name != new and element_id
                      and callables[name]["element_id"] == element_id), None)
        if known is None:
            return new
        callables[known] = callables.pop(new)
        names.discard(new)
        self._files_by_session_and_coord[session][coordinates] = known
        return str(known)


def _clear_what_has_ended(self: Any, session_id: str | None = None) -> None:
    """Streamlit names the session when it ends, and does not at the start of a page's run."""
    _clear(self, session_id)
    if session_id is not None:
        with self._lock:
            for name in list(self._deferred_ids_by_session.get(session_id, ())):
                getattr(self, DROPS)(name)


def _forget_nothing(self: Any) -> None:
    """A session's end does it: the names are as few as its buttons."""


class _Lasting(media_file_manager.MediaFileMetadata):
    """Of a file that is not deleted while it is new."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._made = time.monotonic()

    def mark_for_delete(self) -> None:
        if time.monotonic() - self._made >= KEPT_SECONDS:
            super().mark_for_delete()
