"""The newsroom's own settings and those of its plugins, made from Pelican's once, typed and checked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct, field
from pelican.settings import DEFAULT_CONFIG

from newsroom.core import dates
from newsroom.core.host_names import site_fault
from newsroom.core.problems import Problem
from newsroom.engine import theme
from newsroom.engine.setting_groups import RawSettings, SettingGroup
from newsroom.engine.theme import Theme

T = TypeVar("T")
#: A template that each theme for Pelican has (https://docs.getpelican.com/en/latest/themes.html), and ours has not.
_PELICANS_OWN = "templates/article.html"

#: The engine's own settings, with what each is for; plugins offer theirs (`newsroom.engine.setting_groups`).
OWN = {
    "NEWSROOM_CACHE": "The folder for what is kept between builds; it may be deleted at any time.",
    "NEWSROOM_CHECK_ONLY": "Whether to look for problems and write nothing; invoke rebuild and invoke headers set it.",
    "NEWSROOM_NOW": "The moment that counts as now, in ISO 8601 with an offset; --now sets it.",
    "NEWSROOM_PRODUCTION": "Whether this is what readers will get; publishconf.py sets it.",
}


class Settings(Struct, frozen=True):
    """Settings of the newsroom.

    Paths are absolute; ``site_url`` has no slash at its end; ``now`` is the build's only clock, in the site's zone.
    """

    root: Path
    content: Path
    output: Path
    theme: Theme
    cache: Path
    site: str
    tagline: str
    site_url: str
    zone: ZoneInfo
    lang: str
    now: datetime
    production: bool
    check_only: bool
    groups: Mapping[type, object] = field(default_factory=dict)

    def of(self, kind: type[T]) -> T:
        """Return the settings of a plugin.

        Args:
            kind: the struct of its group; see `newsroom.engine.setting_groups`.

        Raises:
            LookupError: the plugin is not in PLUGINS.
        """
        value = self.find(kind)
        if value is None:
            raise LookupError(f"no plugin in PLUGINS has the settings {kind.__module__}.{kind.__name__}")
        return value

    def find(self, kind: type[T]) -> T | None:
        """Return the settings of a plugin, or None where it is not in PLUGINS."""
        return cast("T | None", self.groups.get(kind))


def from_pelican(raw: Mapping[str, Any], groups: Iterable[SettingGroup[Any]] = ()) -> tuple[Settings, list[Problem]]:
    """Make our settings of Pelican's.

    Args:
        raw: Pelican's settings as `pelican.settings.read_settings` returns them.
        groups: the groups that plugins offer.

    Returns:
        The settings, with defaults in place of values that cannot be used, and the problems with those.
    """
    problems: list[Problem] = []

    def bad(name: str, message: str, fix: str) -> None:
        problems.append(Problem("pelicanconf.py", 0, 0, "setting-value", f"{name}: {message}", fix))

    content = Path(raw["PATH"]).resolve()
    zone = _zone(str(raw.get("TIMEZONE", "UTC")), bad)
    site_url = str(raw.get("SITEURL", "")).rstrip("/")
    if site_url and (wrong := site_fault(site_url)):
        bad("SITEURL", f"{site_url!a} is not the address of a site: {wrong}", "write it as https://magazine.example")
        # Other problems are told as well, and what is made meanwhile holds nothing of it.
        site_url = ""
    own_theme = _own_theme(Path(raw["THEME"]), content.parent)
    if (own_theme / _PELICANS_OWN).is_file() and own_theme == (content.parent / "theme").resolve():
        message = "this is a template for pages as Pelican makes them"
        fix = "take it away; that of a story is templates/story.html"
        problems.append(Problem(f"theme/{_PELICANS_OWN}", 0, 0, "setting-value", message, fix))
    elif (own_theme / _PELICANS_OWN).is_file():
        message = f"{own_theme.name} is a theme for pages as Pelican makes them"
        bad("THEME", message, "take the line out, and put files of the same name as the software's into theme/")
    production = bool(raw.get("NEWSROOM_PRODUCTION", False))
    values = RawSettings(raw, site_url, production, problems)
    settings = Settings(
        root=content.parent,
        content=content,
        output=Path(raw["OUTPUT_PATH"]).absolute(),
        theme=Theme(own_theme, theme.SOFTWARE),
        cache=(content.parent / str(raw.get("NEWSROOM_CACHE", ".cache"))),
        site=str(raw["SITENAME"]),
        tagline=str(raw.get("SITESUBTITLE") or ""),
        site_url=site_url,
        zone=zone,
        lang=_lang(str(raw.get("DEFAULT_LANG", "en"))),
        now=_now(raw.get("NEWSROOM_NOW"), zone, bad),
        production=production,
        check_only=bool(raw.get("NEWSROOM_CHECK_ONLY", False)),
        groups={group.kind: group.read(values) for group in groups},
    )
    return settings, problems


def _own_theme(path: Path, root: Path) -> Path:
    """Return the folder of the magazine's own theme: ``theme`` beside ``content``, unless THEME names another.

    Args:
        path: Pelican's setting, which is the theme of Pelican's own where nothing was set.
        root: the project's folder.
    """
    return (root / "theme" if path == Path(DEFAULT_CONFIG["THEME"]) else path).resolve()


def _lang(code: str) -> str:
    """Give a region its capitals back: Pelican writes DEFAULT_LANG in small letters here and there."""
    first, _, region = code.partition("-")
    return f"{first}-{region.upper()}" if len(region) == 2 else code


def _zone(name: str, bad: Any) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        bad("TIMEZONE", f'there is no time zone "{name}"', dates.zone_advice(name))
        return ZoneInfo("UTC")


def _now(given: Any, zone: ZoneInfo, bad: Any) -> datetime:
    """Return the build's one moment: the setting, else SOURCE_DATE_EPOCH, else the wall clock, read here alone."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given:
        try:
            moment = datetime.fromisoformat(str(given))
            if moment.tzinfo is not None:
                return moment.astimezone(zone)
        except (ValueError, OverflowError):
            pass
        fix = "write it as 2026-11-23T09:00:00+10:00, here or after --now"
        bad("NEWSROOM_NOW", f'"{given}" is no moment with an offset', fix)
    elif epoch:
        try:
            return datetime.fromtimestamp(int(epoch), zone)
        except (ValueError, OverflowError, OSError):
            pass
        bad("SOURCE_DATE_EPOCH", f'"{epoch}" is no count of seconds', "write whole seconds since 1970")
    return datetime.now(UTC).astimezone(zone).replace(microsecond=0)
