"""QR codes: read back as the standard says, and whole as an image."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from playground.errors import BadInput
from playground.export.qr import QUIET, qr_modules, qr_svg

FINDER = ("1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111")
MASKS = (
    lambda r, c: (r + c) % 2 == 0, lambda r, c: r % 2 == 0, lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0, lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0, lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0)
"""ISO/IEC 18004, table 10: where a mask turns a module around."""


def is_data(row: int, column: int, size: int) -> bool:
    """In versions 2 to 6, which have one alignment pattern and no version information."""
    near_finder = (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8
                                                                        and column < 9)
    timing = row == 6 or column == 6
    alignment = abs(row - (size - 7)) <= 2 and abs(column - (size - 7)) <= 2
    return not (near_finder or timing or alignment)


def read(modules: tuple[tuple[bool, ...], ...]) -> str:
    """The text of a code of one block (versions 2 and 3 at M), in bytes: ISO/IEC 18004, 7.7."""
    size = len(modules)
    assert size in (25, 29)
    format_bits = sum(modules[8][column] << (14 - at)
                      for at, column in enumerate((0, 1, 2, 3, 4, 5, 7, 8))) ^ (0b10101 << 10)
    mask = MASKS[format_bits >> 10 & 0b111]
    assert format_bits >> 13 & 0b11 == 0b00, "error correction M"
    bits, upward, right = [], True, size - 1
    while right > 0:
        right -= right == 6
        for row in reversed(range(size)) if upward else range(size):
            bits += [modules[row][column] ^ mask(row, column) for column in (right, right - 1)
                     if is_data(row, column, size)]
        upward, right = not upward, right - 2
    number = int("".join("01"[bit] for bit in bits), 2)
    head = number >> (len(bits) - 12)
    assert head >> 8 == 0b0100, "mode: bytes"
    count = head & 0xFF
    return (number >> (len(bits) - 12 - 8 * count) & (1 << 8 * count) - 1).to_bytes(count).decode()


@pytest.mark.parametrize("text", [
    "http://10.0.0.7:8501/Room", "https://example.org/?present=1&x=%C3%A9", "Tür 7: é"])
def test_a_code_reads_as_its_text(text):
    modules = qr_modules(text if len(text) > 14 else text + "/" * 10)
    assert read(modules).rstrip("/") == text


def test_a_code_has_the_patterns_by_which_it_is_found():
    modules = qr_modules("http://192.168.1.20:8501/Room?room=K7Q2")
    size = len(modules)
    assert {len(row) for row in modules} == {size}
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        square = tuple("".join("01"[dark] for dark in row[left:left + 7])
                       for row in modules[top:top + 7])
        assert square == FINDER
    assert [modules[6][at] for at in range(8, size - 8)] == [
        at % 2 == 0 for at in range(8, size - 8)]


def test_the_image_is_the_code_with_its_margin_and_says_what_it_is():
    text = "https://example.org/?a=1&b=<2>"
    modules = qr_modules(text)
    image = ElementTree.fromstring(qr_svg(text))
    name = "{http://www.w3.org/2000/svg}"
    assert image.get("viewBox") == f"0 0 {len(modules) + 2 * QUIET} {len(modules) + 2 * QUIET}"
    assert image.findtext(f"{name}title") == f"QR code of {text}"
    drawn = {(int(row) - QUIET, int(column) - QUIET) for column, row in
             re.findall(r"M(\d+) (\d+)h1v1h-1z", image.findall(f"{name}path")[1].get("d"))}
    assert drawn == {(row, column) for row, line in enumerate(modules)
                     for column, dark in enumerate(line) if dark}


@pytest.mark.parametrize(("text", "sentence"), [
    ("", "needs an address"), ("x" * 2500, "too long for a QR code")])
def test_what_no_code_can_hold_is_told(text, sentence):
    with pytest.raises(BadInput, match=sentence):
        qr_modules(text)
