"""Parts of Pelican that a third-party plugin replaced: where the newsroom does not call them, that has no effect."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from pelican import generators, paginator, readers, rstdirectives, settings, utils, writers

from newsroom.core.problems import Problem
from newsroom.engine.pelican.plugin_loading import Plugin

#: Modules of Pelican whose functions make and write pages.
_UNUSED: tuple[ModuleType, ...] = (generators, paginator, readers, rstdirectives, settings, utils, writers)


def problems(plugin: Plugin) -> Iterator[Problem]:
    """Yield a problem for each function of Pelican's that a plugin replaced by one of its own, without effect here.

    What is replaced in Pelican's objects for articles and pages has an effect for other plugins and their generators.
    """
    for module in _UNUSED:
        for name, item in _parts(module):
            if plugin.defines(item):
                message = f"replaces {module.__name__}.{name}, which the newsroom does not use to make its pages"
                yield plugin.problem("plugin-no-effect", message)


def _parts(module: ModuleType) -> Iterator[tuple[str, Any]]:
    for name, item in vars(module).items():
        if inspect.isfunction(item) or inspect.isclass(item):
            yield name, item
        if inspect.isclass(item) and item.__module__ == module.__name__:
            yield from ((f"{name}.{inner}", part) for inner, part in vars(item).items() if inspect.isfunction(part))
