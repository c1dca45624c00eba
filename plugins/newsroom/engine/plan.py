"""The plan: every page with its template and its view, every file with its bytes, one to an address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from msgspec import Struct

from newsroom.core import urls
from newsroom.core.address_owners import AddressTable
from newsroom.core.problems import Problem
from newsroom.engine.edition import Edition


class SitemapEntry(Struct, frozen=True):
    """The entry of a page in a sitemap.

    Args:
        sitemap: the name of the sitemap: lists, pages.
        modified: when what the page shows was last changed; None where nobody knows.
    """

    sitemap: str = "lists"
    modified: datetime | None = None


#: The entry of a page of which nothing is said: it is a list.
LISTED = SitemapEntry()


class PlannedPage(NamedTuple):
    """A page: its address, its template, and how its view is made.

    ``source`` is what it is made of, for problems; ``key`` the digest of all that the view is made of, besides what
    every page carries; the view of a page without one is made at every build, and compared as a whole. ``sitemap`` is
    None for a page that no sitemap lists; the page of a document has the entry that the document asks for.
    """

    address: str
    template: str
    view: Callable[[], object]
    source: str
    key: bytes = b""
    lang: str = ""
    sitemap: SitemapEntry | None = LISTED


class PlannedFile(NamedTuple):
    """A file that no template makes; ``key`` as a page has it."""

    address: str
    content: Callable[[], bytes]
    source: str
    key: bytes = b""


class Plan:
    """Pages and files that a build is going to write.

    Args:
        edition: the edition that they are made from.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        #: Returns what every page carries around its own words, and so is made of besides them.
        self.frame: Callable[[], object] = lambda: None
        #: Returns who owns which address.
        self.address_table: Callable[[], AddressTable] = lambda: AddressTable({})
        self.pages: dict[str, PlannedPage] = {}
        self.files: dict[str, PlannedFile] = {}
        #: The address of each planned file, by its path in the output.
        self.address_by_path: dict[str, str] = {}
        self._sources: dict[str, str] = {}
        self._collisions: list[Problem] = []

    def page(
        self,
        address: str,
        template: str,
        source: str,
        view: Callable[[], object],
        key: bytes = b"",
        lang: str = "",
        sitemap: SitemapEntry | None = LISTED,
    ) -> None:
        """Plan a page.

        Args:
            address: where it answers.
            template: the name of its template.
            source: the file, or in words the list, that it is made of.
            view: makes its view; called when the page is rendered.
            key: the digest of all that the view is made of, besides what every page carries and its language's words.
            lang: the language that it is written in; empty for the magazine's own.
            sitemap: its entry in a sitemap, unless it is the page of a document; None for none.
        """
        if self._reserve(address, source):
            self.pages[address] = PlannedPage(address, template, view, source, key, lang, sitemap)

    def file(self, address: str, source: str, content: Callable[[], bytes], key: bytes = b"") -> None:
        """Plan a file that no template makes; ``content`` returns its bytes when it is written."""
        if self._reserve(address, source):
            self.files[address] = PlannedFile(address, content, source, key)

    def _reserve(self, address: str, source: str) -> bool:
        fault = urls.fault(address)
        if fault:
            message, fix = (
                f'"{address[:200]}" cannot be an address: {fault}',
                "give the file, or the field, another name",
            )
            self._collisions.append(Problem(source, 0, 0, "address-unsafe", message, fix))
            return False
        path = urls.file_of(address)
        # Some disks take Index.html and index.html for one file.
        key = path.casefold()
        if key not in self._sources:
            self._sources[key] = source
            self.address_by_path[path] = address
            return True
        message = f"{address} is the address of {self._sources[key]} too"
        self._collisions.append(Problem(source, 0, 0, "output-collision", message, "give one of them another slug"))
        return False

    @property
    def addresses(self) -> frozenset[str]:
        """Every planned address, of pages and of files."""
        return frozenset(self.address_by_path.values())

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each address planned twice, and each name that is a file and a folder."""
        yield from self._collisions
        seen: set[str] = set()
        for key, source in self._sources.items():
            folder = key.rpartition("/")[0]
            while folder and folder not in seen:
                seen.add(folder)
                if folder in self._sources:
                    message = f"/{folder} is a file of {self._sources[folder]} and a folder of this"
                    yield Problem(source, 0, 0, "output-collision", message, "give one of them another slug")
                folder = folder.rpartition("/")[0]
