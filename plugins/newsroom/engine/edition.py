"""Edition: everything that this build has read, with the data that features add."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar, cast

from msgspec import Struct, field
from msgspec.structs import replace

from newsroom.core.external_links import TrackingRemoval
from newsroom.core.markdown_document import InternalLink
from newsroom.core.problems import Problem, in_order
from newsroom.core.rules import RULES
from newsroom.engine.build_progress import BuildProgress
from newsroom.engine.cache.store import Cache
from newsroom.engine.documents import Document
from newsroom.engine.read_context import ReadContext
from newsroom.engine.settings import Settings

T = TypeVar("T")


class MissingDataError(LookupError):
    """A plugin asked for data that no plugin has put, for a class of this name and module."""

    def __init__(self, kind: type) -> None:
        super().__init__(f"no plugin that is switched on has put any {kind.__name__} ({kind.__module__})")
        self.module = kind.__module__


class Edition(Struct):
    """Everything that was read, what plugins add to it, and the problems.

    ``drafts`` holds the paths of files that say they are drafts; ``waived`` each file with a rule that it waives;
    ``read_anew`` counts the files whose texts were not in the cache; ``cuts`` is what was cut from addresses that lead
    out. ``known_digests`` are the digests of files that were read already, by their path in the project; ``pipeline``
    is the digest of all but a text itself that decides the HTML of the text.
    """

    settings: Settings
    read_context: ReadContext
    progress: BuildProgress = field(default_factory=BuildProgress)
    problems: list[Problem] = field(default_factory=list)
    drafts: set[str] = field(default_factory=set)
    waived: set[tuple[str, str]] = field(default_factory=set)
    cuts: list[TrackingRemoval] = field(default_factory=list)
    read_anew: int = 0
    known_digests: Mapping[str, bytes] = field(default_factory=dict)
    pipeline: bytes = b""
    #: Moments at which something comes or goes: a build after one may differ from one before it.
    scheduled_changes: list[datetime] = field(default_factory=list)
    #: Messages for maintainers that stop nothing.
    notes: list[str] = field(default_factory=list)
    #: Links in data files, by file, that are checked as those of texts are.
    links: list[tuple[str, tuple[InternalLink, ...]]] = field(default_factory=list)
    #: Names of the data files that plugins asked for.
    data_files: set[str] = field(default_factory=set)
    #: Pages that links name by a word instead of an address, as Pelican has it: category, author, tag; by the word.
    named_pages: dict[str, dict[str, str]] = field(default_factory=dict)
    #: Lists whose address readers can keep: by the address, its kind, its id, and what it is in words.
    lists: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    _data: dict[type, Any] = field(default_factory=dict)
    _makers: list[Callable[[], Iterable[Document]]] = field(default_factory=list)
    _documents: tuple[Document, ...] | None = None
    _live_documents: tuple[Document, ...] | None = None
    _offered: dict[type, list[Any]] = field(default_factory=dict)

    @property
    def cache(self) -> Cache:
        """Results of earlier builds."""
        return self.read_context.cache

    def put(self, data: object) -> None:
        """Store a feature's own data, one object of each class."""
        self._data[type(data)] = data

    def get(self, kind: type[T], default: T | None = None) -> T:
        """Return the data of a kind.

        Args:
            kind: its class.
            default: data for a caller that can do without a plugin's, where no plugin has put any.

        Raises:
            MissingDataError: no plugin has put any, and there is no default.
        """
        value: T | None = self._data.get(kind, default)
        if value is None:
            raise MissingDataError(kind)
        return value

    def offer_documents(self, make: Callable[[], Iterable[Document]]) -> None:
        """Add documents to the registry: ``make`` returns them, once everything is read.

        Raises:
            RuntimeError: the documents were asked for already.
        """
        if self._documents is not None:
            raise RuntimeError("documents are offered while files are read, before anything asks for all of them")
        self._makers.append(make)

    def documents(self) -> tuple[Document, ...]:
        """Return every document of every kind, in any state, in the order of their files."""
        if self._documents is None:
            documents = [document for make in self._makers for document in make()]
            self._documents = tuple(sorted(documents, key=lambda document: document.source))
        return self._documents

    def live_documents(self) -> tuple[Document, ...]:
        """Return the documents that readers may see."""
        if self._live_documents is None:
            self._live_documents = tuple(document for document in self.documents() if document.is_live)
        return self._live_documents

    def offer(self, data: object) -> None:
        """Offer data of a kind that several plugins offer; `offered` returns all of it, in order."""
        self._offered.setdefault(type(data), []).append(data)

    def offered(self, kind: type[T]) -> list[T]:
        """Return the data of a kind that plugins offered."""
        return cast("list[T]", self._offered.get(kind, []))

    def phrase(self, words: str, lang: str = "") -> str:
        """Return interface text in a language, by default the magazine's own; `invoke messages` collects it."""
        return self.read_context.catalogues.of(lang or self.settings.lang).say(words)

    def printed(self, value: object, lang: str = "") -> str:
        """Return a value of `newsroom.core.interface_text` in words, as `phrase` does; all else as it is."""
        return str(self.read_context.catalogues.of(lang or self.settings.lang).shown(value))

    def active_problems(self) -> list[Problem]:
        """Return the active problems: without repeats, and without those that a file may waive and does.

        Those of drafts are marked, whoever found them: a draft may be unfinished.
        """
        problems = {
            replace(problem, draft=True) if problem.path in self.drafts else problem for problem in self.problems
        }
        return in_order(p for p in problems if not RULES[p.rule].waivable or (p.path, p.rule) not in self.waived)
