"""One class name, one meaning: no two modules define a class or a type of the same name."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

import pytest

from tests.building import ROOT

PLUGINS = ROOT / "plugins"


def _defined(source: str) -> Iterator[str]:
    """Return the names of classes, nested ones included, and of types that a module gives a name."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name
    for line in tree.body:
        targets = line.targets if isinstance(line, ast.Assign) else []
        for name in (target.id for target in targets if isinstance(target, ast.Name)):
            # T stands for any type, in every module
            if name[:1].isupper() and not name.isupper():
                yield name


def _twice(sources: dict[str, str]) -> dict[str, list[str]]:
    modules = defaultdict(list)
    for path, source in sorted(sources.items()):
        for name in _defined(source):
            modules[name].append(path)
    return {name: paths for name, paths in modules.items() if len(paths) > 1}


def test_a_class_name_has_one_meaning() -> None:
    sources = {path.relative_to(PLUGINS).as_posix(): path.read_text("utf-8") for path in PLUGINS.rglob("*.py")}
    assert not _twice(sources)


@pytest.mark.parametrize(
    "source", ["class Entry: ...", "class Story:\n    class Entry: ...", "Entry = tuple[int, str]"]
)
def test_a_second_meaning_is_found(source: str) -> None:
    assert _twice({"a.py": "class Entry: ...", "b.py": source}) == {"Entry": ["a.py", "b.py"]}
