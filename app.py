"""The Play page, and the entry point: streamlit run app.py

`streamlit run` finds the App below and serves it; the page itself is this file as a script.
"""

import streamlit as st

if __name__ == "__main__":
    from playground.messages import lazy
    from playground.ui.bootstrap import bootstrap

    bootstrap(lazy("Regularization playground"))

    from playground.ui import play

    play.page()
else:
    from playground.ui.server import lifespan, middleware, routes

    app = st.App(__file__, lifespan=lifespan, routes=routes(), middleware=middleware())
