"""Old addresses, as front matter and moved.toml name them, and where each leads on; some say that nothing is there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from newsroom.core import urls
from newsroom.core.schema import fault

_HOST = re.compile(r"https?://[^/]+", re.IGNORECASE)


_BARE_HOST = re.compile(r"(?:www\.[^/]+|[\w-]+(?:\.[\w-]+)*\.(?:au|com|example|net|org))(?=/|$)", re.IGNORECASE)


def alias(words: str) -> str:
    """Return an address of the site as it is kept: with a slash at both ends, unless it is a file's.

    What is not ASCII may be written as it is, or with percent signs as browsers copy it.

    Raises:
        PydanticCustomError: it cannot be one; says how to write it.
    """
    how = "write it as it stood behind the site's name: /2019/05/a-story/ or /old/page.html"
    if _HOST.match(words) or not words.startswith("/"):
        near = _BARE_HOST.sub("", _HOST.sub("", words))
        raise fault("value-shape", f'"{words}" is no address of this site', f"{how}; here: /{near.lstrip('/')}")
    if set("?#") & set(words):
        raise fault("value-shape", f'"{words}" has a question mark or number sign, which no file can answer', how)
    address = _normalized(words)
    if address == "/":
        raise fault("value-shape", "the front page is no old address", how)
    wrong = urls.old_fault(address) or ("a part of it is empty" if "//" in address else "")
    if wrong:
        shown = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in words)
        if not re.fullmatch(r"[\w.~/-]+", address, re.ASCII):
            how = "leave it out: nothing of ours can lie there, and only the web server's own configuration can lead on"
        raise fault("value-shape", f'"{shown}" cannot be an address: {wrong}', how)
    return address


def _normalized(words: str) -> str:
    """Return an address as it is kept: in one spelling, and with a slash at its end unless it is a file's."""
    try:
        # Typed words are in the form in which everybody types them; percent signs say exactly which one it was.
        plain = urls.read_spelled(words) if "%" in words else unicodedata.normalize("NFC", words)
    except UnicodeDecodeError:
        return words
    if "%" in plain or set("?#") & set(plain):
        return words
    last = plain.rpartition("/")[2]
    return urls.spelled(plain if not last or "." in last else f"{plain}/")


def aliases(values: Iterable[str]) -> tuple[str, ...]:
    """Return addresses as they are kept, each once."""
    return tuple(dict.fromkeys(map(alias, values)))


#: Endings of addresses that a static host serves as pages: a page of ours leads on from there.
PAGES = ("/", ".html", ".htm")


def is_page(address: str) -> bool:
    """Return whether a page of ours can lie at an old address; at others only servers and hosts lead on."""
    return address.endswith(PAGES) and not urls.fault(address)


class Moves(Struct, frozen=True):
    """Pages and files that are written where nothing is published.

    Args:
        redirects: where an address leads on to.
        gone: addresses that answer that nothing is there any more.
        quiet: those of ``redirects`` that no list may name which anybody can read: once they told what their story,
            which is discreet now, is about.
    """

    redirects: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    quiet: frozenset[str] = frozenset()
