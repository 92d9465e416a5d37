from playground.figures.look import ACCENT, PAGE
from playground.figures.ridge import ridge_figure


def drawn(chosen=2):
    return ridge_figure(
        revision="r", edges=[-2.0, -1.0, 0.0, 1.0, 2.0], epochs=[0, 1, 2],
        counts=[[0, 9, 9, 0], [1, 8, 8, 1], [4, 4, 4, 4]], chosen=chosen,
        limit=1.0)


def lines(figure):
    return {trace["name"]: trace for trace in figure["data"]}


def test_the_start_stands_highest_and_each_epoch_a_line_below() -> None:
    grounds = [lines(drawn())[f"epoch-{epoch}"]["y"][0] for epoch in (0, 1, 2)]
    assert grounds == [2, 1, 0]


def test_heights_are_on_one_scale_and_none_is_none() -> None:
    first, last = (lines(drawn())[name]["y"] for name in ("epoch-0", "epoch-2"))
    assert first[1] == 2
    assert first[2] - 2 == 3.0
    assert 0 < last[2] < first[2] - 2


def test_the_chosen_epoch_stands_out_and_is_drawn_last() -> None:
    figure = drawn(1)
    assert figure["data"][-1]["name"] == "epoch-1"
    colors = {name: trace["line"]["color"] for name, trace in lines(figure).items()}
    assert [name for name, color in colors.items() if color == ACCENT] == ["epoch-1"]
    assert lines(figure)["epoch-0"]["fillcolor"] == PAGE
