"""The setting of share pictures."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.engine.setting_groups import RawSettings, SettingGroup


@dataclass(frozen=True, slots=True)
class ShareSettings:
    """Whether stories without a picture get one for link previews."""

    on: bool = False


def _read(raw: RawSettings) -> ShareSettings:
    return ShareSettings(bool(raw.get("SHARE_PICTURES", False)))


GROUP = SettingGroup(
    ShareSettings,
    {"SHARE_PICTURES": "Whether stories without a picture get one for link previews; publishconf.py sets it."},
    _read,
)
