"""Plans the files of the theme, and provides the chrome of every page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from newsroom.core.address_owners import AddressTable
from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.site.assets import plan_assets
from newsroom.site.chrome import ChromeParts, chrome
from newsroom.site.feature_data import Sections
from newsroom.site.look_reading import read_look
from newsroom.site.magazine.reading import read as read_magazine


def register() -> None:
    """Connect to the hooks."""
    hooks.documents.connect(begin)
    hooks.plan.connect(plan)


def begin(edition: Edition) -> None:
    """Put the magazine's own data, what it looks like, and the place for what features provide for the chrome."""
    read_magazine(edition)
    edition.put(ChromeParts())
    edition.put(read_look(edition))


def plan(plan: Plan) -> None:
    """Plan every file of the theme; the chrome is a part of what every page is made of."""
    plan.edition.get(ChromeParts).assets = plan_assets(plan)
    plan.frame = partial(chrome, plan)
    plan.address_table = partial(address_table, plan)


def address_table(plan: Plan) -> AddressTable:
    """Return who owns which address of a site."""
    planned = {page.address: page.source for page in plan.pages.values()}
    planned |= {file.address: file.source for file in plan.files.values()}
    return AddressTable(planned, dict(_upcoming_addresses(plan.edition)), [plan.edition.get(Sections).reserved])


def _upcoming_addresses(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield each address at which a document waits to be published, with its file."""
    for document in edition.documents():
        if document.address and not (document.is_live or document.is_over):
            yield document.address, document.source
            if document.text_address:
                yield document.text_address, document.source
