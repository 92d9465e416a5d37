from __future__ import annotations

from streamlit.testing.v1 import AppTest


def test_the_address_takes_a_word_that_stands_in_it_several_times_and_what_is_escaped() -> None:
    def page() -> None:
        from playground.ui.live.one_scene import write

        write("run=a%2Cb&run=c&layer=dense")

    app = AppTest.from_function(page, default_timeout=180).run()
    assert not app.exception
    assert dict(app.query_params) == {"run": ["a,b", "c"], "layer": "dense"}
