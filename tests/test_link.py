import pytest

from playground.change import Change
from playground.experiment import CONTROLS, Experiment
from playground.link import LONGEST_LINK, from_link, to_link
from playground.presets import PLAY_DEFAULT, PRESETS

SOURCES = ("studio", "everyday")


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_a_preset_comes_back_from_its_link_without_a_message(name):
    experiment = PRESETS[name].experiment()
    reading = from_link(to_link(experiment, SOURCES), SOURCES)
    assert reading.experiment == experiment
    assert reading.messages == ()


def test_changes_come_back_with_their_steps():
    changes = (Change(300, "regularizer", "none", "l1"), Change(300, "lambda", 0.001, 0.01),
               Change(420, "dropout", 0.0, 0.5))
    reading = from_link(to_link(Experiment(), SOURCES, changes), SOURCES)
    assert reading.changes == changes
    assert reading.messages == ()


def test_a_path_is_neither_written_nor_read():
    assert "etc" not in to_link(Experiment(data="/etc/passwd"), SOURCES)
    reading = from_link("data=/etc/passwd&another-setting=everyday", SOURCES)
    assert reading.experiment.data == CONTROLS["data"].default
    assert reading.experiment.another_setting == "everyday"
    assert len(reading.messages) == 1


@pytest.mark.parametrize("word", ["", "none"])
def test_no_other_setting_is_read_without_a_message(word):
    reading = from_link(f"another-setting={word}", SOURCES)
    assert reading.experiment.another_setting == ""
    assert reading.messages == ()


def test_no_other_setting_comes_back_from_its_link():
    experiment = Experiment(another_setting="")
    link = to_link(experiment, SOURCES)
    assert "another-setting=none" in link
    assert from_link(link, SOURCES).experiment == experiment


@pytest.mark.parametrize("query", [
    "lambda=1e9", "lambda=nan", "model=vgg", "epochs=-1", "v=99",
    "regularizer=l1&lambda=0.9", "weight-decay=0.5", "changes=5:seed:3", "changes=x", "data=../x",
    "changes=10:lambda:0.1,5:lambda:0.2", "share=%00", "epochs=" + "9" * 5000,
    "changes=5:regularizer:l1,6:lambda:0.9", "changes=" + "9" * 30 + ":lambda:0.1",
    "changes=-5:lambda:0.1",
])
def test_what_is_not_allowed_gives_a_message_and_an_allowed_experiment(query):
    reading = from_link(query, SOURCES)
    assert isinstance(reading.experiment, Experiment)
    assert len(reading.messages) >= 1


@pytest.mark.parametrize("query", ["a=" + "b" * LONGEST_LINK, "&".join(["a=b"] * 300)])
def test_an_oversized_link_gives_the_defaults(query):
    assert from_link(query, SOURCES).experiment == Experiment()
    assert from_link(query, SOURCES).messages


def test_a_value_out_of_range_is_clamped_not_dropped():
    assert from_link("dropout=5", SOURCES).experiment.dropout == 0.9


def test_of_very_many_changes_the_first_are_kept_and_the_link_can_be_read():
    changes = [Change(step, "learning-rate", step - 1 or 1, (step % 7 + 1) * 1.2345678e-4)
               for step in range(1, 900)]
    link = to_link(Experiment(), SOURCES, changes)
    reading = from_link(link, SOURCES)
    assert [change.step for change in reading.changes] == list(range(1, 501))
    assert reading.messages == ()
    longer = link + "," + ",".join(f"{step}:dropout:0.1" for step in range(600, 620))
    assert len(from_link(longer, SOURCES).messages) == 1


def test_what_is_turned_back_at_the_same_step_is_not_in_the_link():
    there = Change(5, "dropout", 0.0, 0.5)
    assert "dropout" not in to_link(Experiment(), SOURCES, [there, Change(5, "dropout", 0.5, 0.0)])


@pytest.mark.parametrize("query", [
    "fbclid=x", "utm_source=y&utm_medium=email", "", "gclid=1&ref=&x[]=3", "v=dQw4w9WgXcQ",
])
def test_words_that_are_no_control_are_passed_over_in_silence(query):
    reading = from_link(query, SOURCES, PLAY_DEFAULT.experiment())
    assert reading.experiment == PLAY_DEFAULT.experiment()
    assert reading.messages == ()


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_a_link_that_was_written_here_says_the_same_whatever_the_page_opens_with(name):
    experiment = PRESETS[name].experiment()
    query = f"fbclid=x&{to_link(experiment, SOURCES)}&utm_source=y"
    for otherwise in (Experiment(), PLAY_DEFAULT.experiment(), Experiment(model="deep", epochs=3)):
        reading = from_link(query, SOURCES, otherwise)
        assert reading.experiment == experiment
        assert reading.messages == ()


def test_what_somebody_typed_is_laid_over_what_the_page_opens_with():
    reading = from_link("dropout=0.5&seed=x", SOURCES, PLAY_DEFAULT.experiment())
    assert reading.experiment == PLAY_DEFAULT.experiment().with_values({"dropout": 0.5})
    assert list(map(str, reading.messages)) == [
        "seed must be a whole number, not 'x'. Instead, '1' is used."]


def test_a_source_that_is_not_here_leaves_what_the_page_opens_with():
    own = Experiment(data="everyday")
    reading = from_link("data=elsewhere", SOURCES, own)
    assert reading.experiment == own
    assert len(reading.messages) == 1


@pytest.mark.parametrize("escaped", ["&amp;", "&amp;amp;"])
def test_a_link_whose_ampersands_were_escaped_is_read(escaped):
    experiment = PLAY_DEFAULT.experiment().with_values({"regularizer": "l2", "lambda": 0.02})
    changes = (Change(300, "dropout", 0.0, 0.5),)
    link = to_link(experiment, SOURCES, changes).replace("&", escaped)
    reading = from_link(link, SOURCES)
    assert (reading.experiment, reading.changes) == (experiment, changes)
    assert reading.messages == ()
