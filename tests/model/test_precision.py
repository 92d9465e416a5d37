import pytest

from playground.model.precision import compute_dtype, processor_has_bfloat16


@pytest.mark.parametrize(("text", "expected"), [
    ("flags\t\t: fpu avx512_bf16 sse", True), ("flags : amx_bf16", True),
    ("flags\t\t: fpu avx512f sse", False), ("", False), ("Features : bf16", False),
])
def test_bfloat16_is_told_from_the_processors_flags(tmp_path, text, expected):
    file = tmp_path / "cpuinfo"
    file.write_text(text)
    processor_has_bfloat16.cache_clear()
    assert processor_has_bfloat16(file) is expected
    processor_has_bfloat16.cache_clear()


def test_a_processor_that_cannot_be_asked_has_none(tmp_path):
    processor_has_bfloat16.cache_clear()
    assert processor_has_bfloat16(tmp_path / "missing") is False
    processor_has_bfloat16.cache_clear()


def test_only_auto_asks_the_processor():
    assert compute_dtype("float32") == "float32"
    assert compute_dtype("bfloat16") == "bfloat16"
    native = "bfloat16" if processor_has_bfloat16() else "float32"
    assert compute_dtype("auto") == native
