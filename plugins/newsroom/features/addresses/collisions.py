"""Collisions of old addresses with published pages, with pages that may come later, or with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from newsroom.core import urls
from newsroom.core.address_owners import AddressConflict, AddressTable, address_key, shown_at
from newsroom.core.problems import Problem
from newsroom.features.addresses.facts import Alias, Facts, SourceLine
from newsroom.features.addresses.model import LEDGER, Claim

_LEDGER = f"content/{LEDGER}"
_OUT = "take this entry out"
#: Kinds whose old address may be given to what took its place.
_REPLACED = frozenset(("story", "page"))
#: Nothing with an address that lasts can have been there.
_SITES_OWN = (AddressConflict.RESERVED, AddressConflict.OPEN)


class Collisions:
    """Says whose an old address is.

    Args:
        facts: the ledger, what is planned, and what files say.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._table = facts.table or AddressTable(dict.fromkeys(facts.planned, "something"))
        self._first: dict[str, Alias] = {}

    @cached_property
    def _claims(self) -> dict[str, list[tuple[str, Claim]]]:
        """All lines of the ledger by the key of their address."""
        claims_of: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
        for address, claims in self._facts.ledger.claims.items():
            claims_of[address_key(address)] += [(address, claim) for claim in claims]
        return claims_of

    def claims(self, address: str) -> list[Claim]:
        """Return the lines of the ledger for any spelling of an address."""
        return [claim for _, claim in self._claims.get(address_key(address), ())]

    def of_alias(self, alias: Alias) -> str:
        """Return, in words, what an alias takes from another; empty where it takes nothing."""
        first = self._first.setdefault(address_key(alias.address), alias)
        if first.owner.key != alias.owner.key:
            spelled = "" if first.address == alias.address else f" ({first.address})"
            return f"an alias in {first.place.path} too{spelled}"
        standing = self._facts.published.get(alias.address)
        if standing is not None:
            return f"{standing.source}, which is published"
        owner = self._table.owner(alias.address)
        if owner is None:
            return self._shown_there(alias)
        known = self._facts.ledger.claims.get(alias.address, ())
        if owner.why in (AddressConflict.LATER, AddressConflict.NAMED_LIST) and any(
            it.owner.kind in _REPLACED for it in known
        ):
            return ""
        return owner.what

    def _shown_there(self, alias: Alias) -> str:
        """Return in whose place some hosts would show the page at an alias; /tips.html may lead to /tips/ alone."""
        there = shown_at(alias.address)
        owner = self._table.owner(there) if there else None
        if (
            owner is None
            or owner.why is not AddressConflict.PLANNED
            or self._owners.get(address_key(there)) == alias.owner.key
        ):
            return ""
        return f"{owner.what}, for hosts that answer {there} with it"

    @cached_property
    def _owners(self) -> dict[str, tuple[str, str]]:
        return {address_key(address): now.owner.key for address, now in self._facts.published.items()}

    def of_ruling(self, address: str, place: SourceLine) -> Iterator[Problem]:
        """Yield a problem where an entry of moved.toml takes what is another's."""
        if address in self._facts.planned:
            yield Problem(*place, 0, "alias-taken", f"something is published at {address}", _OUT)
            return
        owner = self._table.owner(address)
        allowed = owner is None or owner.why is AddressConflict.NAMED_LIST
        # Its owner is away now, and this says what became of it.
        allowed = allowed or (owner is not None and owner.why not in _SITES_OWN and self._in_ledger(address))
        if owner is not None and not allowed:
            yield Problem(*place, 0, "alias-taken", f"{address} is the address of {owner.what}", _OUT)

    def _in_ledger(self, address: str) -> bool:
        return address in self._facts.ledger.claims and address not in self._facts.planned

    def comes_and_goes(self, address: str) -> bool:
        """Return whether a list with a name stands at an address, which may be there again one day."""
        owner = self._table.expected(address)
        return owner is not None and owner.why is AddressConflict.NAMED_LIST

    def of_line(self, address: str, line: int) -> Iterator[Problem]:
        """Yield a problem where a line of the ledger names what no page, story or list can have stood at."""
        fault, owner = urls.old_fault(address), self._table.owner(address)
        if owner is not None and owner.why in (AddressConflict.PLANNED, *_SITES_OWN):
            message = f"{address} is the address of {owner.what}, and not of what this line says"
        elif fault or "//" in address:
            message = f"{address} cannot have been an address: {fault or 'a part of it is empty'}"
        else:
            return
        yield Problem(_LEDGER, line, 0, "address-ledger", message, "take the line out, and see who wrote it")

    def conflicts(self, outcomes: Mapping[str, tuple[str, SourceLine]]) -> Iterator[Problem]:
        """Yield two spellings of one old address with two outcomes, and a file that would have to be a folder too.

        Args:
            outcomes: where each old address leads, empty where it is gone, and who says so.
        """
        spelled: dict[str, str] = {}
        for address, (to, place) in outcomes.items():
            first = spelled.setdefault(address_key(address), address)
            if outcomes[first][0] != to:
                yield _at_odds(first, address, outcomes, place)
        files = {address_key(address): address for address in outcomes if not address.endswith("/")}
        for address, (_, place) in outcomes.items():
            above = address_key(address).rpartition("/")[0]
            while above:
                file = files.get(above)
                if file is not None:
                    message = f"{address} lies below {file}, which is an old address too and cannot be a folder"
                    yield Problem(*place, 0, "alias-taken", message, "take one of them out")
                above = above.rpartition("/")[0]


def _at_odds(first: str, second: str, outcomes: Mapping[str, tuple[str, SourceLine]], place: SourceLine) -> Problem:
    first_end, second_end = (
        f"leads to {to}" if (to := outcomes[address][0]) else "is gone" for address in (first, second)
    )
    where = place if place.path != _LEDGER else outcomes[first][1]
    message = (
        f"{first} {first_end} and {second} {second_end}, and many servers and disks take them for the same address"
    )
    return Problem(*where, 0, "alias-taken", message, "keep one of them, or let both lead to the same place")
