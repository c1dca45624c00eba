"""The settings of all features."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import newsroom.features
from newsroom.engine.setting_groups import SettingGroup


def groups() -> list[SettingGroup[Any]]:
    """Return the group of every feature that has settings, whether PLUGINS names it or not."""
    folder = Path(newsroom.features.__path__[0])
    places = sorted([*folder.glob("*/settings.py"), *folder.glob("*/plugin.py")])
    modules = [importlib.import_module(f"newsroom.features.{place.parent.name}.{place.stem}") for place in places]
    # A plugin that takes its group from the module beside it has the same one.
    return list({id(module.GROUP): module.GROUP for module in modules if hasattr(module, "GROUP")}.values())
