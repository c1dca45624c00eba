"""The setting of the search."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.engine.setting_groups import RawSettings, SettingGroup


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """Whether a search index is made."""

    index: bool = False


def _read(raw: RawSettings) -> SearchSettings:
    return SearchSettings(bool(raw.get("NEWSROOM_SEARCH", False)))


GROUP = SettingGroup(
    SearchSettings,
    {"NEWSROOM_SEARCH": "Whether a search index is made; publishconf.py and invoke serve --search set it."},
    _read,
)
