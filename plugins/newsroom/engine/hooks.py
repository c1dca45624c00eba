"""Hooks: the places where plugins join the build, called in the order of this module.

A plugin's `register` connects functions to the hooks that it needs. They carry what Pelican's signals have no name for
(those are sent as well). The order of the functions of a hook follows from what each says it comes after, and from
nothing else: PLUGINS is the list of what is switched on, in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from contextlib import nullcontext
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from newsroom.engine.build_progress import BuildProgress
    from newsroom.engine.edition import Edition
    from newsroom.engine.plan import Plan
    from newsroom.engine.plugin_page import PluginPage
    from newsroom.engine.read_context import ReadContext
    from newsroom.engine.safety import Safety
    from newsroom.engine.write.staged_output import StagedOutput
    from newsroom.engine.write.write_context import WriteContext

T = TypeVar("T")


#: In ``after``: every function of the hook that does not itself come after all others.
EVERYTHING = "*"
#: The beginning of the names of our modules.
_OURS = "newsroom."


class _Connection(Struct, Generic[T], frozen=True):
    function: Callable[[T], None]
    plugin: str
    after: tuple[str, ...]


class Hook(Generic[T]):
    """Functions that are called with one object, in the order that their ``after`` declares."""

    def __init__(self, name: str = "") -> None:
        self._name = name
        self._connections: list[_Connection[T]] = []

    def connect(self, function: Callable[[T], None], after: tuple[str, ...] = ()) -> None:
        """Add a function; one that is there already is not added again.

        Args:
            function: is called with the object of the hook.
            after: the plugins whose functions of this hook come first, as far as they are switched on, by the names
                of their packages: stories, feeds; `EVERYTHING` for all that do not say so themselves. What comes
                after one of those says `EVERYTHING` too.
        """
        if all(known.function != function for known in self._connections):
            self._connections.append(_Connection(function, plugin_of(function), after))

    def send(self, subject: T, progress: BuildProgress | None = None) -> None:
        """Call all functions in their order, each a stage of its own."""
        for connection in self.in_order():
            with progress.stage(f"{self._name}: {connection.plugin}") if progress else nullcontext():
                connection.function(subject)

    def in_order(self) -> list[_Connection[T]]:
        """Return the functions with their plugins in the order in which they are called.

        Those that nothing orders come by the names of their plugins; those of one plugin as it connected them. What
        others wrote comes behind ours, so that it can change what ours has made.

        Raises:
            graphlib.CycleError: two plugins come after one another.
        """
        by_plugin: dict[str, list[_Connection[T]]] = defaultdict(list)
        for connection in self._connections:
            by_plugin[connection.plugin].append(connection)
        after = {name: {it for one in of for it in one.after} for name, of in sorted(by_plugin.items())}
        early = {name for name, names in after.items() if EVERYTHING not in names}
        ours = {it.plugin for it in self._connections if getattr(it.function, "__module__", "").startswith(_OURS)}
        sorter: TopologicalSorter[str] = TopologicalSorter()
        for name, names in after.items():
            first = {*names, *early} if EVERYTHING in names else names if name in ours else {*names, *(early & ours)}
            sorter.add(name, *sorted((first & by_plugin.keys()) - {name}))
        return [connection for name in sorter.static_order() for connection in by_plugin[name]]

    @property
    def plugins(self) -> frozenset[str]:
        """The names of the plugins that are connected."""
        return frozenset(connection.plugin for connection in self._connections)

    def clear(self) -> None:
        """Forget all functions."""
        self._connections.clear()


def plugin_of(function: Callable[..., object]) -> str:
    """Return the plugin of a function: events for newsroom.features.events.plugin."""
    return _plugin(getattr(function, "__module__", None) or "")


def _plugin(module: str) -> str:
    if not module.startswith(_OURS):
        return module
    layer, _, rest = module.removeprefix(_OURS).partition(".")
    return {"features": rest.partition(".")[0], "site": "site"}.get(layer, rest)


_needs: dict[str, tuple[str, ...]] = {}


def needs(module: str, *plugins: str) -> None:
    """Say which plugins have to be switched on for one that registers.

    Args:
        module: the module that says it: ``__name__``.
        plugins: the names of their packages.
    """
    _needs[_plugin(module)] = plugins


def missing() -> dict[str, list[str]]:
    """Return each plugin that is needed and not switched on, with those that need it, as PLUGINS names them."""
    there = frozenset(_needs).union(*(hook.plugins for hook in _all()))
    needed_by: dict[str, list[str]] = defaultdict(list)
    for name, others in sorted(_needs.items()):
        for other in others:
            if other not in there:
                needed_by[entry(other)].append(entry(name))
    return dict(sorted(needed_by.items()))


def entry(plugin: str) -> str:
    """Return the name under which PLUGINS switches one of our plugins on."""
    return "newsroom.site" if plugin == "site" else f"newsroom.features.{plugin}"


#: Before the build reads anything: add transforms.
transforms: Hook[ReadContext] = Hook("transforms")
#: When reading begins: read documents of a kind of your own.
documents: Hook[Edition] = Hook("documents")
#: After all documents are read: read data files, and check across documents.
read: Hook[Edition] = Hook("read")
#: After everything is read: attach parts to stories.
enrich: Hook[Edition] = Hook("enrich")
#: After every story has its parts: plan pages and files.
plan: Hook[Plan] = Hook("plan")
#: After every page is rendered and nothing stops the build: make what takes long, such as the sizes of pictures.
encode: Hook[Plan] = Hook("encode")
#: After every page is staged: make files from the staged pages.
write: Hook[WriteContext] = Hook("write")
#: After a third-party plugin has written a page: check it.
plugin_page: Hook[PluginPage] = Hook("plugin page")
#: After everything is staged and before anything is committed: check it.
staged: Hook[StagedOutput] = Hook("staged")
#: When `invoke safety` runs: say whether each promise is kept.
safety: Hook[Safety] = Hook("safety")


def _all() -> tuple[Hook[Any], ...]:
    return transforms, documents, read, enrich, plan, encode, plugin_page, write, staged, safety


def clear() -> None:
    """Disconnect everything, before another build in this process registers its own plugins."""
    _needs.clear()
    for hook in _all():
        hook.clear()
