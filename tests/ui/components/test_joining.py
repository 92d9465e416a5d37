from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from playground.ui.components.joining import joined, modules
from playground.ui.components.mounting import FOLDER

# Of components: what stands in a page's head is sent as it is.
SCRIPTS = sorted(path.with_suffix(".js") for path in FOLDER.glob("*.py")
                 if 'component("' in path.read_text(encoding="utf-8"))
TOP_LEVEL = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


def test_what_is_imported_stands_before_what_needs_it_once(tmp_path: Path) -> None:
    (tmp_path / "base.js").write_text(
        "/**\n * @type {number}\n */\nexport const one = 1;\n  // Why.\n")
    (tmp_path / "part.js").write_text('import { one } from "./base.js";\nexport const two = one;\n')
    script = tmp_path / "whole.js"
    script.write_text('import {\n  one,\n} from "./base.js";\nimport { two } from "./part.js";\n'
                      "export default function () { return one + two; }\n")
    lines = [line for line in joined(script).splitlines() if line]
    assert lines == ["const one = 1;", "const two = one;",
                     "export default function () { return one + two; }"]


def test_a_type_within_a_line_takes_no_code_with_it(tmp_path: Path) -> None:
    script = tmp_path / "cast.js"
    script.write_text("  /** @type {A} */ (one);\n  /** @type {B} */\n  two();\n")
    assert joined(script) == "  /** @type {A} */ (one);\n  two();\n"


def test_a_circle_of_imports_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\nexport const a = b;\n')
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\nexport const b = a;\n')
    with pytest.raises(ValueError, match=r"a\.js imports itself, by b\.js"):
        modules(tmp_path / "a.js")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_joined_script_is_one_module(script: Path) -> None:
    text = joined(script)
    assert not re.search(r"^import\b", text, re.MULTILINE)
    assert len(re.findall(r"^export\b", text, re.MULTILINE)) == 1
    assert [name for name, times in Counter(TOP_LEVEL.findall(text)).items() if times > 1] == []
