"""The newsroom's own settings, made from Pelican's once, typed and checked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsroom.core.host_names import is_web_address, site_fault
from newsroom.core.problems import Problem, did_you_mean
from newsroom.engine.cache import cache_folder
from newsroom.features.comment_form.model import MODES
from newsroom.features.page_weight.model import Budgets, budgets
from newsroom.features.quick_exit.model import WEATHER, fault

#: Our settings, each with what docs/reference/settings.md says of it; the rest are Pelican's own.
OWN = {
    "COMMENTS_MODE": "How readers may reply where a story does not say: placeholder, endpoint, closed or none.",
    "COMMENTS_ENDPOINT": "The address that the comment form posts to, in the mode endpoint.",
    "NEWSROOM_CACHE": "The folder for what is kept between builds; it may be deleted at any time.",
    "NEWSROOM_CHECK_ONLY": "Whether to look for problems and write nothing; invoke rebuild and invoke headers set it.",
    "NEWSROOM_NOW": "The moment that counts as now, in ISO 8601 with an offset; --now sets it.",
    "OLD_AFTER_YEARS": "After how many years a story says how old it is; 0 for never.",
    "NEWSROOM_PRODUCTION": "Whether this is what readers will get; publishconf.py sets it.",
    "NEWSROOM_SEARCH": "Whether a search index is made; publishconf.py and invoke serve --search set it.",
    "PICTURES_AVIF": "Whether pictures are made as AVIF too, smaller and slow to make; publishconf.py sets it.",
    "SHARE_PICTURES": "Whether stories without a picture get one for link previews; publishconf.py sets it.",
    "STYLEGUIDE": "Whether the page /styleguide/ is made, for whoever works on the theme; never for readers.",
    "WEBSUB_HUB": "The address of a WebSub hub that tells readers of feeds at once what is new; empty for none.",
    "PAGE_BUDGETS": "The most that a story's own text, the theme, a font and all scripts may come to, in bytes.",
    "QUICK_EXIT_URL": "Where the button for leaving quickly leads; by default the weather.",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the newsroom.

    Paths are absolute; ``site_url`` has no slash at its end; ``now`` is the build's only clock, in the site's zone.
    """

    root: Path
    content: Path
    output: Path
    theme: Path
    cache: Path
    site: str
    tagline: str
    site_url: str
    zone: ZoneInfo
    lang: str
    now: datetime
    production: bool
    check_only: bool
    comments_mode: str
    comments_endpoint: str
    feed_items: int
    search: bool
    old_after_years: int
    avif: bool
    share_pictures: bool
    styleguide: bool
    quick_exit_url: str = WEATHER
    websub_hub: str = ""
    budgets: Budgets = field(default_factory=Budgets)


def from_pelican(raw: Mapping[str, Any]) -> tuple[Settings, list[Problem]]:
    """Make our settings of Pelican's.

    Args:
        raw: Pelican's settings as `pelican.settings.read_settings` returns them.

    Returns:
        The settings, with defaults in place of values that cannot be used, and the problems with those.
    """
    problems: list[Problem] = []

    def bad(name: str, message: str, fix: str) -> None:
        problems.append(Problem("pelicanconf.py", 0, 0, "setting-value", f"{name}: {message}", fix))

    content = Path(raw["PATH"]).resolve()
    zone = _zone(str(raw.get("TIMEZONE", "UTC")), bad)
    mode = str(raw.get("COMMENTS_MODE", "placeholder"))
    if mode not in MODES:
        bad("COMMENTS_MODE", f'there is no mode "{mode}"', did_you_mean(mode, MODES))
    endpoint = str(raw.get("COMMENTS_ENDPOINT", ""))
    if not _is_endpoint(endpoint):
        if mode == "endpoint":
            bad("COMMENTS_ENDPOINT", f'"{endpoint}" is not an address to post to', "begin it with https:// or with /")
        endpoint = ""
    site_url = str(raw.get("SITEURL", "")).rstrip("/")
    if site_url and (wrong := site_fault(site_url)):
        bad("SITEURL", f"{site_url!a} is not the address of a site: {wrong}", "write it as https://qnews.example")
        # Other problems are told as well, and what is made meanwhile holds nothing of it.
        site_url = ""
    way_out = str(raw.get("QUICK_EXIT_URL", WEATHER))
    if wrong := fault(way_out, site_url):
        bad("QUICK_EXIT_URL", f'"{way_out}" {wrong}', f"name a site that anybody may look at, such as {WEATHER}")
    hub = str(raw.get("WEBSUB_HUB") or "")
    if hub and not is_web_address(hub):
        bad("WEBSUB_HUB", f'"{hub}" is not the address of a hub', "write it as https://hub.example/")
        hub = ""
    page_budgets, wrong_budgets = budgets(raw.get("PAGE_BUDGETS", {}))
    for message, remedy in wrong_budgets:
        bad("PAGE_BUDGETS", message, remedy)
    settings = Settings(
        root=content.parent,
        content=content,
        output=Path(raw["OUTPUT_PATH"]).absolute(),
        theme=Path(raw["THEME"]).resolve(),
        cache=(content.parent / str(raw.get("NEWSROOM_CACHE", ".cache"))),
        site=str(raw["SITENAME"]),
        tagline=str(raw.get("SITESUBTITLE") or ""),
        site_url=site_url,
        zone=zone,
        lang=_lang(str(raw.get("DEFAULT_LANG", "en-AU"))),
        now=_now(raw.get("NEWSROOM_NOW"), zone, bad),
        production=bool(raw.get("NEWSROOM_PRODUCTION", False)),
        check_only=bool(raw.get("NEWSROOM_CHECK_ONLY", False)),
        comments_mode=mode if mode in MODES else "placeholder",
        comments_endpoint=endpoint,
        feed_items=_count(raw.get("FEED_MAX_ITEMS") or 20, bad),
        search=bool(raw.get("NEWSROOM_SEARCH", False)),
        old_after_years=_years(raw.get("OLD_AFTER_YEARS", 5), bad),
        avif=bool(raw.get("PICTURES_AVIF", False)),
        share_pictures=bool(raw.get("SHARE_PICTURES", False)),
        # It shows examples and no journalism, so readers do not get it, whatever the setting.
        styleguide=bool(raw.get("STYLEGUIDE", False)) and not raw.get("NEWSROOM_PRODUCTION", False),
        quick_exit_url=WEATHER if wrong else way_out,
        websub_hub=hub,
        budgets=page_budgets,
    )
    return settings, problems + (_output_problems(settings) or _cache_problems(settings))


def _lang(code: str) -> str:
    """Give a region its capitals back: Pelican writes DEFAULT_LANG in small letters here and there."""
    first, _, region = code.partition("-")
    return f"{first}-{region.upper()}" if len(region) == 2 else code


def _zone(name: str, bad: Any) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        bad("TIMEZONE", f'there is no time zone "{name}"', "write Australia/Brisbane")
        return ZoneInfo("UTC")


def _count(value: Any, bad: Any) -> int:
    if isinstance(value, int) and value > 0:
        return value
    bad("FEED_MAX_ITEMS", f'"{value}" is no number of stories', "write a whole number, such as 20")
    return 20


def _years(value: Any, bad: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100:
        return value
    bad("OLD_AFTER_YEARS", f'"{value}" is no number of years', "write a whole number, such as 5, or 0 for never")
    return 5


def _is_endpoint(address: str) -> bool:
    path = address.startswith("/") and not address.startswith("//")
    return is_web_address(f"https://site.example{address}" if path else address)


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
        bad("NEWSROOM_NOW", f'"{given}" is no moment with an offset', "write it as 2026-11-23T09:00:00+10:00")
    elif epoch:
        try:
            return datetime.fromtimestamp(int(epoch), zone)
        except (ValueError, OverflowError, OSError):
            pass
        bad("SOURCE_DATE_EPOCH", f'"{epoch}" is no count of seconds', "write whole seconds since 1970")
    return datetime.now(UTC).astimezone(zone).replace(microsecond=0)


#: Folders in a cache in which tasks build: `invoke check`, `publish`, `takedown` and `safety`.
_WORKING = ("check", "publish", "takedown", "safety")


def _cache_problems(settings: Settings) -> list[Problem]:
    """Refuse a cache that holds, or lies in, anything else: what nobody knows in a cache is removed."""
    cache = settings.cache.resolve()
    held = [settings.content, settings.theme, settings.root.resolve(), settings.output.resolve(), Path.home().resolve()]
    sources = [settings.content, settings.theme, (settings.root / ".git").resolve()]
    working = [cache / name for name in _WORKING]
    inside = [folder for folder in held if not any(folder.is_relative_to(place) for place in working)]
    if any(folder.is_relative_to(cache) for folder in inside):
        message = f"{settings.cache} holds more than what is kept between builds"
    elif any(cache.is_relative_to(folder) for folder in sources):
        message = f"{settings.cache} lies among the sources"
    elif settings.cache.exists() and not settings.cache.is_dir():
        message = f"{settings.cache} is no folder"
    elif cache_folder.is_anothers(settings.cache, settings.root):
        message = f"{settings.cache} holds files of somebody else: nothing in it says that it is a cache"
    else:
        return []
    fix = "choose a folder of its own, such as .cache"
    return [Problem("pelicanconf.py", 0, 0, "setting-value", f"NEWSROOM_CACHE: {message}", fix)]


def _output_problems(settings: Settings) -> list[Problem]:
    """Refuse an output folder that holds, or lies in, what the site is made of."""
    output = settings.output.resolve()
    held = [settings.content, settings.theme, settings.root]
    inside = any(output.is_relative_to(folder) for folder in (settings.content, settings.theme))
    if inside or any(folder.is_relative_to(output) for folder in held):
        message = f"{settings.output} holds what the site is made of"
        return [
            Problem("pelicanconf.py", 0, 0, "output-foreign", message, "choose a folder of its own, such as output")
        ]
    if settings.cache.resolve().is_relative_to(output):
        message = "NEWSROOM_CACHE: it would be published, since it lies in the output folder"
        return [Problem("pelicanconf.py", 0, 0, "setting-value", message, "choose a folder elsewhere, such as .cache")]
    return []
