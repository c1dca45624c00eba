"""The sections of the magazine, as pages of every kind name them."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsroom.core import urls
from newsroom.core.interface_text import TranslatableText
from newsroom.core.parts import Link
from newsroom.site.page_parts import Group
from newsroom.site.parts import SectionTag


@dataclass(frozen=True, slots=True)
class Section:
    """A section."""

    id: str
    name: TranslatableText
    introduction: str
    accent: str

    @property
    def tag(self) -> SectionTag:
        """The section as a kicker shows it."""
        return SectionTag(self.name, urls.section(self.id), self.accent)


@dataclass(frozen=True)
class Sections:
    """All sections and states, in order, and the links of header and footer."""

    by_id: dict[str, Section] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    more: tuple[Link, ...] = ()
    footer: tuple[Group, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """Ids and names."""
        return {id_: section.name for id_, section in self.by_id.items()}
