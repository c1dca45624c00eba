"""The setting of the quick exit."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.engine.setting_groups import RawSettings, SettingGroup
from newsroom.features.quick_exit.model import WEATHER, fault


@dataclass(frozen=True, slots=True)
class ExitSettings:
    """Where the button for leaving quickly leads."""

    url: str = WEATHER


def _read(raw: RawSettings) -> ExitSettings:
    url = str(raw.get("QUICK_EXIT_URL", WEATHER))
    if wrong := fault(url, raw.site_url):
        raw.bad("QUICK_EXIT_URL", f'"{url}" {wrong}', f"name a site that anybody may look at, such as {WEATHER}")
        return ExitSettings()
    return ExitSettings(url)


GROUP = SettingGroup(
    ExitSettings, {"QUICK_EXIT_URL": "Where the button for leaving quickly leads; by default the weather."}, _read
)
