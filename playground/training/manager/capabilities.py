"""What a secret gives power over: an owner's secret, and the tokens of single runs made of it.

An owner, a browser's tab, holds one secret. Each of its runs has two tokens: one steers it, one
only shows it. Both follow from the secret and the run's id, so that after a restart of the server
the secret alone gives them back; neither gives the secret. The disk knows a hash of it alone.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode


def steering(secret: str, run_id: str) -> str:
    """The token that gives power over the run."""
    return _derived(secret, f"steer {run_id}")


def sight(secret: str, run_id: str) -> str:
    """The token that shows the run, and does nothing else."""
    return _derived(secret, f"see {run_id}")


def owner_hash(secret: str) -> str:
    """By which the store knows the owner. The secret is random: nothing has to slow a guess."""
    return hashlib.blake2b(_bytes(secret), digest_size=16, person=b"playground-owner").hexdigest()


def same_token(given: object, token: str) -> bool:
    """Compared in constant time, and as bytes: a token may hold anything."""
    text = given.encode("utf-8", "surrogatepass") if isinstance(given, str) else b""
    return hmac.compare_digest(text, token.encode())


def _derived(secret: str, what: str) -> str:
    made = hmac.new(_bytes(secret), what.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    return urlsafe_b64encode(made).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    # A token comes from a browser: it may hold anything.
    return text.encode("utf-8", "surrogatepass")
