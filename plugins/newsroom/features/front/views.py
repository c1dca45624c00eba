"""The view of the front page."""

from __future__ import annotations

from msgspec import Struct

from newsroom.features.front.model import SectionShape
from newsroom.site.page_parts import Banner, IssueCover
from newsroom.site.parts import Card, SectionTag
from newsroom.site.story_parts import Face
from newsroom.site.views import Chrome, Head


class FrontSection(Struct, frozen=True):
    """A section on the front page, in the layout that suits how many stories it shows."""

    section: SectionTag
    introduction: str
    cards: tuple[Card, ...]
    shape: SectionShape


class FrontView(Struct, frozen=True):
    """The front page: a lead, those beside it, the latest, opinion with its faces, the sections, the newest issue."""

    chrome: Chrome
    head: Head
    lead: Card | None
    secondary: tuple[Card, ...]
    latest: tuple[Card, ...]
    opinion: tuple[tuple[Card, Face | None], ...]
    sections: tuple[FrontSection, ...]
    banner: Banner | None = None
    issue: IssueCover | None = None
    support: str = ""
