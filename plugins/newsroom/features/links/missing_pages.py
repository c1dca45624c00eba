"""Remedy for a link to a page that is not there, for whoever did not mistype it: make the page, or publish it."""

from __future__ import annotations

import re
from functools import cached_property

from newsroom.core.address_owners import AddressConflict, AddressTable
from newsroom.engine.documents import Document
from newsroom.engine.plan import Plan

_PAGE = re.compile(r"(?:/[a-z0-9-]+)+/\Z")


class PageRemedies:
    """Says how something comes to be published at an address, for whoever did not mistype it.

    Args:
        plan: the whole plan.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    @cached_property
    def _table(self) -> AddressTable:
        return self._plan.address_table()

    @cached_property
    def _unpublished(self) -> dict[str, Document]:
        waiting = [it for it in self._plan.edition.documents() if it.address and not it.is_live]
        return {document.address: document for document in reversed(waiting)}

    def remedy(self, address: str) -> str:
        """Return what to do so that something is published at an address.

        Args:
            address: where nothing is published.
        """
        if waiting := self._unpublished.get(address):
            return f"{waiting.source} is {waiting.label}: finish it and publish it"
        owner = self._table.expected(address)
        if owner is not None and owner.why in (AddressConflict.LATER, AddressConflict.NAMED_LIST):
            what = owner.what.removesuffix(", which may come later")
            back = "put the plugin that makes it back into PLUGINS, or take the link out in a template of your own"
            return f"this is the address of {what}: {back}"
        if owner is not None or not _PAGE.match(address):
            return "put the file there, or mend the link"
        return f"make the page: invoke new page {address.strip('/')}"
