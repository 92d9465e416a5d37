"""Numbers of the table as a person reads them."""

import pytest

from playground.comparison import shown
from playground.comparison.columns import BY_NAME
from playground.messages import speaking

NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(("column", "value", "text"), [
    ("val_accuracy", 0.8234, f"82.3{NB}%"), ("near_zeros", 0.9999, f"over 99{NB}%"),
    ("exact_zeros", 0.0, f"0.0{NB}%"), ("gap", -0.012, "\N{MINUS SIGN}1.2"),
    ("val_loss", 0.5, "0.500"), ("val_loss", 123456.0, "1.23e+05"), ("lambda", 3e-3, "3e-3"),
    ("dropout", 0.0, "off"), ("compressed", 706374, f"706{NB}kB"),
    ("compressed", 35769154, f"35.8{NB}MB"), ("parameters", 192099, "192,099"),
    ("regularizer", "l1-proximal", "Proximal"), ("penalize", "largest", "largest"),
    ("seconds", 12.34, "12.3"), ("images_per_second", 1234.5, "1,234"), ("val_loss", None, "–")])
def test_values(column, value, text):
    assert shown.value(BY_NAME[column], value) == text


@pytest.mark.parametrize(("column", "given", "text"), [
    ("val_accuracy", 0.05, "+5.0"), ("val_accuracy", -0.05, "\N{MINUS SIGN}5.0"),
    ("val_accuracy", 0.0, "±0.0"), ("val_accuracy", 0.00001, "±0.0"), ("val_loss", -0.25,
    "\N{MINUS SIGN}0.250"), ("val_loss", None, ""), ("compressed", -12000.0,
    f"\N{MINUS SIGN}12{NB}kB"), ("seconds", 0.0, "±0")])
def test_differences_have_their_sign(column, given, text):
    assert shown.difference(BY_NAME[column], given) == text


def test_numbers_are_written_as_the_readers_language_does():
    with speaking("de"):
        assert shown.value(BY_NAME["val_accuracy"], 0.8234) == f"82,3{NB}%"
        assert shown.difference(BY_NAME["val_accuracy"], 0.05) == "+5,0"
