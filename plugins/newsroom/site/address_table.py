"""The owner of each address of a site, as its plan has it: asked about old addresses, and about files of plugins."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom.core.address_owners import AddressTable
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.site.sections import Sections


def address_table(plan: Plan) -> AddressTable:
    """Return who owns which address of a site."""
    planned = {page.address: page.source for page in plan.pages.values()}
    planned |= {file.address: file.source for file in plan.files.values()}
    sections = plan.edition.get(Sections)
    return AddressTable(planned, sections.by_id, sections.states, dict(_coming(plan.edition)))


def _coming(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield each address at which a document waits to be published, with its file."""
    for document in edition.documents():
        if document.address and not (document.is_live or document.is_over):
            yield document.address, document.source
            if document.text_address:
                yield document.text_address, document.source
