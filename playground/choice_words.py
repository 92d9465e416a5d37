"""What the options of controls are called on the page; links and commands have their names."""

from __future__ import annotations

from collections.abc import Mapping

from playground.messages import Message, lazy_p

_WORDS: Mapping[str, Message] = {
    # Data
    "studio": lazy_p("choice", "studio"),
    "everyday": lazy_p("choice", "everyday"),
    "everyday-holdout": lazy_p("choice", "everyday-holdout"),
    "every-angle": lazy_p("choice", "every angle"),
    "every-light": lazy_p("choice", "every light"),
    "none": lazy_p("choice", "none"),
    "honest": lazy_p("choice", "honest"),
    "as-published": lazy_p("choice", "as-published"),
    "squash": lazy_p("choice", "squash"),
    "letterbox": lazy_p("choice", "letterbox"),
    "center-crop": lazy_p("choice", "center-crop"),
    "edge": lazy_p("choice", "edge"),
    "blur": lazy_p("choice", "blur"),
    "nearest": lazy_p("choice", "nearest"),
    "bilinear": lazy_p("choice", "bilinear"),
    "bicubic": lazy_p("choice", "bicubic"),
    "lanczos": lazy_p("choice", "lanczos"),
    # Model
    "article": lazy_p("choice", "article"),
    "compact": lazy_p("choice", "compact"),
    "two-conv": lazy_p("choice", "two-conv"),
    "deep": lazy_p("choice", "deep"),
    "large": lazy_p("choice", "large"),
    "max": lazy_p("choice", "max"),
    "average": lazy_p("choice", "average"),
    "fixed": lazy_p("choice", "fixed"),
    "per-picture": lazy_p("choice", "per-picture"),
    # Regularization
    "three-largest": lazy_p("choice", "three-largest"),
    "largest": lazy_p("choice", "largest"),
    "all": lazy_p("choice", "all"),
    # Training
    "adam": lazy_p("choice", "adam"),
    "sgd": lazy_p("choice", "sgd"),
    "adamw": lazy_p("choice", "adamw"),
    "auto": lazy_p("choice", "auto"),
    "float32": lazy_p("choice", "float32"),
    "bfloat16": lazy_p("choice", "bfloat16"),
}


def in_words(option: str) -> str:
    """The option as a person reads it; one that is not known here, as a file's name, as it is."""
    return str(_WORDS.get(option, option))
