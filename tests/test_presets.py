import pytest

from playground.errors import BadInput
from playground.presets import PRESETS, preset


def test_there_are_the_articles_four_the_compact_four_and_two_fives_that_overfit():
    four = {"none", "l1", "l2", "dropout"}
    five = {*four, "l1-proximal"}
    overfit = {f"{kind}-{n}" for kind in ("overfit", "studio") for n in five}
    assert set(PRESETS) == four | {f"article-{n}" for n in four} | overfit


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_every_preset_is_an_allowed_experiment(name):
    assert preset(name).experiment() is not None


def test_the_articles_presets_have_its_numbers():
    for name in ("none", "l1", "l2", "dropout"):
        experiment = preset(f"article-{name}").experiment()
        assert (experiment.model, experiment.batch_size, experiment.epochs) == ("article", 32, 20)
        assert set(experiment.augmentations) == {
            "horizontal-flip", "vertical-flip", "height-shift"}
        assert experiment.penalize == "three-largest"
    assert preset("article-l1").experiment().lambda_ == 0.01
    assert preset("article-l2").experiment().lambda_ == 0.01
    assert preset("article-dropout").experiment().dropout == 0.2


def test_the_compact_four_differ_from_the_articles_only_in_model_and_filter():
    for name in ("none", "l1", "l2", "dropout"):
        compact = preset(name).experiment().to_mapping()
        article = preset(f"article-{name}").experiment().to_mapping()
        assert {key for key in compact if compact[key] != article[key]} <= {
            "model", "resize-filter"}


@pytest.mark.parametrize(("kind", "share", "wrong"), [("overfit", 30, 30), ("studio", 20, 40)])
def test_five_that_overfit_share_everything_but_the_regularization(kind, share, wrong):
    regularization = {"regularizer", "lambda", "dropout"}
    first = preset(f"{kind}-none").experiment().to_mapping()
    assert (first["share"], first["wrong-labels"]) == (share, wrong)
    for name in ("l1", "l2", "dropout", "l1-proximal"):
        other = preset(f"{kind}-{name}").experiment().to_mapping()
        assert {key for key in other if other[key] != first[key]} <= regularization


def test_an_unknown_preset_names_the_ones_there_are():
    with pytest.raises(BadInput, match="article-l1"):
        preset("vgg")
