"""External links: removes tracking parameters and unwraps redirectors.

Cut are parameters that name a campaign, a sender or a reader, and never decide what is shown. The names are those that
lists kept in public agree on: Firefox's query stripping (Mozilla's remote settings), Brave's query filter, the
ClearURLs rules and AdGuard's URL tracking filter. Addresses of services that only pass a reader on are unwrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from msgspec import Struct

from newsroom.core.front_matter import FieldPath

#: The rel of a link out of the magazine; readers' links get no weight with search engines either.
REL = "noopener noreferrer"
READERS_REL = "nofollow ugc noopener noreferrer"

#: On whatever host.
_EVERYWHERE = frozenset(
    # One string, since fifty names on lines of their own say less.
    "fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid msclkid yclid ysclid twclid ttclid "  # noqa: SIM905
    "li_fat_id igsh igshid epik rdt_cid sccid mc_cid mc_eid mkt_tok _hsenc _hsmi __hsfp __hssc __hstc hsctatracking "
    "oly_anon_id oly_enc_id vero_id vero_conv wickedid rb_clickid s_cid ml_subscriber ml_subscriber_hash "
    "bsft_clkid bsft_eid bsft_mid bsft_uid _openstat ref_src ref_url irclickid guccounter guce_referrer "
    "guce_referrer_sig __twitter_impression fb_action_ids fb_action_types fb_source fb_ref at_medium at_campaign "
    "at_custom1 at_custom2 at_custom3 at_custom4 pk_campaign pk_kwd pk_keyword pk_source pk_medium pk_content "
    "_branch_match_id _branch_referrer".split()
)
_BEGINNINGS = ("utm_", "mtm_", "matomo_", "piwik_")
#: On these hosts and those below them.
_ON = {
    "youtube.com": frozenset({"si", "feature", "pp"}),
    "youtu.be": frozenset({"si", "feature"}),
    "spotify.com": frozenset({"si"}),
    "twitter.com": frozenset({"s", "t", "cxt"}),
    "x.com": frozenset({"s", "t", "cxt"}),
    "tiktok.com": frozenset({"_r", "_t", "is_from_webapp", "sender_device", "is_copy_url"}),
    "facebook.com": frozenset({"mibextid", "__tn__", "__xts__", "refsrc", "rdid", "share_url"}),
    "linkedin.com": frozenset({"trk", "trackingid", "lipi", "rcm"}),
    "reddit.com": frozenset({"share_id", "rdt"}),
    "medium.com": frozenset({"source"}),
    "substack.com": frozenset({"r", "triedredirect", "showwelcomeonshare"}),
}
#: Hosts that pass a reader on, each with the path (/ for any) and the parameters that may say where to.
_WRAPPERS = {
    "l.facebook.com": ("/l.php", ("u",)),
    "lm.facebook.com": ("/l.php", ("u",)),
    "l.instagram.com": ("/", ("u",)),
    "l.messenger.com": ("/l.php", ("u",)),
    "google.com": ("/url", ("q", "url")),
    "google.com.au": ("/url", ("q", "url")),
    "youtube.com": ("/redirect", ("q",)),
    "safelinks.protection.outlook.com": ("/", ("url",)),
    "out.reddit.com": ("/", ("url",)),
    "slack-redir.net": ("/link", ("url",)),
    "linkedin.com": ("/safety/go", ("url",)),
}
#: A wrapped address may be wrapped once more.
_DEEPEST = 4
_WEB = re.compile(r"https?://", re.IGNORECASE)
#: Browsers take these for a slash, and pass over line ends and tabs, wherever they stand in an address.
_BACKSLASH, _PASSED_OVER = re.compile(r"\\"), re.compile(r"[\t\n\r]")


class TrackingRemoval(Struct, frozen=True, order=True):
    """Parts that were cut from an address in a file: names of parameters, and hosts that only passed readers on."""

    path: str
    line: int
    address: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: cut from the link to {self.address}: {', '.join(self.names)}"


def leads_out(address: str) -> bool:
    """Return whether a browser would take an address for one of another host, whatever it is written like."""
    bare = _BACKSLASH.sub("/", _PASSED_OVER.sub("", address.strip()))
    return bare.startswith("//") or bool(_WEB.match(bare))


def cleaned(address: str) -> tuple[str, tuple[str, ...]]:
    """Return an address without tracking, and the names of the removed parameters.

    What stays is byte for byte as it was, text fragments (``#:~:text=``) too. Only http and https are looked at.
    """
    if address.startswith("//"):
        # The page's own scheme is meant, which for readers is https.
        return cleaned(f"https:{address}")
    gone: list[str] = []
    for _ in range(_DEEPEST):
        inner, host = _unwrapped(address)
        if not inner:
            break
        address = inner
        gone.append(host)
    if not _WEB.match(address) or ("?" not in address and "#" not in address):
        return address, tuple(gone)
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return address, tuple(gone)
    whole, sign, fragment = address.partition("#")
    base, mark, query = whole.partition("?")
    clean_query, names = _without_tracking(query, host)
    gone += names
    if fragment and not fragment.startswith((":~:", "!", "/")) and "=" in fragment:
        clean_fragment, names = _without_tracking(fragment, host)
        # A fragment that is no list of parameters names a place on the page.
        if names and not clean_fragment:
            fragment, gone = "", [*gone, *names]
    address_without = base + (mark + clean_query if clean_query else "") + (sign + fragment if fragment else "")
    return (address_without, tuple(gone)) if gone else (address, ())


def _without_tracking(query: str, host: str) -> tuple[str, list[str]]:
    remaining, gone = [], []
    for part in query.split("&"):
        name = unquote_plus(part.partition("=")[0]).removeprefix("amp;")
        if name and _is_tracking(name.lower(), host):
            gone.append(name)
        else:
            remaining.append(part)
    return "&".join(remaining), gone


def _is_tracking(name: str, host: str) -> bool:
    if name in _EVERYWHERE or name.startswith(_BEGINNINGS):
        return True
    return any(name in names and _is_below(host, place) for place, names in _ON.items())


def _is_below(host: str, place: str) -> bool:
    return host == place or host.endswith(f".{place}")


def _unwrapped(address: str) -> tuple[str, str]:
    """Return the address that a redirector would lead to, and the redirector; empty where it is none."""
    if not _WEB.match(address):
        return "", ""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return "", ""
    for place, (path, names) in _WRAPPERS.items():
        if _is_below(host, place) and path in ("/", parts.path):
            # A few are enough: who writes more means no address.
            given = dict(parse_qsl(parts.query[:8000]))
            inner = next((given[name] for name in names if _WEB.match(given.get(name, ""))), "")
            if inner and not re.search(r"[\s\\\"<>]", inner):
                return inner, host
    return "", ""


def tracking_removals(
    fields: Mapping[str, Any], path: str, lines: Mapping[FieldPath, tuple[int, int]]
) -> Iterator[TrackingRemoval]:
    """Yield what is removed from each address among the values of front matter or a data file.

    Args:
        fields: its values.
        path: the file.
        lines: where they stand.
    """
    yield from _removals(fields, (), path, lines)


def _removals(
    value: object, place: FieldPath, path: str, lines: Mapping[FieldPath, tuple[int, int]]
) -> Iterator[TrackingRemoval]:
    if isinstance(value, str):
        clean_address, names = cleaned(value.strip()) if _WEB.match(value.strip()) else ("", ())
        if names:
            while place and place not in lines:
                place = place[:-1]
            yield TrackingRemoval(path, lines.get(place, (1, 0))[0], clean_address, names)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _removals(inner, (*place, key), path, lines)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _removals(inner, (*place, number), path, lines)
