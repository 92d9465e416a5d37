"""The layout, as tests: who may import whom, what stays small, what is light to start."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
PLAYGROUND = CHECKOUT / "playground"
MOST_LINES = 320

# By house: each room (a package or a module directly in it) may import those of its own row and of
# the rows below it, and no other. OTHERS are the rooms that no row names: experiment, presets,
# errors ...
OTHERS: set[str] = set()
ROWS: dict[str, tuple[set[str], ...]] = {
    "playground": (
        {"ui", "cli", "__main__"},
        {"export"},
        {"comparison", "lessons", "room", "scenes", "workshop_check"},
        {"figures", "training", "insight", "photo"},
        {"referee"},
        {"model", "data"},
        OTHERS,
        {"messages"},
    ),
    "playground.training": (
        {"series"}, {"manager"}, {"resuming"}, {"cluster"}, {"run"}, {"handle"}, {"loop"},
        {"twins"}, {"forking"}, {"history"}, {"store"}, OTHERS),
}
NEVER = {
    ("playground", *pair) for pair in (
        ("cli", "ui"), ("__main__", "ui"), ("ui", "cli"), ("ui", "__main__"), ("cli", "__main__"),
        ("insight", "training"), ("photo", "training"), ("data", "model"))}


def sources(*places: str) -> list[Path]:
    """The Python files in those files and folders of the checkout."""
    paths = (CHECKOUT / place for place in places)
    found = [p for path in paths for p in ([path] if path.is_file() else path.rglob("*.py"))]
    return sorted(path for path in found if path.is_file())


def name_of(path: Path) -> str:
    parts = path.relative_to(CHECKOUT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """All of a tree but what stands under `if TYPE_CHECKING`, which is never run."""
    yield tree
    for child in ast.iter_child_nodes(tree):
        typing_only = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        for kept in child.orelse if typing_only else [child]:
            yield from nodes(kept)


def imports(path: Path) -> Iterator[str]:
    """Dotted names of all that a file imports when it runs, at its top or within a function."""
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    for node in nodes(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")
            base = ".".join(parents[: len(parents) + 1 - node.level]) if node.level else ""
            base = ".".join(filter(None, (base, node.module)))
            yield from (f"{base}.{alias.name}" for alias in node.names)


def room(dotted: str, house: str) -> str | None:
    """The package or module directly in that package that a dotted name is in."""
    if not dotted.startswith(f"{house}."):
        return None
    name = dotted.removeprefix(f"{house}.").split(".")[0]
    place = CHECKOUT.joinpath(*house.split("."), name)
    return name if place.is_dir() or place.with_suffix(".py").is_file() else None


def row(name: str, house: str) -> int:
    rows = ROWS[house]
    return next((at for at, names in enumerate(rows) if name in names), rows.index(OTHERS))


def arrows(house: str) -> dict[str, dict[str, list[str]]]:
    """room -> imported room -> the files that do it."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sources(house.replace(".", "/")):
        here = room(name_of(path), house)
        if here is None:
            continue
        for there in (room(name, house) for name in imports(path)):
            if there not in (None, here):
                files = found.setdefault(here, {}).setdefault(there, [])
                files.append(str(path.relative_to(CHECKOUT)))
    return found


def no_circle(graph: Mapping[str, Iterable[str]]) -> None:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize("house", ROWS)
def test_every_package_has_its_place_in_the_layout(house: str) -> None:
    folder = CHECKOUT.joinpath(*house.split("."))
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    assert packages - {"assets"} <= set.union(*ROWS[house])


@pytest.mark.parametrize("house", ROWS)
def test_arrows_run_one_way(house: str) -> None:
    wrong = [
        f"{here} -> {there} in {', '.join(sorted(set(files)))}"
        for here, imported in arrows(house).items() for there, files in imported.items()
        if row(there, house) < row(here, house) or (house, here, there) in NEVER
    ]
    assert wrong == []


@pytest.mark.parametrize("house", ROWS)
def test_no_package_imports_in_a_circle(house: str) -> None:
    no_circle(arrows(house))


def test_no_file_imports_in_a_circle() -> None:
    modules = {name_of(path): path for path in sources("playground", "pages", "app.py")}

    def module(dotted: str) -> str:
        # `from a.b import c` names a module, or something in one.
        return dotted if dotted in modules else dotted.rpartition(".")[0]

    no_circle({here: {module(name) for name in imports(path)} - {here}
               for here, path in modules.items()})


def test_an_import_that_is_never_run_is_no_arrow_and_one_within_a_function_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "CHECKOUT", tmp_path)
    path = tmp_path / "one.py"
    path.write_text("from typing import TYPE_CHECKING\n"
                    "if TYPE_CHECKING:\n    import a\nelse:\n    import b\n"
                    "def late():\n    from c import d\n", encoding="utf-8")
    assert list(imports(path)) == ["typing.TYPE_CHECKING", "b", "c.d"]


def test_what_is_private_to_a_file_stays_in_it() -> None:
    taken = [
        f"{path.relative_to(CHECKOUT)}: {name}" for path in sources("playground", "pages", "app.py")
        for name in imports(path) if re.search(r"\._[a-z]", name) and name.startswith("playground")
    ]
    assert taken == []


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
             "photo.decoder", "photo.finder", "photo.hand", "photo.intake", "photo.refereed",
             "photo.square", "referee.verdict",
             "training.history", "training.manager.manager", "training.run", "training.resuming",
             "training.snapshot", "training.numbers_for_words", "training.store.store"]
    found = sources("playground/data", "playground/figures", "playground/insight",
                    "playground/lessons", "playground/scenes")
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
