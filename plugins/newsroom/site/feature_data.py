"""Data that one feature puts in the edition, and pages of other features show: sections, people, notes, pictures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from msgspec import Struct, field

from newsroom.core import urls
from newsroom.core.interface_text import TranslatableText
from newsroom.core.languages import best
from newsroom.core.parts import Link
from newsroom.core.reserved import PART_OF_LIST, ReservedAddresses
from newsroom.site.page_parts import Banner, Group, Note
from newsroom.site.parts import SectionTag


def section_address(id_: str) -> str:
    """Return the address of a section's list."""
    return f"/{id_}/"


def state_address(section_id: str, state_id: str) -> str:
    """Return the address of the list of one state's stories in a section."""
    return f"/{section_id}/{state_id}/"


class Section(Struct, frozen=True):
    """A section."""

    id: str
    name: TranslatableText
    introduction: str
    accent: str

    @property
    def tag(self) -> SectionTag:
        """The section as a kicker shows it."""
        return SectionTag(self.name, section_address(self.id), self.accent)


class Sections(Struct, frozen=True):
    """All sections and states, in order, and the links of header and footer."""

    by_id: dict[str, Section] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    more: tuple[Link, ...] = ()
    footer: tuple[Group, ...] = ()
    imprint: tuple[Link, ...] = ()

    @property
    def reserved(self) -> ReservedAddresses:
        """The addresses of the lists of sections and states."""
        known = f"/(?:{'|'.join(map(re.escape, self.by_id)) or '(?!)'})"
        below = f"{known}/(?:{'|'.join(map(re.escape, self.states)) or '(?!)'})"
        return ReservedAddresses(
            later=((rf"{known}{PART_OF_LIST}?", "the list of a section"),),
            named=((rf"{below}{PART_OF_LIST}?", "the list of a state"),),
        )

    @property
    def names(self) -> dict[str, str]:
        """Ids and names."""
        return {id_: section.name for id_, section in self.by_id.items()}


class Contributor(Struct, frozen=True):
    """Somebody whom a byline may name.

    Args:
        id: as bylines have it.
        name: as pages have it.
        address: the page about them, with slashes at both ends.
        fediverse: their account there, as link previews name it; may be empty.
        names: their name in other languages, by the code of the language.
        record: everything that is known of them, for third-party plugins.
    """

    id: str
    name: str
    address: str
    fediverse: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    record: object = None


class Contributors(Struct, frozen=True):
    """Everybody whom a byline may name, by id."""

    by_id: Mapping[str, Contributor] = field(default_factory=dict)

    def name(self, id_: str, lang: str = "") -> str:
        """Return somebody's name, in a language where it is known in that; an unknown id stands for itself."""
        person = self.by_id.get(id_)
        return (best(person.names, lang)[0] or person.name) if person else id_

    def names(self, ids: Iterable[str], lang: str = "") -> list[str]:
        """Return the names of some people; none where no plugin has read who they are."""
        return [self.name(id_, lang) for id_ in ids] if self.by_id else []

    def lang(self, ids: Iterable[str], lang: str) -> str:
        """Return the language that all of some names are known in for a story in ``lang``; empty for none."""
        known = [best(self.by_id[id_].names, lang)[1] if id_ in self.by_id else "" for id_ in ids]
        return known[0] if known and all(known) else ""


class ListFeeds(Struct, frozen=True):
    """Feeds of lists: ``made`` says that a plugin makes one for every list of stories."""

    made: bool = False

    def of(self, address: str) -> str:
        """Return the address of the feed of a list; empty where nobody makes feeds."""
        return urls.feed(address) if self.made else ""


class SupportInvitation(Struct, frozen=True):
    """Words of the box that leads to the support services; empty where the magazine lists none."""

    words: str = ""


class ContentNotes(Struct, frozen=True):
    """All notes by their id, in order, and the line of the file on which each says its helplines."""

    by_id: dict[str, Note] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def of(self, ids: Collection[str]) -> tuple[Note, ...]:
        """Return notes by their ids, in the file's order; unknown ones are left out."""
        return tuple(note for id_, note in self.by_id.items() if id_ in ids) if ids else ()

    def topics(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return the topics of helplines that some notes ask for."""
        return tuple(dict.fromkeys(topic for note in self.of(ids) for topic in note.topics))

    @property
    def heavy_ids(self) -> frozenset[str]:
        """The ids of heavy notes."""
        return frozenset(id_ for id_, note in self.by_id.items() if note.heavy)


class LiveNow(Struct, frozen=True):
    """Breaking news now, and until when each live story is live, by its id, as machines read it."""

    banner: Banner | None = None
    live: Mapping[str, str] = field(default_factory=dict)


class BrandFiles(Struct, frozen=True):
    """The files of the magazine's mark that are there, by their names."""

    files: Mapping[str, Path] = field(default_factory=dict)


class SharePicture(Struct, frozen=True):
    """A share picture of a story: its address, and its alternative text."""

    address: str
    alt: str


class SharePictures(Struct, frozen=True):
    """The pictures that are made for stories, by the story's id; none where the site is set to make none."""

    by_id: Mapping[str, SharePicture] = field(default_factory=dict)
