"""The Play page, and the entry point: streamlit run app.py"""

from playground.ui.bootstrap import bootstrap

bootstrap("Regularization playground", charts=True)

from playground.ui import play  # noqa: E402 - the page's settings come before anything is drawn

play.page()
