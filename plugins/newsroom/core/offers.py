"""Offers of packages: rules, promises, reserved addresses and fields of front matter, each beside its owner.

A package of ours offers something in a module of an agreed name, as the value ``OWN``. It is found whether a plugin is
switched on or not: a file may waive a rule of a plugin that is off. Such a module imports only from lower layers.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from types import ModuleType
from typing import TypeVar

import newsroom

T = TypeVar("T")
_Paths = tuple[tuple[str, tuple[str, ...]], ...]


def modules(name: str) -> tuple[ModuleType, ...]:
    """Import every module of a name that lies in a package of ours, and return them in the order of their packages."""
    # A layer can grow by a folder, which is looked through then.
    return _modules(name, tuple((layer.__name__, tuple(layer.__path__)) for layer in _layers()))


@functools.cache
def _layers() -> tuple[ModuleType, ...]:
    names = sorted(info.name for info in pkgutil.iter_modules(newsroom.__path__, "newsroom.") if info.ispkg)
    return tuple(importlib.import_module(layer) for layer in names)


@functools.cache
def _modules(name: str, layers: _Paths) -> tuple[ModuleType, ...]:
    return tuple(importlib.import_module(found) for found in _names(layers) if found.endswith(f".{name}"))


@functools.cache
def _names(layers: _Paths) -> tuple[str, ...]:
    """Return the names of all modules of some packages and of those in them, without the packages themselves."""
    return tuple(found for layer, paths in layers for found in _module_names(layer, paths))


def _module_names(package: str, paths: Iterable[str]) -> Iterator[str]:
    for info in sorted(pkgutil.iter_modules(paths, f"{package}."), key=lambda info: info.name):
        if info.ispkg:
            yield from _module_names(info.name, importlib.import_module(info.name).__path__)
        else:
            yield info.name


class Offers(Mapping[str, T]):
    """Offers of all packages in modules of one name, by names of their own.

    Args:
        module: the name of the modules.
        pick: returns, for a module, what it offers; by default its ``OWN``.
    """

    def __init__(self, module: str, pick: Callable[[ModuleType], Mapping[str, T]] = attrgetter("OWN")) -> None:
        self._module, self._pick = module, pick
        self._known: dict[str, T] = {}
        self._from: tuple[ModuleType, ...] | None = None

    def _all(self) -> dict[str, T]:
        """Return everything.

        Raises:
            ValueError: two packages offer something under one name.
        """
        current = modules(self._module)
        if current is not self._from:
            known: dict[str, T] = {}
            for module in current:
                own = self._pick(module)
                twice = known.keys() & own.keys()
                if twice:
                    raise ValueError(f"{module.__name__} offers again what another package has: {sorted(twice)}")
                known |= own
            self._from, self._known = current, known
        return self._known

    def __getitem__(self, name: str) -> T:
        """Return the offer of a name."""
        known = self._known.get(name)
        return known if known is not None else self._all()[name]

    def __iter__(self) -> Iterator[str]:
        """Yield every name."""
        return iter(self._all())

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._all())
