"""Lines of settings and of PLUGINS entries in the settings files, for problems that name them."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

from msgspec import Struct, field

#: A file, relative to the project, and a line; 0 where no line is known.
SettingPlace = tuple[str, int]
_PLUGINS = "PLUGINS"
_OURS = "newsroom."


class SettingsFile(Struct, frozen=True):
    """Lines of settings in pelicanconf.py, and in publishconf.py where a build is for readers.

    Args:
        names: where each setting is given its value last.
        entries: where each text in the value of PLUGINS stands last.
        used: the names whose values other lines of the files use.
        inherited: the names that the files take over from modules of the software.
    """

    names: dict[str, SettingPlace] = field(default_factory=dict)
    entries: dict[str, SettingPlace] = field(default_factory=dict)
    used: frozenset[str] = frozenset()
    inherited: frozenset[str] = frozenset()

    def setting(self, name: str) -> SettingPlace:
        """Return where a setting is given its value."""
        return self.names.get(name, ("pelicanconf.py", 0))

    def plugin(self, name: str) -> SettingPlace:
        """Return where a plugin is named in PLUGINS, or else where PLUGINS is given its value."""
        return self.entries.get(name) or self.setting(_PLUGINS)


def read(root: Path, *, production: bool = False) -> SettingsFile:
    """Read the settings files of a project; one that cannot be read holds nothing."""
    settings = SettingsFile()
    used: set[str] = set()
    inherited: set[str] = set()
    for name in ("pelicanconf.py", "publishconf.py") if production else ("pelicanconf.py",):
        try:
            tree = ast.parse((root / name).read_text("utf-8"))
        except (OSError, ValueError, SyntaxError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                used.add(node.id)
        for statement in tree.body:
            _note(statement, name, settings)
            inherited |= _inherited(statement)
    return SettingsFile(settings.names, settings.entries, frozenset(used), frozenset(inherited))


def _inherited(statement: ast.stmt) -> set[str]:
    """Return the names that ``from newsroom.… import *`` brings, which nobody wrote into the file."""
    if isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*":
        module = statement.module or ""
        if module.startswith(_OURS):
            return set(vars(importlib.import_module(module)))
    return set()


def _note(statement: ast.stmt, file: str, settings: SettingsFile) -> None:
    """Note what a statement gives a value to, and what it puts into PLUGINS."""
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign | ast.AugAssign):
        targets = [statement.target]
    elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        # A call such as append on the list of plugins.
        called = statement.value.func
        targets = [called.value] if isinstance(called, ast.Attribute) else []
    names = {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}
    for name in names:
        settings.names[name] = (file, statement.lineno)
    if _PLUGINS in names:
        for node in ast.walk(statement):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                settings.entries[node.value] = (file, node.lineno)
            elif isinstance(node, ast.Name) and node.id != _PLUGINS:
                settings.entries[node.id] = (file, node.lineno)
