"""The three classes. An image's label is its class's place in this tuple."""

from __future__ import annotations

CLASSES = ("paper", "rock", "scissors")
