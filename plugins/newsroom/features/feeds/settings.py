"""The settings of feeds."""

from __future__ import annotations

from msgspec import Struct

from newsroom.core.host_names import is_web_address
from newsroom.engine.setting_groups import RawSettings, SettingGroup

_ITEMS = 20


class FeedSettings(Struct, frozen=True):
    """How many stories a feed holds, and the address of the WebSub hub that feeds name; empty for none."""

    hub: str = ""
    items: int = _ITEMS


def _read(raw: RawSettings) -> FeedSettings:
    hub = str(raw.get("WEBSUB_HUB", "") or "")
    if hub and not is_web_address(hub):
        raw.bad("WEBSUB_HUB", f'"{hub}" is not the address of a hub', "write it as https://hub.example/")
        hub = ""
    return FeedSettings(hub, _count(raw))


def _count(raw: RawSettings) -> int:
    value = raw.get("FEED_MAX_ITEMS", None) or _ITEMS
    if isinstance(value, int) and value > 0:
        return value
    raw.bad("FEED_MAX_ITEMS", f'"{value}" is no number of stories', "write a whole number, such as 20")
    return _ITEMS


GROUP = SettingGroup(
    FeedSettings,
    {
        "FEED_MAX_ITEMS": "How many stories a feed holds.",
        "WEBSUB_HUB": "The address of a WebSub hub that tells readers of feeds at once what is new; empty for none.",
    },
    _read,
)
