"""Imports run one way: no package below `newsroom` imports another that imports it, directly or through others.

The layers themselves (core, engine, site, features and publishing, commands) are held by import-linter: pyproject.toml.
This looks at every level: the parts of each package, and features among each other.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

PLUGINS = Path(__file__).resolve().parent.parent / "plugins"
Graph = Mapping[str, Iterable[str]]


def cycles(graph: Graph) -> list[frozenset[str]]:
    """Return the strongly connected components of more than one node: Tarjan's algorithm.

    Args:
        graph: the nodes that each node leads to.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[frozenset[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in graph.get(node, ()):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            component = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(component) > 1:
                found.append(frozenset(component))

    for node in graph:
        if node not in index:
            visit(node)
    return found


def modules() -> dict[str, Path]:
    """Return every module of the newsroom by its name."""
    found = {}
    for path in sorted((PLUGINS / "newsroom").rglob("*.py")):
        name = ".".join(path.relative_to(PLUGINS).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


def imports(source: str, names: Iterable[str]) -> Iterator[str]:
    """Yield the modules that a module imports, within functions and for types too.

    Args:
        source: its text.
        names: the names of all modules.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in names else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def parts_graph(package: str, edges: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Return which parts of a package import which: its modules, and the packages in it, each as a whole."""
    graph: dict[str, set[str]] = defaultdict(set)
    start = f"{package}."

    def part(name: str) -> str:
        return name.removeprefix(start).partition(".")[0]

    for name, imported in edges.items():
        if name.startswith(start):
            graph[part(name)] |= {part(other) for other in imported if other.startswith(start)} - {part(name)}
    return graph


MODULES = modules()
EDGES = {name: frozenset(imports(path.read_text("utf-8"), MODULES)) for name, path in MODULES.items()}
PACKAGES = sorted(name for name, path in MODULES.items() if path.name == "__init__.py")


@pytest.mark.parametrize("package", PACKAGES)
def test_no_parts_of_a_package_import_each_other(package: str) -> None:
    assert [sorted(cycle) for cycle in cycles(parts_graph(package, EDGES))] == []


def test_no_modules_import_each_other() -> None:
    assert [sorted(cycle) for cycle in cycles({name: imported - {name} for name, imported in EDGES.items()})] == []


def test_a_cycle_is_found_however_long_it_is() -> None:
    graph = {"a": ["b"], "b": ["c"], "c": ["d", "e"], "d": ["b"], "e": ["f"], "f": ["e"], "g": ["a", "f"]}
    assert {frozenset("bcd"), frozenset("ef")} == set(cycles(graph))


def test_imports_for_types_and_within_functions_count() -> None:
    source = "if TYPE_CHECKING:\n    from a.b import c\n\ndef f():\n    import d.e\n    from a import b\n"
    assert set(imports(source, {"a.b", "a.b.c", "d.e"})) == {"a.b.c", "d.e", "a.b"}
