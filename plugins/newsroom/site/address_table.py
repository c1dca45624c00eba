"""The owner of each address of a site, as its plan has it: asked about old addresses, and about files of plugins."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom.core import urls
from newsroom.core.address_owners import AddressTable
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.features.pages.reading import Pages
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.model import StoryState, life
from newsroom.site.sections import Sections


def address_table(plan: Plan) -> AddressTable:
    """Return who owns which address of a site."""
    planned = {page.address: page.source for page in plan.pages.values()}
    planned |= {file.address: file.source for file in plan.files.values()}
    sections = plan.edition.get(Sections)
    return AddressTable(planned, sections.by_id, sections.states, dict(_coming(plan.edition)))


def _coming(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield each address at which a file waits to be published, with that file."""
    for record in (story.record for story in edition.get(Stories).all):
        if life(record, edition.settings.now) in (StoryState.DRAFT, StoryState.SCHEDULED):
            yield record.address, record.source
            yield urls.text(record.address), record.source
    for page in edition.get(Pages).all:
        if page.record.status == "draft":
            yield page.record.address, page.record.source
