"""Where plugins join the build: hooks, called in this order.

A plugin's `register` connects a function to those it needs. They carry what Pelican's signals have no name for (those
are sent as well), and unlike them call their functions in the order of PLUGINS, so that the output cannot depend on
where objects lie in memory.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from newsroom.engine.course import BuildProgress
    from newsroom.engine.edition import Edition
    from newsroom.engine.plan import Plan
    from newsroom.engine.plugin_page import PluginPage
    from newsroom.engine.read_context import ReadContext
    from newsroom.engine.safety import Safety
    from newsroom.engine.write.writing import WriteContext
    from newsroom.engine.write.written import StagedOutput

T = TypeVar("T")


class Hook(Generic[T]):
    """Functions to call with one object."""

    def __init__(self, name: str = "") -> None:
        self._name = name
        self._functions: list[Callable[[T], None]] = []

    def connect(self, function: Callable[[T], None]) -> None:
        """Add a function; one that is there already is not added again."""
        if function not in self._functions:
            self._functions.append(function)

    def send(self, subject: T, course: BuildProgress | None = None) -> None:
        """Call all functions in the order in which they were connected, each a stage of its own."""
        for function in self._functions:
            with course.stage(f"{self._name}: {plugin_of(function)}") if course else nullcontext():
                function(subject)

    def clear(self) -> None:
        """Forget all functions."""
        self._functions.clear()


def plugin_of(function: Callable[..., object]) -> str:
    """Return what a function belongs to: author_bios for newsroom.features.author_bios.plugin."""
    layer, _, rest = function.__module__.removeprefix("newsroom.").partition(".")
    return {"features": rest.partition(".")[0], "site": "site"}.get(layer, rest)


#: Before anything is read: add transforms.
transforms: Hook[ReadContext] = Hook("transforms")
#: When reading begins: read what has texts of its own.
documents: Hook[Edition] = Hook("documents")
#: Once those are read: read data of one's own, and check.
read: Hook[Edition] = Hook("read")
#: When everything is read: attach parts to stories.
enrich: Hook[Edition] = Hook("enrich")
#: When every story is whole: plan pages and files.
plan: Hook[Plan] = Hook("plan")
#: When every page is staged: make files of what the pages hold.
write: Hook[WriteContext] = Hook("write")
#: When a third-party plugin has written a page: say what is wrong with it.
plugin_page: Hook[PluginPage] = Hook("plugin page")
#: When everything is staged and nothing is committed yet: look through it.
written: Hook[StagedOutput] = Hook("written")
#: When somebody asks how the promises stand (`invoke safety`): say it.
safety: Hook[Safety] = Hook("safety")


def clear() -> None:
    """Disconnect everything, before another build in this process registers its own plugins."""
    for hook in (transforms, documents, read, enrich, plan, plugin_page, write, written, safety):
        hook.clear()
