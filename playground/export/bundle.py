"""One file out of several: what a module takes from others of this package is put into it.

Verbatim, so that the one file computes what the package computes, to the bit, and nothing has to
be written twice.
"""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path

_OWN = "playground"
_GUARD = "if __name__ =="


class _Module:
    """A module's source by its top-level statements."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.lines, self.tree = name, text.splitlines(), ast.parse(text)
        self.statements = [
            node for node in self.tree.body
            if not isinstance(node, (ast.Import, ast.ImportFrom)) and not _is_docstring(node)]

    def named(self) -> dict[str, ast.stmt]:
        """The statement that binds each top-level name."""
        return {name: node for node in self.statements for name in _bound(node)}

    def own_imports(self) -> dict[str, tuple[str, str]]:
        """Names taken from this package: (module, its name there)."""
        return {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in self.tree.body if isinstance(node, ast.ImportFrom)
            if (node.module or "").split(".")[0] == _OWN for alias in node.names}

    def other_imports(self) -> Iterator[tuple[str, str]]:
        """Name that is bound, and the statement that does it, of every other import."""
        for node in self.tree.body:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.asname or alias.name.split(".")[0], f"import {_spelled(alias)}"
            elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] != _OWN:
                for alias in node.names:
                    yield alias.asname or alias.name, f"from {node.module} import {_spelled(alias)}"

    def text(self, node: ast.stmt) -> str:
        """As it stands in the file, with its decorators and the comment right above."""
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(each.lineno for each in decorators)]) - 1
        while first and self.lines[first - 1].startswith("#"):
            first -= 1
        return "\n".join(self.lines[first : node.end_lineno])


def bundle(
    text: str, name: str, instead: frozenset[str] = frozenset(),
    as_used: Callable[[str], str] = str,
) -> str:
    """The module with source `text` and name `name`, on its own feet.

    `as_used` is given each source, and gives back what of it is used. Names in `instead` it has
    itself, for all that is put into it: what stands behind them in this package would be too much.
    Raises `ValueError` where two different things of one name would meet.
    """
    main, taken = _Module(name, as_used(text)), _Taken(instead, as_used)
    imports: dict[str, str] = {}
    own = main.own_imports()
    used = _evaluated(main.tree)
    for alias, (module, there) in own.items():
        if alias in used:
            taken.take(module, there, alias)
    parts = [*taken.parts()]
    body, guard = _without_guard(main)
    pieces = [body, "# What the app itself computes, from its own source", *parts, guard]
    everything = "\n\n\n".join(piece for piece in pieces if piece)
    needed = _names(ast.parse(everything))
    for source in (main, *taken.modules.values()):
        for bound, statement in source.other_imports():
            if bound in needed:
                imports[bound] = statement
    head = ast.get_docstring(main.tree, clean=False)
    lines = sorted({line for line in imports.values() if "__future__" not in line})
    return "\n".join([
        f'"""{head}"""', "", "from __future__ import annotations", "", *lines, "", "", everything,
        ""])


class _Taken:
    """Statements of other modules, and whatever they need, in the order they must stand in."""

    def __init__(self, instead: frozenset[str], as_used: Callable[[str], str]) -> None:
        self._instead, self._as_used = instead, as_used
        self.modules: dict[str, _Module] = {}
        self._parts: dict[tuple[str, int], str] = {}
        self._names: dict[str, tuple[str, str]] = {}

    def take(self, module: str, name: str, alias: str) -> None:
        if module not in self.modules:
            self.modules[module] = _Module(module, self._as_used(_source(module)))
        source = self.modules[module]
        if name not in source.named():
            raise ValueError(f"{module} has no {name}")
        if self._names.setdefault(alias, (module, name)) != (module, name):
            raise ValueError(f"{alias} would be both {self._names[alias]} and {(module, name)}")
        node = source.named()[name]
        if (module, node.lineno) in self._parts:
            return
        self._parts[module, node.lineno] = ""
        text = source.text(node)
        for used in sorted(_evaluated(node) - {name}):
            if used in source.named():
                self.take(module, used, used)
            elif used in source.own_imports() and used not in self._instead:
                self.take(*source.own_imports()[used], used)
        del self._parts[module, node.lineno]
        # Last: what it needs to be defined stands before it.
        self._parts[module, node.lineno] = _renamed(text, name, alias)

    def parts(self) -> Iterator[str]:
        yield from self._parts.values()


def _source(module: str) -> str:
    found = importlib.util.find_spec(module)
    if found is None or found.origin is None:
        raise ValueError(f"there is no module {module}")
    return Path(found.origin).read_text(encoding="utf-8")


def _renamed(text: str, name: str, alias: str) -> str:
    """A constant under the name that the importer gave it; others may have one of the same name."""
    if name == alias:
        return text
    if not text.startswith(f"{name} ") and f"\n{name} " not in text:
        raise ValueError(f"only a constant can be renamed, not {name}")
    return text.replace(f"{name} ", f"{alias} ", 1)


def _without_guard(module: _Module) -> tuple[str, str]:
    """The module's own statements, and the call of `main`, which must stand last."""
    first = module.statements[0].lineno - 1
    while first and module.lines[first - 1].startswith("#"):
        first -= 1
    at = next(index for index, line in enumerate(module.lines) if line.startswith(_GUARD))
    return "\n".join(module.lines[first:at]).strip("\n"), "\n".join(module.lines[at:])


def _names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _evaluated(tree: ast.AST) -> set[str]:
    """The names in it, but for those in annotations alone: nothing ever looks those up."""
    if isinstance(tree, ast.Name):
        return {tree.id}
    hidden = {"annotation", "returns"}
    parts = [part for field, part in ast.iter_fields(tree) if field not in hidden]
    nodes = [each for part in parts for each in (part if isinstance(part, list) else [part])]
    return set().union(*(_evaluated(node) for node in nodes if isinstance(node, ast.AST)))


def _bound(node: ast.stmt) -> set[str]:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else (
        [node.target] if isinstance(node, ast.AnnAssign) else [])
    return {found for target in targets for found in _names(target)}


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _spelled(alias: ast.alias) -> str:
    return f"{alias.name} as {alias.asname}" if alias.asname else alias.name
