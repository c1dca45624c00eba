"""The setting of budgets."""

from __future__ import annotations

from msgspec import Struct, field

from newsroom.engine.setting_groups import RawSettings, SettingGroup
from newsroom.features.page_weight.model import Budgets, budgets


class WeightSettings(Struct, frozen=True):
    """The budgets of a story's page."""

    budgets: Budgets = field(default_factory=Budgets)


def _read(raw: RawSettings) -> WeightSettings:
    allowed, wrong = budgets(raw.get("PAGE_BUDGETS", {}))
    for message, fix in wrong:
        raw.bad("PAGE_BUDGETS", message, fix)
    return WeightSettings(allowed)


GROUP = SettingGroup(
    WeightSettings,
    {"PAGE_BUDGETS": "The most that a story's own text, the theme, a font and all scripts may come to, in bytes."},
    _read,
)
