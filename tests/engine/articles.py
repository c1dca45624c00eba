"""A project with every kind of story, and all that can be seen of the articles that a build makes of it."""

from __future__ import annotations

import inspect
from typing import Any

from pelican.contents import Article, URLWrapper
from pelican.plugins import signals

from tests.building import TRANSLATION, Project, problem_lines

#: Pelican's objects are made only where somebody's plugin is there to see them.
SOMEBODY = """
class Somebody:
    @staticmethod
    def register():
        pass

PLUGINS = [*PLUGINS, Somebody]
"""
_RICH = """\
---
title: "The *fourth* -- & last"
summary: It's one sentence.
date: 2026-06-01 08:00
modified: 2026-06-02 08:00
authors: [sam-okoro, robin-vale]
tags: [Law reform, Courts]
series: How it went
---

See [the first]({filename}/articles/world/2026/first-light.md).
"""
#: The slugs of all its stories.
EVERYTHING = {"first-light", "second-wind", "third-word", "fourth", "pervyi-svet", "unsigned"}


def enrich(site: Project) -> Project:
    """Give a project a plugin which is none of ours, and every kind of story."""
    site.setting(SOMEBODY)
    site.story("national/2026/fourth", _RICH)
    site.story("world/2026/pervyi-svet", TRANSLATION)
    site.story("world/2026/unsigned", "---\ntitle: Unsigned\nsummary: S.\ndate: 2026-02-03\n---\n\nWords.\n")
    return site


class Builds:
    """Builds a project; ``made`` holds the slugs of the articles that Pelican itself made in the last build."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, site: Project, **options: Any) -> dict[str, Article]:
        """Return the articles by their slugs, as they are when all generators are done."""
        seen: dict[str, Article] = {}
        self.made.clear()

        def look(generator: Any) -> None:
            seen.update({article.slug: article for article in [*generator.articles, *generator.translations]})

        with signals.article_generator_finalized.connected_to(look):
            outcome = site.build(**options)
        # That nothing of ours reads a setting is told, and stops no build.
        assert [line for line in problem_lines(outcome) if "setting-unread" not in line] == []
        return seen


def comparable(value: Any) -> Any:
    """Return a value so that those of two builds can be compared: they share no settings and no objects."""
    if isinstance(value, URLWrapper):
        # Asked for its address, it puts its name and slug among its attributes.
        own = {name: it for name, it in vars(value).items() if name not in ("settings", "name", "slug")}
        return type(value), own, value.name, value.slug, value.url, value.save_as, value.page_name
    if isinstance(value, Article):
        return value.slug
    if isinstance(value, list | tuple):
        return [comparable(item) for item in value]
    if isinstance(value, dict):
        return {key: comparable(item) for key, item in value.items()}
    return value


#: Attributes that hold the whole site; they are compared on their own.
_WHOLE = {"settings", "_context"}
#: Names of an article's properties, without the deprecated ones.
PROPERTIES = [
    name
    for name, item in inspect.getmembers(Article, lambda item: isinstance(item, property))
    if "deprecated" not in inspect.getsource(item.fget)
]


def visible_to_plugins(article: Article) -> dict[str, Any]:
    """Return all that a plugin can see of an article: its attributes, those that are computed, and which are shared."""
    attributes = {name: comparable(value) for name, value in vars(article).items() if name not in _WHOLE}
    computed = {name: comparable(getattr(article, name)) for name in PROPERTIES}
    shared = [
        (one, other)
        for one, value in vars(article).items()
        for other, again in article.metadata.items()
        if value is again and not isinstance(value, str)
    ]
    return attributes | {f"{name}()": value for name, value in computed.items()} | {"shared": sorted(shared)}
