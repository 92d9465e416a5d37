"""The layout, as tests: who may import whom, what stays small, what is light to start."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
PLAYGROUND = CHECKOUT / "playground"
MOST_LINES = 320

# Each package may import those of its own row and of the rows below it, and no other. A module
# that stands beside the packages (experiment, presets, errors ...) belongs to the row below them;
# what all of them speak with is below everything.
BELOW_ALL = "messages"
ROWS = (
    {"ui", "cli", "__main__"},
    {"export"},
    {"figures", "training", "insight", "photo"},
    {"model", "data"},
)
NEVER = {("cli", "ui"), ("__main__", "ui"), ("ui", "cli"), ("ui", "__main__"),
         ("cli", "__main__"), ("insight", "training"), ("data", "model")}


def sources(*places: str) -> list[Path]:
    """The Python files in those files and folders of the checkout."""
    paths = (CHECKOUT / place for place in places)
    found = [p for path in paths for p in ([path] if path.is_file() else path.rglob("*.py"))]
    return sorted(path for path in found if path.is_file())


def name_of(path: Path) -> str:
    parts = path.relative_to(CHECKOUT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """Dotted names of all that a file imports, at its top or within a function."""
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")
            base = ".".join(parents[: len(parents) + 1 - node.level]) if node.level else ""
            base = ".".join(filter(None, (base, node.module)))
            yield from (f"{base}.{alias.name}" for alias in node.names)


def unit(dotted: str) -> str | None:
    """The package or module directly in playground/ that a dotted name is in."""
    parts = dotted.split(".")
    if parts[0] != "playground" or len(parts) < 2:
        return None
    there = (PLAYGROUND / parts[1]).is_dir() or (PLAYGROUND / f"{parts[1]}.py").is_file()
    return parts[1] if there else None


def row(name: str) -> int:
    if name == BELOW_ALL:
        return len(ROWS) + 1
    return next((index for index, names in enumerate(ROWS) if name in names), len(ROWS))


def arrows() -> dict[str, dict[str, list[str]]]:
    """unit -> imported unit -> the files that do it."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sources("playground"):
        here = unit(name_of(path))
        if here is None:
            continue
        for there in filter(None, map(unit, imports(path))):
            if there != here:
                files = found.setdefault(here, {}).setdefault(there, [])
                files.append(str(path.relative_to(CHECKOUT)))
    return found


def test_every_package_has_its_place_in_the_layout() -> None:
    packages = {path.parent.name for path in PLAYGROUND.glob("*/__init__.py")}
    assert packages - {"assets"} <= {BELOW_ALL}.union(*ROWS)


def test_arrows_run_one_way() -> None:
    wrong = [
        f"{here} -> {there} in {', '.join(sorted(set(files)))}"
        for here, imported in arrows().items() for there, files in imported.items()
        if row(there) < row(here) or (here, there) in NEVER
    ]
    assert wrong == []


def test_no_package_imports_in_a_circle() -> None:
    try:
        TopologicalSorter({here: set(imported) for here, imported in arrows().items()}).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


# It stands in for a browser, and speaks with the server as one does.
LIKE_A_BROWSER = "benchmarks/watchers.py"


def test_streamlit_stays_in_the_screen() -> None:
    outside = [
        str(path.relative_to(CHECKOUT))
        for path in sources("playground", "tools", "benchmarks", "dev.py")
        if PLAYGROUND / "ui" not in path.parents
        and any(name.split(".")[0] == "streamlit" for name in imports(path))
    ]
    assert outside == [LIKE_A_BROWSER]


def light_modules() -> list[str]:
    """What has to start quickly: input is checked, and a page is shown, before TensorFlow."""
    names = ["__main__", "errors", "messages", "controls", "experiment", "presets", "link",
             "cli.main", "model.architectures", "photo.classify",
             "photo.decoder", "photo.finder", "photo.hand", "photo.intake", "photo.square",
             "training.manager.manager", "training.run", "training.resuming", "training.snapshot",
             "training.numbers_for_words", "training.store.store"]
    found = sources("playground/data", "playground/figures", "playground/insight")
    # Named, and not looked for: one that was renamed must fail here instead of dropping out.
    return [*(f"playground.{name}" for name in names), *map(name_of, found)]


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    program = f"""
import importlib, sys
for name in {light_modules()}:
    importlib.import_module(name)
    heavy = {{"tensorflow", "keras", "streamlit"}} & set(sys.modules)
    if heavy:
        sys.exit(f"{{name}} loads {{', '.join(sorted(heavy))}}")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_no_file_outgrows_its_concept() -> None:
    everything = sources("app.py", "dev.py", "pages", "playground", "tests", "tools", "benchmarks")
    lengths = {
        str(path.relative_to(CHECKOUT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in everything
    }
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_the_docs_name_no_path_of_one_machine() -> None:
    folders = "|".join(("home", "root", "Users", "work", "mnt", "opt", "tmp"))
    own_path = re.compile(rf"(?<![\w.:/~-])/(?:{folders})/|\b[A-Z]:\\\\?Users\\")
    docs = [*CHECKOUT.glob("*.md"), *CHECKOUT.glob("*.toml"), *CHECKOUT.glob("*.txt")]
    for place in ("playground", "docs", "tools", "benchmarks", ".ci", ".streamlit"):
        folder = CHECKOUT / place
        docs += [p for p in folder.rglob("*") if p.suffix in {".md", ".toml", ".py", ""}]
    found = [
        f"{path.relative_to(CHECKOUT)}: {line.strip()}"
        for path in docs if path.is_file()
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if own_path.search(line)
    ]
    assert found == []
