"""Checks of settings that nothing reads: each is named, with what decides in its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from copy import copy
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG

from newsroom.core.name_index import NameIndex
from newsroom.core.problems import Problem
from newsroom.engine.pelican.compatibility import SETTINGS, without_effect
from newsroom.engine.settings import OWN
from newsroom.engine.settings_file import SettingsFile

#: Values that mean what is done here anyway.
_FIXED: dict[str, object] = {"ARTICLE_PATHS": ["articles"], "PAGE_PATHS": ["pages"]}

_TAKE_OUT = "take the line out, or add the plugin that reads it to PLUGINS; templates see no settings"
#: Names of settings are long, and unlike those of other programs only where they mean something else.
_ALIKE = 0.8


def copied(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return Pelican's settings as they are, whatever plugins do to their lists and tables afterwards."""
    return {name: copy(value) if isinstance(value, list | dict | set) else value for name, value in raw.items()}


def unread(raw: Mapping[str, Any], file: SettingsFile, known: Collection[str]) -> Iterator[tuple[str, Problem]]:
    """Yield each setting that somebody gave a value and that no plugin, nor the engine, nor Pelican reads.

    Each comes with the problem. The settings of a plugin of ours that is not in PLUGINS are read by nothing.

    Args:
        raw: Pelican's settings, before plugins change them.
        file: the settings files.
        known: the settings that plugins in PLUGINS offered.
    """
    nothing = frozenset(without_effect())
    read = NameIndex([*known, *OWN, *(name for name in SETTINGS if name not in nothing)])
    for name in sorted(raw):
        if name in SETTINGS or not name.isupper() or name in OWN or name in known:
            wrong = name in nothing and (not _is_default(name, raw) or _is_asked_for(name, raw, file))
            message, fix = f"{name} is not read here: {_own_counterpart(name)}", "take the line out"
        else:
            # Plugins that ran in this process before may have put names of theirs among Pelican's own defaults.
            default = name in file.inherited and name not in file.names
            wrong = name not in file.used and name not in DEFAULT_CONFIG and not default
            near = read.nearest(name, _ALIKE)
            message = f"{name} is read by nothing: neither Pelican nor any plugin in PLUGINS has such a setting"
            fix = f'did you mean "{near}"?' if near else _TAKE_OUT
        if wrong:
            path, line = file.setting(name)
            yield name, Problem(path, line, 0, "setting-unread", message, fix)


def mentions(sources: str, name: str) -> bool:
    """Return whether the source text of plugins names a setting, which they may read then."""
    return bool(sources) and re.search(rf"\b{re.escape(name)}\b", sources) is not None


def _own_counterpart(name: str) -> str:
    return SETTINGS[name].here if name in SETTINGS else ""


def _is_default(name: str, raw: Mapping[str, Any]) -> bool:
    """Return whether an unread setting has Pelican's value, or switches off a feature that is missing here."""
    value = raw[name]
    if SETTINGS[name].off and not value:
        return True
    if name in _FIXED and value == _FIXED[name]:
        return True
    if name not in DEFAULT_CONFIG:
        return False
    return bool(_plain(name, value, raw) == _plain(name, DEFAULT_CONFIG[name], raw))


def _is_asked_for(name: str, raw: Mapping[str, Any], file: SettingsFile) -> bool:
    """Return whether a configuration file repeats Pelican's own value of a setting, which has no effect either."""
    return name in file.names and bool(raw[name]) and name not in _FIXED


def _plain(name: str, value: Any, raw: Mapping[str, Any]) -> Any:
    """Return a value without what Pelican itself does to it when it reads the settings."""
    if name == "PAGINATION_PATTERNS":
        return sorted(tuple(rule) for rule in value)
    if name in ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES"):
        others = raw["PAGE_PATHS" if name == "ARTICLE_EXCLUDES" else "ARTICLE_PATHS"]
        return [path for path in value if path not in others]
    if name == "CACHE_PATH":
        return Path(value).name
    if name == "CSS_FILE":
        return value or DEFAULT_CONFIG[name]
    return value
