"""Names of the code as docs write them in backticks: modules, what is defined in them, classes and their members."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

from tests.building import ROOT

PACKAGE = ROOT / "plugins" / "newsroom"
FEATURES = frozenset(path.parent.name for path in PACKAGE.glob("features/*/__init__.py"))
LAYERS = frozenset(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
_FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_DOTTED = re.compile(r"(?:[a-z_]\w*\.)+\w+")
_CLASS = re.compile(r"(?P<name>[A-Z]\w*[a-z]\w*)\.(?P<member>[a-z_]\w*)")
#: Files and settings that begin like one of our packages.
_FILES = (".md", ".toml", ".conf", ".txt", ".json", ".html", ".po", ".py", ".atom", ".rss", ".css", ".js")


def in_backticks(guide: str) -> Iterator[str]:
    """Yield what stands between backticks in the text and the tables of a guide, without arguments."""
    for match in re.finditer(r"`([^`\n]+)`", _FENCE.sub("", guide)):
        yield match[1].partition("(")[0]


@functools.cache
def _defined(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                names.add(node.name)
            case ast.Name(ctx=ast.Store()):
                names.add(node.id)
            case ast.alias():
                names.add((node.asname or node.name).partition(".")[0])
    return frozenset(names)


def exists(name: str) -> bool:
    """Return whether a dotted name below `newsroom` is a package, a module, or something that one defines."""
    place, parts = PACKAGE, name.removeprefix("newsroom.").split(".")
    for number, part in enumerate(parts):
        if (place / part).is_dir():
            place /= part
            continue
        module = place / f"{part}.py"
        if module.is_file():
            return all(rest in _defined(module) for rest in parts[number + 1 :])
        return (place / "__init__.py").is_file() and part in _defined(place / "__init__.py")
    return True


@functools.cache
def classes() -> dict[str, frozenset[str]]:
    """Return the names that the classes of each name have in their bodies and on ``self``."""
    found: dict[str, frozenset[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                members = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
                for item in ast.walk(node):
                    if isinstance(item, ast.AnnAssign | ast.Assign):
                        for at in [item.target] if isinstance(item, ast.AnnAssign) else item.targets:
                            members.add(getattr(at, "id", "") or getattr(at, "attr", ""))
                found[node.name] = found.get(node.name, frozenset()) | members
    return found


def faults(guide: str) -> list[str]:
    """Return the names in a guide that the code does not have, or that begin below their layer."""
    wrong: list[str] = []
    for name in in_backticks(guide):
        if match := _CLASS.fullmatch(name):
            if match["member"] not in classes().get(match["name"], ()):
                wrong.append(name)
        elif _DOTTED.fullmatch(name) and not name.endswith(_FILES):
            first = name.split(".")[0]
            if first in FEATURES and first not in LAYERS:
                wrong.append(f"{name} is features.{name}")
            elif (first in LAYERS or first == "newsroom") and not exists(name):
                wrong.append(name)
    return wrong
