"""Faults of addresses that lead out of the magazine: no site answers at them, whatever a browser would make of them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"https?:", re.IGNORECASE)
_COPY = "copy it again from the browser"
#: Slips of the two schemes, which would be read as addresses of the site.
_SLIP = re.compile(r"(?:h?t?tps?|htt?ps?|https?|http?s)(?:;|:|\.|,|)//?|www\.|//?www\.", re.IGNORECASE)
_DOUBLED = re.compile(r"(?:https?:)?/*(?:www\.)?https?[:/]", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*\.?\Z")
_NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}\Z")


def out_of_site(href: str) -> str:
    """Return what is wrong with an address that leads out of the magazine; empty where nothing is.

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
    """Return what is wrong with an address that would be read as one of the site; empty where nothing is."""
    if not href.startswith(("www.", "WWW.")) and _SLIP.match(href) and "." in href:
        return "begins like an address of another site, and is none"
    return ""
