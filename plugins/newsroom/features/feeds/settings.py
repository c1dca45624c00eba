"""The setting of feeds."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.core.host_names import is_web_address
from newsroom.engine.setting_groups import RawSettings, SettingGroup


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """The address of the WebSub hub that feeds name; empty for none."""

    hub: str = ""


def _read(raw: RawSettings) -> FeedSettings:
    hub = str(raw.get("WEBSUB_HUB", "") or "")
    if hub and not is_web_address(hub):
        raw.bad("WEBSUB_HUB", f'"{hub}" is not the address of a hub', "write it as https://hub.example/")
        return FeedSettings()
    return FeedSettings(hub)


GROUP = SettingGroup(
    FeedSettings,
    {"WEBSUB_HUB": "The address of a WebSub hub that tells readers of feeds at once what is new; empty for none."},
    _read,
)
