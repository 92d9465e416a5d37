"""What Streamlit tells whoever embeds a page, and takes from them: see `stream_watch.js`.

The window that a page is in hears its messages too. Their names are the protocol of Streamlit's
own hosts; no document promises them.
"""

HEARD = ("WEBSOCKET_CONNECTED", "WEBSOCKET_DISCONNECTED", "CLIENT_ERROR_DIALOG", "stCommVersion")
"""Types of messages, and the field by which one is known as Streamlit's."""

TITLES = ("Connection error", "Page not found", "Bad message format")
"""What a dialog that was held back was to be called."""

GIVEN = ("__streamlit", "HOST_CONFIG", "blockErrorDialogs")
"""The object on the window that a host's settings are read from, and what is set there."""
