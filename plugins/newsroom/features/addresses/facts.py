"""Inputs that decide what old addresses answer: ledger, published and unpublished content, aliases, moved.toml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct, field

from newsroom.core.address_owners import AddressTable
from newsroom.features.addresses.model import Ledger, Owner


class SourceLine(NamedTuple):
    """A file and a line in it."""

    path: str
    line: int = 0


class AddressHolder(NamedTuple):
    """The page or file at an address now, and the source file that it is made of."""

    owner: Owner
    source: str


class UnpublishedFile(NamedTuple):
    """A file that is not published: its kind in words, and whether that is intended."""

    source: str
    what: str
    meant: bool


class Alias(NamedTuple):
    """An old address of something, and where it is written."""

    address: str
    owner: Owner
    place: SourceLine


class Ruling(NamedTuple):
    """A line of moved.toml: where something leads now, empty for gone."""

    to: str
    place: SourceLine


class Facts(Struct):
    """The ledger, the plan and the entries of files that redirects follow from.

    Args:
        ledger: the ledger.
        published: pages and files whose address readers can keep, by that address.
        planned: every address at which something is published.
        away: files that are not published, by kind and id.
        aliases: old addresses that files name.
        rulings: moved.toml, by address.
        table: owners of addresses; by default only planned addresses have one.
    """

    ledger: Ledger
    published: Mapping[str, AddressHolder]
    planned: frozenset[str]
    away: Mapping[tuple[str, str], UnpublishedFile] = field(default_factory=dict)
    aliases: tuple[Alias, ...] = ()
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    table: AddressTable | None = None
