"""Faults of addresses that lead out of the magazine: no site answers at them, whatever a browser would make of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from urllib.parse import urlsplit

from newsroom.core.name_index import NameIndex

# Advice for links that lead nowhere: the address that the writer meant, written as the system follows it.

_MAIL = re.compile(r"/?(?:mailto/)?(?P<who>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/?\Z", re.ASCII)
#: Parts of an address elsewhere as people type them: www and a name, or a name that ends as those of hosts do.
_HOST = re.compile(
    r"/{0,2}(?P<host>www\.[\w.-]+|(?:[\w-]+\.)+(?:au|com|net|org|edu|gov|info|nz|uk|io|eu|example))(?::\d+)?(?P<rest>[/?].*)?\Z",
    re.IGNORECASE,
)
_FILE = re.compile(r"/?(?:content/)?(?P<path>(?:articles|pages|authors|issues)/\S+\.(?:md|markdown))\Z")
_INDEX = re.compile(r"(?:index)\.html?\Z")
_HOW = (
    "links inside the magazine begin and end with a slash, as they stand behind the site's name in the browser: "
    "/world/2026/11/a-story/"
)


class PublishedAddresses:
    """Every address at which something is published, and the one that a mistyped one most likely means.

    Args:
        addresses: the addresses.
    """

    def __init__(self, addresses: Iterable[str]) -> None:
        self._known = frozenset(addresses)

    def __contains__(self, address: object) -> bool:
        return address in self._known

    @cached_property
    def _all(self) -> NameIndex:
        return NameIndex(self._known)

    @cached_property
    def _pages(self) -> NameIndex:
        return NameIndex(address for address in self._known if not address.endswith("/text/"))

    def nearest(self, address: str) -> str:
        """Return the nearest address; of a page and its edition in text alone, the page, unless that one is meant."""
        return (self._all if address.endswith("/text/") else self._pages).nearest(address)


def unmarked_external(target: str) -> tuple[str, str] | None:
    """Return message and fix for an address that leads out of the site and does not say so; None for others.

    Args:
        target: the address, as it is written.
    """
    mail = _MAIL.match(target)
    if mail:
        return f'"{target}" is an address for mail, and no page', f"write mailto:{mail['who']}"
    host = _HOST.match(target)
    if host:
        return f'"{target}" is an address without its beginning', f"write https://{host['host']}{host['rest'] or ''}"
    return None


def remedy(target: str, fragment: str, known: PublishedAddresses, *, near: bool = True) -> str:
    """Return how a link to an address at which nothing is published should be written.

    Args:
        target: the address.
        fragment: text behind its number sign; may be empty.
        known: every address at which something is published.
        near: whether to look for the nearest address too.
    """
    file = _FILE.match(target)
    if file:
        return f"write {{filename}}/{file['path']}"
    behind = f"#{fragment}" if fragment else ""
    likely = _likely_targets(target)
    for meant in likely:
        if meant in known:
            return f'did you mean "{meant}{behind}"?'
    similar = known.nearest(likely[-1]) if near else ""
    return f'did you mean "{similar}{behind}"?' if similar else _HOW


def _likely_targets(target: str) -> list[str]:
    """Return what an address may mean, the likeliest last."""
    bare = _INDEX.sub("", target.partition("?")[0].partition(";")[0])
    if not bare and not _INDEX.match(target):
        return [target]
    rooted = "/" + re.sub(r"^(?:\.{0,2}/)+", "", bare)
    candidates = [bare, rooted, re.sub(r"\.html?$", "", rooted).rstrip("/") + "/"]
    candidates += [address.lower() for address in candidates]
    return [re.sub("//+", "/", address) if "//" in address else address for address in candidates]


_SCHEME = re.compile(r"https?:", re.IGNORECASE)
#: Slips of the two schemes, which would be read as addresses of the site.
_SLIP = re.compile(r"(?:h?t?tps?|htt?ps?|https?|http?s)(?:;|:|\.|,|)//?|www\.|//?www\.", re.IGNORECASE)
_DOUBLED = re.compile(r"(?:https?:)?/*(?:www\.)?https?[:/]", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*\.?\Z")
_NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}\Z")


def out_of_site(href: str) -> str:
    """Return the fault of an external address; empty where it has none.

    Args:
        href: with http, https or two slashes at its beginning.
    """
    rest = _SCHEME.sub("", href, count=1)
    if not rest.startswith("//"):
        return "has not two slashes behind its colon"
    if _DOUBLED.match(rest.lstrip("/")) and not rest.startswith("///"):
        return "holds the beginning of an address twice"
    try:
        host = urlsplit(f"https:{rest}").hostname or ""
    except ValueError:
        return "is no address"
    if not host:
        return "names no site"
    if ":" in host or _NUMBERS.match(host) or _NAME.match(host):
        return ""
    return f'names "{host}", which readers cannot open'


def misspelled(href: str) -> str:
    """Return the fault of an address that would be read as one of the site; empty where it has none."""
    if not href.startswith(("www.", "WWW.")) and _SLIP.match(href) and "." in href:
        return "begins like an address of another site, and is none"
    return ""
