"""The setting of pictures."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.engine.setting_groups import RawSettings, SettingGroup


@dataclass(frozen=True, slots=True)
class PictureSettings:
    """Whether pictures are made as AVIF too."""

    avif: bool = False


def _read(raw: RawSettings) -> PictureSettings:
    return PictureSettings(bool(raw.get("PICTURES_AVIF", False)))


GROUP = SettingGroup(
    PictureSettings,
    {"PICTURES_AVIF": "Whether pictures are made as AVIF too, smaller and slow to make; publishconf.py sets it."},
    _read,
)
