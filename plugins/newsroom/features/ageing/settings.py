"""The setting of old stories."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.engine.setting_groups import RawSettings, SettingGroup

_USUAL = 5


@dataclass(frozen=True, slots=True)
class AgeingSettings:
    """After how many years a story says of which year it is; 0 for never."""

    years: int = _USUAL


def _read(raw: RawSettings) -> AgeingSettings:
    years = raw.get("OLD_AFTER_YEARS", _USUAL)
    if isinstance(years, int) and not isinstance(years, bool) and 0 <= years <= 100:
        return AgeingSettings(years)
    fix = "write a whole number, such as 5, or 0 for never"
    raw.bad("OLD_AFTER_YEARS", f'"{years}" is no number of years', fix)
    return AgeingSettings()


GROUP = SettingGroup(
    AgeingSettings, {"OLD_AFTER_YEARS": "After how many years a story says how old it is; 0 for never."}, _read
)
