"""The setting of the style guide."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.engine.setting_groups import RawSettings, SettingGroup


@dataclass(frozen=True, slots=True)
class StyleguideSettings:
    """Whether the page /styleguide/ is made."""

    on: bool = False


def _read(raw: RawSettings) -> StyleguideSettings:
    # It shows examples and no journalism, so readers do not get it, whatever the setting.
    return StyleguideSettings(bool(raw.get("STYLEGUIDE", False)) and not raw.production)


GROUP = SettingGroup(
    StyleguideSettings,
    {"STYLEGUIDE": "Whether the page /styleguide/ is made, for whoever works on the theme; never for readers."},
    _read,
)
