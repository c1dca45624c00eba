"""Addresses of a story that say that it is gone, in a built site that is edited and not built anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from newsroom.core import urls
from newsroom.core.old_addresses import PAGES
from newsroom.features.headers import caddy, nginx
from newsroom.features.headers.model import UnquotableText
from newsroom.publishing.story_traces import Trail

_PAGE = "410.html"
#: Functions that add addresses to each of the files for web servers; hosts of pages are told of none.
_SERVERS = {"nginx-map.conf": nginx.map_with_gone, "Caddyfile": caddy.with_gone}


def addresses_of(files: Iterable[str], servers: Mapping[str, str], trail: Trail) -> list[str]:
    """Return the addresses at which a story, or a redirect to it, was published.

    Args:
        files: those of the site, as long as the story is in it.
        servers: configuration for web servers in that release, by file name.
        trail: every address that the story was ever given.
    """
    pages = {urls.address_of(path) for path in files if trail.leads_to(path) and path.endswith(PAGES[1:])}
    # No page leads on from these; servers alone do.
    led = {one for one in trail.addresses if not one.endswith(PAGES) and any(one in text for text in servers.values())}
    return sorted(pages | led)


def write_pages(site: Path, addresses: Collection[str]) -> bool:
    """Put the page that says that something is gone where pages of a story stood; return whether the site has one."""
    if not (site / _PAGE).is_file():
        return False
    for address in addresses:
        if address.endswith(PAGES):
            own = site / address.strip("/").partition("/")[0] / _PAGE
            path = site / urls.file_of(address)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((own if own.is_file() else site / _PAGE).read_bytes())
    return True


def servers_with_gone(servers: Mapping[str, str], addresses: Iterable[str]) -> dict[str, str]:
    """Return the server configuration with more addresses among those that are gone."""
    told = dict(servers)
    for name in told.keys() & _SERVERS.keys():
        for address in addresses:
            try:
                told[name] = _SERVERS[name](told[name], [address])
            except UnquotableText:
                # No configuration can name it, so that the page alone says it.
                continue
    return told
