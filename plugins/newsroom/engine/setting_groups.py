"""Groups of settings: each feature offers its own, with descriptions and a function that reads them.

A plugin offers a group when it is registered. The settings of a plugin that is not in PLUGINS are unknown, and a build
names those that have a value: see `newsroom.engine.pelican.setting_checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from msgspec import Struct, field

from newsroom.core.problems import Problem

T = TypeVar("T")


class RawSettings(Struct, frozen=True):
    """Pelican's settings, as a group reads them.

    Args:
        values: the settings by their names.
        site_url: the site's address, without a slash at its end; empty where there is none that can be used.
        production: whether the site is for readers.
        problems: problems with values.
    """

    values: Mapping[str, Any]
    site_url: str = ""
    production: bool = False
    problems: list[Problem] = field(default_factory=list)

    def get(self, name: str, default: Any) -> Any:
        """Return a setting, or the default where it is not set."""
        return self.values.get(name, default)

    def bad(self, name: str, message: str, fix: str) -> None:
        """Note that the value of a setting cannot be used."""
        self.problems.append(Problem("pelicanconf.py", 0, 0, "setting-value", f"{name}: {message}", fix))


class SettingGroup(Struct, Generic[T], frozen=True):
    """The settings of one plugin.

    Args:
        kind: the frozen struct that they become; `newsroom.engine.settings.Settings.of` takes it.
        names: purpose of each setting, by its name.
        read: makes them of Pelican's settings, with defaults in place of values that cannot be used.
    """

    kind: type[T]
    names: Mapping[str, str]
    read: Callable[[RawSettings], T]


_OFFERED: list[SettingGroup[Any]] = []


def offer(group: SettingGroup[Any]) -> None:
    """Offer a group; one that is there already is not added again."""
    if group not in _OFFERED:
        _OFFERED.append(group)


def offered() -> tuple[SettingGroup[Any], ...]:
    """Return the groups of the plugins that are registered."""
    return tuple(_OFFERED)


def clear() -> None:
    """Forget all groups, before another build in this process registers its own plugins."""
    _OFFERED.clear()


def names_of(groups: Iterable[SettingGroup[Any]]) -> dict[str, str]:
    """Return the description of each setting of some groups, by its name."""
    return {name: purpose for group in groups for name, purpose in group.names.items()}
