import numpy as np

from playground.data.bootstrap import bootstrap_positions
from playground.data.mixup import mixing
from playground.data.training_data import prepare
from playground.experiment import Experiment
from tests.made_data import image_folder


def test_no_sample_is_every_picture_once():
    np.testing.assert_array_equal(bootstrap_positions(7, 0, 1), np.arange(7))


def test_a_sample_is_drawn_with_replacement_and_has_63_percent_of_the_pictures():
    drawn = bootstrap_positions(4000, 1, 1)
    assert drawn.shape == (4000,)
    assert (np.diff(drawn) >= 0).all()
    # 1 - 1/e; the standard error is 0.5 %.
    assert abs(len(np.unique(drawn)) / 4000 - 0.632) < 0.02


def test_samples_differ_by_number_and_by_seed_and_repeat():
    first = bootstrap_positions(50, 1, 1)
    np.testing.assert_array_equal(first, bootstrap_positions(50, 1, 1))
    for other in (bootstrap_positions(50, 2, 1), bootstrap_positions(50, 1, 2)):
        assert (first != other).any()


def test_a_sample_leaves_split_and_labels_as_they_are_without(tmp_path):
    folder = image_folder(tmp_path, per_class=20)
    plain = Experiment(data=str(folder), another_setting="", wrong_labels=30, seed=2)
    whole = prepare(plain, 64, paths_allowed=True)
    sample = prepare(plain.with_values({"bootstrap": 1}), 64, paths_allowed=True)
    np.testing.assert_array_equal(sample.validation, whole.validation)
    assert len(sample.train) == len(whole.train)
    assert len(np.unique(sample.train)) < len(whole.train)
    label_of = dict(zip(whole.train.tolist(), whole.train_labels.tolist(), strict=True))
    assert [label_of[index] for index in sample.train.tolist()] == sample.train_labels.tolist()
    assert sample.fingerprint != whole.fingerprint


def test_the_share_of_a_mixed_batch_is_drawn_from_beta_of_alpha_and_alpha():
    for alpha in (0.4, 2.0):
        shares = np.array([mixing(4, alpha, 1, epoch, 0)[1] for epoch in range(3000)])
        # Mean and variance of Beta(α, α) are 1/2 and 1 / (4 (2α + 1)).
        assert abs(shares.mean() - 0.5) < 0.03
        assert abs(shares.var() - 1 / (4 * (2 * alpha + 1))) < 0.015


def test_partners_are_a_permutation_and_nothing_is_mixed_at_zero():
    partners, share = mixing(9, 0.0, 1, 2, 3)
    assert sorted(partners.tolist()) == list(range(9))
    assert share == 1.0
    again, _ = mixing(9, 0.4, 1, 2, 3)
    np.testing.assert_array_equal(partners, again)
