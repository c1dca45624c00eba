"""Context of reading: transforms, filters and data for every text, which plugins complete before reading begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from graphlib import TopologicalSorter
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from newsroom.core.front_matter import SplitFile
from newsroom.core.markdown_document import PictureFault, PictureLookup, PictureUse, Transform
from newsroom.core.parts import Picture
from newsroom.core.problems import Problem
from newsroom.engine.cache.store import Cache
from newsroom.engine.i18n.catalogues import Catalogues
from newsroom.engine.settings import Settings

#: Yields the problems of a file, told its parts and its record.
ReadingCheck = Callable[[SplitFile, Any], Iterable[Problem]]


class NoPictures:
    """Stands where no plugin looks pictures up."""

    def picture(self, use: PictureUse) -> Picture:
        """Refuse a picture."""
        message, fix = (
            f'no plugin can show the picture "{use.src}"',
            "put the plugin that publishes pictures into PLUGINS",
        )
        raise PictureFault("plugin-missing", message, fix)

    def digest(self, src: str) -> str:  # noqa: ARG002  the protocol names it
        """Return that there is no picture."""
        return ""


#: Takes a text, its file and the line on which it begins; returns it with every line where it was, and problems.
SourceFilter = Callable[[str, str, int], tuple[str, list[Problem]]]


class ReadContext(Struct):
    """Context of reading, the same for every text; plugins add their transforms before it begins."""

    zone: ZoneInfo
    lang: str
    picture_lookup: PictureLookup = field(default_factory=NoPictures)
    catalogues: Catalogues = field(default_factory=lambda: Catalogues(()))
    settings: Settings | None = None
    #: Results of earlier builds; by default none.
    cache: Cache = field(default_factory=Cache.none)
    #: The folders of content/ that texts are read from, and the others that something is; plugins add theirs.
    text_folders: set[str] = field(default_factory=set)
    other_folders: set[str] = field(default_factory=lambda: {"data"})
    #: Checks of a document's front matter and text, made when it is read and by whatever process reads it.
    checks: list[ReadingCheck] = field(default_factory=list)
    #: The formats of pictures that texts name: a part of the names of caches, which another value leaves alone.
    formats: str = ""
    _transforms: dict[str, Transform] = field(default_factory=dict)
    _after: dict[str, frozenset[str]] = field(default_factory=dict)
    _names: tuple[str, ...] = ()
    _filters: list[SourceFilter] = field(default_factory=list)

    def add(self, name: str, transform: Transform, after: Iterable[str] = ()) -> None:
        """Offer a transform.

        Args:
            name: a name of its own.
            transform: changes the tree of a text.
            after: the names of transforms that work before it, as far as their plugins are switched on.

        Raises:
            ValueError: the name is taken, or two transforms come after one another.
        """
        if name in self._transforms:
            raise ValueError(f'there is a transform "{name}" already')
        self._transforms[name], self._after[name] = transform, frozenset(after)
        # Those that nothing orders come by their names, whichever plugin was first.
        sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(sorted(self._transforms), ()))
        for known in sorted(self._transforms):
            sorter.add(known, *sorted(self._after[known] & self._transforms.keys()))
        self._names = tuple(sorter.static_order())

    def add_filter(self, source_filter: SourceFilter) -> None:
        """Offer a filter of texts with HTML, before they are turned into a tree."""
        self._filters.append(source_filter)

    def filtered(self, source: str, path: str, first_line: int) -> tuple[str, list[Problem]]:
        """Return a text as the filters leave it, and the problems that they found; see `SourceFilter`."""
        problems: list[Problem] = []
        for source_filter in self._filters:
            source, new_problems = source_filter(source, path, first_line)
            problems += new_problems
        return source, problems

    @property
    def folders(self) -> frozenset[str]:
        """The folders of content/ that features read."""
        return frozenset(self.text_folders | self.other_folders)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the transforms, in their order."""
        return self._names

    @property
    def transforms(self) -> tuple[Transform, ...]:
        """The transforms, in their order."""
        return tuple(self._transforms[name] for name in self._names)
