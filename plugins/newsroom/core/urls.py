"""Addresses of any site; docs/reference/addresses.md has the scheme, and each owner a function for its own.

Every address begins and ends with a slash and is relative to the site's root; `file_of` says which file it is.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

#: The forms of a feed, by the ending of its address: Atom, RSS 2.0 and JSON Feed.
FEEDS = ("atom", "rss", "json")
#: Signs of one part of an address, and of all of it: disks allow 255 bytes, and some systems 260 for a whole path.
_LONGEST_PART, _LONGEST = 200, 1000
_PART = rf"(?:[A-Za-z0-9_~](?:[A-Za-z0-9_.~-]{{0,{_LONGEST_PART - 2}}}[A-Za-z0-9_~-])?)"
#: A part may be empty behind another: of a name of which nothing is left another rule tells. RFC 8615 has one folder
#: with a dot before its name.
_SAFE = re.compile(rf"/(?:\.well-known/)?(?:{_PART}/+)*{_PART}?\Z")
_STRANGE = re.compile(r"[^A-Za-z0-9_.~/-]")
_DEVICE = re.compile(r"/(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.[^/]*)?(?:/|\Z)", re.IGNORECASE)


def front() -> str:
    """Return the address of the front page."""
    return "/"


def language(lang: str) -> str:
    """Return the address of the list of stories in one language."""
    return f"/{lang.lower()}/"


def list_page(base: str, number: int) -> str:
    """Return the address of one sheet of the list at ``base``; 0 is the list's own address."""
    return f"{base}page/{number}/" if number else base


def feed(base: str, form: str = "atom") -> str:
    """Return the address of a feed of the list at ``base``; ``form`` is one of `FEEDS`."""
    return f"{base}feed.{form}"


def fault(address: str) -> str:
    """Return why an address cannot be a file on every system, in words; empty where it can.

    It begins with a slash; each part holds letters, digits, hyphens, underscores, tildes and dots, begins and ends with
    no dot, and is no name of a device of Windows:
    https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
    """
    if _SAFE.match(address):
        if len(address) <= _LONGEST and not _DEVICE.search(address):
            return ""
        if _DEVICE.search(address):
            return "Windows uses one of its parts as the name of a device"
        return f"it has {len(address):,} signs, and may have {_LONGEST:,}"
    if any(len(part) > _LONGEST_PART for part in address.split("/")):
        return f"one of its parts has more than {_LONGEST_PART} signs"
    strange = _STRANGE.search(address)
    if strange:
        shown = f'"{strange[0]}"' if strange[0].isprintable() else f"U+{ord(strange[0]):04X}"
        return f"it has the sign {shown}; letters from a to z, digits and . - _ ~ are all that it may have"
    return "each of its parts begins and ends with a letter, a digit, a hyphen, _ or ~"


def file_of(address: str) -> str:
    """Return the file, relative to the output folder, that answers at ``address``."""
    path = address.removeprefix("/")
    return path + "index.html" if not path or path.endswith("/") else path


def address_of(file: str) -> str:
    """Return the address at which a file of the output folder answers: the opposite of `file_of`."""
    is_index = file.rpartition("/")[2] == "index.html"
    return f"/{file.removesuffix('index.html') if is_index else file}"


def spelled(address: str) -> str:
    """Return an old address as it is kept in lines: what is not plain ASCII is written with percent signs."""
    return quote(address, safe="/~!'()+;=@&-._")


def read_spelled(address: str) -> str:
    """Return an old address as servers see it, without percent signs.

    Raises:
        UnicodeDecodeError: it is written in another encoding than UTF-8.
    """
    return unquote(address, errors="strict")


def old_fault(address: str) -> str:
    """Return why an address cannot be one of an older site, in words; empty where it can.

    Such a one may have more signs than ours: letters of any script, and ``! ' ( ) + , : ; = @ &`` and blanks within a
    part. No file lies there: servers lead on.

    Args:
        address: as `spelled` has it.
    """
    if not fault(address):
        return ""
    try:
        plain = read_spelled(address)
    except UnicodeDecodeError:
        return "its percent signs are not UTF-8"
    if not plain.startswith("/"):
        return "it does not begin with a slash"
    strange = next((sign for sign in plain if not _may_be_old(sign)), "")
    if strange:
        shown = f'"{strange}"' if strange.isprintable() else f"U+{ord(strange):04X}"
        return f"it has the sign {shown}, which servers take for something else"
    if len(plain.encode()) > _LONGEST:
        return f"it has {len(plain.encode()):,} bytes, and may have {_LONGEST:,}"
    parts = plain.strip("/").split("/")
    if any(part != part.strip(". ") for part in parts):
        return "one of its parts begins or ends with a dot or a blank"
    return "one of its parts is too long" if any(len(part.encode()) > _LONGEST_PART for part in parts) else ""


def _may_be_old(sign: str) -> bool:
    if sign.isascii():
        return sign.isalnum() or sign in "/~!'()+,:;=@&-._ "
    # A sign of no width parts letters in Persian and Hindi.
    return sign == "\u200c" or unicodedata.category(sign)[0] in "LMNPS"
