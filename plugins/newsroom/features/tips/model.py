"""Channels by which somebody can tell the magazine something without being seen."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Annotated

from msgspec import Struct
from pydantic import Field

from newsroom.core.schema import Prose, Record, Words, shaped
from newsroom.core.typography import bind_numbers
from newsroom.site.page_parts import Channel

_ONION = re.compile(r"[a-z2-7]{56}\.onion")


def is_onion(address: str) -> bool:
    """Return whether this is an onion address of version 3 whose own checksum is right.

    The 56 signs are base32 of a key of 32 bytes, a checksum of two and the version (Tor's rend-spec-v3).
    """
    if not _ONION.fullmatch(address):
        return False
    try:
        raw = base64.b32decode(address.removesuffix(".onion").upper())
    except binascii.Error:
        return False
    key, checksum, version = raw[:32], raw[32:34], raw[34:]
    return version == b"\x03" and hashlib.sha3_256(b".onion checksum" + key + version).digest()[:2] == checksum


Onion = Annotated[
    Words,
    shaped(
        is_onion,
        "is no onion address of version 3, or has a slip in it",
        "copy it again, without http:// and without anything behind .onion",
    ),
]


class ChannelField(Record):
    """One channel, in content/data/tips.toml."""

    name: Prose = Field(description="what it is: SecureDrop, Signal, Post …")
    how: Prose = Field(description="how somebody uses it, step by step, in plain words")
    address: Words | None = Field(None, description="a number, a user name or a postal address; shown as plain text")
    onion: Onion | None = Field(None, description="an onion address, version 3; shown as plain text, never a link")
    note: Prose | None = Field(None, description="what it cannot do, or what else to know")


class TipsFile(Record):
    """The whole of content/data/tips.toml."""

    channel: tuple[ChannelField, ...] = Field((), description="the channels, the safest first")


class Channels(Struct, frozen=True):
    """All channels, in order."""

    channels: tuple[Channel, ...] = ()


def assemble(data: TipsFile | None) -> Channels:
    """Return the channels of the data file; empty where it could not be read."""
    items = data.channel if data else ()
    return Channels(
        tuple(Channel(i.name, i.how, bind_numbers(i.address or ""), i.onion or "", i.note or "") for i in items)
    )


def state(address: str, pages: Mapping[str, str]) -> tuple[bool, str]:
    """Return whether every page links to the tips page and that loads nothing from elsewhere, in words.

    Args:
        address: the address of the tips page; empty where there is none.
        pages: the HTML of every page by its file.
    """
    if not address:
        return False, "there is no page with the layout tips; write content/pages/tips.md"
    silent = [file for file, html in pages.items() if f'href="{address}"' not in html.partition("<footer")[2]]
    if silent:
        return False, f"{silent[0]} does not link to it"
    own = pages.get(address.removeprefix("/") + "index.html", "")
    scripts = _LOADED.findall(own)
    strangers = [src for src in scripts if not src.startswith("/theme/") or ("/js/" in src and "quick_exit" not in src)]
    if not own or strangers:
        return False, f"it loads {', '.join(strangers)}" if own else "it was not made"
    return True, f"all {len(pages)} pages link to {address}"


_LOADED = re.compile(r'<(?:script|img|iframe|source|video|audio|embed)\b[^>]*?\bsrc="([^"]*)"')


def published(pages: Iterable[tuple[str, str, str]]) -> str:
    """Return the address of the tips page among some (address, layout, status); empty where there is none."""
    addresses = sorted(address for address, layout, status in pages if layout == "tips" and status == "published")
    return addresses[0] if addresses else ""
