"""The settings of all features."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import newsroom.features
from newsroom.engine.setting_groups import SettingGroup


def groups() -> list[SettingGroup[Any]]:
    """Return the group of every feature that has settings, whether PLUGINS names it or not."""
    places = sorted(Path(newsroom.features.__path__[0]).glob("*/settings.py"))
    names = [f"newsroom.features.{place.parent.name}.settings" for place in places]
    return [importlib.import_module(name).GROUP for name in names]
