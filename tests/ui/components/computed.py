"""What a function of one of the browser's modules computes: run in Node, JSON in and out.

    computed("arithmetic/shown_part.js", "shownPart", 64, 10, 3, 60)
"""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import numpy as np
import pytest

from playground.ui.components.mounting import FOLDER

_PROGRAM = """
import { readFileSync } from "node:fs";
const [address, name, given] = JSON.parse(readFileSync(0, "utf8"));
const result = (await import(address))[name](...given);
const plain = (_key, value) => ArrayBuffer.isView(value) ? Array.from(value) : value;
process.stdout.write(JSON.stringify(result ?? null, plain));
"""
SECONDS = 180


def computed(module: str, function: str, *given: Any) -> Any:
    """The result of `function(...given)`, a function exported by `module` of the components.

    Arrays of NumPy and typed arrays become lists, nested as they are shaped. A test that calls it
    is skipped where there is no Node; it fails where the function throws.
    """
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node: apt-get install nodejs")
    asked = json.dumps([(FOLDER / module).as_uri(), function, list(given)], default=_plain)
    done = subprocess.run(
        [node, "--input-type=module", "--eval", _PROGRAM], input=asked, capture_output=True,
        text=True, check=False, timeout=SECONDS)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} cannot be given to Node")
