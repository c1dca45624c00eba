"""Checks of the folders that the settings name: neither the output nor the cache may hold, or lie in, anything else."""

from __future__ import annotations

from pathlib import Path

from newsroom.core.problems import Problem
from newsroom.engine.cache.folder import is_anothers
from newsroom.engine.settings import Settings

#: Folders in a cache in which tasks build: `invoke check`, `publish` (two), `takedown`, `safety` and `upgrade`.
_WORKING = ("check", "publish", "release", "takedown", "safety", "upgrade")


def problems(settings: Settings) -> list[Problem]:
    """Return the problems of the output folder, or else those of the cache folder."""
    return _output_problems(settings) or _cache_problems(settings)


def _cache_problems(settings: Settings) -> list[Problem]:
    """Refuse a cache folder that has other files, or is among the sources: unknown files in a cache are removed."""
    cache = settings.cache.resolve()
    held = [
        settings.content,
        settings.theme.own,
        settings.root.resolve(),
        settings.output.resolve(),
        Path.home().resolve(),
    ]
    sources = [settings.content, settings.theme.own, (settings.root / ".git").resolve()]
    working = [cache / name for name in _WORKING]
    inside = [folder for folder in held if not any(folder.is_relative_to(place) for place in working)]
    if any(folder.is_relative_to(cache) for folder in inside):
        message = f"{settings.cache} holds more than what is kept between builds"
    elif any(cache.is_relative_to(folder) for folder in sources):
        message = f"{settings.cache} lies among the sources"
    elif settings.cache.exists() and not settings.cache.is_dir():
        message = f"{settings.cache} is no folder"
    elif is_anothers(settings.cache, settings.root):
        message = f"{settings.cache} holds files of somebody else: nothing in it says that it is a cache"
    else:
        return []
    fix = "choose a folder of its own, such as .cache"
    return [Problem("pelicanconf.py", 0, 0, "setting-value", f"NEWSROOM_CACHE: {message}", fix)]


def _output_problems(settings: Settings) -> list[Problem]:
    """Refuse an output folder that contains the site's sources, or lies in them."""
    output = settings.output.resolve()
    held = [settings.content, settings.theme.own, settings.root]
    inside = any(output.is_relative_to(folder) for folder in (settings.content, settings.theme.own))
    if inside or any(folder.is_relative_to(output) for folder in held):
        message = f"{settings.output} holds what the site is made of"
        return [
            Problem("pelicanconf.py", 0, 0, "output-not-ours", message, "choose a folder of its own, such as output")
        ]
    if settings.cache.resolve().is_relative_to(output):
        message = "NEWSROOM_CACHE: it would be published, since it lies in the output folder"
        return [Problem("pelicanconf.py", 0, 0, "setting-value", message, "choose a folder elsewhere, such as .cache")]
    return []
