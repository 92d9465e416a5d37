"""Several modules in one file."""

import pytest

from playground.export.bundle import bundle

GUARD = '\n\nif __name__ == "__main__":\n    main()\n'


def bundled(body: str) -> dict:
    text = bundle(f'"""What it is."""\n\n{body}{GUARD}', "made")
    names: dict = {"__name__": "made"}
    exec(compile(text, "made", "exec"), names)
    return names | {"text": text}


def test_what_is_taken_brings_what_it_needs_and_nothing_else():
    names = bundled(
        "from playground.data.training_data import thin_out\n\n\n"
        "def main(train, labels):\n    return thin_out(train, labels, 50, 1)\n")
    import numpy as np

    from playground.data.training_data import thin_out

    train, labels = np.arange(30), np.arange(30) % 3
    assert (names["main"](train, labels) == thin_out(train, labels, 50, 1)).all()
    assert "def mislabel" not in names["text"]
    assert "playground" not in names["text"]


def test_what_is_not_used_is_not_taken():
    names = bundled(
        "from playground.data.training_data import mislabel, thin_out\n\n\n"
        "def main():\n    return mislabel\n")
    assert "def thin_out" not in names["text"]


def test_a_constant_keeps_the_name_it_was_given():
    names = bundled(
        "from playground.data.blur import COLUMNS as BLUR\n"
        "from playground.data.color import COLUMNS as COLOR\n\n\n"
        "def main():\n    return BLUR, COLOR\n")
    from playground.data import blur, color

    assert names["main"]() == (blur.COLUMNS, color.COLUMNS)


def test_two_things_of_one_name_are_an_error_and_not_a_surprise():
    with pytest.raises(ValueError, match="would be both"):
        bundled(
            "from playground.data.color import COLUMNS as PATH\n"
            "from playground.data.blur import in_motion\n\n\n"
            "def main():\n    return PATH, in_motion\n")


def test_a_name_that_is_not_there_is_an_error():
    with pytest.raises(ValueError, match="has no nothing"):
        bundled("from playground.errors import nothing\n\n\ndef main():\n    nothing()\n")
