"""Strict checks of host names and site addresses: a value that passes is safe in any configuration file."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

#: RFC 1123: letters, digits and hyphens between dots; a name in another script is written as browsers send it (xn--…).
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\Z", re.ASCII | re.IGNORECASE)
_NETWORK = re.compile(r"(?P<host>\[[0-9a-fA-F:.]+\]|[^:\[\]]+)(?::(?P<port>[0-9]{1,5}))?\Z", re.ASCII)
#: https://url.spec.whatwg.org/#ends-in-a-number-checker
_NUMBER = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)\Z", re.ASCII | re.IGNORECASE)
_LONGEST = 253
#: The port that belongs to the other scheme.
_NOT_ITS_PORT = {"http": 443, "https": 80}


def is_host(name: str) -> bool:
    """Return whether a name can be that of a host, or is an address of a network (an IPv6 one between brackets)."""
    if name.startswith("["):
        return is_ip(name)
    if not _NAME.match(name) or len(name) > _LONGEST:
        return False
    # Browsers read whatever ends in a number, 0x7f among them, as the four of a network's address.
    return not _NUMBER.match(name.rpartition(".")[2]) or is_ip(name)


def is_ip(host: str) -> bool:
    """Return whether a host is an address of a network, an IPv6 one between brackets."""
    return _is_ip(host[1:-1], 6) if host.startswith("[") else _is_ip(host, 4)


def _is_ip(words: str, version: int) -> bool:
    try:
        return ipaddress.ip_address(words).version == version
    except ValueError:
        return False


def is_network_location(words: str) -> bool:
    """Return whether a text is a host with or without a port, and nothing else: the part after ``https://``."""
    match = _NETWORK.match(words)
    return match is not None and is_host(match["host"]) and (match["port"] is None or 0 < int(match["port"]) < 65536)


def site_fault(address: str) -> str:
    """Return why words cannot be the address of a site: a scheme, a host and perhaps a port; empty where they can.

    Args:
        address: without a slash at its end.
    """
    scheme, separator, rest = address.partition("://")
    if scheme not in ("http", "https") or not separator:
        return "it does not begin with https://"
    if is_network_location(rest):
        wrong = urlsplit(address).port == _NOT_ITS_PORT[scheme]
        return f"port {_NOT_ITS_PORT[scheme]} does not answer to {scheme}://" if wrong else ""
    if "@" in rest:
        return "it names a user, which everybody could read"
    if set("/?#") & set(rest):
        return "there is something behind the name of the site"
    return "what stands behind :// is no name of a host: it has letters a to z, digits, hyphens and dots"


def is_web_address(address: str) -> bool:
    """Return whether a text is a complete web address with a valid host, without blanks and quotation marks."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    plain = address.isprintable() and not set(" \"'<>\\^`{|}") & set(address)
    return plain and parts.scheme in ("http", "https") and is_network_location(parts.netloc)
