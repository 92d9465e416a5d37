"""What a secret gives power over in a room: a teacher's token, and a member's.

Both follow from the secret of the browser's tab and the room's code, so that a tab that is loaded
again has them; neither gives the secret, nor one the other.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode


def teaching(secret: str, code: str) -> str:
    """The token that steers the room."""
    return _derived(secret, f"teach {code}")


def membership(secret: str, code: str) -> str:
    """The token that speaks for one member, and does nothing else."""
    return _derived(secret, f"take part {code}")


def same(token: str, known: str) -> bool:
    """Compared in constant time: what is wrong is not told by how long that takes."""
    return hmac.compare_digest(_bytes(token), _bytes(known))


def _derived(secret: str, what: str) -> str:
    made = hmac.new(_bytes(secret), _bytes(what), hashlib.sha256).digest()
    return urlsafe_b64encode(made).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    # A token comes from a browser: it may hold anything.
    return text.encode("utf-8", "surrogatepass")
