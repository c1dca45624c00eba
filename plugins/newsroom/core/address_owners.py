"""Owners of addresses: planned pages and files, files made late, reserved names, and pages that may come later.

Two spellings of an address are one address here when a server, a disk or a browser could take one for the other:
`address_key` folds percent-encoding, Unicode's composed forms, capital letters, slashes at the end and ``index.html``.
An old address that leads somewhere else may have no owner, or it would take readers away from what they ask for, or
stop the build on the day on which its owner comes.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from newsroom.core import reserved
from newsroom.core.languages import is_language
from newsroom.core.reserved import ReservedAddresses

_INDEX = "index.html"
#: Pages that servers show in the place of others, in the folder of any language.
_ERROR_PAGES = frozenset(("404.html", "410.html"))
#: Endings of compressed copies of files; servers look for one beside each file.
_COMPRESSED = (".br", ".gz")
#: A page that some hosts show at another address: /tips.html at /tips, and /tips/index.htm at /tips/.
_SHOWN_ELSEWHERE = re.compile(r"(?P<at>.*?)(?:/(?:index|default)\.html?|\.html?)/*\Z", re.IGNORECASE | re.DOTALL)
#: An address that needs no folding but that of its letters and its end, as nearly all are.
_PLAIN = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?\Z")


class AddressConflict(enum.Enum):
    """Why an address is not free."""

    #: It is written by this build.
    PLANNED = "planned"
    #: The site needs it at all times, or makes it after everything is planned.
    RESERVED = "reserved"
    #: It is for files that any site may have; no old address may be there, but another file may.
    OPEN = "open"
    #: Something that has a file and waits will be written there.
    COMING = "coming"
    #: A page or feed of a list that grows, a language, a month: it comes by itself.
    LATER = "later"
    #: A list that is called by a name: it comes and goes with what is in it.
    NAMED_LIST = "named list"


class AddressOwner(NamedTuple):
    """The owner of an address, in words, and the reason."""

    what: str
    why: AddressConflict


def address_key(address: str) -> str:
    """Return the key of an address, the same for each of its spellings.

    Args:
        address: begins with a slash; a query or fragment behind it does not count.
    """
    if _PLAIN.match(address):
        key = address.rstrip("/").lower()
        while key.endswith(f"/{_INDEX}"):
            key = key.removesuffix(f"/{_INDEX}")
        return key or "/"
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    # A path that is encoded twice is decoded twice by some servers behind others.
    while "%" in path and (decoded := unquote(path)) != path:
        path = decoded
    folded = path if path.isascii() else unicodedata.normalize("NFC", path)
    folded = folded.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded)
    parts: list[str] = []
    for part in folded.replace("\\", "/").split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    while parts and parts[-1] == _INDEX:
        parts.pop()
    return "/" + "/".join(parts)


def shown_at(address: str) -> str:
    """Return where else some hosts show a page that lies at an address; empty where none does."""
    match = _SHOWN_ELSEWHERE.match(address)
    return (match["at"] or "/") if match else ""


class AddressTable:
    """Says of any address who owns it.

    Args:
        planned: source of each page and file of this build, by address.
        coming: source of each file that is not published yet, by the address that it will have.
        own: addresses that this site reserves besides those of packages.
    """

    def __init__(
        self,
        planned: Mapping[str, str],
        coming: Mapping[str, str] | None = None,
        own: Iterable[ReservedAddresses] = (),
    ) -> None:
        self._written = planned
        self._coming = {address_key(address): source for address, source in (coming or {}).items()}
        every_own = (*own, *reserved.offered())
        self._folders = {name: words for own in every_own for name, words in own.folders.items()}
        self._open_folders = {name: words for own in every_own for name, words in own.open_folders.items()}
        self._files = frozenset(name for own in every_own for name in own.files)
        self._open_files = frozenset(name for own in every_own for name in own.open_files)
        later = [item for own in every_own for item in own.later]
        named = [item for own in every_own for item in own.named]
        self._patterns = tuple(
            (re.compile(rf"{pattern}\Z"), words, why)
            for why, patterns in ((AddressConflict.LATER, later), (AddressConflict.NAMED_LIST, named))
            for pattern, words in patterns
        )
        # One look for all of them: an importer brings thousands of old addresses, and nearly all are free.
        every = "|".join(pattern for pattern, _ in [*later, *named]).replace("?P<part>", "?:")
        self._any = re.compile(rf"(?:{every})\Z")

    @cached_property
    def _planned(self) -> dict[str, tuple[str, str]]:
        # Tens of thousands, which a build without old addresses need not fold.
        return {address_key(address): (address, source) for address, source in self._written.items()}

    def owner(self, address: str) -> AddressOwner | None:
        """Return the owner of an address; None where it has none."""
        key = address_key(address)
        return self._planned_at(key, address) or self.expected(address)

    def _planned_at(self, key: str, address: str) -> AddressOwner | None:
        owner = self._planned.get(key)
        if owner is not None:
            spelled = "" if owner[0] == address else f" ({owner[0]}, written in another way)"
            return AddressOwner(f"{owner[1]}, which is published{spelled}", AddressConflict.PLANNED)
        above = key.rpartition("/")[0]
        while above:
            # A file cannot be a folder too.
            owner = self._planned.get(above)
            if owner is not None and not owner[0].endswith("/"):
                return AddressOwner(
                    f"something below {owner[0]}, which is a file of {owner[1]}", AddressConflict.PLANNED
                )
            above = above.rpartition("/")[0]
        return None

    def expected(self, address: str) -> AddressOwner | None:
        """Return the owner of an address in this build or in a later one; None where it has none."""
        key = address_key(address)
        coming = self._coming.get(key)
        if coming is not None:
            return AddressOwner(f"{coming}, which is not published yet", AddressConflict.COMING)
        needed = self._purpose(key)
        if needed:
            return AddressOwner(needed, AddressConflict.RESERVED)
        first = key.split("/")[1]
        if first in self._open_folders or first in self._open_files:
            return AddressOwner(
                self._open_folders.get(first, "a file that programs ask every site for"), AddressConflict.OPEN
            )
        first, slash, rest = key[1:].partition("/")
        spoken = f"/*{slash}{rest}" if is_language(first) else key
        if not (self._any.match(spoken) or (spoken != key and self._any.match(key))):
            return None
        for pattern, words, why in self._patterns:
            match = pattern.match(spoken) or pattern.match(key)
            if match is not None:
                part = (match.groupdict().get("part") or "")[:5]
                of = {"/page": "a page of ", "/feed": "a feed of "}.get(part, "")
                return AddressOwner(f"{of}{words}, which may come later", why)
        return None

    def _purpose(self, key: str) -> str:
        """Return the purpose for which the site always needs an address, by its key; empty where it has none."""
        first, last = key.split("/")[1], key.rpartition("/")[2]
        if key == "/":
            return "the front page"
        if first in self._folders:
            return self._folders[first]
        if first in self._files:
            return "a file that the site or its host uses"
        if last in _ERROR_PAGES:
            return "a page that servers show for what is not there"
        return "a compressed copy of a file, which servers look for beside each" if last.endswith(_COMPRESSED) else ""
