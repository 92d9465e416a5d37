"""Settings of Streamlit that this app cannot do without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def test_no_message_is_sent_as_a_hash_that_the_browser_may_have_forgotten() -> None:
    program = """
import sys
from streamlit import config
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import populate_hash_if_needed

def cacheable(size):
    message = ForwardMsg()
    message.delta.new_element.markdown.body = "a" * size
    populate_hash_if_needed(message)
    return message.metadata.cacheable

config.get_config_options(force_reparse=True)
assert not cacheable(5_000_000)
# Else this test could not fail: the setting is what does it.
config.set_option("global.minCachedMessageSize", 10e3)
assert cacheable(5_000_000)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True,
                          text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_one_session_is_never_drawn_by_two_threads_at_once() -> None:
    program = """
from streamlit import config
config.get_config_options(force_reparse=True)
assert config.get_option("runner.fastReruns") is False
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True,
                          text=True, check=False)
    assert done.returncode == 0, done.stderr
